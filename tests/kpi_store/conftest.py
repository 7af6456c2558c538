"""Real databases: SQLite files for every test, and PostgreSQL too where ``SOSEI_TEST_POSTGRES_URL`` names a server.

Its user must be allowed to create databases: each test gets its own. The schema is made by the migrations once and
copied from then on, which is what most of a test's time went into.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from postgres import admitted, database, needs_server, url_of
from sqlalchemy import Engine

from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

NewUrl = Callable[[], str]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the newest schema and nothing in it. Not to be changed."""
    file = tmp_path_factory.mktemp("template") / "sosei.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    """The server's door for making databases."""
    with admitted() as admin:
        yield admin


@pytest.fixture(scope="session")
def migrated_database(server: Engine) -> Iterator[str]:
    """Name of a database with the newest schema and nothing in it. Not to be changed."""
    with database(server) as name:
        upgrade(url_of(name))
        yield name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_server)])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def new_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[NewUrl]:
    """Makes URLs of empty databases."""
    if backend == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / uuid4().hex}.db"
    else:
        yield from _on_server(request.getfixturevalue("server"))


@pytest.fixture
def migrated_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[NewUrl]:
    """Makes URLs of databases with the newest schema."""
    if backend == "sqlite":
        template = request.getfixturevalue("migrated_file")
        yield lambda: f"sqlite:///{shutil.copy(template, tmp_path / f'{uuid4().hex}.db')}"
    else:
        yield from _on_server(request.getfixturevalue("server"), request.getfixturevalue("migrated_database"))


@pytest.fixture
def new_store(migrated_url: NewUrl) -> Iterator[Callable[[], KpiStore]]:
    """Makes empty stores, each in a database of its own."""
    opened: list[KpiStore] = []

    def make() -> KpiStore:
        opened.append(KpiStore.open(migrated_url(), create=False))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], KpiStore]) -> KpiStore:
    """An empty store."""
    return new_store()


def _on_server(server: Engine, template: str = "template1") -> Iterator[NewUrl]:
    with ExitStack() as made:
        yield lambda: url_of(made.enter_context(database(server, template)))
