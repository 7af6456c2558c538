"""Embeddings kept by model and text, so that indexing again embeds only what is new."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np

from index.embedding import Embedder, Vectors
from index.interaction import PACKING, packed
from index.progress import Progress, silent

_LOG = logging.getLogger(__name__)
_SLICE = 256
"""Texts embedded between two writes: what a killed build had done is not done again."""

Blobs = tuple[bytes, ...]
"""What is kept of one text: its vector, and its token states if they are wanted."""

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


def text_key(text: str) -> bytes:
    """Key of a text, whatever characters it holds."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def state_kind(model: str) -> str:
    """Kind under which a model's packed token states are kept; its vectors are under its name."""
    return f"{model}/{PACKING}"


def encode_cached(
    cache: EmbeddingCache, embedder: Embedder, texts: Sequence[str], progress: Progress = silent
) -> Vectors:
    """Vectors of passages, from the cache where it has them.

    Args:
        cache: Where what was embedded before is kept.
        embedder: Encodes what the cache lacks; is not touched if nothing does.
        texts: In any order, twice the same if need be.
        progress: Told of the step ``embed``, over the texts that the cache lacks.
    """

    def encode(new: list[str], told: Progress) -> list[Blobs]:
        return [(vector.tobytes(),) for vector in embedder.encode_passages(new, told)]

    found = _all_cached(cache, (embedder.name,), texts, encode, progress)
    return _stacked([vector for (vector,) in found], embedder)


def read_cached(
    cache: EmbeddingCache, embedder: Embedder, texts: Sequence[str], progress: Progress = silent
) -> tuple[Vectors, list[bytes]]:
    """Vectors and packed token states of passages, from the cache where it has both; else as ``encode_cached``."""

    def read(new: list[str], told: Progress) -> list[Blobs]:
        return [(text.vector.tobytes(), packed(text.states)) for text in embedder.read_passages(new, told)]

    found = _all_cached(cache, (embedder.name, state_kind(embedder.name)), texts, read, progress)
    return _stacked([vector for vector, _ in found], embedder), [states for _, states in found]


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
    texts: Sequence[str],
    encode: Callable[[list[str], Progress], list[Blobs]],
    progress: Progress,
) -> list[Blobs]:
    """For each text a blob of each kind, made where the cache does not have them all."""
    keys = [text_key(text) for text in texts]
    wanted = dict(zip(keys, texts, strict=True))
    found = cache.read(kinds, list(wanted))
    new = [key for key in wanted if key not in found]
    for start in range(0, len(new), _SLICE):
        slice_ = new[start : start + _SLICE]
        blobs = encode([wanted[key] for key in slice_], _shifted(progress, start, len(new)))
        made = dict(zip(slice_, blobs, strict=True))
        found.update(made)
        cache.write(kinds, made)
    return [found[key] for key in keys]


def _stacked(vectors: list[bytes], embedder: Embedder) -> Vectors:
    if not vectors:
        return np.zeros((0, embedder.dimensions), np.float32)
    return np.stack([np.frombuffer(vector, np.float32) for vector in vectors])


def _shifted(progress: Progress, start: int, total: int) -> Progress:
    return lambda step, done, _: progress(step, start + done, total)
