"""The bench measures the index that serves."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from index.bench import Built, bench_vectors


def test_exact_search_recalls_everything() -> None:
    """A small number of vectors is searched exactly, and the bench finds it so."""
    found = bench_vectors(3_000, queries=20, dimensions=32)
    assert (found.vectors, found.kind, found.recall_at_10) == (3_000, "exact", 1.0)
    assert found.index_bytes >= 3_000 * 32 * 4
    assert 0 < found.query_ms_p50 <= found.query_ms_p95
    assert [one.share for one in found.filtered] == [0.01, 0.01, 0.1, 0.1, 0.5, 0.5]
    assert all(one.recall_at_10 == 1.0 for one in found.filtered)


def test_what_is_measured_is_the_index_that_is_given() -> None:
    """An index that finds nothing recalls nothing, however it lies."""

    class Blind:
        kind, count = "exact", 0

        def search(self, query: np.ndarray, k: int, allowed: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)

    @contextmanager
    def build(vectors: np.ndarray) -> Iterator[Built]:
        yield Built(Blind(), "faiss", len(vectors))  # type: ignore[arg-type]

    found = bench_vectors(2_000, queries=5, dimensions=32, build=build)
    assert {found.recall_at_10, *(one.recall_at_10 for one in found.filtered)} == {0.0}
