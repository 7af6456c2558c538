"""A database server's own connections, for what is no row of the store: the search index that lies beside it.

They are the store's: the same URL, encryption, patience and pool, and errors told in the same way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from kpi_store.engine import Database

_WRONGLY_ASKED = "42"
"""Class of the codes by which a server says that a statement asks for what is not there: it was reached."""


class Server:
    """Connections to a database server, as the DB-API of its driver has them. May be shared by threads.

    Args:
        database: Not an embedded one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        # Building an index of many vectors is one statement that takes minutes, and so is waiting for another's turn.
        self._patient = database.patient_engine()

    @property
    def shown(self) -> str:
        """The URL without its password."""
        return self._database.shown

    @contextmanager
    def quick(self) -> Iterator[Any]:
        """A connection of the pool: what is done on it is committed at the end, or undone.

        Raises:
            StoreUnreachable: If the server cannot be reached, does not answer in time or is out of order.
        """
        with self._connection(self._database.engine) as connection:
            yield connection

    @contextmanager
    def patient(self) -> Iterator[Any]:
        """As ``quick``, on a connection of its own that waits for as long as a statement takes.

        Each statement sees what others committed before it.
        """
        with self._connection(self._patient) as connection:
            yield connection

    @contextmanager
    def _connection(self, engine: Engine) -> Iterator[Any]:
        driver = engine.dialect.loaded_dbapi
        connection = None
        try:
            connection = engine.raw_connection()
            yield connection
            connection.commit()
        except (driver.Error, OSError) as error:
            if _code(error).startswith(_WRONGLY_ASKED):
                raise
            raise self._database.unreachable(error) from None
        finally:
            if connection is not None:
                connection.close()  # the pool undoes what was not committed


def _code(error: Exception) -> str:
    """SQLSTATE of what a server said; empty if it said nothing."""
    facts = error.args[0] if error.args else None
    return str(facts.get("C", "")) if isinstance(facts, dict) else ""
