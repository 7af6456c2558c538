"""The state of the schema, and the release step that brings it to the newest revision."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, text

from corpus.errors import StoreOutdated, StoreUnreachable
from kpi_store.engine import Database
from kpi_store.migrations import HEAD


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Which revision a database has and which one this program needs; ``found`` is None in an empty database."""

    found: str | None
    needed: str

    @property
    def current(self) -> bool:
        """Whether the program can work on it."""
        return self.found == self.needed


def schema_state(url: str) -> SchemaState:
    """Look at a database, changing nothing.

    Raises:
        StoreUnreachable: If it cannot be reached; for SQLite, if there is no such file.
    """
    database = Database(url)
    try:
        return state_of(database)
    finally:
        database.close()


def upgrade(url: str) -> SchemaState:
    """Bring a database to the newest revision; nothing happens where it is there already.

    Raises:
        StoreUnreachable: If it cannot be reached.
        StoreOutdated: If it was made by a newer program.
    """
    database = Database(url)
    try:
        migrate(database)
        return state_of(database)
    finally:
        database.close()


def prepare(database: Database) -> None:
    """Make or migrate an embedded database that is missing or behind."""
    if database.file is None or not database.file.exists() or not state_of(database).current:
        migrate(database)


def state_of(database: Database) -> SchemaState:
    """As ``schema_state``, of a database at hand."""
    if database.file is not None and not database.file.exists():
        raise StoreUnreachable(url=database.shown, detail="no such file")
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return SchemaState(None, HEAD)
        return SchemaState(connection.execute(text("SELECT version_num FROM alembic_version")).scalar(), HEAD)


def migrate(database: Database) -> None:
    """As ``upgrade``, of a database at hand; all revisions in one transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    if database.file is not None:
        try:
            database.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(url=database.shown, detail=str(error.strerror)) from None
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with database.altering() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            raise StoreOutdated(url=database.shown, found=found, needed=HEAD) from None
