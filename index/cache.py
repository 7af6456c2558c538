"""Embeddings kept by model and text, so that indexing again embeds only what is new."""

import hashlib
import logging
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus.passages import Passage
from index.embedding import Embedder
from index.encoded import Vectors
from index.interaction import PACKING, packed
from index.progress import Progress, silent
from index.windows import windows

_LOG = logging.getLogger(__name__)
_SLICE = 256
"""Passages embedded between two writes: what a killed build had done is not done again."""

Blobs = tuple[bytes, ...]
"""What is kept of one passage: the vectors of its windows, and their token states if they are wanted."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS embedding (
    model TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text_hash)
) WITHOUT ROWID
"""
_SELECT = "SELECT vector FROM embedding WHERE model = ? AND text_hash = ?"


class EmbeddingCache(Protocol):
    """Where embeddings are kept, by kind (model, and what of it) and text. A convenience: it may lose things."""

    def read(self, kinds: Sequence[str], keys: Sequence[bytes]) -> dict[bytes, Blobs]:
        """What is kept of texts, a blob a kind, for those that have all kinds."""
        ...

    def write(self, kinds: Sequence[str], made: Mapping[bytes, Blobs]) -> None:
        """Keep what was made of texts, a blob a kind."""
        ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a model made of passages.

    Attributes:
        vectors: Of their windows, one after the other, shape ``(windows, dimensions)``.
        windows: How many each passage has.
        states: Packed token states of each passage, its windows' one after the other; None if the model gives none.
    """

    vectors: Vectors
    windows: tuple[int, ...]
    states: list[bytes] | None


def text_key(text: str) -> bytes:
    """Key of a text, whatever characters it holds."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def passage_key(passage: Passage) -> bytes:
    """Key of a passage: of the windows by which it is embedded, so that it is another where they are cut otherwise."""
    keys = [text_key(window) for window in windows(passage)]
    return keys[0] if len(keys) == 1 else hashlib.sha256(b"".join(keys)).digest()


def state_kind(model: str) -> str:
    """Kind under which a model's packed token states are kept; its vectors are under its name."""
    return f"{model}/{PACKING}"


def embedded(
    cache: EmbeddingCache, embedder: Embedder, passages: Sequence[Passage], progress: Progress = silent
) -> Embedded:
    """Vectors and token states of passages, from the cache where it has all that is wanted.

    Args:
        cache: Where what was embedded before is kept.
        embedder: Encodes what the cache lacks; is not touched if nothing does.
        passages: In any order, twice the same if need be.
        progress: Told of the step ``embed``, over the windows of those that the cache lacks.
    """
    kinds = [embedder.name, *([state_kind(embedder.name)] if embedder.has_states else [])]
    found = _all_cached(cache, kinds, passages, embedder, progress)
    if not found:
        return Embedded(np.zeros((0, embedder.dimensions), np.float32), (), [] if embedder.has_states else None)
    vectors = [np.frombuffer(blobs[0], np.float32).reshape(len(windows(one)), -1) for one, blobs in found]
    states = [blobs[1] for _, blobs in found] if embedder.has_states else None
    return Embedded(np.concatenate(vectors), tuple(map(len, vectors)), states)


class SqliteCache:
    """An ``EmbeddingCache`` in a file: one that is damaged is thrown away, one that cannot be written is done without.

    Args:
        home: ``SOSEI_HOME``; the cache is ``cache/embeddings.sqlite`` in it.
    """

    def __init__(self, home: Path) -> None:
        self._file = home / "cache" / "embeddings.sqlite"

    def read(self, kinds: Sequence[str], keys: Sequence[bytes]) -> dict[bytes, Blobs]:
        """See ``EmbeddingCache.read``."""
        if not self._file.exists():
            return {}
        found: dict[bytes, Blobs] = {}
        try:
            with closing(sqlite3.connect(self._file, timeout=30)) as database:
                for key in keys:
                    rows = [database.execute(_SELECT, (kind, key)).fetchone() for kind in kinds]
                    if all(rows):
                        found[key] = tuple(blob for (blob,) in rows)
        except sqlite3.DatabaseError as error:
            _LOG.warning("embedding cache %s is damaged and made anew: %s", self._file, error)
            self._file.unlink(missing_ok=True)
            return {}
        return found

    def write(self, kinds: Sequence[str], made: Mapping[bytes, Blobs]) -> None:
        """See ``EmbeddingCache.write``."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=30)) as database, database:
                database.execute(_SCHEMA)
                database.executemany(
                    "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                    [(kind, key, blob) for key, blobs in made.items() for kind, blob in zip(kinds, blobs, strict=True)],
                )
        except (sqlite3.Error, OSError) as error:
            _LOG.warning("embedding cache %s cannot be written: %s", self._file, error)

    def prune(self, used: Collection[tuple[str, bytes]]) -> None:
        """Let go of all that is not used, by kind and key: nothing of it is left in the file."""
        if not self._file.exists():
            return
        try:
            with closing(sqlite3.connect(self._file, timeout=30)) as database:
                database.execute("PRAGMA secure_delete = ON")
                with database:
                    database.execute(_SCHEMA)
                    gone = set(database.execute("SELECT model, text_hash FROM embedding")).difference(used)
                    database.executemany("DELETE FROM embedding WHERE model = ? AND text_hash = ?", gone)
                if gone:
                    database.execute("VACUUM")
        except sqlite3.Error as error:
            _LOG.warning("embedding cache %s cannot be pruned: %s", self._file, error)


def _all_cached(
    cache: EmbeddingCache,
    kinds: Sequence[str],
    passages: Sequence[Passage],
    embedder: Embedder,
    progress: Progress,
) -> list[tuple[Passage, Blobs]]:
    """For each passage a blob of each kind, made where the cache does not have them all."""
    keys = [passage_key(passage) for passage in passages]
    wanted = dict(zip(keys, passages, strict=True))
    found = cache.read(kinds, list(wanted))
    new = {key: windows(wanted[key]) for key in wanted if key not in found}
    done, total = 0, sum(map(len, new.values()))
    for start in range(0, len(new), _SLICE):
        slice_ = dict(islice(new.items(), start, start + _SLICE))
        made = _made(embedder, slice_, _shifted(progress, done, total))
        done += sum(map(len, slice_.values()))
        found.update(made)
        cache.write(kinds, made)
    return [(passage, found[key]) for passage, key in zip(passages, keys, strict=True)]


def _made(embedder: Embedder, cut: Mapping[bytes, Sequence[str]], progress: Progress) -> dict[bytes, Blobs]:
    """What the model makes of some passages, by their keys.

    Args:
        embedder: The model.
        cut: The windows of each.
        progress: Told of them.
    """
    texts = [window for of_one in cut.values() for window in of_one]
    each: Iterator[Blobs]
    if embedder.has_states:
        each = iter([(one.vector.tobytes(), packed(one.states)) for one in embedder.read_passages(texts, progress)])
    else:
        each = iter([(vector.tobytes(),) for vector in embedder.encode_passages(texts, progress)])
    return {key: tuple(map(b"".join, zip(*islice(each, len(of_one)), strict=True))) for key, of_one in cut.items()}


def _shifted(progress: Progress, start: int, total: int) -> Progress:
    return lambda step, done, _: progress(step, start + done, total)
