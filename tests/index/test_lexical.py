"""BM25 ranks by words and says how much of the question it met."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from made_passages import MUNICIPAL, made_passage

from corpus.errors import IndexCorrupt
from index.lexical import LexicalIndex


def _index(texts: Iterable[str]) -> LexicalIndex:
    return LexicalIndex.build([made_passage(text, document="", edition="") for text in texts])


@pytest.mark.parametrize(
    ("query", "row"), [("待機児童の受け入れ", 0), ("観光の消費額", 1), ("UIJターン", 3), ("たいきじどう", 0)]
)
def test_the_passage_with_the_words_is_first(query: str, row: int) -> None:
    """The best score is that of the passage that holds the words, however they are spelt."""
    assert int(_index(MUNICIPAL).match(query).scores.argmax()) == row


def test_synonyms_find_what_says_the_same_in_other_words() -> None:
    """A word that no passage holds is met by its sense; the word itself counts for more."""
    lexical = _index(["高齢者の見守り。", "市役所の窓口。", "お年寄りの見守り。"])
    scores = lexical.match("お年寄り").scores
    assert scores[2] > scores[0] > scores[1] == 0
    assert lexical.match("年寄り").coverage <= 1


def test_coverage_tells_exact_words_from_others() -> None:
    """All words held: 1; none held: 0; an English question over Japanese text: 0; partly: between."""
    lexical = _index(MUNICIPAL)
    assert lexical.match("企業立地件数").coverage == pytest.approx(1)
    assert lexical.match("waiting lists for nursery schools").coverage == 0
    assert lexical.match("、。").coverage == 0
    assert 0.1 < lexical.match("企業立地件数と水道料金").coverage < 0.9


def test_coverage_is_of_the_allowed_passages() -> None:
    """A passage that the filter keeps out covers nothing."""
    lexical = _index(MUNICIPAL)
    assert lexical.match("企業立地件数", np.array([0, 1])).coverage < 0.2


def test_by_reading_tells_a_question_in_kana() -> None:
    """Only what was met by sound counts as such: a piece of a reading that could not be put into kanji."""
    lexical = _index(MUNICIPAL)
    assert lexical.match("いきじど").by_reading > 0.5
    assert lexical.match("たいきじどう").by_reading == 0
    assert lexical.match("待機児童").by_reading == 0


def test_threads_search_at_the_same_time() -> None:
    """Questions asked from many threads are scored as if alone."""
    lexical = _index(MUNICIPAL)
    questions = [*MUNICIPAL, "待機児童", "かんこう"] * 20
    alone = [lexical.match(question).scores for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: lexical.match(question).scores, questions))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_saved_index_answers_the_same(tmp_path: Path) -> None:
    """Scores, coverage and reading share survive saving."""
    lexical = _index(MUNICIPAL)
    lexical.save(tmp_path / "l")
    before, after = lexical.match("観光の消費額"), LexicalIndex.load(tmp_path / "l").match("観光の消費額")
    assert np.array_equal(before.scores, after.scores)
    assert (before.coverage, before.by_reading) == (after.coverage, after.by_reading)


@pytest.mark.parametrize("texts", [[], ["、。"], ["", "待機児童"]])
def test_passages_without_words_are_taken(texts: list[str], tmp_path: Path) -> None:
    """No passage, or one without a token, is saved, opened and scored 0."""
    _index(texts).save(tmp_path / "l")
    scores = LexicalIndex.load(tmp_path / "l").match("待機児童").scores
    assert (scores > 0).tolist() == ["待機児童" in text for text in texts]


def test_a_cut_file_is_corrupt(tmp_path: Path) -> None:
    """A saved index with a file missing raises IndexCorrupt."""
    _index(MUNICIPAL).save(tmp_path / "l")
    (tmp_path / "l" / "vocab.index.json").unlink()
    with pytest.raises(IndexCorrupt):
        LexicalIndex.load(tmp_path / "l")


def test_years_asked_for_tell_passages_apart() -> None:
    """All years must be named, however they are written; a question without one, or with others, tells nothing."""
    lexical = _index(["令和4年度は減った。", "2023年度は増えた。", "R4からR5にかけて増えた。"])
    assert lexical.match("R4の値").of_years.tolist() == [True, False, True]  # type: ignore[union-attr]
    assert lexical.match("令和4年度と令和5年度").of_years.tolist() == [False, False, True]  # type: ignore[union-attr]
    assert lexical.match("増えたか").of_years is None
    assert lexical.match("平成10年度").of_years is None
