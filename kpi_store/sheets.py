"""Files of rows: CSV (UTF-8 with or without mark, CP932) and XLSX, read and written as rows of text.

A number in a workbook is read as its cell shows it, as far as nothing is lost: 80.6 in a cell of two decimals is
80.60, and 0.382 in a cell of percents is 38.2%.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import Detail, DocumentEmpty, DocumentMissing, DocumentUnsupported, ImportRefused

if TYPE_CHECKING:
    from openpyxl.cell import Cell

SUFFIXES = (".csv", ".xlsx")

_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text in a CSV file for a formula."""

_TEXT_MARK = "'"

Row = tuple[int, tuple[str, ...]]
"""1-based number of the row in the file, and its cells without white space around them."""


def read_rows(path: Path) -> list[Row]:
    """All rows that are not blank.

    Raises:
        DocumentMissing: If there is no such file; ``DocumentEmpty`` if it has no row.
        DocumentUnsupported: If it is neither CSV nor XLSX.
        ImportRefused: If it says it is one but cannot be read.
    """
    suffix = _suffix(path)
    if not path.is_file():
        raise DocumentMissing(file=str(path))
    rows = _read_csv(path) if suffix == ".csv" else _read_xlsx(path)
    stripped = [(number, tuple(cell.strip() for cell in cells)) for number, cells in rows]
    filled = [row for row in stripped if any(row[1])]
    if not filled:
        raise DocumentEmpty(file=str(path))
    return filled


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]]) -> None:
    """Write a file that spreadsheets open as it is and ``read_rows`` gives back.

    Raises:
        DocumentMissing: If the folder does not exist.
        DocumentUnsupported: If the name is neither CSV nor XLSX.
    """
    suffix = _suffix(path)
    if not path.parent.is_dir():
        raise DocumentMissing(file=str(path.parent))
    if suffix == ".csv":
        path.write_bytes(csv_bytes(header, rows))
    else:
        _write_xlsx(path, [header, *rows])


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]]) -> bytes:
    """The same as a CSV file's content."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_csv_cell(cell) for cell in row] for row in (header, *rows))
    return text.getvalue().encode("utf-8-sig")  # with the mark Excel knows that it is UTF-8


def _csv_cell(content: str | int | Decimal) -> str | int:
    """A cell that no spreadsheet takes for a formula: a text that would be one gets an apostrophe before it."""
    if isinstance(content, Decimal):
        return plain_digits(content)
    return _TEXT_MARK + content if isinstance(content, str) and content.startswith(_FORMULA) else content


def plain_digits(value: Decimal) -> str:
    """The digits as printed, never in powers of ten."""
    return format(value, "f")


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DocumentUnsupported(file=str(path), supported=", ".join(SUFFIXES))
    return suffix


def _read_csv(path: Path) -> list[Row]:
    text = _decoded(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _unreadable(path, Detail("not_csv", said=str(error))) from None
    return [(number, tuple(map(_without_mark, cells))) for number, cells in enumerate(rows, start=1)]


def _without_mark(cell: str) -> str:
    return cell[1:] if cell.startswith(_TEXT_MARK) and cell[1:].startswith(_FORMULA) else cell


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(path, Detail("not_text"))


def _read_xlsx(path: Path) -> list[Row]:
    from openpyxl import load_workbook

    if not path.stat().st_size:
        return []
    try:
        sheet = load_workbook(path, data_only=True).worksheets[0]
    except Exception:  # openpyxl lets errors of zipfile, XML and its own through, of no common kind
        raise _unreadable(path, Detail("not_a_workbook")) from None
    return [(n, tuple(_shown(cell) for cell in cells)) for n, cells in enumerate(sheet.iter_rows(), start=1)]


def _shown(cell: "Cell") -> str:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    number = Decimal(repr(value))
    percent = "%" in cell.number_format
    number = number.scaleb(2) if percent else number
    decimals = re.search(r"0\.(0+)", cell.number_format.split(";")[0])
    digits = plain_digits(number)
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    point = len(digits.partition(".")[2])
    if decimals and len(decimals[1]) > point:
        digits = digits + ("" if point else ".") + "0" * (len(decimals[1]) - point)
    return f"{digits}%" if percent else digits


def _write_xlsx(path: Path, rows: Iterable[Sequence[str | int | Decimal]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows, start=1):
        for column, content in enumerate(row, start=1):
            _fill(sheet.cell(number, column), content)
    sheet.freeze_panes = "A2"
    book.save(path)


def _fill(cell: "Cell", content: str | int | Decimal) -> None:
    if isinstance(content, Decimal) and len(content.as_tuple().digits) > _EXACT_DIGITS:
        content = plain_digits(content)
    if isinstance(content, Decimal):
        decimals = len(plain_digits(content).partition(".")[2])
        cell.value = float(content) if decimals else int(content)
        cell.number_format = "0." + "0" * decimals if decimals else "0"
    elif isinstance(content, int):
        cell.value = content
    elif content:
        cell.value = content
        cell.data_type = "s"  # else a text that begins with = would be a formula


def _unreadable(path: Path, detail: Detail) -> ImportRefused:
    return ImportRefused(file=str(path), row=1, column="", detail=detail)
