"""Search is measured beside its parts on one index."""

from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import MUNICIPAL, made_passage

from corpus.passages import passages
from corpus.read import read
from corpus.sample import sample_files
from index.comparison import PARTS, compare
from index.embedding import SentenceTransformerEmbedder
from index.evaluate import RetrievalSet
from index.questions import read_questions, retrieval_set

QUESTIONS = Path(__file__).with_name("questions.jsonl")
SHARED = Path(__file__).parents[3] / "shared" / "corpus"


def _set(kinds: dict[str, str]) -> RetrievalSet:
    held = tuple(made_passage(text) for text in MUNICIPAL)
    asked = dict(zip(("a", "b", "c"), (0, 1, 4), strict=True))
    judgements = {key: {held[at].id: 1} for key, at in asked.items()}
    return RetrievalSet(held, {key: MUNICIPAL[at] for key, at in asked.items()}, judgements, kinds)


def test_each_part_is_asked_the_same() -> None:
    """In a passage's own words every part finds it; each kind is counted by itself."""
    parts, kinds = compare([_set({"a": "ja", "b": "ja", "c": "noun"})], BigramEmbedder())
    assert tuple(parts) == PARTS
    assert {found["ndcg@10"] for found in parts.values()} == {1}
    assert {kind: found["queries"] for kind, found in kinds.items()} == {"ja": 2, "noun": 1}


def test_means_are_over_the_questions_of_all_sets() -> None:
    """Two sets count by their questions; without kinds none are told."""
    _, kinds = compare([_set({}), _set({})], BigramEmbedder())
    assert kinds == {}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_search_is_better_than_its_parts_on_the_questions_held_out(embedder: SentenceTransformerEmbedder) -> None:
    """Over the sample, and the Kumamoto text where it is at hand: better than both parts and their sum, by far."""
    corpora = {"sample": sample_files(), "kumamoto_text": tuple(SHARED.glob("*.txt"))}
    held_out = [q for q in read_questions(QUESTIONS) if q.split == "held"]
    sets = []
    for corpus, files in corpora.items():
        readings = [read(file) for file in files]
        held = [passage for reading in readings for passage in passages(reading, reading.edition or "")]
        if held:
            sets.append(retrieval_set([q for q in held_out if q.corpus == corpus], held))
    parts, kinds = compare(sets, embedder)
    scores = {part: found["ndcg@10"] for part, found in parts.items()}
    assert scores["hybrid"] > 0.87
    assert scores["hybrid"] >= max(scores["lexical"], scores["dense"], scores["sum"]) + 0.02
    assert all(
        found["hybrid"] > max(found["lexical"], found["dense"]) for found in (kinds["english"], kinds["paraphrase"])
    )
