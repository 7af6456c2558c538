"""Hits are the right passages, and only those that the filter admits."""

import time
from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from made_passages import MUNICIPAL, made_passage

from index.embedding import SentenceTransformerEmbedder
from index.file_shelf import FileShelf
from index.search import Filter, Mode, Searcher

from .conftest import NewShelf

MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")
PASSAGES = [
    made_passage(
        f"{text}（第{n}号）",
        edition=("R4", "R5")[n % 2],
        section=("future_direction", "analysis", "policy")[n % 3],
        goal=n % 3 or None,
        measure=n % 2 + 1,
        indicator=("待機児童数", None)[n % 2],
        sha256=("a" * 64, "b" * 64)[n % 4 > 1],
        kind=("strategy", "verification")[n % 5 > 2],
    )
    for n, text in enumerate(MUNICIPAL * 8)
]
FILTERS = st.builds(
    Filter,
    editions=st.frozensets(st.sampled_from(["R4", "R5", "R6"])),
    sections=st.frozensets(st.sampled_from(["future_direction", "analysis", "note"])),
    goal=st.none() | st.integers(1, 3),
    measure=st.none() | st.integers(1, 3),
    indicators=st.frozensets(st.sampled_from(["待機児童数", "出生数"])),
    documents=st.frozensets(st.sampled_from(["a" * 64, "b" * 64])),
    kinds=st.frozensets(st.sampled_from(["strategy", "verification"])),
)


@pytest.fixture(scope="module", params=[False, True], ids=["vectors alone", "with token states"])
def searcher(request: pytest.FixtureRequest, new_shelf: NewShelf) -> Searcher:
    shelf, embedder = new_shelf(), BigramEmbedder(has_states=request.param)
    return Searcher(shelf.open(shelf.build(PASSAGES, embedder)), embedder)


@settings(deadline=None)
@given(where=FILTERS, mode=st.sampled_from(MODES), query=st.sampled_from(MUNICIPAL), k=st.integers(1, 60))
def test_a_filter_admits_a_part_of_all_hits(searcher: Searcher, where: Filter, mode: Mode, query: str, k: int) -> None:
    """Filtered hits all pass the filter, are hits without it too, and are as many as there can be up to ``k``."""
    hits = searcher.search(query, k, mode, where)
    everything = {hit.passage.id for hit in searcher.search(query, len(PASSAGES), mode)}
    assert all(where.admits(hit.passage) for hit in hits)
    assert {hit.passage.id for hit in hits} <= everything
    assert len(hits) == min(k, sum(where.admits(p) and p.id in everything for p in PASSAGES))


@settings(deadline=None)
@given(mode=st.sampled_from(MODES), query=st.sampled_from(MUNICIPAL), k=st.integers(1, 60))
def test_hits_are_in_order_and_each_once(searcher: Searcher, mode: Mode, query: str, k: int) -> None:
    """Scores never rise down the list, no passage comes twice, and a second search gives the same."""
    hits = searcher.search(query, k, mode)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits)
    assert searcher.search(query, k, mode) == hits


def test_hits_say_what_each_part_thought(searcher: Searcher) -> None:
    """Both scores in hybrid mode, one in the others; the evidence follows the mode."""
    found = {mode: searcher.find("観光消費額", 3, mode) for mode in MODES}
    assert [(h.dense is None, h.lexical is None) for m in MODES for h in found[m].hits[:1]] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    assert found["hybrid"].cosine == found["dense"].cosine == pytest.approx(found["dense"].hits[0].dense)
    assert found["hybrid"].gap == found["dense"].gap
    assert found["hybrid"].coverage == found["lexical"].coverage == pytest.approx(1)
    assert (found["lexical"].cosine, found["lexical"].gap, found["dense"].coverage) == (None, None, None)


def test_lexical_mode_needs_no_embedding(tmp_path: Path) -> None:
    """Searching by word never calls the embedder."""
    embedder = BigramEmbedder()
    searcher = Searcher(FileShelf(tmp_path).open(FileShelf(tmp_path).build(PASSAGES[:5], embedder)), embedder)
    embedder.encoded.clear()
    assert searcher.search("観光消費額", mode="lexical")
    assert embedder.encoded == []


@pytest.mark.parametrize("query", ["", " \n\u3000"])
def test_a_blank_query_finds_nothing(searcher: Searcher, query: str) -> None:
    """Nothing asked, nothing found."""
    assert all(searcher.search(query, mode=mode) == [] for mode in MODES)


@settings(deadline=None)
@given(query=st.text(st.characters(), max_size=100), mode=st.sampled_from(MODES))
def test_any_query_is_taken(searcher: Searcher, query: str, mode: Mode) -> None:
    """No text makes a search fail."""
    searcher.search(query, 3, mode)


QUESTIONS = {
    "what is being done about nursery school waiting lists": 0,
    "旅行客が使ったお金は元に戻ったか": 1,
    "農家の売上を増やすには": 2,
    "How does the city support people who want to move here?": 3,
    "バスや電車に乗る人は増えたか": 4,
    "赤ちゃんの数": 5,
    "きぎょうりっちけんすう": 6,
    "待機児童の推移は？": 0,
}


@pytest.mark.slow
def test_questions_find_their_passage_by_the_real_model(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> None:
    """Japanese, English, paraphrased, kana and hostile questions: the right passage is first, and nothing stalls."""
    passages = [made_passage(text) for text in MUNICIPAL]
    searcher = Searcher(FileShelf(tmp_path).open(FileShelf(tmp_path).build(passages, embedder)), embedder)
    assert {q: MUNICIPAL.index(searcher.search(q)[0].passage.text) for q in QUESTIONS} == QUESTIONS
    started = time.monotonic()
    for hostile in ("\ufdfa" * 20, "\0", "\ud800", "待機児童" * 25_000, "😀" * 5_000):
        searcher.search(hostile)
    assert time.monotonic() - started < 20


def test_a_synonym_finds_what_it_means(tmp_path: Path) -> None:
    """What an administrator says that a word means is sought in its place, from the next question on."""
    embedder = BigramEmbedder()
    shelf = FileShelf(tmp_path)
    synonyms = {"学童": "出生数"}
    searcher = Searcher(shelf.open(shelf.build(PASSAGES[:7], embedder)), embedder, lambda: synonyms)
    assert all("出生数" in searcher.search("学童", 1, mode)[0].passage.text for mode in ("lexical", "hybrid"))
    synonyms.clear()
    assert searcher.search("学童", 1, "lexical") == []
