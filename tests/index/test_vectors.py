"""FAISS gives the nearest vectors, and only among the allowed ones; compressed where there are many."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IndexCorrupt
from index.vectors import VectorIndex


def _unit(count: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 50), st.sets(st.integers(0, 39)))
def test_search_is_exact_among_the_allowed(count: int, k: int, allowed: set[int]) -> None:
    """The rows found are those that sorting all allowed cosines gives."""
    vectors, query = _unit(count), _unit(1, seed=1)[0]
    rows = np.array(sorted(row for row in allowed if row < count), np.int64)
    expected = rows[np.argsort(-(vectors[rows] @ query), kind="stable")][:k]
    found, cosines = VectorIndex.build(vectors).search(query, k, rows)
    assert found.tolist() == expected.tolist()
    assert np.allclose(cosines, vectors[expected] @ query, atol=1e-6)


def test_saved_index_answers_the_same(tmp_path: Path) -> None:
    """An index written and opened again gives equal rows and cosines."""
    vectors, query = _unit(50), _unit(1, seed=1)[0]
    VectorIndex.build(vectors).save(tmp_path / "v")
    opened = VectorIndex.load(tmp_path / "v")
    rows, cosines = opened.search(query, 5)
    assert (opened.count, opened.dimensions) == (50, 16)
    assert np.allclose(opened.cosines(query, rows), cosines, atol=1e-6)
    assert rows.tolist() == np.argsort(-(vectors @ query))[:5].tolist()


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    """No vectors, no rows; saving and opening such an index works."""
    VectorIndex.build(np.zeros((0, 16), np.float32)).save(tmp_path / "v")
    rows, cosines = VectorIndex.load(tmp_path / "v").search(_unit(1)[0], 5)
    assert not len(rows) and not len(cosines)


def test_a_file_that_is_no_index_is_corrupt(tmp_path: Path) -> None:
    """Opening anything else raises IndexCorrupt with one line of detail."""
    (tmp_path / "v").write_bytes(b"nonsense" * 50)
    with pytest.raises(IndexCorrupt) as caught:
        VectorIndex.load(tmp_path / "v")
    assert "\n" not in str(caught.value.facts["detail"])


def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    """FAISS's own error becomes OSError, as for every other file of a snapshot."""
    with pytest.raises(OSError, match="cannot be written"):
        VectorIndex.build(_unit(3)).save(tmp_path / "missing" / "v")


@pytest.fixture(scope="module")
def compressed(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """Two thousand vectors, compressed, saved and opened."""
    file = tmp_path_factory.mktemp("compressed") / "v"
    VectorIndex.build(_unit(2_000), exact_up_to=1_999).save(file)
    return VectorIndex.load(file)


def test_size_chooses_the_kind(compressed: VectorIndex) -> None:
    """Up to the limit vectors are searched as they are; one more and they are compressed, on disk too."""
    assert VectorIndex.build(_unit(2_000), exact_up_to=2_000).kind == "exact"
    assert (compressed.kind, compressed.count, compressed.dimensions) == ("compressed", 2_000, 16)


def test_compressed_search_finds_nearly_all(compressed: VectorIndex) -> None:
    """Of the ten nearest at least 98 in 100 are found, best first, at their cosine."""
    vectors, queries = _unit(2_000), _unit(50, seed=1)
    shares = []
    for query in queries:
        rows, cosines = compressed.search(query, 10)
        assert np.allclose(cosines, vectors[rows] @ query, atol=2e-3)
        assert (np.diff(cosines) <= 0).all()
        shares.append(len(set(rows) & set(np.argsort(-(vectors @ query))[:10])) / 10)
    assert np.mean(shares) >= 0.98


@settings(deadline=None)
@given(st.sets(st.integers(0, 1_999), max_size=199), st.integers(1, 40))
def test_filters_that_admit_few_keep_search_exact(compressed: VectorIndex, allowed: set[int], k: int) -> None:
    """Among allowed rows as many are found as there are up to ``k``, and the best of them, to half a float."""
    vectors, query = _unit(2_000), _unit(1, seed=3)[0]
    rows = np.array(sorted(allowed), np.int64)
    found, cosines = compressed.search(query, k, rows)
    assert set(found) <= allowed
    assert len(found) == min(k, len(allowed))
    assert np.allclose(cosines, np.sort(vectors[rows] @ query)[::-1][:k], atol=2e-3)
    assert np.allclose(compressed.cosines(query, found), cosines, atol=1e-5)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.2])
def test_filters_that_admit_many_are_searched_by_codes(compressed: VectorIndex, share: float) -> None:
    """Of the ten nearest admitted at least 98 in 100 are found, whatever share is admitted."""
    vectors, shares = _unit(2_000), []
    rows = np.sort(np.random.default_rng(4).choice(2_000, int(2_000 * share), replace=False))
    for query in _unit(50, seed=1):
        found, cosines = compressed.search(query, 10, rows)
        assert (np.diff(cosines) <= 0).all() and len(found) == 10
        assert set(found) <= set(rows)
        shares.append(len(set(found) & set(rows[np.argsort(-(vectors[rows] @ query))][:10])) / 10)
    assert np.mean(shares) >= 0.98


def test_a_filter_far_from_the_query_is_searched_exactly(compressed: VectorIndex) -> None:
    """Where nothing that lies near is admitted, all that is admitted is compared."""
    vectors, query = _unit(2_000), _unit(1, seed=2)[0]
    rows = np.sort(np.argsort(vectors @ query)[:600])
    found, cosines = compressed.search(query, 5, rows)
    assert set(found) <= set(rows)
    assert np.allclose(cosines, np.sort(vectors[rows] @ query)[::-1][:5], atol=2e-3)


@pytest.mark.parametrize("allowed", [None, np.arange(1, 90)])
def test_of_equal_vectors_the_first_are_found(allowed: np.ndarray | None) -> None:
    """Where more are as near as asked for, those of the lowest rows, in order."""
    vectors = np.repeat(_unit(3), 30, axis=0)
    rows, _ = VectorIndex.build(vectors).search(vectors[40], 7, allowed)
    assert rows.tolist() == list(range(30, 37))
