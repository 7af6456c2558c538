"""Long passages are embedded in pieces and found whole."""

import numpy as np
import pytest
from bigram_embedder import BigramEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from made_passages import MUNICIPAL, made_passage

from index.encoded import Vectors
from index.search import Searcher
from index.snapshot import Shelf
from index.vectors import VectorIndex
from index.windows import PassageVectors, windows

_COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=12)


def test_a_short_passage_is_one_window() -> None:
    """It is embedded as it is, in its place."""
    passage = made_passage("待機児童は0人。", heading=("施策2",), indicator="待機児童数")
    assert windows(passage) == [passage.in_context()]
    assert windows(made_passage("")) == [""]


def test_a_long_passage_is_cut_between_sentences_each_piece_in_its_place() -> None:
    """No window is much longer than 240 characters; together they say all that the passage says."""
    passage = made_passage("市は子育ての相談に応じる。" * 40, heading=("施策2",), indicator="待機児童数")
    cut = windows(passage)
    place = passage.in_context().removesuffix(passage.text)
    assert len(cut) == 3
    assert all(one.startswith(place) and one.endswith("。") and len(one) <= 240 + len(place) for one in cut)
    assert "".join(one.removeprefix(place) for one in cut) == passage.text


def _made(counts: list[int], seed: int) -> tuple[PassageVectors, list[Vectors], Vectors]:
    random = np.random.default_rng(seed)
    vectors = random.integers(-2, 3, (sum(counts), 8)).astype(np.float32)  # of few values, so that many are alike
    each = np.split(vectors, np.cumsum(counts)[:-1])
    return PassageVectors(VectorIndex.build(vectors), counts), each, random.integers(-2, 3, 8).astype(np.float32)


@settings(deadline=None)
@given(counts=_COUNTS, seed=st.integers(0, 99), k=st.integers(0, 14), data=st.data())
def test_passages_are_found_by_their_nearest_window(counts: list[int], seed: int, k: int, data: st.DataObject) -> None:
    """As by comparing every window: the best passages once each, equals in row order, with and without a filter."""
    vectors, each, query = _made(counts, seed)
    chosen = data.draw(st.none() | st.sets(st.integers(0, len(counts) - 1)))
    allowed = None if chosen is None else np.array(sorted(chosen), np.int64)
    best = np.array([(one @ query).max() for one in each], np.float32)
    rows = np.arange(len(counts)) if allowed is None else allowed
    expected = rows[np.lexsort((rows, -best[rows]))][:k]
    found, scores = vectors.search(query, k, allowed)
    assert found.tolist() == expected.tolist()
    assert np.allclose(scores, best[expected])
    assert np.allclose(vectors.cosines(query, rows), best[rows])
    assert (vectors.count, vectors.complete) == (len(counts), True)


def test_missing_vectors_are_noticed() -> None:
    """As many windows as vectors, or the snapshot is damaged."""
    assert not PassageVectors(VectorIndex.build(np.ones((3, 2), np.float32)), [1, 1]).complete


@pytest.mark.parametrize("has_states", [False, True])
def test_one_sentence_of_a_long_passage_is_found(shelf: Shelf, has_states: bool) -> None:
    """It is as near as if it stood alone, and the passage comes back whole, once."""
    filler = "".join(f"{n}番目の施設は、平日の午前に開く。" for n in range(40))
    long = made_passage(f"{filler}\n{MUNICIPAL[1]}\n{filler}")
    embedder = BigramEmbedder(has_states=has_states)
    passages = [*(made_passage(text) for text in MUNICIPAL if text != MUNICIPAL[1]), long]
    snapshot = shelf.open(shelf.build(passages, embedder))
    asked = "観光消費額は戻りつつあるか"
    hits = Searcher(snapshot, embedder).search(asked, mode="dense")
    assert [hit.passage for hit in hits].count(long) == 1
    whole = embedder.encode_passages([long.in_context()])[0] @ embedder.encode_queries([asked])[0]
    assert next(hit.score for hit in hits if hit.passage == long) > whole
