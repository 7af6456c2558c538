"""Embeddings kept by model and text, so that indexing again embeds only what is new."""

import hashlib
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Vectors
from index.progress import Progress, silent

_LOG = logging.getLogger(__name__)
_SLICE = 256
"""Texts embedded between two writes: what a killed build had done is not done again."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS embedding (
    model TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text_hash)
) WITHOUT ROWID
"""


def encode_cached(home: Path, embedder: Embedder, texts: Sequence[str], progress: Progress = silent) -> Vectors:
    """Vectors of passages, from the cache where it has them.

    The cache is a convenience: one that is damaged is thrown away, one that cannot be written is done without.

    Args:
        home: ``SOSEI_HOME``; the cache is ``cache/embeddings.sqlite`` in it.
        embedder: Encodes what the cache lacks; is not touched if nothing does.
        texts: In any order, twice the same if need be.
        progress: Told of the step ``embed``, over the texts that the cache lacks.
    """
    file = home / "cache" / "embeddings.sqlite"
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    wanted = dict(zip(hashes, texts, strict=True))
    found = _read(file, embedder.name, list(wanted))
    new = [key for key in wanted if key not in found]
    for start in range(0, len(new), _SLICE):
        keys = new[start : start + _SLICE]
        vectors = embedder.encode_passages([wanted[key] for key in keys], _shifted(progress, start, len(new)))
        found.update(zip(keys, vectors, strict=True))
        _write(file, embedder.name, dict(zip(keys, vectors, strict=True)))
    if not hashes:
        return np.zeros((0, embedder.dimensions), np.float32)
    return np.stack([found[key] for key in hashes])


def _shifted(progress: Progress, start: int, total: int) -> Progress:
    return lambda step, done, _: progress(step, start + done, total)


def _read(file: Path, model: str, keys: list[bytes]) -> dict[bytes, Vectors]:
    if not file.exists():
        return {}
    found: dict[bytes, Vectors] = {}
    try:
        with closing(sqlite3.connect(file, timeout=30)) as database:
            for key in keys:
                row = database.execute(
                    "SELECT vector FROM embedding WHERE model = ? AND text_hash = ?", (model, key)
                ).fetchone()
                if row:
                    found[key] = np.frombuffer(row[0], np.float32)
    except sqlite3.DatabaseError as error:
        _LOG.warning("embedding cache %s is damaged and made anew: %s", file, error)
        file.unlink(missing_ok=True)
        return {}
    return found


def _write(file: Path, model: str, vectors: dict[bytes, Vectors]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=30)) as database, database:
            database.execute(_SCHEMA)
            database.executemany(
                "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                [(model, key, vector.tobytes()) for key, vector in vectors.items()],
            )
    except (sqlite3.Error, OSError) as error:
        _LOG.warning("embedding cache %s cannot be written: %s", file, error)
