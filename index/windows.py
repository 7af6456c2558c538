"""Windows: what a passage is embedded by, pieces short enough that one vector tells what each says.

One vector of a long passage blurs what its sentences say; the best of its windows' is nearer to a question about one
of them. Each window carries the passage's place. What is found are passages all the same: as near as their nearest
window. Numbers in docs/decisions/0012-finding-the-right-passage.md.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.passages import Passage, pieces
from index.encoded import Vectors
from index.near_vectors import NearVectors
from index.vectors import Kind, Rows, Scores

_LONGEST = 240
"""Characters: about 160 tokens of the default model, beside those of the place."""


def windows(passage: Passage) -> list[str]:
    """The pieces of a passage in its place, at least one: what is embedded."""
    cut = list(pieces(passage.text, _LONGEST))
    if len(cut) < 2:
        return [passage.in_context()]
    return [replace(passage, text=piece).in_context() for piece in cut]


class PassageVectors:
    """``NearVectors`` of passages, by the vectors of their windows.

    Args:
        of_windows: Vectors by window, those of a passage one after the other.
        counts: How many windows each passage has, at least one.
    """

    def __init__(self, of_windows: NearVectors, counts: Sequence[int]) -> None:
        self._of_windows = of_windows
        self._starts = np.cumsum([0, *counts], dtype=np.int64)
        self._more = int(self._starts[-1]) - len(counts)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._starts) - 1

    @property
    def complete(self) -> bool:
        """Whether there are as many vectors as windows."""
        return self._of_windows.count == int(self._starts[-1])

    @property
    def kind(self) -> Kind:
        """See ``NearVectors.kind``."""
        return self._of_windows.kind

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """See ``NearVectors.search``."""
        within = None if allowed is None else self._windows_of(allowed)
        total = int(self._starts[-1]) if within is None else len(within)
        wanted = min(k, self.count if allowed is None else len(allowed))
        # Windows of one passage come together, so that more of them are needed than the passages have on the average.
        many = wanted + 2 * (wanted * self._more // max(self.count, 1))
        while True:
            many = min(many, total)
            near, scores = self._of_windows.search(query, many, within)
            passages = np.searchsorted(self._starts, near, side="right") - 1
            first = np.sort(np.unique(passages, return_index=True)[1])[:wanted]  # of each passage its nearest window
            if len(first) == wanted or len(near) < many or many == total:
                return passages[first], scores[first]
            many *= 2

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """See ``NearVectors.cosines``."""
        if not len(rows):
            return np.zeros(0, np.float32)
        cosines = self._of_windows.cosines(query, self._windows_of(rows))
        lengths = self._starts[rows + 1] - self._starts[rows]
        return np.asarray(np.maximum.reduceat(cosines, np.cumsum(lengths) - lengths), np.float32)

    def _windows_of(self, rows: Rows) -> Rows:
        """Rows of the windows of some passages, in their order."""
        starts, lengths = self._starts[rows], self._starts[rows + 1] - self._starts[rows]
        before = np.cumsum(lengths) - lengths
        return np.asarray(np.repeat(starts - before, lengths) + np.arange(lengths.sum()), np.int64)
