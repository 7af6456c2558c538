"""Embeddings and token states kept in PostgreSQL by kind and text, once for all snapshots that use them."""

from collections.abc import Mapping, Sequence

from index.cache import Blobs
from index.pgvector.door import Field, Server, copy_in, copy_out, literal, rows
from index.pgvector.schema import SCHEMA

_AT_ONCE = 2_000


class ServerCache:
    """An ``EmbeddingCache`` in a database.

    Args:
        server: Whose schema is ready.
    """

    def __init__(self, server: Server) -> None:
        self._server = server

    def read(self, kinds: Sequence[str], keys: Sequence[bytes]) -> dict[bytes, Blobs]:
        """See ``EmbeddingCache.read``."""
        found: dict[bytes, list[bytes | None]] = {}
        with self._server.quick() as connection:
            for nth, kind in enumerate(kinds):
                for start in range(0, len(keys), _AT_ONCE):
                    part = keys[start : start + _AT_ONCE]
                    for key, content in copy_out(connection, kept(kind, part)):
                        assert key is not None
                        found.setdefault(key, [None] * len(kinds))[nth] = content
        return {key: tuple(b for b in blobs if b is not None) for key, blobs in found.items() if None not in blobs}

    def write(self, kinds: Sequence[str], made: Mapping[bytes, Blobs]) -> None:
        """See ``EmbeddingCache.write``."""
        records: list[list[Field]] = [
            [kind.encode(), key, blob] for key, blobs in made.items() for kind, blob in zip(kinds, blobs, strict=True)
        ]
        with self._server.patient() as connection:
            rows(connection, f"CREATE TEMPORARY TABLE coming (LIKE {SCHEMA}.embedding) ON COMMIT DROP")
            copy_in(connection, "coming (kind, text_hash, content)", records)
            rows(connection, f"INSERT INTO {SCHEMA}.embedding SELECT * FROM coming ON CONFLICT DO NOTHING")


def kept(kind: str, keys: Sequence[bytes]) -> str:
    """The query for what is kept of texts: key and content. COPY takes no parameters."""
    listed = ",".join(f"'\\x{key.hex()}'" for key in keys) or "NULL"
    return f"SELECT text_hash, content FROM {SCHEMA}.embedding WHERE kind = {literal(kind)} AND text_hash IN ({listed})"
