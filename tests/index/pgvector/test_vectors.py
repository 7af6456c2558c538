"""Vectors in a table: exactly the nearest where they are few, nearly all of them by a graph where they are many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postgres import needs_server

from corpus.errors import IndexMissing
from index.pgvector.vectors import ServerVectors, checksum_of, make, stored_checksum
from kpi_store.server import Server

pytestmark = needs_server

_COUNT, _FEW = 3_000, 200


def _unit(count: int, seed: int = 0, dimensions: int = 16) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def exact(new_server: Server) -> ServerVectors:
    """Three thousand vectors without a graph."""
    with new_server.patient() as connection:
        kind = make(connection, "public.plain", _unit(_COUNT))
    return ServerVectors(new_server, "public.plain", _COUNT, kind)


@pytest.fixture(scope="module")
def graph(new_server: Server) -> ServerVectors:
    """The same with a graph."""
    with new_server.patient() as connection:
        kind = make(connection, "public.graph", _unit(_COUNT), exact_up_to=_FEW)
    return ServerVectors(new_server, "public.graph", _COUNT, kind, exact_up_to=_FEW)


def test_size_chooses_the_kind(exact: ServerVectors, graph: ServerVectors) -> None:
    """Few vectors are compared one by one, more get a graph."""
    assert (exact.kind, graph.kind) == ("exact", "hnsw")


def test_vectors_too_long_for_a_graph_are_searched_exactly(new_server: Server) -> None:
    """What pgvector cannot index it can still compare."""
    vectors = _unit(5, dimensions=2_001)
    with new_server.patient() as connection:
        kind = make(connection, "public.long", vectors, exact_up_to=2)
    found, _ = ServerVectors(new_server, "public.long", 5, kind).search(vectors[3], 1)
    assert (kind, found.tolist()) == ("exact", [3])


@settings(max_examples=40, deadline=None)
@given(
    k=st.integers(1, 40),
    allowed=st.none()
    | st.sets(st.integers(0, _COUNT - 1), max_size=60)
    | st.integers(1, 9).map(lambda n: range(0, _COUNT, n)),
    seed=st.integers(1, 9),
)
def test_search_is_exact_among_the_allowed(exact: ServerVectors, k: int, allowed, seed: int) -> None:  # type: ignore[no-untyped-def]
    """The rows found are those that sorting all allowed cosines gives, named or as bits."""
    vectors, query = _unit(_COUNT), _unit(1, seed)[0]
    rows = np.arange(_COUNT) if allowed is None else np.array(sorted(allowed), np.int64)
    expected = rows[np.argsort(-(vectors[rows] @ query), kind="stable")][:k]
    found, cosines = exact.search(query, k, None if allowed is None else rows)
    assert found.tolist() == expected.tolist()
    assert np.allclose(cosines, vectors[expected] @ query, atol=1e-6)
    assert np.allclose(exact.cosines(query, found[::-1]), cosines[::-1], atol=1e-6)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.2])
def test_a_graph_finds_nearly_all(graph: ServerVectors, share: float) -> None:
    """Of the ten nearest at least 98 in 100, best first, whatever part of the vectors a filter admits."""
    vectors, shares = _unit(_COUNT), []
    rows = np.sort(np.random.default_rng(5).choice(_COUNT, int(share * _COUNT), replace=False))
    for query in _unit(30, seed=1):
        found, cosines = graph.search(query, 10, None if share == 1 else rows)
        assert (np.diff(cosines) <= 0).all() and len(found) == 10
        assert set(found) <= set(rows)
        shares.append(len(set(found) & set(rows[np.argsort(-(vectors[rows] @ query))[:10]])) / 10)
    assert np.mean(shares) >= 0.98


@pytest.mark.parametrize("nearest_left_out", [3, 30, 300])
def test_a_graph_finds_what_lies_behind_what_is_left_out(graph: ServerVectors, nearest_left_out: int) -> None:
    """A filter may leave out just what is nearest, as where a question is about a document that is not meant."""
    vectors, shares = _unit(_COUNT), []
    for query in _unit(30, seed=1):
        rows = np.sort(np.argsort(-(vectors @ query))[nearest_left_out:])
        found, _ = graph.search(query, 10, rows)
        shares.append(len(set(found) & set(rows[np.argsort(-(vectors[rows] @ query))[:10]])) / 10)
    assert np.mean(shares) >= 0.98


def test_a_filter_that_the_graph_does_not_lead_to_is_searched_exactly(graph: ServerVectors) -> None:
    """Of rows that all lie away from the query as many are found as are asked for, and the nearest of them."""
    vectors, query = _unit(_COUNT), _unit(1, seed=2)[0]
    rows = np.sort(np.argsort(vectors @ query)[: _COUNT // 2])
    found, _ = graph.search(query, 20, rows)
    assert found.tolist() == rows[np.argsort(-(vectors[rows] @ query))[:20]].tolist()


def test_more_than_there_are_can_be_asked_for(exact: ServerVectors, graph: ServerVectors) -> None:
    """All are given then, and none where none is allowed."""
    query, nothing = _unit(1, seed=1)[0], np.zeros(0, np.int64)
    for vectors in (exact, graph):
        assert len(vectors.search(query, 2 * _COUNT)[0]) == _COUNT
        assert not len(vectors.search(query, 5, nothing)[0])
        assert not len(vectors.cosines(query, nothing))


def test_the_checksum_is_that_of_what_was_sent(new_server: Server, exact: ServerVectors) -> None:
    """Reckoned here and there it is the same, and another for other vectors."""
    with new_server.quick() as connection:
        assert stored_checksum(connection, "public.plain") == checksum_of(_unit(_COUNT)) != checksum_of(_unit(5))


def test_a_table_that_is_gone_is_a_missing_index(new_server: Server) -> None:
    """The error names it."""
    with pytest.raises(IndexMissing, match="nowhere"):
        ServerVectors(new_server, "public.nowhere", 5, "exact").search(_unit(1)[0], 1)
