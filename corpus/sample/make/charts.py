"""A planned chart drawn as a native PowerPoint chart, with a data label at every value."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Pt

from corpus.sample.make.boxes import GREY, INK, Area, rgb, typeface
from corpus.sample.make.model import Indicator
from corpus.sample.make.plan import PlannedChart, PlannedSeries

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FIRST_PLAN, TARGET, CARRIED, GRID = "A6B1BB", "E08E45", "D5DFE6", "DDE2E6"
LABEL_SIZE = 9.5
_ChartData: Any = CategoryChartData  # python-pptx leaves it untyped


def draw_chart(slide: Any, area: Area, plan: PlannedChart, accent: str) -> None:
    """Draw a chart without title; names, units and boxes around it are the page's."""
    kind = XL_CHART_TYPE.LINE_MARKERS if plan.indicator.chart == "line" else XL_CHART_TYPE.COLUMN_CLUSTERED
    drawn = slide.shapes.add_chart(kind, *area.emu(), _figures(plan)).chart
    drawn.has_title = False
    drawn.font.size = Pt(LABEL_SIZE)
    drawn.font.color.rgb = rgb(INK)
    typeface(drawn.font._element)
    _axes(drawn, plan)
    _legend(drawn, plan)
    colours = [FIRST_PLAN, accent] if plan.indicator.chart == "phases" else [accent, TARGET]
    for series, planned, colour in zip(drawn.plots[0].series, plan.series, colours, strict=False):
        _series(series, planned, plan, colour)
    if plan.indicator.chart == "phases":
        drawn.plots[0].overlap = 100  # one bar a year, on its tick
    if plan.indicator.chart == "target_line":
        _second_as_line(drawn)


def _figures(plan: PlannedChart) -> Any:
    figures = _ChartData(number_format=_format(plan.indicator))
    figures.categories = [*plan.categories, *([plan.target_bar] if plan.target_bar else [])]
    for series in plan.series:
        by_category = {p.category: float(p.value) for p in series.points}
        values = [by_category.get(c) for c in plan.categories]
        figures.add_series(series.name, values + ([float(plan.indicator.target)] if plan.target_bar else []))
    return figures


def _format(indicator: Indicator, carried: bool = False) -> str:
    zeros = "." + "0" * indicator.decimals if indicator.decimals else ""
    number = f"#,##0{zeros}" + ('"%"' if indicator.percent_sign else "")
    return f'"("{number}")"' if carried else f'{number};"△"{number}'


def _axes(drawn: Any, plan: PlannedChart) -> None:
    it = plan.indicator
    value, category = drawn.value_axis, drawn.category_axis
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # below the plot even where bars go down
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.format.line.color.rgb = rgb(GREY)
    category.tick_labels.font.size = Pt(LABEL_SIZE)
    value.tick_labels.number_format = '#,##0;"△"#,##0'
    value.tick_labels.number_format_is_linked = False
    value.tick_labels.font.size = Pt(LABEL_SIZE)
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.format.line.fill.background()
    value.major_gridlines.format.line.color.rgb = rgb(GRID)
    if isinstance(it.axis, tuple):
        value.minimum_scale, value.maximum_scale = map(float, it.axis)
    elif min(it.values) >= 0:
        value.minimum_scale = 0
    if it.axis == "hidden":
        value.visible = False
        value.has_major_gridlines = False


def _legend(drawn: Any, plan: PlannedChart) -> None:
    drawn.has_legend = len(plan.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(LABEL_SIZE)


def _series(series: Any, planned: PlannedSeries, plan: PlannedChart, colour: str) -> None:
    fill = rgb(colour)
    line = plan.indicator.chart == "line"
    if line:
        series.smooth = False
        series.format.line.color.rgb = fill
        series.format.line.width = Pt(2.25)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = fill
        series.marker.format.line.color.rgb = fill
    else:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = fill
        series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _format(plan.indicator), False
    labels.position = XL_LABEL_POSITION.ABOVE if line else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(LABEL_SIZE)
    _mark_carried(series, planned, plan, fill)
    if plan.target_bar:
        last = series.points[len(plan.categories)].format.fill
        last.solid()
        last.fore_color.rgb = rgb(TARGET)


def _mark_carried(series: Any, planned: PlannedSeries, plan: PlannedChart, border: RGBColor) -> None:
    """Pale bars (or open markers) and parenthesised labels for values of an earlier year."""
    for point in planned.points:
        if not point.carried:
            continue
        drawn = series.points[plan.categories.index(point.category)]
        shape = drawn.marker.format if plan.indicator.chart == "line" else drawn.format
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(CARRIED)
        shape.line.color.rgb = border
        label = drawn.data_label
        label.position = XL_LABEL_POSITION.ABOVE if plan.indicator.chart == "line" else XL_LABEL_POSITION.OUTSIDE_END
        label.font.size = Pt(LABEL_SIZE)
        code = _format(plan.indicator, carried=True).replace('"', "&quot;")
        number = parse_xml(f'<c:numFmt xmlns:c="{_C}" formatCode="{code}" sourceLinked="0"/>')
        label._dLbl.insert(1, number)  # python-pptx has no number format for one point's label


def _second_as_line(drawn: Any) -> None:
    """Turn the second series of a column chart into a line on the same axes, which python-pptx cannot do."""
    bars = drawn._chartSpace.find(f".//{{{_C}}}barChart")
    second = bars.findall(f"{{{_C}}}ser")[1]
    bars.remove(second)
    for unknown in ("invertIfNegative", "spPr"):
        for old in second.findall(f"{{{_C}}}{unknown}"):
            second.remove(old)
    stroke = f'<a:ln xmlns:a="{_A}" w="25400"><a:solidFill><a:srgbClr val="{TARGET}"/></a:solidFill></a:ln>'
    marker = (
        f'<c:marker xmlns:c="{_C}"><c:symbol val="diamond"/><c:size val="7"/><c:spPr>'
        f'<a:solidFill xmlns:a="{_A}"><a:srgbClr val="{TARGET}"/></a:solidFill></c:spPr></c:marker>'
    )
    after = second.index(second.find(f"{{{_C}}}tx")) + 1
    second.insert(after, parse_xml(f'<c:spPr xmlns:c="{_C}">{stroke}</c:spPr>'))
    second.insert(after + 1, parse_xml(marker))
    second.find(f".//{{{_C}}}dLblPos").set("val", "t")
    lines = parse_xml(f'<c:lineChart xmlns:c="{_C}"><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    lines.append(second)
    lines.append(parse_xml(f'<c:marker xmlns:c="{_C}" val="1"/>'))
    for axis in bars.findall(f"{{{_C}}}axId"):
        lines.append(parse_xml(f'<c:axId xmlns:c="{_C}" val="{axis.get("val")}"/>'))
    bars.addnext(lines)
