"""Opening a store: what is made, what is refused, and what an error says."""

import socket
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from corpus.errors import SettingInvalid, StoreOutdated, StoreUnreachable
from kpi_store import migrations
from kpi_store.engine import Database
from kpi_store.schema import schema_state, upgrade
from kpi_store.store import KpiStore
from kpi_store.tables import metadata


def test_a_missing_embedded_file_is_made_when_asked(tmp_path: Path) -> None:
    """Opening with create makes folder, file and schema; opening again finds them."""
    url = f"sqlite:///{tmp_path}/new/folder/sosei.db"
    KpiStore.open(url, create=True).close()
    assert schema_state(url).current
    with KpiStore.open(url, create=False) as store:
        assert store.current() is None


def test_a_missing_embedded_file_is_not_made_unasked(tmp_path: Path) -> None:
    """Opening without create tells that there is no file, and makes none."""
    file = tmp_path / "none.db"
    with pytest.raises(StoreUnreachable):
        KpiStore.open(f"sqlite:///{file}", create=False)
    assert not file.exists()


def test_a_database_behind_is_refused_unless_it_may_be_migrated(tmp_path: Path) -> None:
    """An empty embedded database is outdated without create and migrated with it."""
    url = f"sqlite:///{tmp_path}/empty.db"
    sqlite3.connect(tmp_path / "empty.db").close()
    with pytest.raises(StoreOutdated):
        KpiStore.open(url, create=False)
    KpiStore.open(url, create=True).close()


def test_a_server_is_never_migrated_in_passing(new_url: Callable[[], str]) -> None:
    """Only the release step changes a server's schema; running it again changes nothing."""
    url = new_url()
    if url.startswith("postgresql"):
        with pytest.raises(StoreOutdated):
            KpiStore.open(url, create=True)
    assert upgrade(url) == upgrade(url)
    KpiStore.open(url, create=False).close()


def test_a_database_of_a_newer_program_is_left_alone(new_url: Callable[[], str]) -> None:
    """A revision this program does not know is outdated for opening, and the release step refuses it."""
    url = new_url()
    upgrade(url)
    database = Database(url)
    with database.altering() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    for refused in (lambda: KpiStore.open(url, create=True), lambda: upgrade(url)):
        with pytest.raises(StoreOutdated) as raised:
            refused()
        assert raised.value.facts["found"] == "9999"


def test_two_programs_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    """Opening a new embedded database from several threads gives all of them a whole one."""
    url = f"sqlite:///{tmp_path}/sosei.db"
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            KpiStore.open(url, create=True).close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and schema_state(url).current


def test_connections_to_a_new_file_wait_for_each_other(tmp_path: Path) -> None:
    """Many at once may be the first to touch a file: switching it to write-ahead is waited for like any other write."""
    failed: list[BaseException] = []

    def touch(url: str) -> None:
        database = Database(url)
        try:
            with database.writing():
                pass
        except BaseException as error:
            failed.append(error)
        finally:
            database.close()

    for nth in range(40):
        url = f"sqlite:///{tmp_path}/{nth}.db"
        threads = [threading.Thread(target=touch, args=(url,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed


def test_migrations_make_what_the_tables_say(new_url: Callable[[], str]) -> None:
    """After the newest migration, Alembic finds no difference to the table classes."""
    url = new_url()
    upgrade(url)
    database = Database(url)
    with database.altering() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_the_needed_revision_is_the_newest_migration() -> None:
    """The constant that saves importing Alembic is kept up to date."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def test_the_audit_trail_refuses_change(new_url: Callable[[], str]) -> None:
    """The database itself lets nobody rewrite or delete what was recorded."""
    url = new_url()
    upgrade(url)
    database = Database(url)
    with database.altering() as connection:
        connection.execute(text("INSERT INTO audit VALUES (1, '2024-04-01 00:00:00', 'x', 'draft', 'y', '{}')"))
    for change in ("UPDATE audit SET by = 'z'", "DELETE FROM audit"):
        with pytest.raises((DBAPIError, StoreUnreachable), match="append-only"), database.altering() as connection:
            connection.execute(text(change))
    database.close()


@pytest.mark.parametrize("url", ["mysql://u:sec-ret@h/d", "nonsense sec-ret", "oracle://h", ""])
def test_other_databases_are_refused_without_telling_the_url(url: str) -> None:
    """A URL that cannot be used is a wrong setting; it is not repeated, since it may hold a password."""
    with pytest.raises(SettingInvalid) as raised:
        KpiStore.open(url, create=True)
    assert "sec-ret" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_server_that_refuses_is_told_without_its_password(scheme: str) -> None:
    """Nobody listens there: one error with host and reason, and never the password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreUnreachable) as raised:
        KpiStore.open(f"{scheme}://staff:sec-ret@127.0.0.1:{port}/sosei", create=False)
    assert "sec-ret" not in str(raised.value) and str(port) in str(raised.value)


@pytest.mark.slow
def test_a_server_that_never_answers_is_given_up() -> None:
    """A connection that is accepted but stays silent ends in an error, not in waiting for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreUnreachable):
        KpiStore.open(f"postgresql://staff@127.0.0.1:{silent.getsockname()[1]}/sosei", create=False)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A text file in the database's place is unreachable, and stays as it is."""
    file = tmp_path / "notes.db"
    file.write_text("これはデータベースではありません。" * 100)
    before = file.read_bytes()
    with pytest.raises(StoreUnreachable):
        KpiStore.open(f"sqlite:///{file}", create=True)
    assert file.read_bytes() == before
