"""Search beside its parts alone, and beside the plain mean of both: whether weighing by evidence is worth it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from index.embedding import Embedder
from index.evaluate import DEPTH, Outcome, RetrievalSet, ask, indexed, summary
from index.fusion import fused
from index.progress import Progress, silent
from index.reranking import Reranker
from index.search import Hit, Searcher

PARTS = ("lexical", "dense", "sum", "hybrid")
"""By word, by meaning, half and half of both, and as it serves."""

_POOL = 100
"""Hits of each part that the simple sum is made of."""

Comparison = dict[str, dict[str, float | int]]
"""By part, or by kind of question and then part."""


def compare(
    sets: Sequence[RetrievalSet], embedder: Embedder, progress: Progress = silent, reranker: Reranker | None = None
) -> tuple[Comparison, Comparison]:
    """Ask every part the same questions of the same indexes, each made once.

    Args:
        sets: Each is searched by itself; the means are over the questions of all.
        embedder: Of search.
        progress: Told of the steps of building, and of ``query``.
        reranker: Of search, if any.

    Returns:
        All measures by part; nDCG@10 and the number of ``queries`` by kind of question, empty if the sets tell none.
    """
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for asked in sets:
        with indexed(asked, embedder, progress, reranker) as searcher:
            for part in PARTS:
                outcomes[part] += ask(_finder(searcher, part), asked, progress)
    kinds = sorted({one.kind for one in outcomes["hybrid"]} - {""})
    by_kind = {
        kind: {part: _ndcg([one for one in outcomes[part] if one.kind == kind]) for part in PARTS}
        | {"queries": sum(one.kind == kind for one in outcomes["hybrid"])}
        for kind in kinds
    }
    return {part: summary(outcomes[part]) for part in PARTS}, by_kind


def _ndcg(outcomes: Sequence[Outcome]) -> float | int:
    return summary(outcomes)["ndcg@10"]


def _finder(searcher: Searcher, part: str) -> Callable[[str], Sequence[Hit]]:
    if part == "sum":
        return lambda query: _sum(searcher, query)
    if part == "lexical":
        return lambda query: searcher.search(query, DEPTH, "lexical")
    if part == "dense":
        return lambda query: searcher.search(query, DEPTH, "dense")
    return lambda query: searcher.search(query, DEPTH)


def _sum(searcher: Searcher, query: str) -> list[Hit]:
    """The hits of both parts by the plain mean of their scores, each stretched to 0..1."""
    near = {hit.passage.id: hit for hit in searcher.search(query, _POOL, "dense")}
    said = {hit.passage.id: hit for hit in searcher.search(query, _POOL, "lexical")}
    found = list((near | said).values())
    farthest = min((hit.score for hit in near.values()), default=0.0)
    cosines = [near[hit.passage.id].score if hit.passage.id in near else farthest for hit in found]
    words = [said[hit.passage.id].score if hit.passage.id in said else 0.0 for hit in found]
    scores = fused(np.array(cosines, np.float32), np.array(words, np.float32), 0.5)
    return [replace(found[at], score=float(scores[at])) for at in np.argsort(-scores, kind="stable")[:DEPTH]]
