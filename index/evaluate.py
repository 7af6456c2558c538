"""Retrieval measured on a set in BEIR layout, by the code that serves answers."""

import csv
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import DocumentCorrupt, DocumentMissing
from corpus.passages import Passage
from index.embedding import Embedder
from index.file_shelf import FileShelf
from index.progress import Progress, silent
from index.reranking import Reranker
from index.search import Hit, Mode, Searcher

DEPTH = 10
"""Hits looked at a query."""

Judgements = Mapping[str, Mapping[str, int]]
"""By query id, then passage id: how relevant, above 0."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Passages, questions and which passages are relevant to which question.

    Attributes:
        queries: Text by query id.
        kinds: How a query is worded, by its id, where the set tells.
    """

    passages: tuple[Passage, ...]
    queries: Mapping[str, str]
    judgements: Judgements
    kinds: Mapping[str, str] = field(default_factory=dict)


def read_set(directory: Path) -> RetrievalSet:
    """Read a set in BEIR layout.

    Args:
        directory: With ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``, ``text``) and
            ``qrels/test.tsv`` (query id, passage id, relevance, under a header line).

    Raises:
        DocumentMissing: If a file is not there.
        DocumentCorrupt: If a line of it cannot be read.
    """
    passages = tuple(_passage(record) for record in _records(directory / "corpus.jsonl"))
    queries = {str(record["_id"]): str(record["text"]) for record in _records(directory / "queries.jsonl")}
    return RetrievalSet(passages, queries, _judgements(directory / "qrels" / "test.tsv", queries.keys()))


def evaluate(
    directory: Path,
    embedder: Embedder,
    mode: Mode = "hybrid",
    progress: Progress = silent,
    reranker: Reranker | None = None,
) -> dict[str, float | int]:
    """Index a set afresh, ask its queries, and score the hits.

    Args:
        directory: See ``read_set``.
        embedder: Loaded before the clock starts.
        mode: Of search.
        progress: Told of the steps of building, and of ``query``.
        reranker: Of search, if any.

    Returns:
        What ``measure`` gives, and ``index_seconds`` (embedding included, loading the model not).

    Raises:
        DocumentMissing: If a file is not there.
        DocumentCorrupt: If a line of it cannot be read.
    """
    asked = read_set(directory)
    embedder.encode_queries(["。"])
    started = time.perf_counter()
    with indexed(asked, embedder, progress, reranker) as searcher:
        seconds = time.perf_counter() - started
        return measure(searcher, asked, mode, progress) | {"index_seconds": round(seconds, 2)}


@contextmanager
def indexed(
    asked: RetrievalSet, embedder: Embedder, progress: Progress = silent, reranker: Reranker | None = None
) -> Iterator[Searcher]:
    """A searcher over the passages of a set, indexed in a temporary place."""
    with tempfile.TemporaryDirectory() as home:
        shelf = FileShelf(Path(home))
        snapshot = shelf.open(shelf.build(asked.passages, embedder, progress))
        yield Searcher(snapshot, embedder, reranker=reranker)


def measure(
    searcher: Searcher, asked: RetrievalSet, mode: Mode = "hybrid", progress: Progress = silent
) -> dict[str, float | int]:
    """Ask the judged queries of a set one by one and score the hits.

    Args:
        searcher: Over the passages of the set.
        asked: The set.
        mode: Of search.
        progress: Told of the step ``query``.

    Returns:
        ``recall@1``, ``@5`` and ``@10``, ``mrr@10`` and ``ndcg@10`` as shares of 1, the numbers of queries and
        passages, and milliseconds a query (embedding included), median and 95th percentile.
    """
    outcomes = ask(lambda query: searcher.search(query, DEPTH, mode), asked, progress)
    return summary(outcomes) | {"queries": len(outcomes), "passages": len(asked.passages)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one query.

    Attributes:
        found: Relevance of each hit, in the order found.
        ideal: Relevance of all relevant passages, highest first.
        kind: How the query is worded, if the set tells.
        milliseconds: From the query to its hits, embedding included.
    """

    found: Sequence[int]
    ideal: Sequence[int]
    kind: str
    milliseconds: float


def ask(find: Callable[[str], Sequence[Hit]], asked: RetrievalSet, progress: Progress = silent) -> list[Outcome]:
    """Ask the judged queries of a set one by one; ``find`` gives the hits of a query."""
    outcomes = []
    for done, (query_id, relevant) in enumerate(asked.judgements.items(), 1):
        started = time.perf_counter()
        hits = find(asked.queries[query_id])
        milliseconds = 1000 * (time.perf_counter() - started)
        found = [relevant.get(hit.passage.id, 0) for hit in hits[:DEPTH]]
        ideal = sorted(relevant.values(), reverse=True)
        outcomes.append(Outcome(found, ideal, asked.kinds.get(query_id, ""), milliseconds))
        progress("query", done, len(asked.judgements))
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    """Means over queries, as trec_eval defines the measures, and milliseconds a query."""
    by_query: dict[str, list[float]] = {
        f"recall@{k}": [sum(r > 0 for r in one.found[:k]) / len(one.ideal) for one in outcomes] for k in (1, 5, 10)
    }
    by_query["mrr@10"] = [next((1 / rank for rank, r in enumerate(one.found, 1) if r), 0.0) for one in outcomes]
    by_query["ndcg@10"] = [_gain(one.found) / _gain(one.ideal[:DEPTH]) for one in outcomes]
    milliseconds = [one.milliseconds for one in outcomes]
    return {name: round(float(np.mean(values)), 4) for name, values in by_query.items()} | {
        "query_ms_p50": round(float(np.percentile(milliseconds, 50)), 2),
        "query_ms_p95": round(float(np.percentile(milliseconds, 95)), 2),
    }


def _gain(relevances: Sequence[int]) -> float:
    return float(sum(relevance / np.log2(rank + 1) for rank, relevance in enumerate(relevances, 1)))


def _passage(record: dict[str, Any]) -> Passage:
    title = str(record.get("title") or "")
    return Passage(
        id=str(record["_id"]),
        text=str(record["text"]),
        document=title,
        sha256="",
        edition="",
        kind="other",
        page=1,
        section="overview",
        heading=(title,) if title else (),
    )


def _records(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        raise DocumentMissing(file=str(file))
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                record["_id"], record["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise DocumentCorrupt(file=str(file), detail=f"line {number}: {error}") from error
            yield record


def _judgements(file: Path, queries: Collection[str]) -> Judgements:
    if not file.is_file():
        raise DocumentMissing(file=str(file))
    judgements: dict[str, dict[str, int]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), 1):
            if number == 1:
                continue
            try:
                query, passage, relevance = row
                if query in queries and int(relevance) > 0:
                    judgements[query][passage] = int(relevance)
            except ValueError as error:
                raise DocumentCorrupt(file=str(file), detail=f"line {number}: {error}") from error
    if not judgements:
        raise DocumentCorrupt(file=str(file), detail="no query of the set is judged")
    return judgements
