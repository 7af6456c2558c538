"""Token states of a snapshot's passages, fetched for the few that are looked into."""

from collections.abc import Mapping

import numpy as np

from index.encoded import States
from index.interaction import maxsim, records
from index.pgvector.door import Server, copy_out, from_int4, literal, missing_if_undefined
from index.pgvector.schema import SCHEMA
from index.vectors import Rows, Scores


class ServerStates:
    """``LateInteraction`` over states in a database.

    Args:
        server: Where they are.
        table: Of the snapshot's passages, with its schema.
        kind: Under which the states are kept.
        count: How many passages there are.
    """

    def __init__(self, server: Server, table: str, kind: str, count: int) -> None:
        self._server, self._table, self._kind = server, table, kind
        self.count = count

    def maxsim(self, query: States, rows: Rows) -> Scores:
        """See ``LateInteraction.maxsim``.

        Raises:
            IndexMissing: If the table is gone.
            StoreUnreachable: If the server does not answer.
        """
        if not len(rows):
            return np.zeros(0, np.float32)
        held = self._fetched(rows)
        return maxsim(query, (records(held.get(row, b""), query.shape[1]) for row in rows.tolist()))

    def _fetched(self, rows: Rows) -> Mapping[int, bytes]:
        query = (
            f"SELECT p.row, e.content FROM {self._table} p JOIN {SCHEMA}.embedding e"
            f" ON e.kind = {literal(self._kind)} AND e.text_hash = p.text_hash"
            f" WHERE p.row IN ({','.join(map(str, rows.tolist()))})"
        )
        with missing_if_undefined(self._table), self._server.quick() as connection:
            return {from_int4(row): content or b"" for row, content in copy_out(connection, query)}
