"""The fifth city's newest document, a workbook printed to a PDF: summary, list, sheets of measures, definitions."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.support.fifth_city.drawn import draw
from tests.support.fifth_city.told import (
    ROMAN,
    TOLD,
    attainment,
    goal_value,
    keys,
    printed_name,
    printed_target,
    shown,
    truth,
)
from tests.support.printed_sheets import TYPEFACE, across, fit, line

EDGE = Side(style="thin", color="444444")
HEAD = PatternFill("solid", fgColor="FFF2CC")
LIST = (5, 20, 5, 30, 12, 11, 11, 11, 11, 13, 12, 10, 9, 15)
SHEET = (6, 26, 13, 13, 13, 15, 15, 15)
DEFINED = (6, 36, 62, 34, 18)
YEARS = [f"{2018 + at}\n(R{at})" for at in range(2, 7)]
HEADS = {
    1: ("評価の理由", "課題と今後の取組"),
    2: ("評価の理由", "課題", "次年度以降の方針"),
    3: ("評価の理由", "現状・課題", "今後の展開"),
    4: ("評価の理由及び課題", "次年度の取組方針"),
}
"""How the form of each goal heads its texts: four departments, four ways."""
NUMBERS = {key: number for number, (_, _, key) in enumerate(keys(), 1)}


def write_report(file: Path) -> None:
    """Write the report on 令和6年度."""
    book = Workbook()
    _cover(book.active)
    _summary(book.create_sheet("総括"))
    _list(book.create_sheet("進捗"))
    for at, goal in enumerate(TOLD["goal"], 1):
        for number, measure in enumerate(goal["measure"], 1):
            _measure(book.create_sheet(f"{at}-{number}"), at, number, goal, measure)
    _definitions(book.create_sheet("指標の説明"))
    for page in (0, 1):
        sheet = book.create_sheet(f"統計{page + 1}")
        fit(sheet, (9.5,) * 16)
        line(sheet, 1, f"5　統計ダイジェスト（{page + 1}／2）", 13, bold=True)
        sheet.print_area = "A1:P36"
        for at, (told, place) in enumerate(zip(TOLD["chart"][4 * page :], ("A3", "I3", "A20", "I20"), strict=False)):
            draw(sheet, told, place, at)
        sheet.oddFooter.center.text = "&P"
    book.save(file)


def _cover(sheet: Any) -> None:
    sheet.title = "表紙"
    fit(sheet, SHEET)
    told = TOLD["R6"]
    for row, text, size in ((8, told["title"], 19), (12, told["published"], 13), (14, TOLD["city"], 16)):
        across(sheet, row, text, size, len(SHEET))
    across(sheet, 20, TOLD["fictitious"], 9, len(SHEET))


def _summary(sheet: Any) -> None:
    """How many indicators of each goal have come how far: a table of counts, none of them an indicator."""
    fit(sheet, (34, 12, 12, 12, 12, 12))
    sheet.oddFooter.center.text = "&P"
    line(sheet, 1, "1　総括", 13, bold=True)
    _cells(sheet, 3, [TOLD["R6"]["summary"], *[""] * 5], left=(1,))
    sheet.merge_cells("A3:F3")
    sheet.row_dimensions[3].height = 70
    line(sheet, 5, "（1）基本目標別の達成状況", 11, bold=True)
    _cells(sheet, 6, ["区分", "達成", "概ね達成", "未達成", "－", "計"], heads=range(1, 7))
    totals: Counter[str] = Counter()
    for at, goal in enumerate(TOLD["goal"], 1):
        counts = Counter(_judged(key)[1] for place, _, key in keys() if place == at)
        totals += counts
        _cells(sheet, 6 + at, [f"基本目標{ROMAN[at - 1]}　{goal['title']}", *_counted(counts)], left=(1,))
        sheet.row_dimensions[6 + at].height = 30
    _cells(sheet, 11, ["計", *_counted(totals)])
    line(sheet, 13, "（2）判定の区分", 11, bold=True)
    for row, text in enumerate(TOLD["R6"]["reading"], 14):
        line(sheet, row, f"・{text}", 10)
    line(sheet, 19, "（3）有識者会議の主な意見", 11, bold=True)
    for row, text in enumerate(TOLD["R6"]["opinions"], 20):
        line(sheet, row, f"・{text}", 10)


def _counted(counts: Counter[str]) -> list[str]:
    return [str(counts[word]) for word in ("達成", "概ね達成", "未達成", "－")] + [str(counts.total())]


def _judged(key: str) -> tuple[str, str]:
    """達成率 and 評価 of the newest value; where less is better, only whether the target is reached."""
    value, rate = truth(key, "R6").get(2024), attainment(key, "R6")
    if value is None:
        return "－", "－"
    if rate is None:
        target = goal_value(key, "R6")
        reached = value >= target if key == "net" else value <= target
        return "－", "達成" if reached else "未達成"
    return f"{rate:.1f}％", "達成" if rate >= 100 else "概ね達成" if rate >= 90 else "未達成"


def _list(sheet: Any) -> None:
    """All indicators in one table over two pages, its head on both."""
    fit(sheet, LIST)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "3:4"
    sheet.oddFooter.center.text = "&P"
    line(sheet, 1, "2　数値目標・KPIの進捗状況一覧", 13, bold=True)
    heads = ["基本\n目標", "施策", "No.", "項目", "現状値\n2019(R1)", "実績値", "", "", "", "", "目標値\n2025(R7)"]
    _cells(sheet, 3, [*heads, "達成率", "評価", "担当課"], heads=range(1, 15))
    _cells(sheet, 4, [*[""] * 5, *YEARS, *[""] * 4], heads=range(1, 15))
    sheet.merge_cells("F3:J3")
    for column in (*range(1, 6), *range(11, 15)):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet.row_dimensions[3].height = sheet.row_dimensions[4].height = 28
    row = 5
    for at, goal in enumerate(TOLD["goal"], 1):
        row = _listed_goal(sheet, row, at, goal)
    for note in (one["note"] for one in TOLD["indicator"].values() if "note" in one):
        line(sheet, row, f"※　{note}", 9)
        row += 1


def _listed_goal(sheet: Any, row: int, at: int, goal: dict[str, Any]) -> int:
    start = row
    groups = [("数値目標", "企画課", [goal["numeric"]])]
    groups += [(f"{ROMAN[at - 1]}-{n}\n{m['title']}", m["office"], m["kpis"]) for n, m in enumerate(goal["measure"], 1)]
    for title, office, names in groups:
        for key in names:
            told = TOLD["indicator"][key]
            cells = [told["base"], *shown(key, "R6"), printed_target(key, "R6"), *_judged(key), office]
            _cells(sheet, row, ["", title, str(NUMBERS[key]), printed_name(key, "R6"), *cells], left=(2, 4))
            sheet.row_dimensions[row].height = 36
            row += 1
        sheet.merge_cells(start_row=row - len(names), end_row=row - 1, start_column=2, end_column=2)
    _cells(sheet, start, [f"{ROMAN[at - 1]}　{goal['title']}"])
    sheet.cell(start, 1).alignment = Alignment(textRotation=255, vertical="center", horizontal="center")
    sheet.merge_cells(start_row=start, end_row=row - 1, start_column=1, end_column=1)
    return row


def _measure(sheet: Any, at: int, number: int, goal: dict[str, Any], told: dict[str, Any]) -> None:
    fit(sheet, SHEET)
    sheet.oddFooter.center.text = "&P"
    line(sheet, 1, "3　施策別評価シート", 12, bold=True)
    _spread(sheet, 2, ("基本目標", f"{ROMAN[at - 1]}　{goal['title']}"), ("A:B", "C:H"))
    _spread(
        sheet,
        3,
        ("施策", f"{ROMAN[at - 1]}-{number}　{told['title']}", "主管課", told["office"]),
        ("A:B", "C:F", "G", "H"),
    )
    line(sheet, 5, "（1）KPIの達成状況", 11, bold=True)
    _spread(
        sheet,
        6,
        ("No.", "項目", "目標値\n（R7）", "実績値\n（R6）", "達成率", "評価"),
        ("A", "B:D", "E", "F", "G", "H"),
        (0, 1, 2, 3, 4, 5),
    )
    row = 7
    for key in told["kpis"]:
        name = printed_name(key, "R6").replace("\n", "")
        cells = (
            str(NUMBERS[key]),
            name,
            printed_target(key, "R6"),
            shown(key, "R6")[-1].partition("\n")[0],
            *_judged(key),
        )
        _spread(sheet, row, cells, ("A", "B:D", "E", "F", "G", "H"), ())
        row += 1
    line(sheet, row + 1, "（2）主な事業", 11, bold=True)
    _spread(sheet, row + 2, ("No.", "事業名", "R6決算額\n（千円）", "事業の実績"), ("A", "B", "C", "D:H"), (0, 1, 2, 3))
    row += 3
    for count, (name, cost, result) in enumerate(told["projects"], 1):
        _spread(sheet, row, (str(count), name, cost, result), ("A", "B", "C", "D:H"), (), 30)
        row += 1
    line(sheet, row + 1, "（3）評価と今後の方向", 11, bold=True)
    row += 2
    for head, lines in zip(HEADS[at], _prose(at, told), strict=True):
        _upright(sheet, row, head, lines)
        row += 2


def _prose(at: int, told: dict[str, Any]) -> list[list[str]]:
    why, issue, ahead = [told["why"]], [f"・{one}" for one in told["issue"]], [f"・{one}" for one in told["next"]]
    if at == 1:
        return [why, issue + ahead]
    return [why + issue, ahead] if at == 4 else [why, issue, ahead]


def _upright(sheet: Any, row: int, head: str, lines: Sequence[str]) -> None:
    """A box of two rows: its label runs from top to bottom, its text fills the rest."""
    for at in (row, row + 1):
        _cells(sheet, at, [""] * len(SHEET))
        sheet.row_dimensions[at].height = max(34 * len(lines) / 2, 9 * len(head)) * 0.75
    _cells(sheet, row, [head, "\n".join(lines)], heads=(1,), left=(2,))
    sheet.cell(row, 1).alignment = Alignment(textRotation=255, vertical="center", horizontal="center")
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=len(SHEET))


def _definitions(sheet: Any) -> None:
    """The numbered catalogue: what each indicator counts, and who counts it."""
    fit(sheet, DEFINED)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "3:3"
    sheet.oddFooter.center.text = "&P"
    line(sheet, 1, "4　指標の説明", 13, bold=True)
    _cells(sheet, 3, ["No.", "項目", "定義・算出方法", "出典", "把握の周期"], heads=range(1, 6))
    for row, (_, _, key) in enumerate(keys(), 4):
        told = TOLD["indicator"][key]
        name, often = printed_name(key, "R6").replace("\n", ""), "隔年" if "隔年" in told["source"] else "毎年"
        _cells(sheet, row, [str(NUMBERS[key]), name, told["define"], told["source"], often], left=(2, 3, 4))
        sheet.row_dimensions[row].height = 30


def _spread(
    sheet: Any, row: int, texts: Sequence[str], spans: Sequence[str], heads: Sequence[int] = (0, 2), height: float = 24
) -> None:
    """Texts in cells that reach over columns: C:F; ``heads`` are those of the texts, from 0 on."""
    _cells(sheet, row, [""] * len(SHEET))
    for at, (text, span) in enumerate(zip(texts, spans, strict=True)):
        first, last = span[0], span[-1]
        cell = sheet[f"{first}{row}"]
        cell.value = text
        cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="center" if at in heads else "left")
        if at in heads:
            cell.fill = HEAD
        if first != last:
            sheet.merge_cells(f"{first}{row}:{last}{row}")
    sheet.row_dimensions[row].height = height


def _cells(
    sheet: Any, row: int, texts: Sequence[str], heads: Sequence[int] | range = (), left: Sequence[int] = ()
) -> None:
    """Ruled cells from the first column on; ``heads`` and ``left``, which are set left, count from 1."""
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text or None)
        cell.font = Font(name=TYPEFACE, size=9)
        cell.border = Border(EDGE, EDGE, EDGE, EDGE)
        side = "left" if column in left else "center"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        if column in heads:
            cell.fill = HEAD
