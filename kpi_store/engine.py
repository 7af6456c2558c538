"""The one place that knows databases: URLs, connections, transactions, and their errors told as sosei's own.

SQLite is opened in WAL mode, so a reader keeps seeing the state in which its transaction began while another
process writes; PostgreSQL gives the same with REPEATABLE READ. Writers take turns on both, which makes the
numbers of ``audit`` rise in the order of commits.
"""

import sqlite3
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import Session

from corpus.errors import SettingInvalid, StoreUnreachable

PATIENCE = 10
"""Seconds to wait for a connection, an answer or another writer."""

_ALTERING = 0x736F736569
"""Key of the lock under which one program at a time changes a server's schema ("sosei" in ASCII)."""

_OF_SSLMODE = ("sslmode", "sslrootcert")
_OF_PG8000 = ("application_name", "unix_sock")


class Database:
    """A database that transactions can be had of; connects when first asked.

    Args:
        url: ``sqlite:///path`` or ``postgresql://user:password@host/name`` (``sslmode`` as in libpq).

    Raises:
        SettingInvalid: If the URL is neither.
    """

    def __init__(self, url: str) -> None:
        self._url = _parsed(url)
        self.embedded = self._url.get_backend_name() == "sqlite"
        self.engine = _engine(self._url)

    @property
    def shown(self) -> str:
        """The URL without its password."""
        return self._url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file of an embedded database; None in memory and on a server."""
        name = self._url.database
        return Path(name) if self.embedded and name and name != ":memory:" else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database, however long it reads.

        Raises:
            StoreUnreachable: If the database cannot be reached or does not answer in time.
        """
        with self._transaction() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that alone may write; all of it is kept, or nothing.

        Raises:
            StoreUnreachable: As ``reading``; also if another writer does not come to an end.
        """
        # The lock is the first statement: PostgreSQL fixes the state to be seen at the first one after it.
        lock = "LOCK TABLE publication IN SHARE ROW EXCLUSIVE MODE"
        with self._transaction(lock, sosei_writing=True) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """A session that may write what nothing published depends on; on a server it waits for no publisher.

        Raises:
            StoreUnreachable: As ``writing``.
        """
        # Not REPEATABLE READ: of two that note the same, the second must see the first's row, not fail on it.
        server = {} if self.embedded else {"isolation_level": "READ COMMITTED"}
        with self._transaction(sosei_writing=True, **server) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A connection that alone may change the schema; all of it is kept, or nothing.

        Raises:
            StoreUnreachable: As ``writing``.
        """
        lock = f"SELECT pg_advisory_xact_lock({_ALTERING})"
        # Not REPEATABLE READ: after waiting for another's migration, its outcome must be seen.
        server = {} if self.embedded else {"isolation_level": "READ COMMITTED"}
        with self._transaction(lock, sosei_writing=True, **server) as connection:
            yield connection

    @contextmanager
    def _transaction(self, server_lock: str | None = None, **options: Any) -> Iterator[Connection]:
        try:
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                if server_lock and not self.embedded:
                    connection.execute(text(server_lock))
                yield connection
        except (IntegrityError, ProgrammingError):
            raise
        except (DBAPIError, OSError) as error:  # pg8000 lets a time-out while connecting through as it is
            raise self.unreachable(error) from None

    def patient_engine(self) -> Engine:
        """An engine of a server whose connections wait as long as it takes; each is closed after use."""
        return _server_engine(self._url, patience=None, isolation_level="READ COMMITTED", poolclass=NullPool)

    def unreachable(self, error: Exception) -> StoreUnreachable:
        """What is told of a driver's error; the password is left out."""
        return StoreUnreachable(url=self.shown, detail=self._detail(error))

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _detail(self, error: Exception) -> str:
        cause = (error.orig or error) if isinstance(error, DBAPIError) else error
        facts = cause.args[0] if cause.args else ""
        said = str(facts.get("M") if isinstance(facts, dict) else cause).splitlines()
        line = said[0] if said else type(cause).__name__
        return line.replace(self._url.password, "***") if self._url.password else line


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise SettingInvalid(name="DATABASE_URL", detail="not a database URL") from None
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+pg8000")
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    raise SettingInvalid(name="DATABASE_URL", detail="only sqlite:///FILE and postgresql://... are supported")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return _server_engine(url, patience=PATIENCE, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    # A database in memory is its connection: there is just one, and threads take turns on it.
    alone: dict[str, Any] = {"pool_size": 1, "max_overflow": 0, "connect_args": {"check_same_thread": False}}
    in_memory = url.database in (None, "", ":memory:")
    engine = create_engine(url, poolclass=QueuePool, **(alone if in_memory else {}))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _server_engine(url: URL, patience: int | None, **options: Any) -> Engine:
    unknown = set(url.query) - {*_OF_SSLMODE, *_OF_PG8000}
    if unknown:
        raise SettingInvalid(name="DATABASE_URL", detail=f"unknown parameter {min(unknown)}")
    return create_engine(
        url.difference_update_query(_OF_SSLMODE),
        connect_args={"timeout": patience, "ssl_context": _tls(url)},
        **options,
    )


def _tls(url: URL) -> ssl.SSLContext | bool | None:
    """What pg8000 is told for libpq's ``sslmode``; None tries to encrypt and does without where it must."""
    match url.query.get("sslmode", "prefer"):
        case "disable":
            return False
        case "allow" | "prefer":
            return None
        case "require":
            return True
        case "verify-ca" | "verify-full":
            trusted = url.query.get("sslrootcert")
            try:
                return ssl.create_default_context(cafile=trusted if isinstance(trusted, str) else None)
            except OSError:
                raise SettingInvalid(name="DATABASE_URL", detail="sslrootcert cannot be read") from None
        case _:
            raise SettingInvalid(name="DATABASE_URL", detail="unknown sslmode")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not where the driver guesses
    for pragma in (f"busy_timeout = {PATIENCE * 1000}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    """Switch the file to WAL. SQLite does not wait for its turn at this, whatever the busy time-out says."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that began as a reader could not wait for it, only fail.
    immediate = connection.get_execution_options().get("sosei_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
