"""The one place that knows databases: URLs, connections, transactions, and their errors told as sosei's own.

SQLite is opened in WAL mode, so a reader keeps seeing the state in which its transaction began while another
process writes; PostgreSQL gives the same with REPEATABLE READ. Writers take turns on both, which makes the
numbers of ``audit`` rise in the order of commits.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from corpus.errors import SettingInvalid, StoreUnreachable

PATIENCE = 10
"""Seconds to wait for a connection, an answer or another writer."""

_ALTERING = 0x736F736569
"""Key of the lock under which one program at a time changes a server's schema ("sosei" in ASCII)."""

_TLS_WITHOUT_PROOF = ("require",)
_TLS_WITH_PROOF = ("verify-ca", "verify-full")


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
        except DBAPIError as error:
            raise StoreUnreachable(url=self.shown, detail=self._detail(error)) from None

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _detail(self, error: DBAPIError) -> str:
        facts = error.orig.args[0] if error.orig and error.orig.args else error.orig
        said = str(facts.get("M") if isinstance(facts, dict) else facts).splitlines()
        line = said[0] if said else type(error).__name__
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
        arguments = {"timeout": PATIENCE, "ssl_context": _tls(url)}
        return create_engine(
            url.difference_update_query(["sslmode"]),
            connect_args=arguments,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
        )
    in_memory: dict[str, Any] = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    engine = create_engine(url, **(in_memory if url.database in (None, "", ":memory:") else {}))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tls(url: URL) -> ssl.SSLContext | None:
    """What libpq's ``sslmode`` asks for: ``require`` encrypts, ``verify-*`` also wants a certificate it trusts."""
    mode = url.query.get("sslmode")
    if mode in _TLS_WITH_PROOF:
        return ssl.create_default_context()
    if mode in _TLS_WITHOUT_PROOF:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    return None


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not where the driver guesses
    for pragma in (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that began as a reader could not wait for it, only fail.
    immediate = connection.get_execution_options().get("sosei_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
