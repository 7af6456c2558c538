"""Vectors in a database for as long as the search among them is measured."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from index.bench import Built
from index.encoded import Vectors
from index.pgvector.door import Server, rows
from index.pgvector.schema import SCHEMA
from index.pgvector.vectors import ServerVectors, make


@contextmanager
def on_trial(server: Server, vectors: Vectors) -> Iterator[Built]:
    """Vectors in a table of their own, as a snapshot has them; dropped in the end."""
    table = f"{SCHEMA}.trial_{secrets.token_hex(4)}"
    try:
        with server.patient() as connection:
            kind = make(connection, table, vectors)
            size = int(rows(connection, f"SELECT pg_total_relation_size('{table}')")[0][0])
        yield Built(ServerVectors(server, table, len(vectors), kind), "pgvector", size)
    finally:
        with server.patient() as connection:
            rows(connection, f"DROP TABLE IF EXISTS {table}")
