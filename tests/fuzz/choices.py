"""Decisions read off a string of bytes, so that hypothesis, a generator or a guided fuzzer may make them alike."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Decides by bytes, one after another; when they are used up, all decisions are the first possible one.

    Args:
        source: The bytes.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._at = 0

    @property
    def left(self) -> bool:
        """Whether any bytes are left."""
        return self._at < len(self._source)

    def number(self, below: int) -> int:
        """A number from 0 on, less than ``below``."""
        width = max(1, (max(below - 1, 1).bit_length() + 7) // 8)
        drawn = int.from_bytes(self._source[self._at : self._at + width])
        self._at += width
        return drawn % below if below else 0

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.number(len(things))]
