"""The index's schema in a database: made by the release step, or said why not."""

from pathlib import Path

import pytest
from bigram_embedder import BigramEmbedder
from made_passages import made_passage
from postgres import SERVER, connected, database, needs_server, url_of
from sqlalchemy import Engine, make_url, text

from index.pgvector.schema import SCHEMA, prepare, state
from index.pgvector.shelf import ServerShelf

pytestmark = needs_server


def test_it_is_made_once(admin: Engine, tmp_path: Path) -> None:
    """A new database is not ready, the step makes it so, and again changes nothing of what it holds."""
    with database(admin) as name, connected(url_of(name)) as server:
        assert state(server) == "extension_missing"
        assert prepare(server) == "ready" == state(server)
        built = ServerShelf(server, tmp_path).build([made_passage("観光")], BigramEmbedder())
        assert prepare(server) == "ready"
        assert ServerShelf(server, tmp_path).open(built).passages


def test_an_older_ones_schema_is_dropped(admin: Engine) -> None:
    """What another version of the program kept is made anew from the store, not migrated."""
    with database(admin) as name, connected(url_of(name)) as server:
        with server.quick() as connection:
            connection.cursor().execute("CREATE SCHEMA sosei_index_0; CREATE TABLE sosei_index_0.snapshot (id text)")
        prepare(server)
        with server.quick() as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosei%'")
            assert [name for (name,) in cursor.fetchall()] == [SCHEMA]


@pytest.mark.parametrize(
    ("switched_on", "grant", "expected"),
    [(False, "CREATE", "extension_missing"), (True, "CONNECT", "not_made"), (True, "CREATE", "ready")],
)
def test_a_user_without_the_right_is_told_so(admin: Engine, switched_on: bool, grant: str, expected: str) -> None:
    """What an administrator of the server must do first is no error but a state; done, the user makes the rest."""
    with database(admin) as name:
        role = f"user_{name}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'of-a-test'"))
            connection.execute(text(f"GRANT {grant} ON DATABASE {name} TO {role}"))
        if switched_on:
            with connected(url_of(name)) as server, server.quick() as connection:
                connection.cursor().execute("CREATE EXTENSION vector")
        url = make_url(SERVER).set(database=name, username=role, password="of-a-test")
        with connected(url.render_as_string(hide_password=False)) as server:
            assert prepare(server) == expected == state(server)
    with admin.connect() as connection:
        connection.execute(text(f"DROP ROLE {role}"))
