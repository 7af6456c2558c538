"""From question to hits, measured at any number of passages: the real model for questions, made-up passages.

What a search costs depends on how many passages there are and how long, not on what they say: their texts are drawn
from given ones, their vectors and token states at random. Embedding so many would take minutes to hours.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.passages import Passage
from index.embedding import Embedder
from index.encoded import Encoded, Vectors
from index.file_shelf import FileShelf
from index.progress import Progress, silent
from index.search import Searcher

_CHARACTERS = 150
"""Of a passage: about a hundred tokens."""

_PER_TOKEN = 1.5
"""Characters of Japanese."""


@dataclass(frozen=True, slots=True)
class QuestionBench:
    """What was measured, in milliseconds a question, median and 95th percentile.

    Attributes:
        open_seconds: To open and check the snapshot.
        embed_ms_p50: Of embedding the question alone, which ``query_ms`` includes.
    """

    passages: int
    open_seconds: float
    embed_ms_p50: float
    embed_ms_p95: float
    query_ms_p50: float
    query_ms_p95: float


def bench_questions(
    embedder: Embedder, given: Sequence[Passage], count: int, queries: int, progress: Progress = silent
) -> QuestionBench:
    """Index made-up passages as a snapshot does, and ask.

    Args:
        embedder: Of questions; loaded before the clock starts.
        given: Passages whose sentences the made-up ones are of.
        count: Made-up passages.
        queries: Questions, sentences of the given passages.
        progress: Told of the steps of building, and of ``query``.
    """
    made = np.random.default_rng(0)
    sentences = [one for passage in given for one in passage.text.replace("\n", "。").split("。") if one.strip()]
    order = made.permutation(len(sentences))  # none again soon: the search remembers the last few
    asked = [sentences[int(order[nth % len(order)])][:40] for nth in range(queries)]
    stand_in = _MadeUp(embedder)
    with tempfile.TemporaryDirectory() as home:
        shelf = FileShelf(Path(home))
        snapshot = shelf.build(list(_made_up(given[0], sentences, count, made)), stand_in, progress)
        started = time.perf_counter()
        searcher = Searcher(shelf.open(snapshot), stand_in)
        opened = time.perf_counter() - started
        searcher.search(given[0].document)  # the first one also opens the pages
        embedding, searching = [], []
        for done, question in enumerate(asked, 1):
            started = time.perf_counter()
            embedder.read_query(question) if embedder.has_states else embedder.encode_queries([question])
            between = time.perf_counter()
            searcher.search(question)
            searching.append(1000 * (time.perf_counter() - between))
            embedding.append(1000 * (between - started))
            progress("query", done, len(asked))
    median, high = (np.percentile([embedding, searching], at, axis=1).round(2).tolist() for at in (50, 95))
    return QuestionBench(count, round(opened, 2), median[0], high[0], median[1], high[1])


def _made_up(like: Passage, sentences: Sequence[str], count: int, made: np.random.Generator) -> Iterator[Passage]:
    for nth in range(count):
        text = ""
        while len(text) < _CHARACTERS:
            text += sentences[int(made.integers(0, len(sentences)))] + "。"
        yield replace(like, id=str(nth), text=f"{text}{nth}")


class _MadeUp:
    """An ``Embedder`` that reads questions as the model does, and passages at random."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self._made = np.random.default_rng(1)
        self.name = f"{model.name}, passages made up"
        self.dimensions = model.dimensions
        self.has_states = model.has_states
        self.read_query = model.read_query
        self.encode_queries = model.encode_queries

    def read_passages(self, texts: Sequence[str], progress: Progress = silent) -> list[Encoded]:
        vectors = self.encode_passages(texts, progress)
        return [
            Encoded(vector, self._unit(int(len(text) / _PER_TOKEN)))
            for vector, text in zip(vectors, texts, strict=True)
        ]

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        progress("embed", len(texts), len(texts))
        return self._unit(len(texts))

    def _unit(self, count: int) -> Vectors:
        rows = self._made.standard_normal((count, self.dimensions), np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
