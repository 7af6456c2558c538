"""The fifth city's digest of statistics: four charts a page of bars, lines, both on two axes, a line of targets."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference

from tests.support.printed_sheets import labelled

AT = 20
"""First column of what the charts are drawn from: beyond what is printed."""
DEEP = 12
"""Rows between the data of one chart and the next."""


def draw(sheet: Any, told: dict[str, Any], place: str, at: int) -> None:
    """One of a page's charts, its upper left corner in the cell ``place``."""
    names = list(told["series"])
    first = 1 + at * DEEP
    for row, texts in enumerate(
        [
            ["", *names],
            *([label, *values] for label, *values in zip(told["labels"], *told["series"].values(), strict=True)),
        ],
        first,
    ):
        for column, text in enumerate(texts, AT):
            sheet.cell(row, column, text)
    last = first + len(told["labels"])
    lines = {"line": names, "two_axes": names[1:], "with_target": names[1:]}.get(told["kind"], [])
    drawn = (
        _series(sheet, BarChart(), [n for n in names if n not in lines], names, (first, last))
        if lines != names
        else None
    )
    if lines:
        line = _series(sheet, LineChart(), lines, names, (first, last))
        if told["kind"] == "two_axes":
            line.y_axis.axId, line.y_axis.crosses = 200, "max"
            line.y_axis.delete = False
        if drawn is None:
            drawn = line
        else:
            drawn += line
    if told["kind"] == "stacked":
        drawn.grouping, drawn.overlap = "stacked", 100
    drawn.title = f"{told['title']}（{told['unit']}）"
    drawn.width, drawn.height = 13.2, 7.6
    drawn.x_axis.delete = drawn.y_axis.delete = False
    if len(names) == 1:
        drawn.legend = None
    else:
        drawn.legend.position = "b"
    sheet.add_chart(drawn, place)


def _series(sheet: Any, drawn: Any, own: list[str], names: list[str], rows: tuple[int, int]) -> Any:
    for name in own:
        column = AT + 1 + names.index(name)
        drawn.add_data(Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1]), titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=AT, min_row=rows[0] + 1, max_row=rows[1]))
    values = [sheet.cell(rows[0] + 1, AT + 1 + names.index(name)).value for name in own]
    whole = all(isinstance(value, int) for value in values)
    if own != ["目標値"]:
        labelled(drawn, "#,##0" if whole else "#,##0.00" if values[0] < 10 else "#,##0.0")
    return drawn
