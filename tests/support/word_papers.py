"""What the made-up cities' Word documents have in common: a cover, headings, ruled tables with merged cells."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def paper(cover: Sequence[tuple[str, float]], typeface: str, margin: int | None = None, landscape: bool = False) -> Any:
    """A new A4 document that begins with a cover: its centred lines with their sizes in points. ``margin`` is in mm."""
    made: Any = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = typeface, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), typeface)
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    if margin is not None:
        section.left_margin = section.right_margin = Mm(margin)
    for text, size in cover:
        line = made.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).font.size = Pt(size)
    made.add_page_break()
    return made


def heading(made: Any, text: str, size: float) -> None:
    """A bold line of its own that stays with what follows, as clerks make headings."""
    line = made.add_paragraph()
    line.paragraph_format.space_before = Pt(size)
    line.paragraph_format.keep_with_next = True
    run = line.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def table(made: Any, rows: Sequence[Sequence[str]], widths: Sequence[float] | None = None, size: float = 9.5) -> Any:
    """A ruled table, whose columns have ``widths`` in mm or share the page alike; its rows stay whole if they do."""
    drawn = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    drawn.autofit = widths is None
    for cells, row in zip(drawn.rows, rows, strict=True):
        for at, (cell, text) in enumerate(zip(cells.cells, row, strict=True)):
            if widths is not None:
                cell.width = Mm(widths[at])
            if text:
                cell.paragraphs[0].add_run(text).font.size = Pt(size)
        if widths is not None:
            cells._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return drawn


def merge(drawn: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Merge the cells from one to another, 0-based, without the empty lines that the swallowed ones leave."""
    merged = drawn.cell(*first).merge(drawn.cell(*last))
    for empty in merged.paragraphs[1:]:
        merged._tc.remove(empty._p)
