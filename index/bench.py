"""Vector search measured on made-up vectors in clusters, at any size."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.progress import Progress, silent
from index.vectors import Kind, VectorIndex

_CLUSTER = 1_000
"""Vectors of a cluster: many more than are asked for, so that finding the cluster is not enough."""

_SPREAD = 0.7
"""Of a vector about its cluster's centre, in standard deviations of the centres: cosine with it about 0.8."""

_BLOCK = 20_000
_K = 10


@dataclass(frozen=True, slots=True)
class VectorBench:
    """What was measured.

    Attributes:
        kind: The index that was chosen by size.
        recall_at_10: Share of the ten nearest, by comparing with every vector, that are found.
        build_seconds: Learning, adding, writing and opening; making the vectors up is left out.
        query_ms_p50: Of one query on one thread, median.
        index_bytes: On disk; it is memory-mapped.
    """

    vectors: int
    kind: Kind
    recall_at_10: float
    build_seconds: float
    query_ms_p50: float
    query_ms_p95: float
    index_bytes: int


def bench_vectors(count: int, queries: int, dimensions: int = 384, progress: Progress = silent) -> VectorBench:
    """Build an index as a snapshot does, and compare its answers with all cosines.

    Args:
        count: Vectors, at least 10. A million takes about 3 GiB of memory.
        queries: Drawn like the vectors, but none of them.
        dimensions: Length of a vector.
        progress: Told of the step ``vectors``, over the parts of the work.
    """
    progress("vectors", 0, 3)
    made = np.random.default_rng(0)
    centres = made.standard_normal((max(1, count // _CLUSTER), dimensions), np.float32)
    vectors, asked = _clustered(centres, count, made), _clustered(centres, queries, made)
    nearest = _nearest(vectors, asked)
    progress("vectors", 1, 3)
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "vectors.faiss"
        started = time.perf_counter()
        VectorIndex.build(vectors).save(file)
        index = VectorIndex.load(file)
        built = time.perf_counter() - started
        progress("vectors", 2, 3)
        index.search(asked[0], _K)  # the first one also opens the pages
        found, milliseconds = [], []
        for query in asked:
            started = time.perf_counter()
            found.append(index.search(query, _K)[0])
            milliseconds.append(1000 * (time.perf_counter() - started))
        progress("vectors", 3, 3)
        return VectorBench(
            vectors=count,
            kind=index.kind,
            recall_at_10=round(
                float(np.mean([len(np.intersect1d(a, b)) / _K for a, b in zip(found, nearest, strict=True)])), 4
            ),
            build_seconds=round(built, 1),
            query_ms_p50=round(float(np.percentile(milliseconds, 50)), 2),
            query_ms_p95=round(float(np.percentile(milliseconds, 95)), 2),
            index_bytes=file.stat().st_size,
        )


def _clustered(centres: Vectors, count: int, made: np.random.Generator) -> Vectors:
    vectors = np.empty((count, centres.shape[1]), np.float32)
    for start in range(0, count, _BLOCK):
        block = vectors[start : start + _BLOCK]
        block[:] = made.standard_normal(block.shape, np.float32)
        block *= _SPREAD
        block += centres[made.integers(0, len(centres), len(block))]
        block /= np.linalg.norm(block, axis=1, keepdims=True)
    return vectors


def _nearest(vectors: Vectors, asked: Vectors) -> NDArray[np.int64]:
    """The ten rows of the highest cosines for each query, without FAISS."""
    best = np.zeros((len(asked), 0), np.float32)
    rows = np.zeros((len(asked), 0), np.int64)
    for start in range(0, len(vectors), _BLOCK):
        cosines = asked @ vectors[start : start + _BLOCK].T
        top = np.argpartition(-cosines, min(_K, cosines.shape[1]) - 1, axis=1)[:, :_K]
        best = np.hstack([best, np.take_along_axis(cosines, top, axis=1)])
        rows = np.hstack([rows, top + start])
        kept = np.argsort(-best, axis=1)[:, :_K]
        best, rows = np.take_along_axis(best, kept, axis=1), np.take_along_axis(rows, kept, axis=1)
    return rows
