"""The one door to FAISS: nearest vectors by inner product, exact while that is quick, by a compressed index beyond.

Exact search takes 0.3 ms over ten thousand vectors and 6 ms over a hundred thousand (one thread, 384 dimensions), so
nothing approximate is needed at a city's size. Beyond, codes of 4 bits for each two dimensions are scanned, and what
they put forward is compared in half floats. A filter that admits few, or few of what lies near, makes the search exact.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorrupt
from index.encoded import Vectors

Rows = NDArray[np.int64]
"""Positions of passages within a snapshot, from 0."""

Scores = NDArray[np.float32]


Kind = Literal["exact", "compressed", "hnsw"]

EXACT_UP_TO = 100_000
"""Vectors that are searched one by one."""

MOST_IN_MEMORY = 256 << 20
"""Bytes of a saved file up to which it is read rather than mapped; vectors and states of some thousand passages are
far below."""

_SAMPLE = 20_000
"""Vectors from which the compressed index learns its codes; more make them no better."""

_LOOKED_AT_MORE = 40
"""For each hit asked for, so many that the codes put forward are compared: recall@10 0.99 at a million."""


_SHARE_BY_CODES, _PUT_FORWARD_UP_TO = 0.05, 40_000
"""Of all vectors, the share that a filter must admit for the codes to be quicker than comparing all that it admits;
and how many rows they may put forward to be so."""


class VectorIndex:
    """Vectors by row, read-only once made.

    Args:
        index: A FAISS index.
    """

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors, exact_up_to: int = EXACT_UP_TO) -> "VectorIndex":
        """Index unit vectors, shape ``(n, dimensions)``; ``n`` may be 0.

        Args:
            vectors: By row.
            exact_up_to: How many are kept as they are; more are compressed.
        """
        import faiss

        count, dimensions = vectors.shape
        # Learning the codes on several threads takes a minute for a second where others use the processors too.
        faiss.omp_set_num_threads(1)
        if count <= exact_up_to:
            index: Any = faiss.IndexFlatIP(dimensions)
        else:
            form = f"PQ{dimensions // 2}x4fs,Refine(SQfp16)"
            index = faiss.index_factory(dimensions, form, faiss.METRIC_INNER_PRODUCT)
            index.k_factor = _LOOKED_AT_MORE
            index.train(vectors[np.linspace(0, count - 1, min(count, _SAMPLE), dtype=np.int64)])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    @classmethod
    def load(cls, file: Path) -> "VectorIndex":
        """Open a saved index: in memory, so that a file that is cut later takes nobody down; a large one mapped.

        Raises:
            IndexCorrupt: If FAISS cannot read it.
        """
        import faiss

        try:
            mapped = file.stat().st_size > MOST_IN_MEMORY
            return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC if mapped else 0))
        except (RuntimeError, OSError) as error:
            raise IndexCorrupt(path=str(file), detail=str(error).strip().splitlines()[-1]) from error

    def save(self, file: Path) -> None:
        """Write the index.

        Raises:
            OSError: If it cannot be written.
        """
        import faiss

        try:
            faiss.write_index(self._index, str(file))
        except RuntimeError as error:
            raise OSError(f"{file} cannot be written: {error}") from error

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def kind(self) -> Kind:
        """How it is searched when nothing is filtered."""
        import faiss

        return "compressed" if isinstance(self._index, faiss.IndexRefine) else "exact"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """See ``NearVectors.search``."""
        import faiss

        count = self.count if allowed is None else len(allowed)
        wanted = min(k, count)
        if not wanted:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        # A second thread makes single queries slower (12 ms for 6 at a hundred thousand vectors); OpenMP keeps the
        # number for each calling thread.
        faiss.omp_set_num_threads(1)
        looked_at = min(wanted + 1, count)
        while True:
            rows, scores = in_order(*self._nearest(query, looked_at, allowed))
            # FAISS keeps any of those that are as near as the last one; the first of them by row are wanted.
            if len(rows) < looked_at or looked_at == count or scores[wanted - 1] > scores[-1]:
                return rows[:wanted], scores[:wanted]
            looked_at = min(2 * looked_at, count)

    def _nearest(self, query: Vectors, k: int, allowed: Rows | None) -> tuple[Rows, Scores]:
        import faiss

        if allowed is None:
            scores, rows = self._index.search(query[None, :], k)
        else:
            admitted = np.zeros(self.count, bool)
            admitted[allowed] = True
            if self.kind == "compressed" and len(allowed) > _SHARE_BY_CODES * self.count:
                found = self._by_codes(query, k, admitted, len(allowed))
                if found is not None:
                    return found
            bits = faiss.IDSelectorBitmap(np.packbits(admitted, bitorder="little"))  # type: ignore[call-arg,arg-type]
            among = faiss.SearchParameters(sel=bits)  # type: ignore[call-arg]
            scores, rows = self._uncoded.search(query[None, :], k, params=among)
        found_rows = rows[0] >= 0
        return rows[0][found_rows], scores[0][found_rows]

    def _by_codes(self, query: Vectors, k: int, admitted: NDArray[np.bool_], count: int) -> tuple[Rows, Scores] | None:
        """The nearest admitted rows among those that the codes put forward; None if too few of these are admitted."""
        import faiss

        codes = faiss.downcast_index(self._index.base_index)
        for times in (1, 8):  # where the filter leaves out what lies nearest, that lies before what it admits
            put_forward = min(self.count, times * _LOOKED_AT_MORE * k * self.count // count)
            if put_forward > _PUT_FORWARD_UP_TO:
                return None
            rows = codes.search(query[None, :], put_forward)[1][0]
            rows = rows[rows >= 0]
            rows = rows[admitted[rows]]
            if len(rows) >= min(count, _LOOKED_AT_MORE * k // 2):
                rows, scores = in_order(rows, self.cosines(query, rows))
                return rows[:k], scores[:k]
        return None

    def cosines(self, query: Vectors, rows: Rows | Sequence[int]) -> Scores:
        """Cosine of the query with each of the given rows."""
        if not len(rows):
            return np.zeros(0, np.float32)
        return compared(self._uncoded.reconstruct_batch(np.asarray(rows, np.int64)), query)

    @property
    def _uncoded(self) -> Any:
        """The index that compares the vectors themselves."""
        import faiss

        return faiss.downcast_index(self._index.refine_index) if self.kind == "compressed" else self._index


def compared(vectors: Vectors, query: Vectors) -> Scores:
    """Cosine of the query with each vector; equal vectors score the same wherever they stand, unlike with BLAS."""
    return np.asarray((vectors * query).sum(axis=1), np.float32)


def in_order(rows: Rows, scores: Scores) -> tuple[Rows, Scores]:
    """Rows and scores, best first and equals in row order."""
    order = np.lexsort((rows, -scores))
    return rows[order], scores[order]
