"""Snapshots of the index: what one is, and the port behind which they are kept.

A snapshot is whole or not there, and never changes. Its id is a hash of passages and model: the same content is the
same snapshot, on every machine and in every place that keeps them (``index.file_shelf``, ``index.pgvector``).
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import numpy as np

from corpus.passages import Passage
from index.cache import passage_key, state_kind
from index.embedding import Embedder
from index.encoded import States
from index.interaction import PACKING
from index.lexical import LexicalIndex
from index.near_vectors import NearVectors
from index.progress import Progress, silent
from index.vectors import Kind, Rows, Scores, VectorIndex

_FORMAT = 4
"""Changes whenever a snapshot of the same passages would come out otherwise."""

Backend = Literal["faiss", "pgvector"]


class LateInteraction(Protocol):
    """Token states of passages by row."""

    @property
    def count(self) -> int:
        """How many passages there are."""
        ...

    def maxsim(self, query: States, rows: Rows) -> Scores:
        """How well each row meets the question's tokens: see ``index.interaction.TokenStates.maxsim``."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An open snapshot; row ``i`` of vectors and lexical index is ``passages[i]``.

    Attributes:
        model: Name of the embedding model that made the vectors.
        states: Token states by the same rows; None if the model gives none or the snapshot is older than they are.
    """

    id: str
    model: str
    dimensions: int
    passages: tuple[Passage, ...]
    vectors: NearVectors
    lexical: LexicalIndex
    states: LateInteraction | None = None


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """What is told of a snapshot without opening it.

    Attributes:
        bytes: What it takes where it is kept.
    """

    model: str
    kind: Kind
    passages: int
    bytes: int


class Shelf(Protocol):
    """Where snapshots are kept: several at a time, each under its id."""

    @property
    def backend(self) -> Backend:
        """What searches the vectors."""
        ...

    def build(self, passages: Sequence[Passage], embedder: Embedder, progress: Progress = silent) -> str:
        """Make the snapshot of these passages, unless it is there already. Other snapshots are not touched.

        Args:
            passages: In the order in which equal hits are to be given; may be empty.
            embedder: Embeds those passages that the cache does not know.
            progress: Told of the steps ``embed``, ``lexical`` and ``save``.

        Returns:
            The snapshot's id.

        Raises:
            ModelUnavailable: If something must be embedded and the model cannot be loaded.
            IndexUnwritable: If the disk is full or cannot be written.
            StoreUnreachable: If the snapshots are in a database and that fails.
        """
        ...

    def open(self, snapshot_id: str) -> Snapshot:
        """Open a snapshot after checking that it is as it was written.

        Raises:
            IndexMissing: If there is no such snapshot.
            IndexCorrupt: If a part of it is missing or is not as it was written.
            StoreUnreachable: If the snapshots are in a database and that does not answer.
        """
        ...

    def facts(self, snapshot_id: str) -> SnapshotFacts | None:
        """What is told of a snapshot without opening it; None if it is not there or cannot be read."""
        ...

    def remove(self, snapshot_id: str) -> None:
        """Remove a snapshot, whole or damaged, if it is there. A process that has it open may lose it."""
        ...

    def prune(self, keep: int, in_use: Collection[str] = (), without: Collection[str] = ()) -> list[str]:
        """Remove all but the newest snapshots, and what the cache holds for none of those that stay.

        Args:
            keep: How many of those not in use stay.
            in_use: Ids that are kept whatever their age.
            without: SHA-256 of documents; snapshots that hold one do not stay, unless in use.

        Returns:
            Ids of the removed ones.
        """
        ...


def by_word_alone(passages: Sequence[Passage]) -> Snapshot:
    """A snapshot in memory that can be searched by word and by nothing else."""
    nothing = VectorIndex.build(np.zeros((0, 1), np.float32))
    return Snapshot("", "", 1, tuple(passages), nothing, LexicalIndex.build(passages))


def snapshot_id(lines: Iterable[bytes], embedder: Embedder) -> str:
    """Id of the snapshot of these passages, as lines, made with this model."""
    return checked_id(lines, embedder.name, PACKING if embedder.has_states else None)


def checked_id(lines: Iterable[bytes], model: str, packing: str | None) -> str:
    """Id that a snapshot must have: it stands for its passages, their order, the model and the form of the states."""
    digest = hashlib.sha256(json.dumps([_FORMAT, model, *([packing] if packing else [])]).encode())
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:16]


def as_line(passage: Passage) -> bytes:
    """A passage as it is kept: a line of JSON."""
    # Text out of a PDF can hold a lone surrogate; it is kept as it is.
    return json.dumps(asdict(passage), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def as_passage(line: bytes) -> Passage:
    """The passage that was kept as a line.

    Raises:
        ValueError: If it is none; ``TypeError`` or ``KeyError`` likewise.
    """
    fields: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    return Passage(**fields | {"heading": tuple(fields["heading"])})


def documents_in(passages: Iterable[Passage]) -> list[str]:
    """SHA-256 of the documents that passages are from, each once."""
    return sorted({passage.sha256 for passage in passages})


def in_cache(model: str, passages: Iterable[Passage]) -> set[tuple[str, bytes]]:
    """Kinds and keys under which the cache holds what a model made of passages."""
    keys = {passage_key(passage) for passage in passages}
    return {(kind, key) for kind in (model, state_kind(model)) for key in keys}
