"""The real model, built once under the repository's ./var and loaded once a run; shelves in files and on a server."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from postgres import admitted, connected, database, needs_server, url_of
from sqlalchemy import Engine

from index.embedding import SentenceTransformerEmbedder
from index.file_shelf import FileShelf
from index.pgvector.schema import prepare
from index.pgvector.shelf import ServerShelf
from index.snapshot import Shelf
from kpi_store.server import Server

ROOT = Path(__file__).parents[2]

NewShelf = Callable[[], Shelf]


@pytest.fixture(scope="session")
def model_home() -> Path:
    return Path(os.environ.get("SOSEI_HOME") or ROOT / "var").resolve()


@pytest.fixture(scope="session")
def embedder(model_home: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder("", model_home)


@pytest.fixture(scope="session")
def admin() -> Iterator[Engine]:
    """The server's door for making databases."""
    with admitted() as door:
        yield door


@pytest.fixture(scope="session")
def prepared_database(admin: Engine) -> Iterator[str]:
    """Name of a database in which snapshots can be kept. Not to be changed."""
    with database(admin) as name:
        with connected(url_of(name)) as server:
            assert prepare(server) == "ready"
        yield name


@pytest.fixture(params=["files", pytest.param("pgvector", marks=needs_server)], scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """Where a test keeps its snapshots."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_shelf(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewShelf]:
    """Makes empty shelves."""
    if backend == "files":
        yield lambda: FileShelf(tmp_path_factory.mktemp("home"))
        return
    admin, template = (request.getfixturevalue(name) for name in ("admin", "prepared_database"))
    with ExitStack() as made:

        def on_server() -> Shelf:
            url = url_of(made.enter_context(database(admin, template)))
            return ServerShelf(made.enter_context(connected(url)), tmp_path_factory.mktemp("home"))

        yield on_server


@pytest.fixture
def shelf(new_shelf: NewShelf) -> Shelf:
    """An empty shelf."""
    return new_shelf()


@pytest.fixture
def server_url(admin: Engine, prepared_database: str) -> Iterator[str]:
    """A database in which no snapshots are kept yet, but can be."""
    with database(admin, prepared_database) as name:
        yield url_of(name)


@pytest.fixture
def server(server_url: str) -> Iterator[Server]:
    """Connections to that database."""
    with connected(server_url) as reached:
        yield reached


@pytest.fixture(scope="module")
def new_server(admin: Engine, prepared_database: str) -> Iterator[Server]:
    """Connections to a database like that which a whole module shares."""
    with database(admin, prepared_database) as name, connected(url_of(name)) as reached:
        yield reached
