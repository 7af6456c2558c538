"""What the index keeps in PostgreSQL: a schema of its own, made by the release step.

It holds nothing that could not be made anew from the store, so it has no migrations: its version is in its name, and
another version makes another schema and drops the older ones. A snapshot has tables of its own, ``vectors_<id>`` and
``passages_<id>``: made in one transaction, they are whole or not there; dropped, they are gone with every byte; and
vectors of another model may have another length.
"""

from typing import Any, Literal

from index.pgvector.door import Server, allowed, rows

SCHEMA = "sosei_index_2"
"""Its number changes with the tables."""

State = Literal["ready", "extension_missing", "not_made"]
"""Can be used / the server has no pgvector / the release step was not run since pgvector came."""

_ALTERING = 0x7665_6374_6F72
"""Key of the lock under which one program at a time makes the schema ("vector" in ASCII)."""

_TABLES = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.snapshot (
    id text PRIMARY KEY,
    model text NOT NULL,
    packing text,
    dimensions integer NOT NULL,
    kind text NOT NULL,
    passages integer NOT NULL,
    documents text NOT NULL,
    vectors_checksum text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS {SCHEMA}.embedding (
    kind text NOT NULL, text_hash bytea NOT NULL, content bytea NOT NULL, PRIMARY KEY (kind, text_hash)
);
"""


def state(server: Server) -> State:
    """Whether snapshots can be kept on a server.

    Raises:
        StoreUnreachable: If it does not answer.
    """
    with server.quick() as connection:
        return _state(connection)


def prepare(server: Server) -> State:
    """Make the schema, and the extension where the server offers it; nothing happens where both are there.

    Returns:
        ``extension_missing`` where the server has no pgvector, or does not let this user switch it on; ``not_made``
        where it does not let this user make a schema.

    Raises:
        StoreUnreachable: If it does not answer.
    """
    with server.patient() as connection:
        rows(connection, f"SELECT pg_advisory_xact_lock({_ALTERING})")
        offered = rows(connection, "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
        if not offered or not allowed(connection, "CREATE EXTENSION IF NOT EXISTS vector"):
            return "extension_missing"
        if not allowed(connection, _TABLES):
            return "not_made"
        older = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosei\\_index\\_%%' AND nspname <> %s"
        for (name,) in rows(connection, older, SCHEMA):
            rows(connection, f'DROP SCHEMA "{name}" CASCADE')
        return "ready"


def _state(connection: Any) -> State:
    if not rows(connection, "SELECT 1 FROM pg_extension WHERE extname = 'vector'"):
        return "extension_missing"
    made = rows(connection, f"SELECT to_regclass('{SCHEMA}.embedding') IS NOT NULL")
    return "ready" if made[0][0] else "not_made"
