"""Snapshots in files: ``<home>/index/<id>/`` is whole or not there, searched through FAISS.

A snapshot holds ``passages.jsonl``, ``vectors.faiss`` (a vector a window), ``windows.npy`` (how many each passage has),
``lexical/``, ``interaction/`` (token states, where the model gives them) and, in ``meta.json``, the model, the counts
and a checksum of every other file.
"""

import json
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexCorrupt, IndexMissing, IndexUnwritable
from corpus.passages import Passage
from index.aside import locked, make_whole
from index.cache import SqliteCache, embedded
from index.checksums import CHECKSUMS, checksums, wrong_file
from index.embedding import Embedder
from index.interaction import TokenStates, save_states
from index.lexical import LexicalIndex
from index.progress import Progress, silent
from index.snapshot import (
    Backend,
    Snapshot,
    SnapshotFacts,
    as_line,
    as_passage,
    documents_in,
    in_cache,
    snapshot_id,
)
from index.vectors import VectorIndex
from index.windows import PassageVectors

_META, _PASSAGES, _VECTORS, _LEXICAL = "meta.json", "passages.jsonl", "vectors.faiss", "lexical"
_INTERACTION, _WINDOWS = "interaction", "windows.npy"
_FORMAT, _WHOLE = 2, 1
"""Changes whenever the files of a snapshot are laid out otherwise; and the one before, with a vector a passage, which
serves until it is made anew."""


class FileShelf:
    """A ``Shelf`` of directories.

    Args:
        home: ``SOSEI_HOME``; snapshots are under ``index`` in it, embeddings under ``cache``.
    """

    backend: Backend = "faiss"

    def __init__(self, home: Path) -> None:
        self._folder = home / "index"
        self._cache = SqliteCache(home)

    def build(self, passages: Sequence[Passage], embedder: Embedder, progress: Progress = silent) -> str:
        """See ``Shelf.build``."""
        lines = [as_line(passage) for passage in passages]
        made = snapshot_id(lines, embedder)

        def fill(directory: Path) -> None:
            made_of = embedded(self._cache, embedder, passages, progress)
            if made_of.states is not None:
                save_states(directory / _INTERACTION, made_of.states, made_of.vectors.shape[1])
            progress("lexical", 0, len(passages))
            lexical = LexicalIndex.build(passages)
            progress("save", 0, 1)
            (directory / _PASSAGES).write_bytes(b"".join(lines))
            index = VectorIndex.build(made_of.vectors)
            index.save(directory / _VECTORS)
            np.save(directory / _WINDOWS, np.array(made_of.windows, np.int64))
            lexical.save(directory / _LEXICAL)
            meta = {
                "format": _FORMAT,
                "model": embedder.name,
                "dimensions": made_of.vectors.shape[1],
                "vectors": index.kind,
                "passages": len(lines),
                "documents": documents_in(passages),
                CHECKSUMS: checksums(directory),
            }
            (directory / _META).write_text(json.dumps(meta, indent=2), "utf-8")
            progress("save", 1, 1)

        try:
            make_whole(self._folder / made, fill)
        except OSError as error:
            raise IndexUnwritable(path=str(self._folder), detail=error.strerror or str(error)) from error
        return made

    def open(self, snapshot_id: str) -> Snapshot:
        """See ``Shelf.open``."""
        directory = self._folder / snapshot_id
        if not directory.is_dir():
            raise IndexMissing(path=str(directory))
        meta = _checked_meta(directory)
        passages, vectors = _passages(directory), _vectors(directory, meta)
        snapshot = Snapshot(
            id=snapshot_id,
            model=meta["model"],
            dimensions=meta["dimensions"],
            passages=passages,
            vectors=vectors,
            lexical=LexicalIndex.load(directory / _LEXICAL),
            states=TokenStates.load(directory / _INTERACTION) if (directory / _INTERACTION).is_dir() else None,
        )
        counts = {len(passages), vectors.count, meta["passages"]}
        if not vectors.complete or len(counts | ({snapshot.states.count} if snapshot.states else set())) > 1:
            raise IndexCorrupt(path=str(directory), detail="passages, vectors and token states are not of one number")
        return snapshot

    def facts(self, snapshot_id: str) -> SnapshotFacts | None:
        """See ``Shelf.facts``."""
        directory = self._folder / snapshot_id
        try:
            meta: dict[str, Any] = json.loads((directory / _META).read_text("utf-8"))
            size = sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())
            # Snapshots that do not say how they are searched are older than any other way.
            return SnapshotFacts(meta["model"], meta.get("vectors", "exact"), meta["passages"], size)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remove(self, snapshot_id: str) -> None:
        """See ``Shelf.remove``; a process that has it open goes on reading it."""
        if (self._folder / snapshot_id).is_dir():
            with locked(self._folder):
                shutil.rmtree(self._folder / snapshot_id, ignore_errors=True)

    def prune(self, keep: int, in_use: Collection[str] = (), without: Collection[str] = ()) -> list[str]:
        """See ``Shelf.prune``; a process that has one open goes on reading it."""
        if not self._folder.is_dir():
            return []
        with locked(self._folder):
            whole = [d for d in self._folder.iterdir() if (d / _META).is_file()]
            whole.sort(key=lambda d: (d / _META).stat().st_mtime_ns, reverse=True)
            free = [d for d in whole if d.name not in in_use]
            unwanted = set(without)
            staying = [d for d in free if unwanted.isdisjoint(_documents(d))][:keep]
            leaving = [d for d in free if d not in staying]
            for directory in leaving:
                shutil.rmtree(directory)
            stay = [d for d in whole if d not in leaving]
            self._cache.prune(set().union(*(_in_cache(d) for d in stay)))
        return [directory.name for directory in leaving]


def _passages(directory: Path) -> tuple[Passage, ...]:
    return tuple(as_passage(line) for line in (directory / _PASSAGES).read_bytes().splitlines())


def _vectors(directory: Path, meta: dict[str, Any]) -> PassageVectors:
    of_windows = VectorIndex.load(directory / _VECTORS)
    if meta["format"] == _WHOLE:
        return PassageVectors(of_windows, [1] * of_windows.count)
    try:
        return PassageVectors(of_windows, np.load(directory / _WINDOWS).tolist())
    except (OSError, ValueError) as error:
        raise IndexCorrupt(path=str(directory / _WINDOWS), detail=str(error)) from error


def _documents(directory: Path) -> Collection[str]:
    """SHA-256 of a snapshot's documents; none if it is damaged."""
    try:
        meta: dict[str, Any] = json.loads((directory / _META).read_text("utf-8"))
        listed: list[str] = meta["documents"] if "documents" in meta else documents_in(_passages(directory))
        return listed
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _in_cache(directory: Path) -> set[tuple[str, bytes]]:
    """What a snapshot uses of the cache; of a damaged one, nothing."""
    try:
        meta: dict[str, Any] = json.loads((directory / _META).read_text("utf-8"))
        return in_cache(meta["model"], _passages(directory))
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _checked_meta(directory: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((directory / _META).read_text("utf-8"))
        wrong = wrong_file(directory, meta[CHECKSUMS], besides=_META)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexCorrupt(path=str(directory / _META), detail=str(error)) from error
    if meta.get("format") not in (_FORMAT, _WHOLE):
        raise IndexCorrupt(path=str(directory), detail=f"format {meta.get('format')}, not {_FORMAT}")
    if wrong is not None:
        raise IndexCorrupt(path=str(directory / wrong), detail="the checksum does not agree")
    return meta
