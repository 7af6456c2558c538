"""Real databases: SQLite files for every test, and PostgreSQL too where ``SOSEI_TEST_POSTGRES_URL`` names a server.

Its user must be allowed to create databases: each test gets its own.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

SERVER = os.environ.get("SOSEI_TEST_POSTGRES_URL")

NewUrl = Callable[[], str]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason="no server"))])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewUrl]:
    """Makes URLs of empty databases."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / uuid4().hex}.db"
        return
    assert SERVER
    admin = create_engine(make_url(SERVER).set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"sosei_{uuid4().hex}")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{made[-1]}"'))
        return make_url(SERVER).set(database=made[-1]).render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def new_store(new_url: NewUrl) -> Iterator[Callable[[], KpiStore]]:
    """Makes empty stores, each in a database of its own."""
    opened: list[KpiStore] = []

    def make() -> KpiStore:
        url = new_url()
        upgrade(url)
        opened.append(KpiStore.open(url, create=False))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], KpiStore]) -> KpiStore:
    """An empty store."""
    return new_store()
