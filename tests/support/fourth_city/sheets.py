"""The fourth city's verification: a workbook of landscape sheets, one a goal's 数値目標 and one a measure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.support.fourth_city.drawn import draw, draw_extra
from tests.support.fourth_city.told import TOLD, Year, baseline, number, printed_name, shown, truth
from tests.support.printed_sheets import TYPEFACE, across, fit, line

LINE = Side(style="thin", color="333333")
BOX = Border(LINE, LINE, LINE, LINE)
HEAD = PatternFill("solid", fgColor="E2EFDA")
WIDTHS = (5, 27, 12, 10.5, 10.5, 10.5, 10.5, 10.5, 12, 9, 7)
SMALLER = ("waiting",)
"""Indicators for which less is better, so that the city gives no rate."""


def write_sheets(file: Path, edition: Year) -> None:
    """Write the workbook of an edition; it is printed to a PDF as it is."""
    book = Workbook()
    _cover(book.active, edition)
    for number_, goal in enumerate(TOLD["goal"], 1):
        _goal(book.create_sheet(f"目標{number_}"), number_, goal, edition)
        for at, measure in enumerate(goal["measure"], 1):
            _measure(book.create_sheet(f"{number_}-{at}"), (number_, at), goal, measure, edition)
    if edition == "R6":
        for at, extra in enumerate(TOLD["extra"], 1):
            sheet = book.create_sheet(f"参考{at}")
            _page(sheet)
            line(sheet, 1, f"参考資料{at}", 12, bold=True)
            draw_extra(sheet, extra)
    book.save(file)


def _cover(sheet: Any, edition: Year) -> None:
    sheet.title = "表紙"
    _page(sheet)
    told = TOLD[edition]
    for row, text, size in ((6, told["title"], 20), (9, told["published"], 13), (11, TOLD["city"], 15)):
        across(sheet, row, text, size, len(WIDTHS))
        sheet.row_dimensions[row].height = size * 2
    across(sheet, 13, TOLD["fictitious"], 9, len(WIDTHS))
    sheet.row_dimensions[13].height = 18
    if edition == "R6":
        line(sheet, 16, "【表の見方】", 11, bold=True)
        for row, text in enumerate(told["marks"], 17):
            line(sheet, row, f"・{text}", 10)
        for row, cells in enumerate(told["ranks"], 21):
            _row(sheet, row, ["", *cells], [2, 3], heads=row == 21)
            sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=6)


def _page(sheet: Any) -> None:
    fit(sheet, WIDTHS)
    sheet.oddFooter.left.text, sheet.oddFooter.center.text = TOLD["footer"], "－ &P －"


def _goal(sheet: Any, at: int, goal: dict[str, Any], edition: Year) -> None:
    _page(sheet)
    _title(sheet, edition, "様式1")
    _form(sheet, 2, "基本目標", f"{at}　{goal['title']}")
    _form(sheet, 3, "基本的方向", goal["direction"])
    line(sheet, 5, "■数値目標", 11, bold=True)
    row = _table(sheet, 6, [goal["numeric"]], at, edition)
    draw(sheet, goal["numeric"], edition, row + 1)


def _measure(sheet: Any, place: tuple[int, int], goal: dict[str, Any], told: dict[str, Any], edition: Year) -> None:
    _page(sheet)
    _title(sheet, edition, "様式2")
    _form(sheet, 2, "基本目標", f"{place[0]}　{goal['title']}")
    _form(sheet, 3, "施策", f"{place[0]}-{place[1]}　{told['title']}", told["office"])
    line(sheet, 5, "■重要業績評価指標（KPI）の状況", 11, bold=True)
    row = _table(sheet, 6, told["kpis"], place[0], edition)
    newest = edition == "R6"
    said = told if newest else {**told["before"], "why": ""}
    row = _judged(sheet, row + 1, said)
    for head, lines in _prose(place[0], said):
        _said(sheet, row, head, lines)
        row += 1
    for key in told["kpis"]:
        if "chart" in TOLD["indicator"][key]:
            draw(sheet, key, edition, row + 1)
            break


def _prose(goal: int, said: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The boxes below the table: goals 1 to 3 and goal 4 head them in their own ways."""
    done, issue, ahead = (_lines(said[part]) for part in ("done", "issue", "next"))
    if goal == 4:
        both = [*(f"・{line}" for line in issue), *(f"⇒{line}" for line in ahead)]
        return [("取組状況", [f"・{line}" for line in done]), ("課題・\n今後の対応", both)]
    heads = ("主な取組と\n成果", "課題", "今後の\n取組方針") if goal < 3 else ("実施内容", "現状と課題", "今後の取組")
    return [(head, [f"・{line}" for line in lines]) for head, lines in zip(heads, (done, issue, ahead), strict=True)]


def _lines(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _title(sheet: Any, edition: Year, form: str) -> None:
    line(sheet, 1, TOLD[edition]["title"], 12, bold=True)
    sheet.cell(1, 11, form).font = Font(name=TYPEFACE, size=9)


def _form(sheet: Any, row: int, head: str, text: str, office: str | None = None) -> None:
    last = 11 if office is None else 7
    for column in range(1, 12):
        _boxed(sheet.cell(row, column))
    _boxed(sheet.cell(row, 1, head), head=True)
    _boxed(sheet.cell(row, 3, text), left=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=last)
    if office:
        _boxed(sheet.cell(row, 8, "担当課"), head=True)
        _boxed(sheet.cell(row, 9, office), left=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=9, end_column=11)
    sheet.row_dimensions[row].height = 22


def _table(sheet: Any, row: int, keys: Sequence[str], goal: int, edition: Year) -> int:
    """The indicators under a head of two rows, then their notes; the row after."""
    count = 4 if edition == "R5" else 5
    years = [f"R{at}" if goal < 3 else f"令和{at}年度\n（{2018 + at}）" for at in range(2, 7)]
    blank = [""] * (5 - count)
    last = "目標値\n（R6）" if goal < 3 else "目標値\n（令和6年度）"
    _row(
        sheet,
        row,
        ["No.", "指標名（単位）", "基準値", "実績値", "", "", "", "", last, "達成率", "評価"],
        range(1, 12),
        True,
    )
    _row(sheet, row + 1, ["", "", "", *years, "", "", ""], range(1, 12), True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=4, end_column=8)
    for column in (1, 2, 3, 9, 10, 11):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    sheet.row_dimensions[row + 1].height = 30
    for at, key in enumerate(keys, 1):
        told = TOLD["indicator"][key]
        target = told["target"]
        rate, rank = _judgement(key, edition)
        _row(
            sheet,
            row + 1 + at,
            [at, printed_name(key, edition), told["base"], *_cells(key, edition), *blank, target, rate, rank],
            range(1, 12),
        )
        sheet.cell(row + 1 + at, 2).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row + 1 + at].height = 30
    row += 2 + len(keys)
    for text in _notes(keys, edition):
        line(sheet, row, text, 9)
        row += 1
    return row


def _cells(key: str, edition: Year) -> list[Any]:
    """Plain numbers of the workbook are numbers with a format, as a clerk types them; the rest is text."""
    return [_typed(text) for text in shown(key, edition)]


def _typed(text: str) -> Any:
    plain = text.replace(",", "")
    if plain.replace(".", "").isdigit():
        return float(plain) if "." in plain else int(plain)
    return text


def _notes(keys: Sequence[str], edition: Year) -> list[str]:
    notes = [TOLD["indicator"][key].get("note", "") for key in keys]
    if "marriages" in keys:
        notes.append("※1　婚姻届出件数及び出生数は、各年1月～12月の人口動態統計による。")
    return [
        note if note.startswith("※") else f"※　{note}"
        for note in notes
        if note and (edition == "R6" or "修正" not in note)
    ]


def _judgement(key: str, edition: Year) -> tuple[str, str]:
    """達成率 and 評価 of the newest value, as the city reckons them."""
    newest = max(truth(key, edition).items(), default=None)
    if newest is None or newest[0] != (2023 if edition == "R5" else 2024):
        return "－", "－"
    target = number(TOLD["indicator"][key].get("goal_value", TOLD["indicator"][key]["target"]))
    base = baseline(key)
    if target <= 0:
        behind = base is not None and abs(newest[1]) > abs(base[1])
        return "－", "A" if abs(newest[1]) <= abs(target) else "D" if behind else "C"
    rate = newest[1] / target * 100
    behind = base is not None and newest[1] < base[1]
    return f"{rate:.1f}%", "A" if rate >= 100 else "D" if behind else "B" if rate >= 80 else "C"


def _judged(sheet: Any, row: int, said: dict[str, Any]) -> int:
    _boxes(sheet, row, "施策の評価", f"{said['overall']}　{said['why']}".strip())
    sheet.row_dimensions[row].height = 24
    return row + 1


def _said(sheet: Any, row: int, head: str, lines: Sequence[str]) -> None:
    _boxes(sheet, row, head, "\n".join(lines))
    sheet.row_dimensions[row].height = 15.5 * max(len(lines), 2) + 6


def _boxes(sheet: Any, row: int, head: str, text: str) -> None:
    for column in range(1, 12):
        _boxed(sheet.cell(row, column))
    _boxed(sheet.cell(row, 1, head), head=True)
    _boxed(sheet.cell(row, 3, text), left=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=11)


def _row(sheet: Any, row: int, texts: Sequence[Any], columns: Sequence[int] | range, heads: bool = False) -> None:
    for column in columns:
        if column > len(texts):
            break
        value = texts[column - 1]
        cell = sheet.cell(row, column, value if value != "" else None)
        _boxed(cell, head=heads)
        if isinstance(value, float):
            cell.number_format = "#,##0.00" if value < 2 else "#,##0.0"
        elif isinstance(value, int) and column > 1:
            cell.number_format = "#,##0"


def _boxed(cell: Any, head: bool = False, left: bool = False) -> None:
    cell.font = Font(name=TYPEFACE, size=9, bold=head)
    cell.border = BOX
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
    if head:
        cell.fill = HEAD
