"""Vectors in a table of PostgreSQL, nearest by pgvector: exact while that is quick, by an HNSW graph beyond.

Exact search takes 3 ms over ten thousand vectors, the graph 1 to 2 over any number. Where a filter admits few, or
the graph does not lead to enough of what it admits, that is compared one by one.
"""

import hashlib
import math
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np

from index.encoded import Vectors
from index.pgvector.door import Server, copy_in, copy_out, from_int4, int4, missing_if_undefined, rows
from index.vectors import Kind, Rows, Scores, compared, in_order

EXACT_UP_TO = 20_000
"""Vectors that are searched one by one, of all or of those that a filter admits."""

_GRAPH_UP_TO_DIMENSIONS = 2_000
"""pgvector builds no graph of longer vectors."""

_HEAD = ">hh"
"""Before the numbers of a vector in its binary form: how many there are, and nothing yet."""

_LISTED_UP_TO = 10_000
"""Rows that a filter names, which the table's key then finds; for more of them, all rows are gone through."""

_PUT_FORWARD, _PUT_FORWARD_UP_TO = 4, 4_000
"""For each hit asked for, so many admitted rows are to be expected of the graph; and how many rows at most."""

_LOOKED_AT = 400
"""Rows of the graph that are kept in view (``ef_search``): 200 recall one in a hundred fewer."""

_SETTINGS = "SET LOCAL jit = off"
_CHECKSUM = "SELECT encode(sha256(string_agg(sha256(vector_send(vector)), ''::bytea ORDER BY row)), 'hex') FROM "


class ServerVectors:
    """Vectors by row in a table, read-only once made.

    Args:
        server: Where it is.
        table: Its name with its schema.
        count: How many vectors there are.
        kind: As ``make`` gave it.
        exact_up_to: Rows admitted by a filter that are compared one by one.
    """

    def __init__(self, server: Server, table: str, count: int, kind: Kind, exact_up_to: int = EXACT_UP_TO) -> None:
        self._server, self._table, self._exact_up_to = server, table, exact_up_to
        self.count = count
        self.kind: Kind = kind

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> tuple[Rows, Scores]:
        """See ``NearVectors.search``.

        Raises:
            IndexMissing: If the table is gone.
            StoreUnreachable: If the server does not answer.
        """
        admitted = self.count if allowed is None else len(allowed)
        wanted = min(k, admitted)
        if not wanted:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self.kind == "hnsw" and admitted > self._exact_up_to:
            found = self._by_graph(query, wanted, allowed)
            if found is not None:
                return found
        return self._one_by_one(query, wanted, allowed)

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """See ``NearVectors.cosines``; raises as ``search``."""
        if not len(rows):
            return np.zeros(0, np.float32)
        # The vectors come here to be compared as those from files are, to the last bit: hits with scores a rounding
        # apart would else change places.
        statement = f"SELECT row, vector FROM {self._table} WHERE row IN ({','.join(map(str, rows.tolist()))})"
        with missing_if_undefined(self._table), self._server.quick() as connection:
            found = {from_int4(row): vector or b"" for row, vector in copy_out(connection, statement)}
        vectors = np.frombuffer(b"".join(found[row][struct.calcsize(_HEAD) :] for row in rows.tolist()), ">f4")
        return compared(vectors.reshape(len(rows), -1).astype(np.float32), query)

    def _one_by_one(self, query: Vectors, k: int, allowed: Rows | None) -> tuple[Rows, Scores]:
        where = "" if allowed is None else f"WHERE {_admits(allowed, self.count)}"
        # Ordered by an expression that no graph serves.
        near = f"SELECT row, -(vector <#> {_literal(query)}) FROM {self._table} {where} ORDER BY 2 DESC, 1 LIMIT {k}"
        return self._asked(f"{_SETTINGS}; {near}")

    def _by_graph(self, query: Vectors, k: int, allowed: Rows | None) -> tuple[Rows, Scores] | None:
        """The nearest rows that the graph leads to; None if it leads to too few of the allowed.

        The graph knows no filter. All that lies nearer than a row that it leads to is led to as well, so what is left
        of enough rows when the filter is laid on them is the nearest that the filter admits.
        """
        if allowed is None:
            rows, scores = self._near(query, k)
            return (rows, scores) if len(rows) == k else None
        enough = min(len(allowed), _PUT_FORWARD * k // 2)
        for times in (1, 8):  # where the filter leaves out what lies nearest, that lies before what it admits
            many = math.ceil(times * _PUT_FORWARD * k * self.count / len(allowed))
            if many > _PUT_FORWARD_UP_TO:
                return None
            rows, scores = self._near(query, many)
            within = np.isin(rows, allowed, assume_unique=True)
            if within.sum() >= enough:
                return rows[within][:k], scores[within][:k]
        return None

    def _near(self, query: Vectors, many: int) -> tuple[Rows, Scores]:
        looked_at = min(1_000, max(_LOOKED_AT, 2 * many))
        settings = f"{_SETTINGS}; SET LOCAL hnsw.ef_search = {looked_at}; SET LOCAL hnsw.iterative_scan = relaxed_order"
        near = f"SELECT row, vector <#> {_literal(query)} AS far FROM {self._table} ORDER BY far LIMIT {many}"
        return self._asked(f"{settings}; SELECT row, -far FROM ({near}) near")

    def _asked(self, statement: str) -> tuple[Rows, Scores]:
        with missing_if_undefined(self._table), self._server.quick() as connection:
            found = rows(connection, statement)
        return in_order(np.array([row for row, _ in found], np.int64), np.array([far for _, far in found], np.float32))


def make(connection: Any, table: str, vectors: Vectors, exact_up_to: int = EXACT_UP_TO) -> Kind:
    """Make a table of unit vectors by row, shape ``(n, dimensions)``, and a graph of them where they are many."""
    count, dimensions = vectors.shape
    # Kept beside the row: vectors of a large model would else be moved out of the table, and each be fetched alone.
    storage = "PLAIN" if dimensions <= _GRAPH_UP_TO_DIMENSIONS else "EXTERNAL"
    rows(
        connection,
        f"CREATE TABLE {table} (row integer NOT NULL, vector vector({dimensions}) NOT NULL);"
        f"ALTER TABLE {table} ALTER COLUMN vector SET STORAGE {storage}",
    )
    copy_in(connection, f"{table} (row, vector)", _records(vectors))
    rows(connection, f"ALTER TABLE {table} ADD PRIMARY KEY (row); ANALYZE {table}")
    if count <= exact_up_to or dimensions > _GRAPH_UP_TO_DIMENSIONS:
        return "exact"
    # A graph that does not fit into this memory takes many times as long. In one process: parallel ones need shared
    # memory, of which containers have little.
    memory = f"{max(64, count * (dimensions * 4 + 400) // 2**20)}MB"
    rows(
        connection,
        f"SET LOCAL maintenance_work_mem = '{memory}'; SET LOCAL max_parallel_maintenance_workers = 0;"
        f"CREATE INDEX ON {table} USING hnsw (vector vector_ip_ops) WITH (m = 16, ef_construction = 64)",
    )
    return "hnsw"


def checksum_of(vectors: Vectors) -> str:
    """Checksum of vectors by row, as ``stored_checksum`` gives it for those that a table holds."""
    each = b"".join(hashlib.sha256(binary).digest() for _, binary in _records(vectors))
    return hashlib.sha256(each).hexdigest() if each else ""


def stored_checksum(connection: Any, table: str) -> str:
    """Checksum of the vectors that a table holds, reckoned where they are."""
    return str(rows(connection, _CHECKSUM + table)[0][0] or "")


def _records(vectors: Vectors) -> Iterator[tuple[bytes, bytes]]:
    head = struct.pack(_HEAD, vectors.shape[1], 0)
    for row, vector in enumerate(vectors.astype(">f4")):
        yield int4(row), head + vector.tobytes()


def _literal(query: Vectors) -> str:
    return "'[" + ",".join(f"{number:.9g}" for number in query.tolist()) + "]'::vector"  # 9 digits are all of a float's


def _admits(allowed: Rows, count: int) -> str:
    if len(allowed) <= _LISTED_UP_TO:
        return f"row = ANY('{{{','.join(map(str, allowed.tolist()))}}}'::int[])"
    bits = np.zeros(count, bool)
    bits[allowed] = True
    return f"get_bit('\\x{np.packbits(bits, bitorder='little').tobytes().hex()}'::bytea, row) = 1"
