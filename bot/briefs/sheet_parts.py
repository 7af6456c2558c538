"""What the sheets of all workbooks share: A4 pages with a footer, cells in one look, rows as high as needed."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from rich.cells import cell_len

from bot.briefs.words import ACCENT, FONT, PALE

Cell = str | int | Decimal | None

_LINE_HEIGHT, _HIGHEST = 14, 409
"""Points from one line of text to the next, and the most that Excel gives a row."""

_MARGIN, _FOOT = 0.5, 0.2
"""Inches: of a page, and what the footer takes more."""

_LINE = Side(style="thin", color="C5CED8")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


class Sheets:
    """A workbook that is being written.

    Args:
        title: In its properties, beside ``id``.
        id: Of the paper.
        footer: At the foot of every printed page.
    """

    def __init__(self, title: str, id: str, footer: str) -> None:
        self._book: Any = Workbook()
        self._book.remove(self._book.active)
        self._book.properties.title, self._book.properties.creator = title, "sosei"
        self._book.properties.description = id
        self._footer = footer

    def bytes(self) -> bytes:
        """The workbook as an .xlsx file."""
        file = BytesIO()
        self._book.save(file)
        return file.getvalue()

    def sheet(self, name: str, widths: Sequence[int], upright: bool = False) -> Any:
        """A sheet that prints on A4, lying or upright, as wide as the page, with the footer of the brief."""
        sheet = self._book.create_sheet(name)
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.page_setup.orientation = "portrait" if upright else "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_margins.left = sheet.page_margins.right = _MARGIN
        sheet.page_margins.top = sheet.page_margins.bottom = _MARGIN + _FOOT
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = self._footer.replace("&", "&&"), "&P / &N"
        return sheet

    def heads(self, sheet: Any, row: int, texts: Sequence[str]) -> None:
        """A row of column heads."""
        for column, text in enumerate(texts, start=1):
            self.head(sheet, row, column, text)

    def head(self, sheet: Any, row: int, column: int, text: str) -> None:
        """A column's head."""
        self.put(sheet, row, column, text, bold=True, grid=True)
        sheet.cell(row, column).fill = PatternFill("solid", start_color=PALE)

    def put(
        self,
        sheet: Any,
        row: int,
        column: int,
        content: Cell,
        *,
        size: int = 10,
        bold: bool = False,
        grid: bool = False,
        wrap: bool = True,
        ink: str | None = None,
        form: str = "General",
        formula: bool = False,
    ) -> None:
        """Fill a cell.

        Args:
            sheet: Where.
            row: 1-based, as ``column``.
            column: See ``row``.
            content: What; a text is never taken for a formula, unless ``formula``.
            size: Of the type, in points.
            bold: Whether in bold type.
            grid: Whether it is a cell of a table, with lines around it, and its row as high as it needs.
            wrap: Whether a long text goes on in a further line.
            ink: Its colour, as RRGGBB.
            form: How a number is shown.
            formula: Whether the content is a formula.
        """
        cell = sheet.cell(row, column)
        if content is not None and content != "":
            cell.value = content
            if isinstance(content, str) and not formula:
                cell.data_type = "s"  # else a text that begins with = would be a formula
        colour = ink or (ACCENT if size > 10 else None)
        # family and charset (Shift JIS) tell programs without the typeface what to take in its place
        cell.font = Font(name=FONT, size=size, bold=bold, color=colour, family=2, charset=128)
        wrapped = wrap and (grid or size == 10)
        aside = 1 if grid and isinstance(content, str) and not formula else 0  # away from a number in the cell before
        cell.alignment = Alignment(
            vertical="top", wrap_text=wrapped, horizontal="left" if aside else None, indent=aside
        )
        if size > 10:
            sheet.row_dimensions[row].height = size * 1.6
        if form != "General":
            cell.number_format = form
        if grid:
            cell.border = _GRID
            if isinstance(content, str) and not formula:
                _make_room(sheet, cell, content)


def _make_room(sheet: Any, cell: Any, text: str) -> None:
    """Make a row as high as its text needs; programs do so themselves only when a cell is edited."""
    across = max(sheet.column_dimensions[cell.column_letter].width - 3, 1)
    lines = sum(max(1, -(-cell_len(line) // int(across))) for line in text.split("\n"))
    row = sheet.row_dimensions[cell.row]
    row.height = min(max(row.height or 0, _LINE_HEIGHT * lines), _HIGHEST)
