"""The fourth city's charts: bars, lines with and without labels, stacked bars, and some that are not of years."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, PieChart, Reference

from tests.support.fourth_city.told import FIRST, TOLD, Year, baseline, printed_name, truth
from tests.support.printed_sheets import labelled

AT = 20
"""First column of what a chart is drawn from: beyond what is printed."""


def draw(sheet: Any, key: str, edition: Year, row: int) -> None:
    """The chart of an indicator below its table, if the city draws one."""
    told = TOLD["indicator"][key]
    kind = told.get("chart")
    if kind is None:
        return
    values = {**dict([baseline(key) or (0, None)]), **truth(key, edition)}
    values.pop(0, None)
    labels = [_label(year, told["by"]) for year in values]
    series = {"実績値": [float(v) for v in values.values()]}
    if kind == "stacked":
        years = [year for year in values if year >= FIRST]
        labels = [_label(year, told["by"]) for year in years]
        series = {name: parts[: len(years)] for name, parts in told["parts"].items()}
    drawn = LineChart() if kind == "line" else BarChart()
    name = printed_name(key, edition).replace("\n", "")
    _fill(sheet, drawn, labels, series)
    drawn.title = f"{name.rpartition('（')[0] or name}の推移"
    if kind == "stacked":
        drawn.grouping, drawn.overlap = "stacked", 100
    if key != "tfr":
        labelled(drawn, "#,##0.0" if kind == "stacked" or key == "livable" else "#,##0")
    sheet.print_area = f"A1:K{row + 16}"
    _place(sheet, drawn, row)


def draw_extra(sheet: Any, told: dict[str, Any]) -> None:
    """A chart whose figures stand in no table."""
    drawn = {"pie": PieChart, "unlabelled": LineChart}.get(told["kind"], BarChart)()
    _fill(sheet, drawn, told["labels"], {told["unit"]: told["values"]})
    drawn.title = f"{told['title']}（単位：{told['unit']}）"
    if told["kind"] == "across":
        drawn.type = "bar"
    if told["kind"] != "unlabelled":
        labelled(drawn, "#,##0.0" if told["unit"] == "％" else "#,##0")
    if told["kind"] != "pie":
        drawn.legend = None
    sheet.print_area = "A1:K24"
    _place(sheet, drawn, 3)


def _label(year: int, by: str) -> str:
    era = f"H{year - 1988}" if year < 2019 else "R元" if year == 2019 else f"R{year - 2018}"
    return f"{era}{by}" if by == "年" else era


def _fill(sheet: Any, drawn: Any, labels: list[str], series: dict[str, list[float]]) -> None:
    for at, label in enumerate(labels, 2):
        sheet.cell(at, AT, label)
    for column, (name, values) in enumerate(series.items(), AT + 1):
        for at, value in enumerate([name, *values], 1):
            sheet.cell(at, column, value)
        reference = Reference(sheet, min_col=column, min_row=1, max_row=len(values) + 1)
        drawn.add_data(reference, titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=AT, min_row=2, max_row=len(labels) + 1))


def _place(sheet: Any, drawn: Any, row: int) -> None:
    drawn.width, drawn.height = 22, 7.5
    if hasattr(drawn, "x_axis"):
        drawn.x_axis.delete = drawn.y_axis.delete = False
    if drawn.legend is not None:
        drawn.legend.position = "b"
    sheet.add_chart(drawn, f"A{row}")
