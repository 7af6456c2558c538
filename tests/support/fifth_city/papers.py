"""The fifth city's Word documents: its strategy, and the list of what each indicator has come to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.support.fifth_city.told import ROMAN, TOLD, attainment, keys, printed_name, printed_target, shown
from tests.support.word_papers import heading, merge, paper, table

TYPEFACE = "Noto Serif CJK JP"
WIDTHS = (13, 32, 9, 47, 22, 19, 19, 19, 23, 21, 14, 11, 22)


def write_strategy(file: Path) -> None:
    """Write the strategy of 令和3年3月."""
    told = TOLD["strategy"]
    made = _cover(told, 20)
    heading(made, "第1章　総合戦略の基本的な考え方", 14)
    for part in told["part"]:
        heading(made, part["head"], 12)
        made.add_paragraph("　" + part["text"])
    heading(made, "4．将来の人口の見通し", 12)
    outlook = told["outlook"]
    table(made, [["区分（単位：人）", *outlook["years"]], *outlook["rows"]], (40, 25, 25, 25, 25, 25))
    heading(made, "第2章　基本目標と具体的な施策", 14)
    for at, goal in enumerate(TOLD["goal"]):
        heading(made, f"基本目標{ROMAN[at]}　{goal['title']}", 13)
        made.add_paragraph("　" + goal["direction"])
        made.add_paragraph("◎数値目標")
        _planned(made, [goal["numeric"]])
        for number, measure in enumerate(goal["measure"], 1):
            _planned_measure(made, f"{ROMAN[at]}－{number}", measure)
    made.save(str(file))


def _cover(told: dict[str, Any], margin: int, landscape: bool = False) -> Any:
    cover = [(told["title"], 20), (told["published"], 12), (TOLD["city"], 14), (TOLD["fictitious"], 9)]
    return paper(cover, TYPEFACE, margin, landscape)


def _planned_measure(made: Any, number: str, measure: dict[str, Any]) -> None:
    heading(made, f"施策{number}　{measure['title']}", 12)
    heading(made, "＜具体的な施策＞", 10.5)
    for sign, (name, text) in zip("①②③", measure["concrete"], strict=False):
        made.add_paragraph(f"{sign}　{name}")
        made.add_paragraph("　　" + text)
    heading(made, "＜主な事業＞", 10.5)
    for name, _, _ in measure["projects"]:
        made.add_paragraph(f"・{name}（{measure['office']}）")
    heading(made, "＜重要業績評価指標（KPI）＞", 10.5)
    _planned(made, measure["kpis"])


def _planned(made: Any, names: Sequence[str]) -> None:
    rows = [["項目", "現状値（R1）", "目標値（R7）"]]
    for key in names:
        base = TOLD["indicator"][key]["base"].replace("\n", "")
        rows.append([printed_name(key, "R5").replace("\n", ""), base, printed_target(key, "R5")])
    table(made, rows, (90, 40, 40))


def write_list(file: Path) -> None:
    """Write the list on 令和5年度: one table a goal, then what each measure has done and will do."""
    told = TOLD["R5"]
    made = _cover(told, 12, landscape=True)
    made.add_paragraph("【表の見方】" + told["reading"])
    for at, goal in enumerate(TOLD["goal"], 1):
        heading(made, f"基本目標{ROMAN[at - 1]}　{goal['title']}", 13)
        _listed(made, at, goal)
        for number, measure in enumerate(goal["measure"], 1):
            heading(made, f"施策{ROMAN[at - 1]}－{number}　{measure['title']}", 12)
            for head, part in (("取組の成果", "done"), ("課題と今後の取組", "ahead")):
                heading(made, f"■{head}", 10.5)
                for line in measure["before"][part]:
                    made.add_paragraph(f"・{line}")
    made.save(str(file))


def _listed(made: Any, at: int, goal: dict[str, Any]) -> None:
    """Under a head of two rows; the goal's name runs downwards beside all rows, a measure's stands beside its own."""
    rows = [
        [
            "基本目標",
            "施策",
            "No.",
            "項目",
            "現状値\n(R1)",
            "実績値",
            "",
            "",
            "",
            "目標値\n(R7)",
            "達成率",
            "評価",
            "担当課",
        ],
        ["", "", "", "", "", "R2", "R3", "R4", "R5", "", "", "", ""],
    ]
    numbers = {key: number for number, (_, _, key) in enumerate(keys(), 1)}
    spans = []
    for title, office, names in _groups(at, goal):
        spans.append((len(rows), len(rows) + len(names) - 1))
        for key in names:
            cells = [TOLD["indicator"][key]["base"], *shown(key, "R5"), printed_target(key, "R5"), *_judged(key)]
            own = ["", title if key == names[0] else "", str(numbers[key]), printed_name(key, "R5")]
            rows.append([*own, *cells, office])
    rows[2][0] = f"{ROMAN[at - 1]}　{goal['title']}"
    drawn = table(made, rows, WIDTHS, 8)
    merge(drawn, (0, 5), (0, 8))
    for column in (0, 1, 2, 3, 4, 9, 10, 11, 12):
        merge(drawn, (0, column), (1, column))
    merge(drawn, (2, 0), (len(rows) - 1, 0))
    for first, last in spans:
        merge(drawn, (first, 1), (last, 1))
    _upright(drawn.cell(2, 0))
    _repeated(drawn)


def _groups(at: int, goal: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    measures = [
        (f"{ROMAN[at - 1]}－{number}\n{one['title']}", one["office"], list(one["kpis"]))
        for number, one in enumerate(goal["measure"], 1)
    ]
    return [("数値目標", "企画課", [goal["numeric"]]), *measures]


def _judged(key: str) -> tuple[str, str]:
    rate = attainment(key, "R5")
    if rate is None:
        return "－", "－"
    return f"{rate:.1f}％", "A" if rate >= 100 else "B" if rate >= 80 else "C" if rate >= 60 else "D"


def _upright(cell: Any) -> None:
    """Turn a cell's text so that it runs from top to bottom."""
    turned = OxmlElement("w:textDirection")
    turned.set(qn("w:val"), "tbRlV")
    cell._tc.get_or_add_tcPr().append(turned)
    for run in (run for line in cell.paragraphs for run in line.runs):
        run.font.size = Pt(8)


def _repeated(drawn: Any) -> None:
    """Print the two rows of the head again on each page that the table goes on to."""
    for row in drawn.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
