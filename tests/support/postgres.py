"""Databases on the server that ``SOSEI_TEST_POSTGRES_URL`` names; its user must be allowed to create them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from kpi_store.engine import Database
from kpi_store.server import Server

SERVER = os.environ.get("SOSEI_TEST_POSTGRES_URL", "")

needs_server = pytest.mark.skipif(not SERVER, reason="no server")


@contextmanager
def admitted() -> Iterator[Engine]:
    """The server's door for making databases."""
    admin = create_engine(make_url(SERVER).set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    yield admin
    admin.dispose()


@contextmanager
def database(server: Engine, template: str = "template1") -> Iterator[str]:
    """A database like the template, by name; dropped in the end."""
    name = f"sosei_{uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    yield name
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def url_of(name: str) -> str:
    """URL of a database, its password included."""
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


@contextmanager
def connected(url: str) -> Iterator[Server]:
    """Connections to a database, closed in the end."""
    reached = Database(url)
    yield Server(reached)
    reached.close()
