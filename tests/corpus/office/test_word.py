"""Word documents: headings, tables, charts and pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from corpus.read import read
from corpus.reading import Reading

from .conftest import Deck

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Any], Reading]:
    """Saves a document and reads it."""

    def save(document: Any) -> Reading:
        path = tmp_path / "kensho.docx"
        document.save(str(path))
        return read(path)

    return save


def verification() -> Any:
    document = Document()
    document.add_heading("みなと町総合戦略 効果検証報告書（令和5年度実績）", 0)
    document.add_paragraph("令和6年8月30日")
    document.add_page_break()
    document.add_heading("基本目標1 働く場をつくる", 1)
    document.add_heading("施策1 地場産業の振興", 2)
    document.add_paragraph("【KPI】")
    document.add_paragraph("・新規就農者数（単位：人）")
    document.add_heading("新規就農者数（単位：人）", 3)
    document.add_paragraph("研修の受け入れ先を増やした。")
    document.add_paragraph("今後の方向性")
    document.add_paragraph("移住の相談と合わせて研修を案内する。")
    return document


def test_headings_make_the_tree_and_the_direction_is_tied(saved: Callable[[Any], Reading]) -> None:
    """What a PDF says by its sizes, a Word document says by its styles."""
    reading = saved(verification())
    assert (reading.media, reading.kind, reading.edition) == ("docx", "verification", "R5")
    assert reading.title == "みなと町総合戦略効果検証報告書（令和5年度実績）"
    (direction,) = [s for s in reading.sections if s.section == "future_direction"]
    assert (direction.text, direction.indicator) == ("移住の相談と合わせて研修を案内する。", "新規就農者数")
    assert direction.heading == ("基本目標1 働く場をつくる", "施策1 地場産業の振興")


def test_pages_are_counted_from_breaks(saved: Callable[[Any], Reading]) -> None:
    """Those the author set, unless the program that saved the file told where pages ended."""
    document = Document()
    document.add_heading("一枚目", 1)
    document.add_heading("二枚目", 1).paragraph_format.page_break_before = True
    document.add_paragraph("なお二枚目である。").add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("三枚目", 1)
    document.add_paragraph("終わりである。")
    reading = saved(document)
    assert reading.pages == 3
    assert [s.page for s in reading.sections][1:] == [2, 3]
    document.paragraphs[0].runs[0]._r.append(parse_xml(f'<w:lastRenderedPageBreak xmlns:w="{W}"/>'))
    assert saved(document).pages == 2


def test_tables_with_merged_cells_and_tables_that_hold_prose(saved: Callable[[Any], Reading]) -> None:
    """A head over two columns counts for both; cells of prose are read as prose."""
    document = Document()
    rows = [["指標", "実績値", "", "目標値"], ["", "R4", "R5", "R6"], ["出生数（人）", "1,204", "(1,204)", "1,300"]]
    table = document.add_table(3, 4)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text:
                table.cell(y, x).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    framed = document.add_table(2, 2)
    said = [
        ["分析", "件数は前年を上回り、目標に近づいている。"],
        ["今後の方向性", "窓口を増やし、夜間にも受け付ける。"],
    ]
    for y, row in enumerate(said):
        for x, text in enumerate(row):
            framed.cell(y, x).text = text
    reading = saved(document)
    assert [[list(row) for row in t.rows] for t in reading.tables] == [rows]
    (births,) = reading.indicators
    assert [(o.year, str(o.value), o.status) for o in births.observations] == [
        (2022, "1204", "actual"),
        (2023, "1204", "carried"),
    ]
    assert [s.text for s in reading.sections if s.section == "future_direction"] == [
        "窓口を増やし、夜間にも受け付ける。"
    ]


def test_a_chart_in_the_text_takes_the_title_above_it(
    saved: Callable[[Any], Reading], deck: Deck, figures: Callable[..., Any]
) -> None:
    """A native chart of Word is the same part as one on a slide."""
    drawn = deck.chart(deck.slide(), ["R3", "R4", "R5"], {"実績": (1.5, 2.5, None)})
    document = verification()
    document.add_paragraph("図1 港の取扱貨物量（単位：千トン）")
    place = document.add_paragraph()
    space = drawn._chartSpace
    space.remove(space.externalData)
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    part = Part(PackURI("/word/charts/chart1.xml"), content_type, etree.tostring(space), document.part.package)
    relation = document.part.relate_to(part, f"{R}/chart")
    place.add_run()._r.append(
        parse_xml(
            f'<w:drawing xmlns:w="{W}" xmlns:r="{R}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{relation}"/></w:drawing>'
        )
    )
    (chart,) = saved(document).charts
    assert (chart.page, chart.unit) == (2, "千トン")
    assert "港の取扱貨物量" in chart.title
    assert figures(chart) == [{"R3": "1.5", "R4": "2.5"}]
