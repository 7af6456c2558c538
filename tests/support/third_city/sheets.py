"""The third city's newest document: one sheet an indicator, with yearly targets, attainment and some charts."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.support.printed_sheets import TYPEFACE, across, fit, labelled, line
from tests.support.third_city.told import ACTUAL, TOLD, Place, last_target, placed

LINE = Side(style="thin", color="555555")
HEAD = PatternFill("solid", fgColor="DCE6F1")
WIDTHS = (15, 16, 13, 13, 13, 13, 13, 13)


def write_sheets(file: Path) -> None:
    """Write the workbook that is printed to a PDF: a cover, a sheet an indicator, a list of all."""
    book = Workbook()
    _cover(book.active)
    rows = [["番号", "指標名", "単位", "令和６年度目標", "令和６年度実績", "達成率", "評価", "担当課"]]
    for key, place in placed():
        told = TOLD["indicator"][key]
        _indicator(book.create_sheet(told["name"][:28]), told, place)
        target, actual = _targets(told)[5], told["values"][5]
        rate = _attainment(target, actual)
        rows.append([place.number, told["name"], told["unit"], target, actual, rate, _grade(rate), told["office"]])
    _list(book.create_sheet("一覧"), rows)
    book.save(file)


def _cover(sheet: Any) -> None:
    sheet.title = "表紙"
    _page(sheet)
    told = TOLD["R6"]
    for row, text, size in ((8, told["title"], 18), (12, told["published"], 13), (14, TOLD["city"], 14)):
        across(sheet, row, text, size, 8)
    across(sheet, 20, TOLD["fictitious"], 9, 8)


def _page(sheet: Any) -> None:
    fit(sheet, WIDTHS)
    sheet.oddFooter.center.text = "&P"


def _indicator(sheet: Any, told: dict[str, Any], place: Place) -> None:
    _page(sheet)
    line(sheet, 1, place.goal, 12, bold=True)
    line(sheet, 2, place.policy or "数値目標", 11, bold=True)
    _boxed(sheet, 4, ["番号", place.number, "指標名", told["name"], "", "", "単位", told["unit"]], heads=(1, 3, 7))
    sheet.merge_cells("D4:F4")
    by = told["by"]
    years = [f"{year}{by}" for year in ACTUAL]
    _boxed(sheet, 6, ["区分", f"{years[0]}（基準）", *years[1:], f"令和７{by}"], heads=range(1, 9))
    targets = _targets(told)
    _boxed(sheet, 7, ["目標値", *targets], heads=(1,))
    _boxed(sheet, 8, ["実績値", *told["values"], ""], heads=(1,))
    rates = [_attainment(t, a) for t, a in zip(targets, told["values"], strict=False)]
    _boxed(sheet, 9, ["達成率", *rates, ""], heads=(1,))
    line(sheet, 10, f"※{told['note']}。" if "note" in told else "", 9)
    row = 12
    if told.get("chart"):
        _chart(sheet, told)
        row = 29
    for head in ("done", "issue", "next"):
        _said(sheet, row, {"done": "取組実績", "issue": "課題", "next": "今後の方針"}[head], told[head])
        row += 2
    line(sheet, row, f"担当課：{told['office']}", 9)


def _targets(told: dict[str, Any]) -> list[str]:
    """Of 令和元 to 令和７; yearly ones are set from 令和３."""
    yearly = ["-", "-", *told["targets"]] if "targets" in told else ["-"] * 6 + [last_target(told, True)]
    return yearly if "targets" in told else yearly[:7]


def _attainment(target: str, actual: str) -> str:
    """Actual by target in %, where both are numbers."""
    if target == "-" or not actual[:1].isdigit():
        return "-"
    return f"{Decimal(actual.replace(',', '')) / Decimal(target.replace(',', '')) * 100:.1f}%"


def _grade(rate: str) -> str:
    if rate == "-":
        return "-"
    return "Ａ" if float(rate[:-1]) >= 100 else "Ｂ" if float(rate[:-1]) >= 80 else "Ｃ"


def _boxed(sheet: Any, row: int, texts: Sequence[str], heads: Sequence[int] | range) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text)
        cell.font = Font(name=TYPEFACE, size=9, bold=column in heads)
        cell.border = Border(LINE, LINE, LINE, LINE)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if column in heads:
            cell.fill = HEAD
    sheet.row_dimensions[row].height = 30


def _said(sheet: Any, row: int, head: str, text: str) -> None:
    _boxed(sheet, row, [head, text, *[""] * 6], heads=(1,))
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=8)
    sheet.cell(row, 2).alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 34


def _chart(sheet: Any, told: dict[str, Any]) -> None:
    """Bars from numbers that stand beyond what is printed, with a line of targets where there are yearly ones."""
    table = [["", "実績", "目標"]]
    for year, actual, target in zip((*ACTUAL, "令和７"), (*told["values"], ""), _targets(told), strict=True):
        table.append([f"{year}{told['by']}", _number(actual), _number(target)])
    for row, (label, actual, target) in enumerate(table, 1):
        for column, value in enumerate((label, actual, target), 12):
            sheet.cell(row, column, value)
    sheet.print_area = "A1:H36"
    sheet.add_chart(_bars(sheet, told), "A12")


def _bars(sheet: Any, told: dict[str, Any]) -> Any:
    drawn: Any = BarChart()
    code = "#,##0.0" if told["unit"] == "％" else "#,##0"
    last = 8 if "targets" in told else 7
    drawn.title, drawn.width, drawn.height = f"{told['name']}（{told['unit']}）", 22.5, 8
    drawn.add_data(Reference(sheet, min_col=13, min_row=1, max_row=last), titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=12, min_row=2, max_row=last))
    drawn.x_axis.delete = drawn.y_axis.delete = False
    labelled(drawn, code)
    drawn.legend.position = "b"
    if "targets" in told:
        targets: Any = LineChart()
        targets.add_data(Reference(sheet, min_col=14, min_row=1, max_row=last), titles_from_data=True)
        labelled(targets, code)
        targets.dataLabels.position = "t"
        drawn += targets
    return drawn


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("△", "-"))
    except ValueError:
        return None


def _list(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    _page(sheet)
    line(sheet, 1, "（参考）指標の一覧（令和６年度）", 12, bold=True)
    for number, row in enumerate(rows, 3):
        _boxed(sheet, number, row, heads=range(1, 9) if number == 3 else ())
