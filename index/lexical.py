"""Search by word: BM25 over the tokens of ``index.tokens``, and how much of a question its best passage holds."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorrupt
from index.tokens import READING, passage_tokens, query_tokens
from index.vectors import Rows, Scores

# The bag holds words and bigrams, so that repetition is worth a little less than the usual 1.5.
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """How the words of a question lie in the passages.

    Attributes:
        scores: BM25 of each passage, by row.
        coverage: Share of the question's weight (the sum of its tokens' inverse document frequencies) that the best
            passage holds, 0 to 1. A token that no passage has weighs most.
        by_reading: Share of what the best passage holds that was met by reading only, 0 to 1.
    """

    scores: Scores
    coverage: float
    by_reading: float


class LexicalIndex:
    """BM25 over passages by row.

    Args:
        bm25: Index made by bm25s; None where there is nothing to index.
        count: Number of passages.
    """

    def __init__(self, bm25: Any, count: int) -> None:
        self._bm25 = bm25
        self._count = count
        if bm25 is not None:
            frequencies = np.diff(bm25.scores["indptr"])
            self._idf: NDArray[np.float64] = np.log1p((count - frequencies + 0.5) / (frequencies + 0.5))
            self._idf_of_unknown = float(np.log1p((count + 0.5) / 0.5))

    @classmethod
    def build(cls, texts: Iterable[str]) -> "LexicalIndex":
        """Index texts in row order."""
        bags = [passage_tokens(text) for text in texts]
        if not any(bags):
            return cls(None, len(bags))
        bm25 = _library().BM25(k1=_K1, b=_B)
        bm25.index(bags, create_empty_token=False, show_progress=False)
        return cls(bm25, len(bags))

    @classmethod
    def load(cls, directory: Path) -> "LexicalIndex":
        """Open a saved index, its postings memory-mapped.

        Raises:
            IndexCorrupt: If it cannot be read.
        """
        try:
            count = int(json.loads((directory / "count.json").read_text("utf-8")))
            saved = (directory / "params.index.json").exists()
            return cls(_library().BM25.load(directory, mmap=True, show_progress=False) if saved else None, count)
        except (OSError, ValueError, KeyError) as error:
            raise IndexCorrupt(path=str(directory), detail=str(error)) from error

    def save(self, directory: Path) -> None:
        """Write the index into a directory, which is made."""
        directory.mkdir()
        (directory / "count.json").write_text(json.dumps(self._count), "utf-8")
        if self._bm25 is not None:
            self._bm25.save(directory, show_progress=False)

    def match(self, query: str, allowed: Rows | None = None) -> LexicalMatch:
        """Score every passage; the best is sought among the allowed rows."""
        tokens = query_tokens(query) if self._bm25 is not None else []
        # A word of two characters comes as a word and as a bigram, and counts twice: dictionary words weigh more.
        ids = [self._bm25.vocab_dict[token] for token in tokens if token in self._bm25.vocab_dict]
        if not ids:
            return LexicalMatch(np.zeros(self._count, np.float32), 0.0, 0.0)
        scores: Scores = self._bm25.get_scores_from_ids(ids)
        best = int(scores.argmax()) if allowed is None else int(allowed[scores[allowed].argmax()])
        weights = np.array([self._weight(token) for token in tokens])
        held = np.array([self._holds(best, token) for token in tokens])
        sound = np.array([token.startswith(READING) for token in tokens])
        held_weight = float(weights[held].sum())
        by_reading = float(weights[held & sound].sum()) / held_weight if held_weight else 0.0
        return LexicalMatch(scores, held_weight / float(weights.sum()), by_reading)

    def _weight(self, token: str) -> float:
        token_id = self._bm25.vocab_dict.get(token)
        return self._idf_of_unknown if token_id is None else float(self._idf[token_id])

    def _holds(self, row: int, token: str) -> bool:
        token_id = self._bm25.vocab_dict.get(token)
        if token_id is None:
            return False
        postings = self._bm25.scores
        start, end = postings["indptr"][token_id], postings["indptr"][token_id + 1]
        return bool((postings["indices"][start:end] == row).any())


def _library() -> Any:
    """Import bm25s, which sets its own log to DEBUG, and set it back."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
