"""An indicator's native chart on a sheet, drawn from the cells beside it."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from bot.briefs.brief import Page
from bot.briefs.slide_chart import STATUSES, chart_years, gap_width
from bot.briefs.words import ACCENT, TARGET, Words
from bot.rendering.charts_panels import is_rate

_COLUMN = 27
"""1-based column from which the chart's own figures stand, out of the way of those that are printed."""


def chart_of(sheet: Any, page: Page, words: Words, first: int) -> Any:
    """A bar or line chart with the target as a line, from a block of cells that is written for it.

    Args:
        sheet: The indicator's sheet.
        page: An indicator with at least one value.
        words: Of the brief.
        first: 1-based row of the first value in the printed table, whose cells the block refers to.
    """
    shown = _block(sheet, page, words, first)
    rows = len(chart_years(page.figure))
    rate = is_rate(page.figure)
    chart: Any = LineChart() if rate else BarChart()
    chart.height, chart.width = 9.5, 22
    chart.title, chart.legend.position = None, "t"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = words.form(page.figure)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E4E7EB"))
    chart.display_blanks = "gap"
    chart.x_axis.tickLblPos = "low"
    if not rate and all(point.value >= 0 for point in page.figure.points):
        chart.y_axis.scaling.min = 0  # a bar's length is its count
    chart.visible_cells_only = False  # the block below is hidden from readers, not from the chart
    for nth, status in enumerate(shown, start=1):
        series = _series(sheet, _COLUMN + nth, rows)
        _paint(series, hollow=status != "actual", rate=rate)
        series.dLbls = DataLabelList(showVal=True, dLblPos="t" if rate else "outEnd", numFmt=_form(page, words, status))
        for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, part, False)  # else programs show them all
        chart.append(series)
    chart.set_categories(Reference(sheet, min_col=_COLUMN, min_row=2, max_row=1 + rows))
    if not rate:
        chart.gapWidth, chart.overlap = gap_width(page.figure), 100
    if page.figure.target:
        line: Any = chart if rate else LineChart()
        series = _series(sheet, _COLUMN + len(shown) + 1, rows)
        series.graphicalProperties.line.solidFill, series.graphicalProperties.line.dashStyle = TARGET, "dash"
        series.marker = Marker("none")
        series.smooth = False
        line.append(series)
        if not rate:
            chart += line
    return chart


def _block(sheet: Any, page: Page, words: Words, first: int) -> list[str]:
    """Write year, values by kind and target for every year of the axis; a year without a value stays empty."""
    figure = page.figure
    shown = [status for status in STATUSES if any(p.status == status for p in figure.points)]
    heads = [words.word("column.year"), *(words.word(f"series.{status}") for status in shown)]
    heads += [words.word("series.target")] if figure.target else []
    for column, head in enumerate(heads, start=_COLUMN):
        sheet.cell(1, column, head)
    at: dict[tuple[int, str], int] = {
        (point.year, point.status): first + nth for nth, point in enumerate(figure.points)
    }
    for row, year in enumerate(chart_years(figure), start=2):
        sheet.cell(row, _COLUMN, words.year(year))
        for column, status in enumerate(shown, start=_COLUMN + 1):
            if source := at.get((year, status)):
                sheet.cell(row, column, f"=C{source}")
        if figure.target:
            sheet.cell(row, _COLUMN + len(shown) + 1, "=$C$3")
    for column in range(_COLUMN, _COLUMN + len(heads)):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    return shown


def _form(page: Page, words: Words, status: str) -> str:
    form = words.form(page.figure)
    return form if status == "actual" else f"({form.partition(';')[0]})"


def _series(sheet: Any, column: int, rows: int) -> Any:
    return Series(Reference(sheet, min_col=column, min_row=1, max_row=1 + rows), title_from_data=True)


def _paint(series: Any, hollow: bool, rate: bool) -> None:
    look = series.graphicalProperties
    if rate:
        look.line.solidFill = ACCENT
        look.line.noFill = hollow or None
        series.marker = Marker("circle", size=7)
        series.marker.graphicalProperties.solidFill = "FFFFFF" if hollow else ACCENT
        series.marker.graphicalProperties.line.solidFill = ACCENT
        series.smooth = False
    else:
        look.solidFill = "FFFFFF" if hollow else ACCENT
        look.line.solidFill = ACCENT
