"""Ruled tables: cells, merged cells, and what only looks like a table."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawn_charts import bars

from corpus.charts.read import read_charts
from corpus.charts.tables import read_tables
from corpus.pdf.page import PdfPage


def _ruled(xs: list[float], ys: list[float], without: tuple[tuple[float, ...], ...] = ()) -> Any:
    """A figure with a grid of lines, but for the segments named (x0, y0, x1, y1)."""
    figure = plt.figure(figsize=(8, 4))
    for row_top, row_bottom in pairwise(ys):
        for x in xs:
            _segment(figure, (x, row_bottom, x, row_top), without)
    for left, right in pairwise(xs):
        for y in ys:
            _segment(figure, (left, y, right, y), without)
    return figure


def _segment(figure: Any, ends: tuple[float, float, float, float], without: tuple[tuple[float, ...], ...]) -> None:
    if ends not in without:
        figure.add_artist(plt.Line2D(ends[::2], ends[1::2], color="black", linewidth=0.5))


def test_a_ruled_table_is_read_row_by_row(page_of: Callable[[Any], PdfPage]) -> None:
    """Each text goes to the cell it stands in."""
    figure = _ruled([0.1, 0.4, 0.6, 0.8], [0.8, 0.7, 0.6])
    for x, y, text in ((0.11, 0.73, "指標"), (0.45, 0.73, "R4"), (0.65, 0.73, "R5"), (0.11, 0.63, "出生数（人）")):
        figure.text(x, y, text)
    figure.text(0.5, 0.63, "5,633")
    (table,) = read_tables(page_of(figure))
    assert table.rows == (("指標", "R4", "R5"), ("出生数（人）", "5,633", ""))


def test_a_merged_cell_is_named_once(page_of: Callable[[Any], PdfPage]) -> None:
    """A cell over two rows or columns has its text in the first place and empty strings in the rest."""
    without = ((0.6, 0.7, 0.6, 0.8), (0.1, 0.6, 0.4, 0.6))
    figure = _ruled([0.1, 0.4, 0.6, 0.8], [0.8, 0.7, 0.6, 0.5], without)
    figure.text(0.11, 0.73, "指標")
    figure.text(0.55, 0.73, "実績値")
    figure.text(0.11, 0.59, "出生数")
    for x, y, text in ((0.45, 0.63, "H30"), (0.65, 0.63, "R1"), (0.45, 0.53, "6,301"), (0.65, 0.53, "6,088")):
        figure.text(x, y, text)
    (table,) = read_tables(page_of(figure))
    assert table.rows == (("指標", "実績値", ""), ("出生数", "H30", "R1"), ("", "6,301", "6,088"))


def test_a_cell_of_two_lines_is_one_text(page_of: Callable[[Any], PdfPage]) -> None:
    """Lines of a cell are joined without a space between Japanese words."""
    figure = _ruled([0.1, 0.4, 0.7], [0.8, 0.6, 0.5])
    figure.text(0.11, 0.72, "保育所等の")
    figure.text(0.11, 0.65, "待機児童数")
    for x, y, text in ((0.45, 0.7, "R5"), (0.11, 0.53, "出生数"), (0.45, 0.53, "823")):
        figure.text(x, y, text)
    (table,) = read_tables(page_of(figure))
    assert table.rows[0] == ("保育所等の待機児童数", "R5")


def test_a_chart_is_no_table(axes: Any, page_of: Callable[[Any], PdfPage]) -> None:
    """Gridlines and columns inside a chart's box are left out."""
    bars(axes, ["R1", "R2", "R3"], [10, 25, 32], ["10", "25", "32"])
    axes.grid(True)
    axes.set_title("相談件数（件）")
    page = page_of(axes.figure)
    assert read_tables(page, [chart.bbox for chart in read_charts(page) if chart.bbox]) == ()


@pytest.mark.parametrize("lines", [1, 2])
def test_boxes_of_prose_are_no_table(page_of: Callable[[Any], PdfPage], lines: int) -> None:
    """Two framed paragraphs side by side are a layout."""
    figure = _ruled([0.05, 0.5, 0.95], [0.9, 0.6, 0.3])
    prose = "\n".join(["半導体関連産業の集積に向け、国内外の企業を誘致する活動を強化する。" * 2] * lines)
    for x in (0.06, 0.51):
        for y in (0.7, 0.4):
            figure.text(x, y, prose, fontsize=4)
    assert read_tables(page_of(figure)) == ()


def test_a_table_of_years_is_no_chart(page_of: Callable[[Any], PdfPage]) -> None:
    """A header of years with shaded cells below has no columns that stand for values."""
    figure = _ruled([0.1, 0.3, 0.5, 0.7, 0.9], [0.8, 0.7, 0.6])
    for nth, (year, value) in enumerate((("R1", "5"), ("R2", "9"), ("R3", "4"))):
        figure.add_artist(plt.Rectangle((0.3 + 0.2 * nth, 0.7), 0.2, 0.1, color="lightblue"))
        figure.text(0.38 + 0.2 * nth, 0.73, year)
        figure.text(0.38 + 0.2 * nth, 0.63, value)
    figure.text(0.12, 0.63, "相談件数")
    assert read_charts(page_of(figure)) == ()
