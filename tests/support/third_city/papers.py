"""The third city's strategy and first report, as Word documents."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.support.third_city.told import TOLD, last_target, name_in, wide

TYPEFACE = "Noto Serif CJK JP"


def write_strategy(file: Path) -> None:
    """Write the strategy of 令和３年３月."""
    told = TOLD["strategy"]
    paper = _cover(told["title"], told["published"])
    _heading(paper, "Ⅰ　策定に当たって", 14)
    for text in (told["opening"], told["term"]):
        paper.add_paragraph("　" + text.strip())
    _heading(paper, "Ⅱ　戦略の内容", 14)
    for n, goal in enumerate(TOLD["strategy_goal"], 1):
        _heading(paper, f"重点戦略{wide(n)}　{goal['title']}", 13)
        paper.add_paragraph("≪数値目標≫")
        _table(paper, _planned(goal["numeric"]), (80, 20, 30, 30))
        for p, policy in enumerate(goal["policy"], 1):
            _heading(paper, f"具体的施策（{wide(p)}）{policy['title']}", 11)
            paper.add_paragraph("　" + policy["aim"])
            paper.add_paragraph("≪重要業績評価指標（ＫＰＩ）≫")
            _table(paper, _planned(policy["kpis"]), (80, 20, 30, 30))
    _heading(paper, "Ⅲ　進行管理", 14)
    paper.add_paragraph("　" + told["system"].strip())
    paper.save(str(file))


def write_report(file: Path) -> None:
    """Write the report on fiscal 令和５年度."""
    told = TOLD["R5"]
    paper = _cover(told["title"], told["published"])
    paper.add_paragraph("　" + told["opening"])
    for line in told["reading"]:
        paper.add_paragraph(f"（注）{line}")
    for n, goal in enumerate(TOLD["strategy_goal"], 1):
        _heading(paper, f"重点戦略{wide(n)}　{goal['title']}", 14)
        _heading(paper, "数値目標の状況", 11)
        _reported(paper, goal["numeric"])
        for p, policy in enumerate(goal["policy"], 1):
            _heading(paper, f"具体的施策（{wide(p)}）{policy['title']}", 12)
            _reported(paper, policy["kpis"])
            for head, lines in zip(("取組実績", "課題と対応", "今後の方針"), _said(policy["R5"]), strict=True):
                _heading(paper, f"【{head}】", 10.5)
                for line in lines:
                    paper.add_paragraph(line)
    _heading(paper, "評価会議の主な意見", 14)
    for line in told["opinions"]:
        paper.add_paragraph(f"○　{line}")
    paper.save(str(file))


def _said(policy: dict[str, Any]) -> tuple[list[str], ...]:
    return [f"・{one}" for one in policy["done"]], ["　" + policy["issue"]], [f"・{one}" for one in policy["next"]]


def _planned(keys: Iterable[str]) -> list[list[str]]:
    rows = [["指標", "単位", "現状値（令和元年度）", "目標値（令和７年度）"]]
    for told in (TOLD["indicator"][key] for key in keys):
        rows.append([name_in(told, False), told["unit"], told["values"][0], last_target(told, False)])
    return rows


def _reported(paper: Any, keys: Sequence[str]) -> None:
    """The years across, under a head of two rows; a note where an indicator is a calendar year's."""
    rows = [
        ["指標名", "単位", "基準値", "実績値", "", "", "目標値"],
        ["", "", "Ｒ元年度", "Ｒ３年度", "Ｒ４年度", "Ｒ５年度", "Ｒ７年度"],
    ]
    for told in (TOLD["indicator"][key] for key in keys):
        shown = told.get("R5") or told["values"][2:5]
        rows.append([name_in(told, False), told["unit"], told["values"][0], *shown, last_target(told, False)])
    table = _table(paper, rows, (52, 17, 20, 20, 20, 20, 21))
    _merge(table, (0, 3), (0, 5))
    for column in (0, 1):
        _merge(table, (0, column), (1, column))
    yearly = [TOLD["indicator"][key]["name"] for key in keys if TOLD["indicator"][key]["by"] == "年"]
    if yearly:
        paper.add_paragraph(f"※{'、'.join(yearly)}は、年度ではなく暦年（１月～１２月）の値です。")


def _cover(title: str, published: str) -> Any:
    paper: Any = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), TYPEFACE)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    for text, size in ((title, 20), (published, 12), (TOLD["city"], 14), (TOLD["fictitious"], 9)):
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).font.size = Pt(size)
    paper.add_page_break()
    return paper


def _heading(paper: Any, text: str, size: float) -> None:
    line = paper.add_paragraph()
    line.paragraph_format.space_before = Pt(size)
    line.paragraph_format.keep_with_next = True
    run = line.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _table(paper: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Any:
    table = paper.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(cells.cells, row, widths, strict=True):
            cell.width = Mm(width)
            if text:
                cell.paragraphs[0].add_run(text).font.size = Pt(9.5)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _merge(table: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
    merged = table.cell(*first).merge(table.cell(*last))
    for empty in merged.paragraphs[1:]:
        merged._tc.remove(empty._p)
