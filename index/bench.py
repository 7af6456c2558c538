"""Vector search measured on made-up vectors in clusters, at any size, with and without filters."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.encoded import Vectors
from index.near_vectors import NearVectors
from index.progress import Progress, silent
from index.snapshot import Backend
from index.vectors import Kind, Rows, VectorIndex

_CLUSTER = 1_000
"""Vectors of a cluster: many more than are asked for, so that finding the cluster is not enough."""

_SPREAD = 0.7
"""Of a vector about its cluster's centre, in standard deviations of the centres: cosine with it about 0.8."""

_SHARES = (0.01, 0.1, 0.5)
_BLOCK = 10_000
_K = 10

Lie = Literal["scattered", "together"]
"""How admitted vectors lie: anywhere, as of a kind of section, or in whole clusters, as of a document."""


@dataclass(frozen=True, slots=True)
class Built:
    """Vectors that can be searched, where they are, and what they take there."""

    vectors: NearVectors
    backend: Backend
    bytes: int


Build = Callable[[Vectors], AbstractContextManager[Built]]
"""Makes vectors searchable as a snapshot does, for as long as they are measured."""


@dataclass(frozen=True, slots=True)
class FilteredBench:
    """What was measured of a search that admits a share of the vectors."""

    share: float
    lie: Lie
    recall_at_10: float
    query_ms_p50: float
    query_ms_p95: float


@dataclass(frozen=True, slots=True)
class VectorBench:
    """What was measured.

    Attributes:
        kind: The index that was chosen by size.
        recall_at_10: Share of the ten nearest, by comparing with every vector, that are found.
        build_seconds: Learning, adding, writing and opening; making the vectors up is left out.
        query_ms_p50: Of one query on one thread, median.
        index_bytes: Where it is kept.
    """

    vectors: int
    backend: Backend
    kind: Kind
    recall_at_10: float
    build_seconds: float
    query_ms_p50: float
    query_ms_p95: float
    index_bytes: int
    filtered: tuple[FilteredBench, ...]


@contextmanager
def in_a_file(vectors: Vectors) -> Iterator[Built]:
    """Vectors in a file, as snapshots in files have them."""
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "vectors.faiss"
        VectorIndex.build(vectors).save(file)
        yield Built(VectorIndex.load(file), "faiss", file.stat().st_size)


def bench_vectors(
    count: int, queries: int, dimensions: int = 384, progress: Progress = silent, build: Build = in_a_file
) -> VectorBench:
    """Build an index as a snapshot does, and compare its answers with all cosines.

    Args:
        count: Vectors, at least 10. A million takes about 3 GiB of memory.
        queries: Drawn like the vectors, but none of them.
        dimensions: Length of a vector.
        progress: Told of the step ``vectors``, over the parts of the work.
        build: Where the index is made.
    """
    parts = 3 + 2 * len(_SHARES)
    progress("vectors", 0, parts)
    made = np.random.default_rng(0)
    centres = made.standard_normal((max(1, count // _CLUSTER), dimensions), np.float32)
    (vectors, clusters), (asked, _) = _clustered(centres, count, made), _clustered(centres, queries, made)
    progress("vectors", 1, parts)
    started = time.perf_counter()
    with build(vectors) as built:
        seconds = time.perf_counter() - started
        progress("vectors", 2, parts)
        recall, p50, p95 = _measured(built.vectors, vectors, asked, None)
        progress("vectors", 3, parts)
        filtered = []
        for share in _SHARES:
            for lie in ("scattered", "together"):
                allowed = _admitted(clusters, len(centres), share, lie, made)
                filtered.append(FilteredBench(share, lie, *_measured(built.vectors, vectors, asked, allowed)))
                progress("vectors", 3 + len(filtered), parts)
        return VectorBench(
            vectors=count,
            backend=built.backend,
            kind=built.vectors.kind,
            recall_at_10=recall,
            build_seconds=round(seconds, 1),
            query_ms_p50=p50,
            query_ms_p95=p95,
            index_bytes=built.bytes,
            filtered=tuple(filtered),
        )


def _measured(index: NearVectors, vectors: Vectors, asked: Vectors, allowed: Rows | None) -> tuple[float, float, float]:
    """Recall of the ten nearest, and milliseconds a query, median and 95th percentile."""
    nearest = _nearest(vectors, asked, allowed)
    index.search(asked[0], _K, allowed)  # the first one also opens the pages
    shares, milliseconds = [], []
    for query, expected in zip(asked, nearest, strict=True):
        started = time.perf_counter()
        found = index.search(query, _K, allowed)[0]
        milliseconds.append(1000 * (time.perf_counter() - started))
        shares.append(len(np.intersect1d(found, expected)) / max(1, len(expected)))
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return round(float(np.mean(shares)), 4), round(float(p50), 2), round(float(p95), 2)


def _admitted(clusters: NDArray[np.int32], count: int, share: float, lie: str, made: np.random.Generator) -> Rows:
    """Rows of about a share of the vectors, at least of one, ascending."""
    if lie == "scattered":
        rows = np.flatnonzero(made.random(len(clusters)) < share)
    else:
        rows = np.flatnonzero(np.isin(clusters, made.permutation(count)[: max(1, round(share * count))]))
    return rows if len(rows) else np.zeros(1, np.int64)


def _clustered(centres: Vectors, count: int, made: np.random.Generator) -> tuple[Vectors, NDArray[np.int32]]:
    """Vectors, and the cluster of each."""
    vectors = np.empty((count, centres.shape[1]), np.float32)
    clusters = made.integers(0, len(centres), count, np.int32)
    for start in range(0, count, _BLOCK):
        block = vectors[start : start + _BLOCK]
        block[:] = made.standard_normal(block.shape, np.float32)
        block *= _SPREAD
        block += centres[clusters[start : start + _BLOCK]]
        block /= np.linalg.norm(block, axis=1, keepdims=True)
    return vectors, clusters


def _nearest(vectors: Vectors, asked: Vectors, allowed: Rows | None) -> list[Rows]:
    """The ten rows of the highest cosines among the allowed for each query, without the index."""
    count = len(vectors) if allowed is None else len(allowed)
    best = np.zeros((len(asked), 0), np.float32)
    found = np.zeros((len(asked), 0), np.int64)
    for start in range(0, count, _BLOCK):
        stop = min(start + _BLOCK, count)
        part = np.arange(start, stop) if allowed is None else allowed[start:stop]
        cosines = asked @ (vectors[start:stop] if allowed is None else vectors[part]).T
        top = np.argpartition(-cosines, min(_K, cosines.shape[1]) - 1, axis=1)[:, :_K]
        best = np.hstack([best, np.take_along_axis(cosines, top, axis=1)])
        found = np.hstack([found, part[top]])
        kept = np.argsort(-best, axis=1)[:, :_K]
        best, found = np.take_along_axis(best, kept, axis=1), np.take_along_axis(found, kept, axis=1)
    return list(found)
