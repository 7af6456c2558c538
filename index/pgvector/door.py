"""The one door to PostgreSQL: statements, and rows in bulk by binary COPY, which text would make ten times as slow.

Statements hold numbers, and names made of hexadecimal digits, in their text; all else is a parameter.
"""

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from corpus.errors import IndexMissing

_SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = struct.pack(">h", -1)
_CHUNK = 1 << 20
_UNDEFINED_TABLE, _UNDEFINED_SCHEMA, _NOT_ALLOWED = "42P01", "3F000", "42501"

Field = bytes | None
"""A value in the binary form of its type; None for NULL."""


class Server(Protocol):
    """Where connections come from; each is a transaction, committed at the end unless something is raised."""

    @property
    def shown(self) -> str:
        """The URL without its password."""
        ...

    def quick(self) -> AbstractContextManager[Any]:
        """A connection whose statements must end soon."""
        ...

    def patient(self) -> AbstractContextManager[Any]:
        """A connection of its own whose statements may take minutes; each sees what was committed before it."""
        ...


def rows(connection: Any, statement: str, *parameters: object) -> list[Any]:
    """Run a statement and give its rows; without parameters in one round trip, several statements if need be."""
    cursor = connection.cursor()
    try:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []
    finally:
        cursor.close()


def copy_in(connection: Any, target: str, records: Iterable[Sequence[Field]]) -> None:
    """Insert records into ``target``, a table with a list of columns."""
    connection.cursor().execute(f"COPY {target} FROM STDIN WITH (FORMAT BINARY)", stream=_chunks(_encoded(records)))


def copy_out(connection: Any, query: str) -> Iterator[tuple[Field, ...]]:
    """What a query gives, each value in the binary form of its type."""
    stream = io.BytesIO()
    connection.cursor().execute(f"COPY ({query}) TO STDOUT WITH (FORMAT BINARY)", stream=stream)
    return _decoded(stream.getbuffer())


@contextmanager
def missing_if_undefined(place: str) -> Iterator[None]:
    """Raise ``IndexMissing`` where a statement names a table that is not there (any more)."""
    from pg8000.exceptions import DatabaseError

    try:
        yield
    except DatabaseError as error:
        if _code(error) in (_UNDEFINED_TABLE, _UNDEFINED_SCHEMA):
            raise IndexMissing(path=place) from None
        raise


def allowed(connection: Any, statement: str) -> bool:
    """Run a statement, unless this user may not."""
    from pg8000.exceptions import DatabaseError

    rows(connection, "SAVEPOINT before")
    try:
        rows(connection, statement)
    except DatabaseError as error:
        if _code(error) != _NOT_ALLOWED:
            raise
        rows(connection, "ROLLBACK TO SAVEPOINT before")
        return False
    return True


def int4(value: int) -> bytes:
    """Binary form of an ``integer``."""
    return struct.pack(">i", value)


def from_int4(field: Field) -> int:
    """The ``integer`` in a binary form."""
    return int.from_bytes(field or b"", "big", signed=True)


def literal(text: str) -> str:
    """A text within the query of ``copy_out``, where the driver reads % as the place of a parameter."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def _code(error: Exception) -> str:
    """SQLSTATE of what the server said."""
    facts = error.args[0] if error.args else None
    return str(facts.get("C", "")) if isinstance(facts, dict) else ""


def _encoded(records: Iterable[Sequence[Field]]) -> Iterator[bytes]:
    yield _SIGNATURE
    for record in records:
        yield struct.pack(">h", len(record))
        for field in record:
            yield struct.pack(">i", -1 if field is None else len(field))
            if field is not None:
                yield field
    yield _END


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _decoded(copied: memoryview) -> Iterator[tuple[Field, ...]]:
    at = len(_SIGNATURE)
    while True:
        (count,) = struct.unpack_from(">h", copied, at)
        at += 2
        if count < 0:
            return
        fields: list[Field] = []
        for _ in range(count):
            (length,) = struct.unpack_from(">i", copied, at)
            at += 4
            fields.append(None if length < 0 else bytes(copied[at : at + length]))
            at += max(length, 0)
        yield tuple(fields)
