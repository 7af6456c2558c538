"""The audit trail as a file: CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from bot.rendering.json import dumps
from corpus.errors import DocumentUnsupported
from kpi_store.views import AuditView

SUFFIXES = (".csv", ".jsonl")

COLUMNS = ("at", "by", "action", "subject", "channel", "text", "facts")
"""Of the CSV file. ``text`` is what was asked, answered or given as a reason; ``facts`` the rest, as JSON."""

_TEXTS = ("question", "reply", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def trail_file(path: Path, rows: Iterable[AuditView]) -> bytes:
    """The content of a file of that name.

    Raises:
        DocumentUnsupported: If the name is neither CSV nor JSON Lines.
    """
    match path.suffix.lower():
        case ".csv":
            return _csv(rows)
        case ".jsonl":
            return "".join(f"{dumps(row)}\n" for row in rows).encode()
        case _:
            raise DocumentUnsupported(file=str(path), supported=", ".join(SUFFIXES))


def _csv(rows: Iterable[AuditView]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")  # with the mark Excel knows that it is UTF-8


def _cells(row: AuditView) -> list[str]:
    facts = dict(row.facts)
    channel = str(facts.pop("channel", ""))
    said = "\n".join(str(facts.pop(name)) for name in _TEXTS if facts.get(name))
    cells = (row.at.isoformat(), row.by, row.action, row.subject, channel, said, dumps(facts) if facts else "")
    return ["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells]
