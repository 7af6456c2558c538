"""Snapshots in PostgreSQL: any worker that reaches the database can build, open and search them.

Passages, vectors and token states are in the database alone. What is searched by word is built by each worker from
the passages, once a snapshot, and kept under its ``SOSEI_HOME``; where that cannot be written, in memory.
"""

import json
import logging
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import IndexCorrupt, IndexMissing
from corpus.passages import Passage
from index.aside import make_whole
from index.cache import Embedded, embedded, passage_key, state_kind
from index.checksums import checksums, wrong_file
from index.embedding import Embedder
from index.interaction import PACKING
from index.lexical import LexicalIndex
from index.pgvector.cache import ServerCache
from index.pgvector.door import Field, Server, copy_in, copy_out, from_int4, int4, missing_if_undefined, rows
from index.pgvector.schema import SCHEMA
from index.pgvector.states import ServerStates
from index.pgvector.vectors import ServerVectors, checksum_of, make, stored_checksum
from index.progress import Progress, silent
from index.snapshot import (
    Backend,
    Snapshot,
    SnapshotFacts,
    as_line,
    as_passage,
    checked_id,
    documents_in,
    snapshot_id,
)
from index.windows import PassageVectors

_LOG = logging.getLogger(__name__)

_CHANGING = 0x736E_6170
"""Key of the lock under which one program at a time builds or removes snapshots ("snap" in ASCII)."""

_CHECKSUMS = "checksums.json"


class ServerShelf:
    """A ``Shelf`` in a database whose schema is ready.

    Args:
        server: The database.
        home: ``SOSEI_HOME`` of this worker; what is built locally is under ``cache/lexical`` in it.
    """

    backend: Backend = "pgvector"

    def __init__(self, server: Server, home: Path) -> None:
        self._server = server
        self._cache = ServerCache(server)
        self._local = home / "cache" / "lexical"

    def build(self, passages: Sequence[Passage], embedder: Embedder, progress: Progress = silent) -> str:
        """See ``Shelf.build``; of several that build at a time each waits for the one before."""
        lines = [as_line(passage) for passage in passages]
        made = snapshot_id(lines, embedder)
        with self._alone() as connection:
            if rows(connection, f"SELECT 1 FROM {SCHEMA}.snapshot WHERE id = '{made}'"):
                return made
            connection.commit()  # nothing is held while passages are embedded but the turn
            made_of = embedded(self._cache, embedder, passages, progress)
            progress("lexical", 0, len(passages))
            self._lexical(made, passages)
            progress("save", 0, 1)
            self._put(connection, made, passages, lines, made_of, embedder)
        progress("save", 1, 1)
        return made

    def open(self, snapshot_id: str) -> Snapshot:
        """See ``Shelf.open``."""
        place, tables = f"{self._server.shown} {snapshot_id}", _tables(snapshot_id)
        with missing_if_undefined(place), self._server.patient() as connection:
            facts = _row(connection, snapshot_id, "model, packing, dimensions, kind, passages, vectors_checksum")
            if facts is None:
                raise IndexMissing(path=place)
            model, packing, dimensions, kind, count, checksum = facts
            held = list(copy_out(connection, f"SELECT line, windows FROM {tables[0]} ORDER BY row"))
            lines, windows = [line or b"" for line, _ in held], [from_int4(many) for _, many in held]
            if checked_id(lines, model, packing) != snapshot_id or len(lines) != count:
                raise IndexCorrupt(path=f"{place}: {tables[0]}", detail="the checksum does not agree")
            if stored_checksum(connection, tables[1]) != checksum:
                raise IndexCorrupt(path=f"{place}: {tables[1]}", detail="the checksum does not agree")
            states = state_kind(model) if packing == PACKING else None
            if states and _without_states(connection, tables[0], states):
                raise IndexCorrupt(path=f"{place}: {SCHEMA}.embedding", detail="token states are missing")
            known = {one for (one,) in rows(connection, f"SELECT id FROM {SCHEMA}.snapshot")}
        passages = tuple(as_passage(line) for line in lines)
        self._forget_others(known)
        return Snapshot(
            id=snapshot_id,
            model=model,
            dimensions=dimensions,
            passages=passages,
            vectors=PassageVectors(ServerVectors(self._server, tables[1], sum(windows), kind), windows),
            lexical=self._lexical(snapshot_id, passages),
            states=ServerStates(self._server, tables[0], states, count) if states else None,
        )

    def facts(self, snapshot_id: str) -> SnapshotFacts | None:
        """See ``Shelf.facts``. What snapshots share, their token states, is counted to each."""
        passages, vectors = _tables(snapshot_id)
        with self._server.quick() as connection:
            found = _row(connection, snapshot_id, "model, kind, passages, packing")
            there = rows(connection, "SELECT to_regclass(%s), to_regclass(%s)", passages, vectors)
            if found is None or not all(there[0]):
                return None
            model, kind, count, packing = found
            size = f"SELECT pg_total_relation_size('{passages}') + pg_total_relation_size('{vectors}')"
            states = (
                f"SELECT coalesce(sum(octet_length(content)), 0) FROM {SCHEMA}.embedding e"
                f" WHERE kind = %s AND text_hash IN (SELECT text_hash FROM {passages})"
            )
            held = rows(connection, states, state_kind(model))[0][0] if packing else 0
            return SnapshotFacts(model, kind, count, int(rows(connection, size)[0][0]) + int(held))

    def remove(self, snapshot_id: str) -> None:
        """See ``Shelf.remove``; a worker that has it open loses it."""
        with self._alone() as connection:
            _drop(connection, [snapshot_id])
        shutil.rmtree(self._local / snapshot_id, ignore_errors=True)

    def prune(self, keep: int, in_use: Collection[str] = (), without: Collection[str] = ()) -> list[str]:
        """See ``Shelf.prune``; a worker that has one open loses it."""
        with self._alone() as connection:
            known = rows(connection, f"SELECT id, documents FROM {SCHEMA}.snapshot ORDER BY made_at DESC, id")
            free = [(one, set(json.loads(documents))) for one, documents in known if one not in in_use]
            staying = [one for one, documents in free if documents.isdisjoint(without)][:keep]
            leaving = [one for one, _ in free if one not in staying]
            _drop(connection, leaving)
            _forget_unused(connection, [(one, *_tables(one)) for one, _ in known if one not in leaving])
        self._forget_others({one for one, _ in known} - set(leaving))
        return leaving

    @contextmanager
    def _alone(self) -> Iterator[Any]:
        """A connection that alone may build or remove; the server ends the turn with the connection."""
        with self._server.patient() as connection:
            rows(connection, f"SELECT pg_advisory_lock({_CHANGING})")
            connection.commit()
            yield connection

    def _put(
        self,
        connection: Any,
        made: str,
        passages: Sequence[Passage],
        lines: Sequence[bytes],
        made_of: Embedded,
        embedder: Embedder,
    ) -> None:
        """Store all of a snapshot in the connection's transaction."""
        of_passages, of_vectors = _tables(made)
        rows(
            connection,
            f"DROP TABLE IF EXISTS {of_passages}, {of_vectors};"
            f"CREATE TABLE {of_passages} (row integer PRIMARY KEY, text_hash bytea NOT NULL, windows integer NOT NULL,"
            " line bytea NOT NULL)",
        )
        records: list[list[Field]] = [
            [int4(row), passage_key(passage), int4(windows), line]
            for row, (passage, windows, line) in enumerate(zip(passages, made_of.windows, lines, strict=True))
        ]
        copy_in(connection, f"{of_passages} (row, text_hash, windows, line)", records)
        kind = make(connection, of_vectors, made_of.vectors)
        rows(
            connection,
            f"INSERT INTO {SCHEMA}.snapshot"
            " (id, model, packing, dimensions, kind, passages, documents, vectors_checksum)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            made,
            embedder.name,
            PACKING if embedder.has_states else None,
            made_of.vectors.shape[1],
            kind,
            len(lines),
            json.dumps(documents_in(passages)),
            checksum_of(made_of.vectors),
        )

    def _lexical(self, snapshot_id: str, passages: Sequence[Passage]) -> LexicalIndex:
        """The lexical index of a snapshot, built where it is not there yet or damaged."""
        directory = self._local / snapshot_id
        try:
            return _load(directory)
        except (IndexCorrupt, OSError, ValueError):
            shutil.rmtree(directory, ignore_errors=True)
        index = LexicalIndex.build(passages)
        try:
            make_whole(directory, lambda making: _save(index, making))
        except OSError as error:
            _LOG.warning("%s cannot be written, the index of words stays in memory: %s", directory, error)
        return index

    def _forget_others(self, known: Collection[str]) -> None:
        """Remove what was built here of snapshots that are no more: it holds their words."""
        if self._local.is_dir():
            for directory in self._local.iterdir():
                if directory.is_dir() and not directory.name.startswith(".") and directory.name not in known:
                    shutil.rmtree(directory, ignore_errors=True)


def _tables(snapshot_id: str) -> tuple[str, str]:
    """Tables of a snapshot's passages and of its vectors."""
    safe = "".join(sign for sign in snapshot_id if sign in "0123456789abcdef")
    return f"{SCHEMA}.passages_{safe}", f"{SCHEMA}.vectors_{safe}"


def _row(connection: Any, snapshot_id: str, columns: str) -> Any | None:
    found = rows(connection, f"SELECT {columns} FROM {SCHEMA}.snapshot WHERE id = %s", snapshot_id)
    return found[0] if found else None


def _without_states(connection: Any, passages: str, kind: str) -> bool:
    missing = (
        f"SELECT 1 FROM {passages} p WHERE NOT EXISTS"
        f" (SELECT 1 FROM {SCHEMA}.embedding e WHERE e.kind = %s AND e.text_hash = p.text_hash) LIMIT 1"
    )
    return bool(rows(connection, missing, kind))


def _drop(connection: Any, ids: Collection[str]) -> None:
    for one in ids:
        rows(connection, f"DROP TABLE IF EXISTS {', '.join(_tables(one))}")
        rows(connection, f"DELETE FROM {SCHEMA}.snapshot WHERE id = %s", one)


def _forget_unused(connection: Any, staying: Sequence[tuple[str, str, str]]) -> None:
    """Delete what no snapshot that stays uses of the embeddings."""
    used = " UNION ALL ".join(
        f"SELECT s.model, s.packing, p.text_hash FROM {SCHEMA}.snapshot s, {passages} p WHERE s.id = '{one}'"
        for one, passages, _ in staying
    )
    keeping = (
        f" e WHERE NOT EXISTS (SELECT 1 FROM ({used}) u WHERE u.text_hash = e.text_hash"
        " AND e.kind IN (u.model, u.model || '/' || u.packing))"
    )
    rows(connection, f"DELETE FROM {SCHEMA}.embedding{keeping if staying else ''}")


def _save(index: LexicalIndex, making: Path) -> None:
    index.save(making / "index")
    (making / _CHECKSUMS).write_text(json.dumps(checksums(making)), "utf-8")


def _load(directory: Path) -> LexicalIndex:
    expected: dict[str, str] = json.loads((directory / _CHECKSUMS).read_text("utf-8"))
    if wrong_file(directory, expected, besides=_CHECKSUMS) is not None:
        raise IndexCorrupt(path=str(directory), detail="the checksum does not agree")
    return LexicalIndex.load(directory / "index")
