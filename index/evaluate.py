"""Retrieval measured on a set in BEIR layout, by the code that serves answers."""

import csv
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import DocumentCorrupt, DocumentMissing
from corpus.passages import Passage
from index.embedding import Embedder
from index.file_shelf import FileShelf
from index.progress import Progress, silent
from index.search import Mode, Searcher

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
    directory: Path, embedder: Embedder, mode: Mode = "hybrid", progress: Progress = silent
) -> dict[str, float | int]:
    """Index a set afresh, ask its queries, and score the hits.

    Args:
        directory: See ``read_set``.
        embedder: Loaded before the clock starts.
        mode: Of search.
        progress: Told of the steps of building, and of ``query``.

    Returns:
        What ``measure`` gives, and ``index_seconds`` (embedding included, loading the model not).

    Raises:
        DocumentMissing: If a file is not there.
        DocumentCorrupt: If a line of it cannot be read.
    """
    asked = read_set(directory)
    embedder.encode_queries(["。"])
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        shelf = FileShelf(Path(home))
        snapshot = shelf.open(shelf.build(asked.passages, embedder, progress))
        seconds = time.perf_counter() - started
        return measure(Searcher(snapshot, embedder), asked, mode, progress) | {"index_seconds": round(seconds, 2)}


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
    found: list[list[int]] = []
    milliseconds: list[float] = []
    for done, (query_id, relevant) in enumerate(asked.judgements.items(), 1):
        started = time.perf_counter()
        hits = searcher.search(asked.queries[query_id], DEPTH, mode)
        milliseconds.append(1000 * (time.perf_counter() - started))
        found.append([relevant.get(hit.passage.id, 0) for hit in hits])
        progress("query", done, len(asked.judgements))
    ideal = [sorted(relevant.values(), reverse=True) for relevant in asked.judgements.values()]
    return _measures(found, ideal) | {
        "queries": len(asked.judgements),
        "passages": len(asked.passages),
        "query_ms_p50": round(float(np.percentile(milliseconds, 50)), 2),
        "query_ms_p95": round(float(np.percentile(milliseconds, 95)), 2),
    }


def _measures(found: Sequence[list[int]], ideal: Sequence[list[int]]) -> dict[str, float | int]:
    """Means over queries, as trec_eval defines the measures.

    Args:
        found: Relevance of each hit, in the order found, by query.
        ideal: Relevance of all relevant passages, highest first, by query.
    """
    pairs = list(zip(found, ideal, strict=True))
    by_query: dict[str, list[float]] = {
        f"recall@{k}": [sum(r > 0 for r in hits[:k]) / len(best) for hits, best in pairs] for k in (1, 5, 10)
    }
    by_query["mrr@10"] = [next((1 / rank for rank, r in enumerate(hits, 1) if r), 0.0) for hits, _ in pairs]
    by_query["ndcg@10"] = [_gain(hits) / _gain(best[:DEPTH]) for hits, best in pairs]
    return {name: round(float(np.mean(values)), 4) for name, values in by_query.items()}


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
