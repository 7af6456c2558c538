"""An indicator's native chart on a slide: bars or a line by its kind, the target as a line of its own.

Staff can edit it: its figures lie in the workbook inside. A year without a value is an empty cell, so it stays a
gap; a past year's value is a series of its own, drawn hollow, so that nobody takes it for the year's.
"""

from copy import deepcopy
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from bot.answering.answer import Figure
from bot.briefs.brief import Page
from bot.briefs.slide_parts import child, colour, typeface
from bot.briefs.words import ACCENT, INK, TARGET, Words
from bot.rendering.charts_panels import is_rate

STATUSES = ("actual", "carried", "measured")
_FARTHEST = 10
"""Years up to which the axis is drawn on to reach the target's."""


def add_chart(slide: Any, page: Page, words: Words, box: tuple[int, int, int, int]) -> None:
    """Put the chart on a slide.

    Args:
        slide: The slide.
        page: An indicator with at least one value.
        words: Of the brief.
        box: Left, top, width and height in EMU.
    """
    figure = page.figure
    years = chart_years(figure)
    data: Any = CategoryChartData(number_format=words.form(figure))  # type: ignore[no-untyped-call]
    data.categories = [words.short_year(year) for year in years]
    shown = [status for status in STATUSES if any(p.status == status for p in figure.points)]
    for status in shown:
        values = {p.year: p.value for p in figure.points if p.status == status}
        data.add_series(words.word(f"series.{status}"), [_number(values.get(year)) for year in years])
    if figure.target:
        data.add_series(words.word("series.target"), [_number(figure.target.value)] * len(years))
    kind = XL_CHART_TYPE.LINE_MARKERS if is_rate(figure) else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *box, data)
    frame.name = words.trend(page)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words.alt(page))
    _style(frame.chart, figure, shown, words.form(figure))


def chart_years(figure: Figure) -> list[int]:
    """All years from the first value to the last, and on to the target's where that is near."""
    first, last = figure.points[0].year, figure.points[-1].year
    target = figure.target.year if figure.target else None
    if target is not None and last < target <= last + _FARTHEST:
        last = target
    return list(range(first, last + 1))


def gap_width(figure: Figure) -> int:
    """Space between bars in % of a bar's width; more where there are few, so that one year is no wall."""
    return 60 + 110 * max(0, 5 - len(chart_years(figure)))


def _number(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _style(chart: Any, figure: Figure, shown: list[str], form: str) -> None:
    rate = is_rate(figure)
    chart.font.size, chart.font.color.rgb = Pt(10), colour(INK)
    typeface(chart._chartSpace.get_or_add_txPr().p_lst[0].get_or_add_pPr().get_or_add_defRPr())
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.value_axis.major_gridlines.format.line.color.rgb = colour("E4E7EB")
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = form, False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.tick_labels.font.size = Pt(9)
    plot = chart.plots[0]
    if not rate:
        plot.gap_width, plot.overlap = gap_width(figure), 100
        if all(point.value >= 0 for point in figure.points):
            chart.value_axis.minimum_scale = 0  # a bar's length is its count
    for status, series in zip(shown, list(plot.series), strict=False):
        _style_series(series, status != "actual", rate, form)
    if figure.target:
        line = list(plot.series)[-1]
        if not rate:
            line = _as_line(chart, line)
        _style_target(line)
    _gaps(chart)


def _style_series(series: Any, hollow: bool, rate: bool, form: str) -> None:
    accent = colour(ACCENT)
    if rate:
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = accent, Pt(2.25)
        if hollow:
            series.format.line.fill.background()
        marker = series.marker
        marker.size = 8
        marker.format.line.color.rgb = accent
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = colour("FFFFFF") if hollow else accent
    else:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour("FFFFFF") if hollow else accent
        series.format.line.color.rgb = accent
    labels = series.data_labels
    labels.show_value, labels.font.size = True, Pt(10)
    _ground(labels)
    labels.position = XL_LABEL_POSITION.ABOVE if rate else XL_LABEL_POSITION.OUTSIDE_END
    if hollow:
        labels.number_format, labels.number_format_is_linked = f"({form.partition(';')[0]})", False


def _ground(labels: Any) -> None:
    """A white ground, so that a label can be read where the target's line runs through it."""
    ground = labels._element.makeelement(qn("c:spPr"), {})
    fill = child(child(ground, "a:solidFill"), "a:srgbClr", val="FFFFFF")
    child(fill, "a:alpha", val="75000")
    text = labels._element.find(qn("c:txPr"))
    text.addprevious(ground)


def _as_line(chart: Any, series: Any) -> Any:
    """Move the last series of a bar chart into a line chart on the same axes, which python-pptx cannot make."""
    plot_area = chart._chartSpace.chart.plotArea
    bars = plot_area.find(qn("c:barChart"))
    line = child(plot_area, "c:lineChart")
    child(line, "c:grouping", val="standard")
    child(line, "c:varyColors", val="0")
    element = series._element
    for bar_only in element.findall(qn("c:invertIfNegative")):
        element.remove(bar_only)
    line.append(element)
    child(line, "c:marker", val="1")
    for axis in bars.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)
    return next(iter(chart.plots[1].series))


def _style_target(series: Any) -> None:
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour(TARGET), Pt(1.75)
    series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.NONE


def _gaps(chart: Any) -> None:
    """A year without a value is an empty place, never a zero and never bridged."""
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = child(chart._chartSpace.chart, "c:dispBlanksAs")
    blanks.set("val", "gap")
