"""Questions are judged by what a right passage is."""

import json
from pathlib import Path

import pytest
from made_passages import made_passage

from corpus.errors import DocumentCorrupt, DocumentMissing
from corpus.passages import passages
from corpus.read import read
from corpus.sample import sample_files
from index.questions import Right, read_questions, retrieval_set

QUESTIONS = Path(__file__).with_name("questions.jsonl")
SHARED = Path(__file__).parents[3] / "shared" / "corpus"

PASSAGE = made_passage(
    "待機児童0人を 維持する。",
    edition="R4",
    section="future_direction",
    indicator="保育所等の待機児童数",
    heading=("基本目標2", "施策2 子育て環境"),
)


@pytest.mark.parametrize(
    "right",
    [
        Right(),
        Right(edition="R4", section="future_direction", place="待機児童数", holds="0人を維持"),
        Right(place="施策2子育て"),
    ],
)
def test_a_passage_that_is_all_that_is_asked_is_right(right: Right) -> None:
    """Spaces never count; an empty field asks nothing."""
    assert right.admits(PASSAGE)


@pytest.mark.parametrize("wrong", [{"edition": "R5"}, {"section": "note"}, {"place": "出生数"}, {"holds": "4人"}])
def test_a_passage_that_differs_in_one_thing_is_not(wrong: dict[str, str]) -> None:
    """Each field that is given must agree."""
    assert not Right(**wrong).admits(PASSAGE)


def _file(tmp_path: Path, **fields: object) -> Path:
    record = {"id": "q", "corpus": "c", "split": "dev", "kind": "ja", "q": "待機児童", "relevant": [{"edition": "R4"}]}
    (tmp_path / "q.jsonl").write_text(json.dumps(record | fields), "utf-8")
    return tmp_path / "q.jsonl"


def test_questions_become_a_set(tmp_path: Path) -> None:
    """Every passage that one of its rights admits is relevant to a question."""
    held = [PASSAGE, made_passage("別の版", edition="R5")]
    asked = retrieval_set(read_questions(_file(tmp_path)), held)
    assert asked.judgements == {"q": {PASSAGE.id: 1}}
    assert (asked.queries, asked.kinds, asked.passages) == ({"q": "待機児童"}, {"q": "ja"}, tuple(held))


def test_questions_that_cannot_be_judged_are_refused(tmp_path: Path) -> None:
    """No file, no right, an unknown field, and a right that no passage is, are said."""
    with pytest.raises(DocumentMissing):
        read_questions(tmp_path / "none.jsonl")
    for relevant in ([], [{"colour": "red"}], None):
        with pytest.raises(DocumentCorrupt, match="line 1"):
            read_questions(_file(tmp_path, relevant=relevant))
    with pytest.raises(ValueError, match="q: no passage"):
        retrieval_set(read_questions(_file(tmp_path, relevant=[{"edition": "R4"}, {"edition": "R9"}])), [PASSAGE])


def test_there_are_enough_questions_of_each_kind() -> None:
    """A hundred and more, in every wording, about a third of each corpus held out, none asked twice."""
    questions = read_questions(QUESTIONS)
    assert len(questions) == len({(q.corpus, q.text) for q in questions}) >= 100
    assert {q.kind for q in questions} == {"ja", "english", "mixed", "kana", "paraphrase", "noun"}
    for corpus in ("sample", "kumamoto_text"):
        held = [q.split == "held" for q in questions if q.corpus == corpus]
        assert 0.25 < sum(held) / len(held) < 0.4


@pytest.mark.slow
def test_every_question_has_its_right_passages() -> None:
    """Each right of each question is a passage of the documents as they are read now."""
    corpora = {"sample": sample_files(), "kumamoto_text": tuple(SHARED.glob("*.txt"))}
    for corpus, files in corpora.items():
        readings = [read(file) for file in files]
        held = [passage for reading in readings for passage in passages(reading, reading.edition or "")]
        if held:
            retrieval_set([q for q in read_questions(QUESTIONS) if q.corpus == corpus], held)
