"""Embeddings kept by model and text, so that indexing again embeds only what is new."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Vectors
from index.interaction import PACKING, packed
from index.progress import Progress, silent

_LOG = logging.getLogger(__name__)
_SLICE = 256
"""Texts embedded between two writes: what a killed build had done is not done again."""

_Blobs = tuple[bytes, ...]
"""What is kept of one text: its vector, and its token states if they are wanted."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS embedding (
    model TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text_hash)
) WITHOUT ROWID
"""
_SELECT = "SELECT vector FROM embedding WHERE model = ? AND text_hash = ?"


def encode_cached(home: Path, embedder: Embedder, texts: Sequence[str], progress: Progress = silent) -> Vectors:
    """Vectors of passages, from the cache where it has them.

    The cache is a convenience: one that is damaged is thrown away, one that cannot be written is done without.

    Args:
        home: ``SOSEI_HOME``; the cache is ``cache/embeddings.sqlite`` in it.
        embedder: Encodes what the cache lacks; is not touched if nothing does.
        texts: In any order, twice the same if need be.
        progress: Told of the step ``embed``, over the texts that the cache lacks.
    """

    def encode(new: list[str], told: Progress) -> list[_Blobs]:
        return [(vector.tobytes(),) for vector in embedder.encode_passages(new, told)]

    found = _all_cached(home, (embedder.name,), texts, encode, progress)
    return _stacked([vector for (vector,) in found], embedder)


def read_cached(
    home: Path, embedder: Embedder, texts: Sequence[str], progress: Progress = silent
) -> tuple[Vectors, list[bytes]]:
    """Vectors and packed token states of passages, from the cache where it has both; else as ``encode_cached``."""

    def read(new: list[str], told: Progress) -> list[_Blobs]:
        return [(text.vector.tobytes(), packed(text.states)) for text in embedder.read_passages(new, told)]

    found = _all_cached(home, (embedder.name, f"{embedder.name}/{PACKING}"), texts, read, progress)
    return _stacked([vector for vector, _ in found], embedder), [states for _, states in found]


def _all_cached(
    home: Path,
    kinds: tuple[str, ...],
    texts: Sequence[str],
    encode: Callable[[list[str], Progress], list[_Blobs]],
    progress: Progress,
) -> list[_Blobs]:
    """For each text a blob of each kind, made where the cache does not have them all."""
    file = home / "cache" / "embeddings.sqlite"
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    wanted = dict(zip(hashes, texts, strict=True))
    found = _read(file, kinds, list(wanted))
    new = [key for key in wanted if key not in found]
    for start in range(0, len(new), _SLICE):
        keys = new[start : start + _SLICE]
        blobs = encode([wanted[key] for key in keys], _shifted(progress, start, len(new)))
        made = dict(zip(keys, blobs, strict=True))
        found.update(made)
        _write(file, kinds, made)
    return [found[key] for key in hashes]


def _stacked(vectors: list[bytes], embedder: Embedder) -> Vectors:
    if not vectors:
        return np.zeros((0, embedder.dimensions), np.float32)
    return np.stack([np.frombuffer(vector, np.float32) for vector in vectors])


def _shifted(progress: Progress, start: int, total: int) -> Progress:
    return lambda step, done, _: progress(step, start + done, total)


def _read(file: Path, kinds: tuple[str, ...], keys: list[bytes]) -> dict[bytes, _Blobs]:
    if not file.exists():
        return {}
    found: dict[bytes, _Blobs] = {}
    try:
        with closing(sqlite3.connect(file, timeout=30)) as database:
            for key in keys:
                rows = [database.execute(_SELECT, (kind, key)).fetchone() for kind in kinds]
                if all(rows):
                    found[key] = tuple(blob for (blob,) in rows)
    except sqlite3.DatabaseError as error:
        _LOG.warning("embedding cache %s is damaged and made anew: %s", file, error)
        file.unlink(missing_ok=True)
        return {}
    return found


def _write(file: Path, kinds: tuple[str, ...], made: dict[bytes, _Blobs]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=30)) as database, database:
            database.execute(_SCHEMA)
            database.executemany(
                "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                [(kind, key, blob) for key, blobs in made.items() for kind, blob in zip(kinds, blobs, strict=True)],
            )
    except (sqlite3.Error, OSError) as error:
        _LOG.warning("embedding cache %s cannot be written: %s", file, error)
