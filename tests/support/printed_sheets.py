"""What the made-up cities' workbooks share: sheets fitted to a landscape page, their texts, labels of charts."""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

TYPEFACE = "Noto Sans CJK JP"


def fit(sheet: Any, widths: Sequence[float]) -> None:
    """Print a sheet on one landscape A4 page; its columns have these widths in characters."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 1
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def line(sheet: Any, row: int, text: str, size: int, bold: bool = False) -> None:
    """A text in a row's first cell, without rules, reaching over those beside it."""
    sheet.cell(row, 1, text).font = Font(name=TYPEFACE, size=size, bold=bold)


def across(sheet: Any, row: int, text: str, size: int, columns: int) -> None:
    """A centred text over the first columns, as on a cover."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = sheet.cell(row, 1, text)
    cell.font = Font(name=TYPEFACE, size=size)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def labelled(drawn: Any, code: str) -> None:
    """Print the value, in this number format, and nothing else at each point of a chart's series."""
    drawn.dataLabels = DataLabelList()
    drawn.dataLabels.showVal = True
    for also in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(drawn.dataLabels, also, False)
    drawn.dataLabels.numFmt = code
