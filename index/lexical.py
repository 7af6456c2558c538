"""Search by word: BM25 over the tokens of ``index.tokens``, and how much of a question its best passage holds."""

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorrupt
from corpus.names import normalise
from corpus.passages import SAID_AS, Passage
from corpus.words import plain, words
from index.names import Names, names_of
from index.spelling import Spellings, other_readings, readings
from index.tokens import LONGEST_QUERY, NAME, READING, YEAR, meant, query_tokens, sounds, tokens_of
from index.vectors import Rows, Scores

# The bag holds words and bigrams, so that repetition is worth a little less than the usual 1.5.
_K1, _B = 1.2, 0.75

_BY_SENSE = 0.25
"""What a word weighs by its sense, beside what it weighs by itself."""

_NAMES, _SPELLINGS = "names.json", "spellings.json"


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """How the words of a question lie in the passages.

    Attributes:
        scores: BM25 of each passage, by row.
        coverage: Share of the question's weight (the sum of its tokens' inverse document frequencies) that the best
            passage holds, 0 to 1. A token that no passage has weighs most.
        by_reading: Share of what the best passage holds that was met by reading only, 0 to 1.
        of_years: Which passages, by row, name all years that the question names; None where that tells nothing.
    """

    scores: Scores
    coverage: float
    by_reading: float
    of_years: NDArray[np.bool_] | None = None


class LexicalIndex:
    """BM25 over passages by row.

    Args:
        bm25: Index made by bm25s; None where there is nothing to index.
        count: Number of passages.
        names: The passages' names.
        spellings: How the passages write what a question may say in kana.
    """

    def __init__(self, bm25: Any, count: int, names: Names, spellings: Spellings) -> None:
        self._bm25 = bm25
        self._count = count
        self._names = names
        self._spellings = spellings
        if bm25 is not None:
            frequencies = np.diff(bm25.scores["indptr"])
            self._idf: NDArray[np.float64] = np.log1p((count - frequencies + 0.5) / (frequencies + 0.5))
            self._idf_of_unknown = float(np.log1p((count + 0.5) / 0.5))

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> "LexicalIndex":
        """Index passages in row order."""
        names = Names.of(passages)
        learnt: Counter[tuple[str, str]] = Counter()
        seldom: set[tuple[str, str]] = set()
        bags = [_bag(passage, names, learnt, seldom) for passage in passages]
        spellings = Spellings.of(learnt, seldom)
        if not any(bags):
            return cls(None, len(bags), names, spellings)
        bm25 = _library().BM25(k1=_K1, b=_B)
        bm25.index(bags, create_empty_token=False, show_progress=False)
        return cls(bm25, len(bags), names, spellings)

    @classmethod
    def load(cls, directory: Path) -> "LexicalIndex":
        """Open a saved index; in memory, so that a file that is cut later takes nobody down.

        Raises:
            IndexCorrupt: If it cannot be read.
        """
        try:
            count = int(json.loads((directory / "count.json").read_text("utf-8")))
            saved = (directory / "params.index.json").exists()
            bm25 = _library().BM25.load(directory, mmap=False, show_progress=False) if saved else None
            names, spellings = (_mapping(directory / file) for file in (_NAMES, _SPELLINGS))
            return cls(bm25, count, Names(names), Spellings(spellings))
        except (OSError, ValueError, KeyError) as error:
            raise IndexCorrupt(path=str(directory), detail=str(error)) from error

    def save(self, directory: Path) -> None:
        """Write the index into a directory, which is made."""
        directory.mkdir()
        (directory / "count.json").write_text(json.dumps(self._count), "utf-8")
        for file, mapping in ((_NAMES, self._names.said), (_SPELLINGS, self._spellings.by_reading)):
            (directory / file).write_text(json.dumps(mapping), "utf-8")
        if self._bm25 is not None:
            self._bm25.save(directory, show_progress=False)

    def spelt(self, query: str) -> str:
        """The query as it is; kana and names in Latin letters as the passages would write them."""
        return self._spellings.restored(query)

    def match(self, query: str, allowed: Rows | None = None) -> LexicalMatch:
        """Score every passage; the best is sought among the allowed rows.

        Args:
            query: As it was asked.
            allowed: Rows; None for all.
        """
        if self._bm25 is None:
            return LexicalMatch(np.zeros(self._count, np.float32), 0.0, 0.0)
        tokens = self._tokens(query)
        # A word of two characters comes as a word and as a bigram, and counts twice: dictionary words weigh more.
        scores = self._scores(tokens) + _BY_SENSE * self._scores(meant(self.spelt(query)[:LONGEST_QUERY]))
        if not scores.any():
            return LexicalMatch(scores, 0.0, 0.0)
        best = int(scores.argmax()) if allowed is None else int(allowed[scores[allowed].argmax()])
        weights = np.array([self._weight(token) for token in tokens])
        held = np.array([self._holds(best, token) for token in tokens])
        sound = np.array([token.startswith(READING) for token in tokens])
        held_weight = float(weights[held].sum()) if tokens else 0.0
        by_reading = float(weights[held & sound].sum()) / held_weight if held_weight else 0.0
        return LexicalMatch(scores, held_weight / float(weights.sum() or 1), by_reading, self._of_years(tokens))

    def _scores(self, tokens: Sequence[str]) -> Scores:
        ids = [self._bm25.vocab_dict[token] for token in tokens if token in self._bm25.vocab_dict]
        if not ids:
            return np.zeros(self._count, np.float32)
        scores: Scores = self._bm25.get_scores_from_ids(ids)
        return scores

    def _tokens(self, query: str) -> list[str]:
        spelt = self.spelt(query)
        names = (NAME + key for key in dict.fromkeys(self._names.found(spelt)))
        return [*query_tokens(spelt), *sounds(spelt, query), *names]

    def _of_years(self, tokens: Sequence[str]) -> NDArray[np.bool_] | None:
        """Which passages name all years that are asked for; None where no year is, or no passage does."""
        years = {token for token in tokens if token.startswith(YEAR)}
        named = np.full(self._count, bool(years))
        for year in years:
            holding = np.zeros(self._count, bool)
            holding[self._postings(year)] = True
            named &= holding
        return named if named.any() else None

    def _postings(self, token: str) -> NDArray[np.int32]:
        """Rows of the passages that hold a token."""
        token_id = self._bm25.vocab_dict.get(token)
        if token_id is None:
            return np.zeros(0, np.int32)
        postings = self._bm25.scores
        rows: NDArray[np.int32] = postings["indices"][postings["indptr"][token_id] : postings["indptr"][token_id + 1]]
        return rows

    def _weight(self, token: str) -> float:
        token_id = self._bm25.vocab_dict.get(token)
        return self._idf_of_unknown if token_id is None else float(self._idf[token_id])

    def _holds(self, row: int, token: str) -> bool:
        return bool((self._postings(token) == row).any())


def _bag(passage: Passage, names: Names, learnt: Counter[tuple[str, str]], seldom: set[tuple[str, str]]) -> list[str]:
    """Tokens of a passage and of its place; what it is about counts twice.

    Args:
        passage: What is indexed.
        names: Of all passages.
        learnt: Told the readings of its words.
        seldom: Told how they can be read besides.
    """
    about = [passage.indicator or "", SAID_AS[passage.section]]
    document = [part for part in (passage.document, passage.edition) if part not in passage.heading]
    said = plain("\n".join([*document, *passage.heading, *about, *about, passage.text]))
    found = words(said)
    learnt.update(readings(found))
    seldom.update(other_readings(found))
    named = {normalise(name) for name in names_of(passage)}.union(names.found(passage.text))
    return [*tokens_of(said, found), *(NAME + key for key in sorted(named))]


def _mapping(file: Path) -> dict[str, str]:
    """A saved mapping; an index that is older than it is has none."""
    mapping: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return mapping


def _library() -> Any:
    """Import bm25s, which sets its own log to DEBUG, and set it back."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
