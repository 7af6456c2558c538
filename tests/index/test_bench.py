"""The bench measures the index that serves."""

from index.bench import bench_vectors


def test_exact_search_recalls_everything() -> None:
    """A small number of vectors is searched exactly, and the bench finds it so."""
    found = bench_vectors(3_000, queries=20, dimensions=32)
    assert (found.vectors, found.kind, found.recall_at_10) == (3_000, "exact", 1.0)
    assert found.index_bytes >= 3_000 * 32 * 4
    assert 0 < found.query_ms_p50 <= found.query_ms_p95
