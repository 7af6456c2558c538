"""The cells of a workbook: what they hold, what they show, and which of them are hidden."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from corpus.office.chart import Cell
from corpus.office.formats import GENERAL, exact, is_date, show, show_date

_CORNER = r"\$?[A-Z]+\$?\d+"
_REFERENCE = re.compile(
    rf"^(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!\[\]()]+))!(?P<range>{_CORNER}(?::{_CORNER})?)$"
)
MOST_CELLS = 2_000_000
"""Cells of a range that a chart may ask for."""
_EPOCH = datetime(1899, 12, 30)


class Workbook:
    """An open workbook.

    Args:
        book: As openpyxl reads it, values instead of formulas.
    """

    def __init__(self, book: Any) -> None:
        self.book = book

    def cells(self, formula: str, visible_only: bool) -> Sequence[Sequence[Cell]] | None:
        """The rows of a range, as a chart names it; several ranges one after the other. None if there is no such."""
        rows: list[list[Cell]] = []
        for part in _parts(formula):
            match = _REFERENCE.match(part)
            name = (match["quoted"] or match["sheet"]).replace("''", "'") if match else None
            if match is None or name not in self.book.sheetnames or not hasattr(self.book[name], "iter_rows"):
                return None
            rows.extend(_range(self.book[name], match["range"].replace("$", ""), visible_only))
        return rows


def open_workbook(content: bytes) -> Workbook | None:
    """Open a workbook; None if it cannot be read."""
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions that it does not keep; nothing is written here
        try:
            return Workbook(load_workbook(io.BytesIO(content), data_only=True))
        except Exception:  # openpyxl raises of all kinds on damaged parts
            return None


def _parts(formula: str) -> Iterator[str]:
    inner = formula.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1]
    yield from re.findall(r"(?:'(?:[^']|'')+'|[^',])+", inner)


def _range(sheet: Any, where: str, visible_only: bool) -> Iterator[list[Cell]]:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(where)
    right, bottom = min(right, sheet.max_column), min(bottom, sheet.max_row)
    if (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
        return
    hidden = hidden_columns(sheet) if visible_only else frozenset()
    for row in range(top, bottom + 1):
        if visible_only and is_hidden_row(sheet, row):
            continue
        cells = [cell_of(sheet.cell(row, column)) for column in range(left, right + 1) if column not in hidden]
        if cells:
            yield cells


def is_hidden_row(sheet: Any, row: int) -> bool:
    """Whether a row, counted from 1, is hidden."""
    return row in sheet.row_dimensions and bool(sheet.row_dimensions[row].hidden)


def hidden_columns(sheet: Any) -> frozenset[int]:
    """Hidden columns, counted from 1; one entry of the file can stand for a run of them."""
    return frozenset(
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min and dimension.max
        for column in range(dimension.min, min(dimension.max, sheet.max_column) + 1)
    )


def cell_of(cell: Any) -> Cell:
    """What a cell holds and shows. An error (#N/A) shows nothing."""
    value, code = cell.value, cell.number_format or GENERAL
    if value is None or cell.data_type == "e" or isinstance(value, time | timedelta):
        return Cell("")
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, datetime | date):
        day = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return Cell(show_date(Decimal((day - _EPOCH).days), code))
    if isinstance(value, int | float):
        number = exact(repr(value)) or Decimal(0)
        text = show_date(number, code) if is_date(code) else show(number, code).text
        return Cell(text, number, code)
    return Cell(str(value).strip())
