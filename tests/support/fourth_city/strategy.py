"""The fourth city's strategy, as a Word document: chapters with numbered parts, targets in one table a goal."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.support.fourth_city.told import TOLD, printed_name

TYPEFACE = "Noto Sans CJK JP"


def write_strategy(file: Path) -> None:
    """Write the strategy of 令和2年3月."""
    told = TOLD["strategy"]
    paper = _cover(told["title"], told["published"])
    for chapter in told["chapters"]:
        _heading(paper, chapter["head"], 14)
        for part in chapter["parts"]:
            _heading(paper, part["head"], 12)
            paper.add_paragraph("　" + part["text"])
    _heading(paper, "第2章　基本目標と施策", 14)
    for number, goal in enumerate(TOLD["goal"], 1):
        _heading(paper, f"基本目標{number}　{goal['title']}", 13)
        paper.add_paragraph("【基本的方向】")
        paper.add_paragraph("　" + goal["direction"])
        paper.add_paragraph("【数値目標】")
        _table(paper, [goal["numeric"]])
        for at, measure in enumerate(goal["measure"], 1):
            _heading(paper, f"施策{number}-{at}　{measure['title']}", 11)
            _table(paper, measure["kpis"])
    _heading(paper, "第3章　推進に当たって", 14)
    paper.add_paragraph("　" + told["closing"])
    paper.save(str(file))


def _cover(title: str, published: str) -> Any:
    paper: Any = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), TYPEFACE)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.footer.paragraphs[0].text = TOLD["footer"]
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


def _table(paper: Any, keys: list[str]) -> None:
    rows = [["指標", "基準値", "目標値（2024（令和6）年度）"]]
    for key in keys:
        told = TOLD["indicator"][key]
        rows.append(
            [
                printed_name(key, "R5").replace("\n", ""),
                told["base"].replace("\n", ""),
                told["target"].replace("\n", ""),
            ]
        )
    table = paper.add_table(rows=len(rows), cols=3, style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.paragraphs[0].add_run(text).font.size = Pt(9.5)
