"""Late interaction (MaxSim): a question's tokens each look for their like in a passage.

A passage's one vector blurs what its single words mean in their place; their states keep it. Stored in 4 bits a
number, with one scale a token, they rank as well as in 32 (docs/decisions/0002-embedding-model.md), at half a
dimension in bytes: about 200 a token.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.lib.format import header_data_from_array_1_0, write_array_header_1_0
from numpy.typing import NDArray

from corpus.errors import IndexCorrupt
from index.encoded import States
from index.vectors import MOST_IN_MEMORY, Rows, Scores

Records = NDArray[np.void]
"""Packed states, one a token."""

PACKING = "states-1"
"""Changes whenever states would come out or be packed otherwise."""

_LARGEST = 7
_ZERO = 8
"""Code of 0: codes are -7 to 7, kept as 1 to 15."""


def packed(states: States) -> bytes:
    """Token states in 4 bits: a record a token, its scale and then the codes, two a byte.

    A byte holds a number of the first half of the dimensions and one of the second, so that unpacking needs no
    interleaving.

    Args:
        states: Shape ``(tokens, dimensions)``; the dimensions are even in number.
    """
    half = states.shape[1] // 2
    made = np.zeros(len(states), _record(states.shape[1]))
    if len(states):
        scales = np.maximum(np.abs(states).max(axis=1) / _LARGEST, 1e-6).astype(np.float16)
        codes = np.clip(np.rint(states / scales[:, None].astype(np.float32)), -_LARGEST, _LARGEST).astype(np.int8)
        shifted = (codes + _ZERO).astype(np.uint8)
        made["scale"], made["codes"] = scales, shifted[:, :half] << 4 | shifted[:, half:]
    return made.tobytes()


class TokenStates:
    """Packed token states of passages by row, read-only.

    Args:
        records: Of all passages, one after the other.
        starts: Where each passage's records start, and where the last one's end.
    """

    def __init__(self, records: Records, starts: Rows) -> None:
        self._records = records
        self._starts = starts

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._starts) - 1

    @classmethod
    def load(cls, directory: Path) -> "TokenStates":
        """Open saved states: in memory, so that a file that is cut later takes nobody down; large ones mapped.

        Raises:
            IndexCorrupt: If they cannot be read.
        """
        try:
            starts = np.load(directory / "starts.npy")
            file = directory / "states.npy"
            mapped: Literal["r"] | None = "r" if file.stat().st_size > MOST_IN_MEMORY else None
            # As a plain array: each slice of NumPy's own map costs more than what is computed with it.
            return cls(np.asarray(np.load(file, mmap_mode=mapped)), starts)
        except (OSError, ValueError) as error:
            raise IndexCorrupt(path=str(directory), detail=str(error)) from error

    def maxsim(self, query: States, rows: Rows) -> Scores:
        """Mean over the question's tokens of the highest cosine with any token of the passage, for each row.

        Tokens weigh as they tell these passages apart: what each passage meets alike (a particle, a polite ending)
        counts little. Scores are comparable within one call only.

        Args:
            query: Unit states of the question's tokens, at least one.
            rows: Of passages; one without tokens scores 0.
        """
        return maxsim(query, (self._records[self._starts[row] : self._starts[row + 1]] for row in rows))


def records(packed_states: bytes, dimensions: int) -> Records:
    """The records of one passage's packed states."""
    return np.frombuffer(packed_states, _record(dimensions))


def maxsim(query: States, passages: Iterable[Records]) -> Scores:
    """See ``TokenStates.maxsim``, for passages by the records of their packed states."""
    # A product this small is slower on two threads (24 ms for 6), and far slower where the processors are busy.
    with _thread_pools().limit(limits=1, user_api="blas"):
        best = [_best(query, passage) for passage in passages]
    met = np.array(best, np.float32).reshape(len(best), len(query))
    return np.asarray(met @ _telling(met[met.any(axis=1)]), np.float32)


def _best(query: States, passage: Records) -> States:
    """Highest cosine of each of the question's tokens with any of a passage's."""
    if not len(passage):
        return np.zeros(len(query), np.float32)
    codes, half = passage["codes"], query.shape[1] // 2
    first, second = (codes >> 4).astype(np.float32), (codes & 15).astype(np.float32)
    products = query[:, :half] @ first.T + query[:, half:] @ second.T - _ZERO * query.sum(axis=1, keepdims=True)
    return np.asarray((products * passage["scale"].astype(np.float32)).max(axis=1), np.float32)


def _telling(met: States) -> States:
    """Weight of each token, from how far what the passages meet of it is spread; all are alike where nothing is.

    Args:
        met: Highest cosines, shape ``(passages, tokens)``.
    """
    spread = np.sqrt(met.std(axis=0) + 1e-6) if len(met) else np.ones(met.shape[1], np.float32)
    return np.asarray(spread / spread.sum(), np.float32)


def save_states(directory: Path, passages: Sequence[bytes], dimensions: int) -> None:
    """Write the packed states of passages, in row order, into a directory, which is made.

    Raises:
        OSError: If they cannot be written.
    """
    directory.mkdir()
    record = _record(dimensions)
    starts = np.cumsum([0, *(len(states) // record.itemsize for states in passages)], dtype=np.int64)
    np.save(directory / "starts.npy", starts)
    header = header_data_from_array_1_0(np.zeros(0, record)) | {"shape": (int(starts[-1]),)}
    with (directory / "states.npy").open("wb") as file:  # not through a map: a full disk would end the process
        write_array_header_1_0(file, header)
        file.writelines(passages)


@cache
def _thread_pools() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def _record(dimensions: int) -> np.dtype[Any]:
    return np.dtype([("scale", "<f2"), ("codes", "u1", (dimensions // 2,))])
