"""Immutable snapshots of the index: ``<home>/index/<id>/`` is whole or not there, and never changes.

A snapshot holds ``passages.jsonl``, ``vectors.faiss``, ``lexical/``, ``interaction/`` (token states, where the model
gives them) and, in ``meta.json``, the model, the counts and a checksum of every other file. Its id is a hash of
passages and model: the same content is the same snapshot.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import IndexCorrupt, IndexMissing
from corpus.passages import Passage
from index.aside import locked, make_whole
from index.cache import encode_cached, read_cached
from index.embedding import Embedder
from index.interaction import PACKING, TokenStates, save_states
from index.lexical import LexicalIndex
from index.progress import Progress, silent
from index.vectors import Kind, VectorIndex

_FORMAT = 1
"""Changes whenever a snapshot of the same passages would come out otherwise."""

_META, _PASSAGES, _VECTORS, _LEXICAL = "meta.json", "passages.jsonl", "vectors.faiss", "lexical"
_INTERACTION = "interaction"


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
    vectors: VectorIndex
    lexical: LexicalIndex
    states: TokenStates | None = None


def build_snapshot(home: Path, passages: Sequence[Passage], embedder: Embedder, progress: Progress = silent) -> str:
    """Make the snapshot of these passages, unless it is there already. Other snapshots are not touched.

    Args:
        home: ``SOSEI_HOME``.
        passages: In the order in which equal hits are to be given; may be empty.
        embedder: Embeds those passages that the cache does not know.
        progress: Told of the steps ``embed``, ``lexical`` and ``save``.

    Returns:
        The snapshot's id.

    Raises:
        ModelUnavailable: If something must be embedded and the model cannot be loaded.
        OSError: If the disk is full or cannot be written.
    """
    lines = [_line(passage) for passage in passages]
    digest = hashlib.sha256(json.dumps([_FORMAT, embedder.name, *([PACKING] if embedder.has_states else [])]).encode())
    for line in lines:
        digest.update(line)
    snapshot_id = digest.hexdigest()[:16]

    def fill(directory: Path) -> None:
        texts = [passage.in_context() for passage in passages]
        if embedder.has_states:
            vectors, states = read_cached(home, embedder, texts, progress)
            save_states(directory / _INTERACTION, states, vectors.shape[1])
        else:
            vectors = encode_cached(home, embedder, texts, progress)
        progress("lexical", 0, len(texts))
        lexical = LexicalIndex.build(texts)
        progress("save", 0, 1)
        (directory / _PASSAGES).write_bytes(b"".join(lines))
        index = VectorIndex.build(vectors)
        index.save(directory / _VECTORS)
        lexical.save(directory / _LEXICAL)
        meta = {
            "format": _FORMAT,
            "model": embedder.name,
            "dimensions": vectors.shape[1],
            "vectors": index.kind,
            "passages": len(lines),
            "checksums": dict(_checksums(directory)),
        }
        (directory / _META).write_text(json.dumps(meta, indent=2), "utf-8")
        progress("save", 1, 1)

    make_whole(_folder(home) / snapshot_id, fill)
    return snapshot_id


def open_snapshot(home: Path, snapshot_id: str) -> Snapshot:
    """Open a snapshot after checking each of its files.

    Raises:
        IndexMissing: If there is no such snapshot.
        IndexCorrupt: If a file is missing or is not as it was written.
    """
    directory = _folder(home) / snapshot_id
    if not directory.is_dir():
        raise IndexMissing(path=str(directory))
    meta = _checked_meta(directory)
    snapshot = Snapshot(
        id=snapshot_id,
        model=meta["model"],
        dimensions=meta["dimensions"],
        passages=tuple(_passage(line) for line in (directory / _PASSAGES).read_bytes().splitlines()),
        vectors=VectorIndex.load(directory / _VECTORS),
        lexical=LexicalIndex.load(directory / _LEXICAL),
        states=TokenStates.load(directory / _INTERACTION) if (directory / _INTERACTION).is_dir() else None,
    )
    counts = {len(snapshot.passages), snapshot.vectors.count, meta["passages"]}
    if len(counts | ({snapshot.states.count} if snapshot.states else set())) > 1:
        raise IndexCorrupt(path=str(directory), detail="passages, vectors and token states are not of one number")
    return snapshot


def vector_kind(home: Path, snapshot_id: str) -> Kind | None:
    """How a snapshot's vectors are searched, without opening it; None if it is not there or cannot be read."""
    try:
        meta: dict[str, Any] = json.loads((_folder(home) / snapshot_id / _META).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    kind: Kind = meta.get("vectors", "exact")  # snapshots that do not say are older than the other kind
    return kind


def prune_snapshots(home: Path, keep: int, in_use: Collection[str] = ()) -> list[str]:
    """Remove all but the newest snapshots.

    Args:
        home: ``SOSEI_HOME``.
        keep: How many of those not in use stay.
        in_use: Ids that are kept whatever their age.

    Returns:
        Ids of the removed ones. A process that has one open goes on reading it.
    """
    folder = _folder(home)
    if not folder.is_dir():
        return []
    with locked(folder):
        free = [d for d in folder.iterdir() if (d / _META).is_file() and d.name not in in_use]
        free.sort(key=lambda d: (d / _META).stat().st_mtime_ns, reverse=True)
        for directory in free[keep:]:
            shutil.rmtree(directory)
    return [directory.name for directory in free[keep:]]


def _folder(home: Path) -> Path:
    return home / "index"


def _line(passage: Passage) -> bytes:
    # Text out of a PDF can hold a lone surrogate; it is kept as it is.
    return json.dumps(asdict(passage), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _passage(line: bytes) -> Passage:
    fields: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    return Passage(**fields | {"heading": tuple(fields["heading"])})


def _checksums(directory: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(directory.rglob("*")):
        if file.is_file() and file.name != _META:
            with file.open("rb") as content:
                yield file.relative_to(directory).as_posix(), hashlib.file_digest(content, "sha256").hexdigest()


def _checked_meta(directory: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((directory / _META).read_text("utf-8"))
        expected, found = meta["checksums"], dict(_checksums(directory))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexCorrupt(path=str(directory / _META), detail=str(error)) from error
    if meta.get("format") != _FORMAT:
        raise IndexCorrupt(path=str(directory), detail=f"format {meta.get('format')}, not {_FORMAT}")
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise IndexCorrupt(path=str(directory / name), detail="the checksum does not agree")
    return meta
