"""The audit trail as a file: CSV for spreadsheets, JSON Lines for programs."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from bot.rendering.json import dumps
from corpus.errors import DocumentUnsupported
from kpi_store.sheets import csv_bytes
from kpi_store.views import AuditView

SUFFIXES = (".csv", ".jsonl")

COLUMNS = ("at", "by", "action", "subject", "channel", "text", "facts")
"""Of the CSV file. ``text`` is what was asked, answered or given as a reason; ``facts`` the rest, as JSON."""

_TEXTS = ("question", "reply", "reason")


def trail_file(path: Path, rows: Iterable[AuditView]) -> bytes:
    """The content of a file of that name.

    Raises:
        DocumentUnsupported: If the name is neither CSV nor JSON Lines.
    """
    match path.suffix.lower():
        case ".csv":
            return csv_bytes(COLUMNS, map(_cells, rows))
        case ".jsonl":
            return "".join(f"{dumps(row)}\n" for row in rows).encode()
        case _:
            raise DocumentUnsupported(file=str(path), supported=", ".join(SUFFIXES))


def _cells(row: AuditView) -> list[str | int | Decimal]:
    facts = dict(row.facts)
    channel = str(facts.pop("channel", ""))
    said = "\n".join(str(facts.pop(name)) for name in _TEXTS if facts.get(name))
    return [row.at.isoformat(), row.by, row.action, row.subject, channel, said, dumps(facts) if facts else ""]
