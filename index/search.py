"""From a query to hits: by meaning, by word or both, among the passages a filter admits."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from corpus.errors import IndexOfAnotherModel
from corpus.passages import Passage
from corpus.reading import DocumentKind, SectionKind
from index.asked_kinds import asked_kinds
from index.embedding import Embedder
from index.encoded import Encoded, Vectors
from index.fusion import dense_weight, favour, fused, met_by_sound
from index.lexical import LexicalMatch
from index.names import reworded
from index.reranking import Reranker
from index.snapshot import Snapshot
from index.vectors import Rows, Scores

Mode = Literal["hybrid", "dense", "lexical"]

_POOL = 100
"""Candidates that each part puts forward for fusion."""

_LOOKED_INTO = 20
"""First candidates that are ordered again by their token states."""

_NO_STATES = np.zeros((0, 1), np.float32)

_FILTERS_KEPT = 64
_QUERIES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Filter:
    """What a hit must be; an empty set or None asks nothing.

    Attributes:
        goal: Number of the goal.
        measure: Number of the measure within its goal.
        documents: SHA-256 of files.
    """

    editions: frozenset[str] = frozenset()
    sections: frozenset[SectionKind] = frozenset()
    goal: int | None = None
    measure: int | None = None
    indicators: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    kinds: frozenset[DocumentKind] = frozenset()

    def admits(self, passage: Passage) -> bool:
        """Whether the passage is all that is asked."""
        return (
            (not self.editions or passage.edition in self.editions)
            and (not self.sections or passage.section in self.sections)
            and (self.goal is None or passage.goal == self.goal)
            and (self.measure is None or passage.measure == self.measure)
            and (not self.indicators or passage.indicator in self.indicators)
            and (not self.documents or passage.sha256 in self.documents)
            and (not self.kinds or passage.kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        score: What hits are ordered by; comparable within one search only.
        dense: Cosine with the query; None in lexical mode.
        lexical: BM25; None in dense mode.
    """

    passage: Passage
    score: float
    dense: float | None
    lexical: float | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Hits, and what a judge of evidence needs to tell whether they are about the question at all.

    Attributes:
        cosine: Highest cosine of any admitted passage; None in lexical mode or if there is none.
        gap: That cosine minus the mean of the next five: small where nothing stands out, as with a question about
            something else. None likewise, or if there is no second passage.
        coverage: Share of the question's words, by weight, in the best lexical passage; None in dense mode.
    """

    hits: tuple[Hit, ...]
    cosine: float | None = None
    gap: float | None = None
    coverage: float | None = None


class Searcher:
    """Searches one snapshot. The embedder is loaded by the first search that needs it.

    Args:
        snapshot: An open snapshot.
        embedder: Of the model that the snapshot was built with; None to search by word alone, whatever the mode.
        synonyms: Tells what words mean (``index.names.reworded``), each time something is sought.
        reranker: Orders the first hits of both parts anew; None, as by default, leaves them as they are.

    Raises:
        IndexOfAnotherModel: If it is of another.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder | None,
        synonyms: Callable[[], Mapping[str, str]] = dict,
        reranker: Reranker | None = None,
    ) -> None:
        if embedder is not None and snapshot.model != embedder.name:
            raise IndexOfAnotherModel(built_with=snapshot.model, configured=embedder.name)
        self.snapshot = snapshot
        self._embedder = embedder
        self._synonyms = synonyms
        self._reranker = reranker
        self._rows_of = lru_cache(_FILTERS_KEPT)(self._admitted)
        # One question is sought several times, among other passages each time; reading it is what takes long.
        self._vector_of, self._reading_of = lru_cache(_QUERIES_KEPT)(self._vector), lru_cache(_QUERIES_KEPT)(self._read)

    def search(self, query: str, k: int = 10, mode: Mode = "hybrid", where: Filter = Filter()) -> list[Hit]:
        """The ``k`` best passages, best first; see ``find``."""
        return list(self.find(query, k, mode, where).hits)

    def find(self, query: str, k: int = 10, mode: Mode = "hybrid", where: Filter = Filter()) -> Findings:
        """The ``k`` best passages, best first, with the evidence for them.

        Args:
            query: Any text; nothing is found for a blank one.
            k: At most how many.
            mode: By meaning (``dense``), by word (``lexical``) or both.
            where: Applied before ranking: ``k`` passages are found if it admits so many.

        Raises:
            ModelUnavailable: If the embedding model is needed and cannot be loaded.
            RerankModelUnavailable: If hits are to be ordered anew, and that fails.
        """
        allowed = self._rows_of(where)
        if not query.strip() or k < 1 or (allowed is not None and not len(allowed)) or not self.snapshot.passages:
            return Findings(())
        said = reworded(query, self._synonyms())
        if mode == "lexical" or self._embedder is None:
            return self._by_word(self.snapshot.lexical.match(said, allowed), k, allowed)
        spelt = self.snapshot.lexical.spelt(said)
        if mode == "dense":
            return self._by_meaning(self._vector_of(spelt), k, allowed)
        match = self.snapshot.lexical.match(said, allowed)
        enough = k if self._reranker is None else max(k, _LOOKED_INTO)
        if self.snapshot.states is None or met_by_sound(match.by_reading):
            asked = Encoded(self._vector_of(spelt), _NO_STATES)
        else:
            asked = self._reading_of(spelt)
        found = self._by_both(match, asked_kinds(said), asked, enough, allowed)
        return found if self._reranker is None else self._reordered(self._reranker, spelt, found, k)

    def without_reranker(self) -> "Searcher":
        """The same search, its hits left in the order in which they were found."""
        return Searcher(self.snapshot, self._embedder, self._synonyms)

    def _vector(self, text: str) -> Vectors:
        assert self._embedder is not None, "asked for only where there is one"
        vector: Vectors = self._embedder.encode_queries([text])[0]
        return vector

    def _read(self, text: str) -> Encoded:
        assert self._embedder is not None, "asked for only where there is one"
        return self._embedder.read_query(text)

    def _admitted(self, where: Filter) -> Rows | None:
        """Rows that the filter admits; None for all."""
        if where == Filter():
            return None
        rows = [i for i, p in enumerate(self.snapshot.passages) if where.admits(p)]
        return np.array(rows, np.int64) if len(rows) < len(self.snapshot.passages) else None

    def _by_word(self, match: LexicalMatch, k: int, allowed: Rows | None) -> Findings:
        rows = _best_rows(match.scores, k, allowed)
        hits = tuple(self._hit(row, score, None, score) for row, score in zip(rows, match.scores[rows], strict=True))
        return Findings(hits, coverage=match.coverage)

    def _by_meaning(self, vector: Vectors, k: int, allowed: Rows | None) -> Findings:
        rows, cosines = self.snapshot.vectors.search(vector, max(k, 6), allowed)
        hits = tuple(self._hit(row, c, c, None) for row, c in zip(rows[:k], cosines[:k], strict=True))
        return Findings(hits, _first(cosines), _gap(cosines))

    def _favour(self, match: LexicalMatch, kinds: Collection[SectionKind], rows: Rows) -> Scores:
        """What each of the rows gains or loses beside its scores."""
        held = [self.snapshot.passages[row] for row in rows]
        of_years = np.zeros(len(rows), bool) if match.of_years is None else match.of_years[rows]
        of_kinds = np.array([passage.section in kinds for passage in held], bool)
        return favour(of_years, of_kinds, np.array([passage.lacks_sentences for passage in held], bool))

    def _by_both(
        self,
        match: LexicalMatch,
        kinds: Collection[SectionKind],
        asked: Encoded,
        k: int,
        allowed: Rows | None,
    ) -> Findings:
        pool = max(k, _POOL)
        near, near_cosines = self.snapshot.vectors.search(asked.vector, pool, allowed)
        rows = np.union1d(near, _best_rows(match.scores, pool, allowed))
        cosines, words = self.snapshot.vectors.cosines(asked.vector, rows), match.scores[rows]
        weight = dense_weight(match.coverage, match.by_reading)
        favoured = self._favour(match, kinds, rows)
        scores = fused(cosines, words, weight, favoured)
        order = np.argsort(-scores, kind="stable")
        if self.snapshot.states is not None and len(asked.states):
            first = order[:_LOOKED_INTO]
            likeness = self.snapshot.states.maxsim(asked.states, rows[first])
            again = fused(likeness, words[first], weight, favoured[first])
            scores[first] = scores.max() + again  # they stay before all others
            order = np.argsort(-scores, kind="stable")
        hits = tuple(self._hit(rows[i], scores[i], cosines[i], words[i]) for i in order[:k])
        return Findings(hits, _first(near_cosines), _gap(near_cosines), match.coverage)

    def _reordered(self, reranker: Reranker, query: str, found: Findings, k: int) -> Findings:
        """The first hits as the cross-encoder orders them, before all others."""
        first = found.hits[:_LOOKED_INTO]
        if not first:
            return found
        order = np.argsort(-reranker.scores(query, [hit.passage.in_context() for hit in first]), kind="stable")
        above = first[0].score
        hits = [replace(first[at], score=above + 1 / rank) for rank, at in enumerate(order, 1)]
        return replace(found, hits=(*hits, *found.hits[_LOOKED_INTO:])[:k])

    def _hit(self, row: int, score: float, dense: float | None, lexical: float | None) -> Hit:
        return Hit(
            self.snapshot.passages[row],
            float(score),
            None if dense is None else float(dense),
            None if lexical is None else float(lexical),
        )


def _best_rows(scores: Scores, k: int, allowed: Rows | None) -> Rows:
    """Rows of the ``k`` highest scores above 0, best first, among the allowed ones."""
    rows = np.flatnonzero(scores) if allowed is None else allowed[scores[allowed] > 0]
    if len(rows) > k:
        rows = rows[np.argpartition(-scores[rows], k - 1)[:k]]
    return rows[np.lexsort((rows, -scores[rows]))]


def _first(cosines: Scores) -> float | None:
    return float(cosines[0]) if len(cosines) else None


def _gap(cosines: Scores) -> float | None:
    return float(cosines[0] - cosines[1:6].mean()) if len(cosines) > 1 else None
