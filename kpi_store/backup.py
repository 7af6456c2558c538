"""A backup: everything that the store holds, in one file that any database can be filled from.

A ZIP of one JSON Lines file a table, beside a manifest with the revision, the number of rows and the SHA-256 of each.
It is read in one transaction, so it is of one moment however much is written meanwhile, and it is checked whole
before a row of it is restored. Going from SQLite to PostgreSQL is a backup and a restore.
"""

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, LargeBinary, Table, TypeDecorator, select, text, update
from sqlalchemy.types import Date, TypeEngine

from corpus.errors import BackupOfAnotherRevision, BackupUnreadable, StoreNotEmpty
from kpi_store.columns import ExactDecimal, now
from kpi_store.engine import Database
from kpi_store.migrations import HEAD
from kpi_store.tables import metadata

_FORM = 1
"""Of the file; a program refuses one that is newer than it knows."""

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class BackupView:
    """What a backup holds.

    Attributes:
        revision: Of the schema that it was made with.
        rows: Number of rows by table.
    """

    made_at: datetime
    revision: str
    rows: dict[str, int]


def write_backup(database: Database, file: Path) -> BackupView:
    """Write a backup beside its place, and put it there only when it is whole.

    Raises:
        BackupUnreadable: If the file cannot be written.
        StoreUnreachable: If the database does not answer.
    """
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive, database.reading() as session:
            view = _write(archive, session.connection())
        aside.replace(file)
    except OSError as error:
        raise BackupUnreadable(file=str(file), detail=error.strerror or type(error).__name__) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return view


def restore_backup(database: Database, file: Path) -> BackupView:
    """Fill an empty store of the same schema from a backup: all of it, or nothing.

    Raises:
        BackupUnreadable: If the file is no backup, or not whole.
        BackupOfAnotherRevision: If it was made with another schema.
        StoreNotEmpty: If the store holds something.
        StoreUnreachable: If the database does not answer.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            view = _checked(archive, file)
            if view.revision != HEAD:
                raise BackupOfAnotherRevision(file=str(file), found=view.revision, needed=HEAD)
            with database.altering() as connection:
                _restore(archive, connection, database.shown)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        detail = getattr(error, "strerror", None) or type(error).__name__
        raise BackupUnreadable(file=str(file), detail=str(detail)) from None
    return view


def _write(archive: zipfile.ZipFile, connection: Connection) -> BackupView:
    manifest: dict[str, Any] = {"form": _FORM, "revision": HEAD, "made_at": now().isoformat(), "tables": {}}
    for table in metadata.sorted_tables:
        digest, count = hashlib.sha256(), 0
        with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as into:
            for line in _lines(table, connection):
                digest.update(line)
                into.write(line)
                count += 1
        manifest["tables"][table.name] = {"rows": count, "sha256": digest.hexdigest()}
    archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    return _view(manifest)


def _lines(table: Table, connection: Connection) -> Iterator[bytes]:
    order = list(table.primary_key.columns)
    columns = list(table.columns)
    rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table).order_by(*order))
    for row in rows:
        held = {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
        yield json.dumps(held, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _checked(archive: zipfile.ZipFile, file: Path) -> BackupView:
    """Look at every byte before one row is restored."""
    manifest = json.loads(archive.read("manifest.json"))
    if manifest["form"] > _FORM:
        raise BackupUnreadable(file=str(file), detail="made by a newer sosei")
    for name, said in manifest["tables"].items():
        digest = hashlib.sha256()
        with archive.open(f"{name}.jsonl") as lines:
            for line in lines:
                digest.update(line)
        if digest.hexdigest() != said["sha256"]:
            raise BackupUnreadable(file=str(file), detail=f"{name} is damaged")
    return _view(manifest)


def _view(manifest: dict[str, Any]) -> BackupView:
    rows = {name: int(said["rows"]) for name, said in manifest["tables"].items()}
    return BackupView(datetime.fromisoformat(manifest["made_at"]), manifest["revision"], rows)


def _restore(archive: zipfile.ZipFile, connection: Connection, url: str) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise StoreNotEmpty(url=url, table=table.name)
    for table in metadata.sorted_tables:
        _fill(table, _rows(archive, table), connection)


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table with the values that its columns take."""
    readers = {column.name: _reader(column.type) for column in table.columns}
    with archive.open(f"{table.name}.jsonl") as lines:
        for line in lines:
            held = json.loads(line)
            yield {name: None if held[name] is None else read(held[name]) for name, read in readers.items()}


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, ExactDecimal):
        return Decimal
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    if isinstance(plain, LargeBinary):
        return base64.b64decode
    if isinstance(plain, DateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(plain, Date) else lambda held: held


def _fill(table: Table, rows: Iterator[dict[str, Any]], connection: Connection) -> None:
    """Insert rows; a reference to a row of the same table is set once all are there."""
    own = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    (first, *_) = table.primary_key.columns
    later, batch = [], []
    for row in rows:
        if table.name == "indicator":
            later += [(row[first.name], {name: row.pop(name) for name in own})]
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)
    for id_, references in later:
        if any(value is not None for value in references.values()):
            connection.execute(update(table).where(first == id_).values(references))
    _count_on(table, connection)


def _count_on(table: Table, connection: Connection) -> None:
    """Let a server's numbers go on after the greatest that was restored."""
    if connection.dialect.name != "postgresql" or len(table.primary_key.columns) > 1:
        return
    (key,) = table.primary_key.columns
    if key.autoincrement and key.type.python_type is int:
        name = table.name
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('\"{name}\"', '{key.name}'), max({key.name}))"
                f' FROM "{name}" HAVING max({key.name}) IS NOT NULL'
            )
        )
