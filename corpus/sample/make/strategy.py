"""The city's strategy as a Word document (A4 portrait): chapters, goals, measures, tables of indicators."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from corpus.sample.make.boxes import TYPEFACE
from corpus.sample.make.model import PLAN_END, Goal, Measure, indicators, policy
from corpus.years import era_label, era_name

ACCENT = "1F3B5B"
CIRCLED = "①②③④⑤"
WIDTHS = (74, 20, 44, 28)
"""Columns of an indicator table in millimetres."""


def write_strategy(path: Path) -> None:
    """Write the strategy and save it."""
    document = Document()
    _style(document)
    _cover(document)
    *before, last = policy().chapters
    for number, chapter in enumerate(before, start=1):
        document.add_heading(f"第{number}章 {chapter.title}", 1)
        _paragraphs(document, chapter.text)
    document.add_heading(f"第{len(before) + 1}章 基本目標と施策", 1)
    _overview(document)
    for number, goal in enumerate(policy().goals, start=1):
        _goal(document, number, goal)
    document.add_heading(f"第{len(before) + 2}章 {last.title}", 1).paragraph_format.page_break_before = True
    _paragraphs(document, last.text)
    document.add_heading("数値目標・KPIの一覧", 3)
    _indicator_table(document, tuple(indicators()))
    document.save(str(path))


def _style(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    section.different_first_page_header_footer = True
    document.core_properties.title = policy().strategy_title
    document.core_properties.created = document.core_properties.modified = datetime(2020, 3, 1)
    sizes = {"Normal": 10.5, "Heading 1": 16, "Heading 2": 14, "Heading 3": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), TYPEFACE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), TYPEFACE)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(ACCENT)
    document.styles["Normal"].paragraph_format.line_spacing = 1.25
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._element.append(element)


def _cover(document: Any) -> None:
    name = policy()
    first, second = name.strategy_title.split("市", 1)
    lines = [("", 60), (f"{first}市", 24), (second, 24), ("", 40), (name.strategy_date, 16), (name.city, 18), ("", 90)]
    for text, size in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), True
    note = document.add_paragraph(f"※ {name.fictitious}")
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note.add_run().add_break(WD_BREAK.PAGE)


def _paragraphs(document: Any, text: str) -> None:
    for line in text.split("\n"):
        document.add_paragraph(f"　{line}")


def _overview(document: Any) -> None:
    """The goals and their measures in one list."""
    goals, measures = len(policy().goals), sum(len(goal.measures) for goal in policy().goals)
    aim = f"人口減少の克服に向けて、次の{goals}つの基本目標を掲げ、{measures}の施策に取り組みます。"
    document.add_paragraph(f"　{aim}")
    for number, goal in enumerate(policy().goals, start=1):
        document.add_paragraph().add_run(f"基本目標{number} {goal.title}").bold = True
        for nth, measure in enumerate(goal.measures, start=1):
            document.add_paragraph(f"　施策{nth} {measure.title}").paragraph_format.space_after = Pt(0)


def _goal(document: Any, number: int, goal: Goal) -> None:
    heading = document.add_heading(f"基本目標{number} {goal.title}", 2)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(f"～{goal.subtitle}～")
    document.add_heading("現状と課題", 3)
    _paragraphs(document, goal.issue)
    document.add_heading("基本的方向", 3)
    _paragraphs(document, goal.direction)
    document.add_heading("数値目標", 3)
    _indicator_table(document, goal.numeric_targets)
    for nth, measure in enumerate(goal.measures, start=1):
        _measure(document, nth, measure, goal)


def _measure(document: Any, number: int, measure: Measure, goal: Goal) -> None:
    document.add_heading(f"【施策{number}】 {measure.title}", 3)
    _paragraphs(document, measure.text)
    for nth, (approach, detail) in enumerate(zip(measure.approaches, measure.details, strict=True)):
        way = document.add_paragraph()
        way.paragraph_format.keep_with_next = True
        way.paragraph_format.space_after = Pt(0)
        way.add_run(f"{CIRCLED[nth]} {approach}").bold = True
        document.add_paragraph(f"　{detail}").paragraph_format.left_indent = Mm(5)
    caption = document.add_paragraph("重要業績評価指標(KPI)")
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(3)
    _indicator_table(document, measure.indicators, again=goal.numeric_targets)


def _indicator_table(document: Any, keys: Sequence[str], again: Sequence[str] = ()) -> None:
    rows = [("指標", "単位", "基準値", f"目標値({era_label(PLAN_END)})")]
    for key in keys:
        it = indicators()[key]
        year = era_name(it.baseline, "fiscal_year" if it.period == "fiscal_year" else None)
        base = f"{it.printed(it.value(it.baseline))}({'平成31年' if it.label(it.baseline) == 'H31' else year})"
        rows.append((("(再掲)" if key in again else "") + it.name, it.unit, base, it.printed(it.target)))
    grid = document.add_table(len(rows), len(WIDTHS), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            _cell(grid.cell(y, x), text, WIDTHS[x], head=y == 0, left=x == 0)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _cell(cell: Any, text: str, width: float, *, head: bool, left: bool) -> None:
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = 1.1
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left and not head else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = head
    if head:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "DCE4EC")
        cell._element.get_or_add_tcPr().append(shade)
