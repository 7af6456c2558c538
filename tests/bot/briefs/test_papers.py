"""The files themselves: opened with the libraries that made them, and with LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdf
import pytest
from lxml import etree
from paper_numbers import strange_numbers

from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import attainment_rate
from bot.answering.library import figure_of
from bot.briefs.brief import Brief, Format, Page
from bot.briefs.list_paper import ListPaper
from bot.briefs.paper import format_of, paper_bytes
from bot.briefs.scope import Scope
from bot.briefs.wanted import Wanted
from bot.settings import Settings
from bot.wiring import Sosei
from corpus.errors import BriefUnsupported
from prompts.wording import Language

CHART = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

FORMATS: tuple[Format, ...] = ("docx", "pptx", "xlsx")

Papers = dict[Format, bytes]


@pytest.fixture(scope="session")
def papers(brief: Brief) -> Papers:
    """The sample's brief in each kind of file."""
    return {format: paper_bytes(brief, format) for format in FORMATS}


def texts(format: Format, content: bytes) -> Iterator[str]:
    """Every text in a file, piece by piece; of a workbook, every cell that is no formula."""
    if format == "docx":
        document = docx.Document(BytesIO(content))
        yield from (paragraph.text for paragraph in document.paragraphs)
        yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    elif format == "pptx":
        for slide in pptx.Presentation(BytesIO(content)).slides:
            shapes: Any = slide.shapes
            yield from (shape.text_frame.text.replace("\v", "\n") for shape in shapes if shape.has_text_frame)
            yield from (cell.text for shape in shapes if shape.has_table for cell in shape.table.iter_cells())
            if slide.has_notes_slide:
                yield slide.notes_slide.notes_text_frame.text  # type: ignore[union-attr]
    else:
        for sheet in openpyxl.load_workbook(BytesIO(content)):
            for row in sheet.iter_rows():
                yield from (str(cell.value) for cell in row if cell.value is not None and cell.data_type != "f")


def plain(format: Format, content: bytes) -> str:
    """The text of a file without its own numbering of figures, tables, questions, sources and pages."""
    said = "\n".join(texts(format, content))
    return re.sub(r"(?m)^(?:図|表) [0-9]+|^Q[0-9]+\.|^[0-9]+\.　|^ *[0-9]+$", " ", said)


def numbered(format: Format, content: bytes) -> str:
    """A paper's text without what counts its own parts: figures, tables, pages of the contents, rows of a sheet."""
    said = re.sub(r"\t[0-9]+", " ", plain(format, content))
    said = re.sub(r"(図|表|Figure|Table) [0-9]+", " ", said)
    if format == "xlsx":
        said = re.sub(r"(?m)^[0-9]+$", lambda m: m[0] if int(m[0]) > 300 else " ", said)
        said = re.sub(r"(?m)^-?([0-9.]+)$", lambda m: f"{m[1].removesuffix('.0')}", said)
    return said


@pytest.mark.parametrize("format", FORMATS)
def test_every_number_in_a_paper_stands_in_the_store(papers: Papers, brief: Brief, format: Format) -> None:
    """No digit in the file is anything but a figure, a computed value, a year, a page, or part of a quotation.

    What a formula gives is not stored at all.
    """
    said = numbered(format, papers[format])
    assert strange_numbers(said, brief) == []
    assert strange_numbers(said + "、合計は9,999,999人です。", brief) == ["9,999,999"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("home", ["sample_home", "kumamoto_home", "second_town_home"])
def test_so_does_every_number_of_other_documents_and_in_english(
    home: str, language: Language, request: pytest.FixtureRequest
) -> None:
    """Long names, single years, no figures, addresses as sources: the same holds."""
    own = Sosei(Settings(SOSEI_HOME=request.getfixturevalue(home)))
    day = date(2026, 11, 24)
    told = own.press().gatherer.gather(Scope(), id="B-0a1b2c3d", made_on=day, language=language)
    for format in FORMATS:
        assert strange_numbers(numbered(format, paper_bytes(told, format)), told) == []


def test_the_lists_numbers_are_the_stores(sosei: Sosei) -> None:
    """Each row of the workbook holds the newest own value, its change and the target as they are stored."""
    figures = sosei.store.published()
    paper = ListPaper.of(figures, Wanted(Scope(), "list"), "B-0a1b2c3d", date(2026, 11, 24))
    sheet, about = openpyxl.load_workbook(BytesIO(paper.workbook())).worksheets
    assert sheet.auto_filter.ref == f"A1:L{1 + len(paper.rows)}"
    assert "B-0a1b2c3d" in str(about["A2"].value) and "判定の基準" in str(about["A3"].value)
    assert len(paper.rows) == len(figures.indicators())
    for cells, row in zip(sheet.iter_rows(min_row=2, values_only=True), paper.rows, strict=True):
        own = actuals(figure_of(figures.series(row.indicator.id)))
        assert cells[1] == row.indicator.name
        assert cells[4] == pytest.approx(float(own[-1].value))
        if len(own) > 1 and own[-1].year - own[-2].year == 1:
            assert cells[5] == pytest.approx(float(own[-1].value - own[-2].value))
        else:
            assert not isinstance(cells[5], float | int)
        if row.figure.target:
            assert cells[8] == pytest.approx(float(row.figure.target.value))


def test_a_workbooks_values_are_the_stores(papers: Papers, brief: Brief) -> None:
    """Each year's cell holds the stored value, in the row of its year."""
    book = openpyxl.load_workbook(BytesIO(papers["xlsx"]))
    for sheet, page in zip(book.worksheets[1:], brief.pages, strict=False):
        held = [(row[1].value, row[2].value) for row in sheet.iter_rows(min_row=6, max_row=5 + len(page.figure.points))]
        assert held == [(point.year, pytest.approx(float(point.value))) for point in page.figure.points]


def test_a_slides_chart_holds_the_figures_and_the_target(papers: Papers, brief: Brief) -> None:
    """The native chart's own numbers are the stored ones; a missing year is empty and a past value apart."""
    charts = [
        shape.chart
        for slide in pptx.Presentation(BytesIO(papers["pptx"])).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    for chart, page in zip(charts, brief.pages, strict=True):
        figure = page.figure
        series = {s.name: s.values for plot in chart.plots for s in plot.series}
        own = {p.year: float(p.value) for p in figure.points if p.status == "actual"}
        first = figure.points[0].year
        assert [series["実績値"][year - first] for year in own] == list(own.values())
        assert sum(value is not None for value in series["実績値"]) == len(own)
        carried = [p for p in figure.points if p.status == "carried"]
        assert ("過年度の値（参考）" in series) == bool(carried)
        if figure.target:
            assert set(series["目標値"]) == {float(figure.target.value)}


def test_a_reports_charts_hold_the_figures_and_can_be_edited(papers: Papers, brief: Brief) -> None:
    """Each is Word's own chart, with the stored values both in what is drawn and in the workbook that Word edits."""
    document = docx.Document(BytesIO(papers["docx"]))
    frames = list(document.element.iter(f"{{{CHART['c']}}}chart"))
    assert len(frames) == len(brief.pages)
    for frame, page in zip(frames, brief.pages, strict=True):
        chart = document.part.rels[frame.get(f"{{{CHART['r']}}}id")].target_part
        own = {p.year: p.value for p in page.figure.points if p.status == "actual"}
        drawn = etree.fromstring(chart.blob).xpath("(//c:ser)[1]/c:val//c:v/text()", namespaces=CHART)
        assert [Decimal(text) for text in drawn] == list(own.values())
        (book,) = (rel.target_part.blob for rel in chart.rels.values())
        rows = list(openpyxl.load_workbook(BytesIO(book)).active.iter_rows(min_row=2, values_only=True))  # type: ignore[union-attr]
        assert [row[1] for row in rows if row[1] is not None] == [pytest.approx(float(v)) for v in own.values()]


def test_text_that_looks_like_a_formula_stays_text(brief: Brief) -> None:
    """A name from a document that begins with = is no formula, and a control character no broken file."""
    page = brief.pages[0]
    sly = replace(page, figure=replace(page.figure, indicator='=HYPERLINK("http://x")\x0b'))
    for format in FORMATS:
        content = paper_bytes(replace(brief, pages=(sly,)), format)
        assert any('=HYPERLINK("http://x")' in text for text in texts(format, content))


def test_a_name_says_the_kind_of_file() -> None:
    """The ending decides, in any case; an ending that is no paper's is refused."""
    assert [format_of(name) for name in ("a.docx", "b.PPTX", "c.d.xlsx")] == ["docx", "pptx", "xlsx"]
    with pytest.raises(BriefUnsupported):
        format_of("a.pdf")


# LibreOffice


@pytest.fixture(scope="session")
def office() -> str:
    """The program; CI installs it."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


def converted(office: str, source: Path, to: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, "--headless", profile, "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{to}"


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_libreoffice_opens_a_paper_whole(
    office: str, papers: Papers, brief: Brief, format: Format, tmp_path: Path
) -> None:
    """Converted to PDF, the paper has its pages, on A4, with every indicator, the footer and the true contents."""
    source = tmp_path / f"paper.{format}"
    source.write_bytes(papers[format])
    pages = pypdf.PdfReader(converted(office, source, "pdf", tmp_path)).pages
    read = [re.sub(r"\s", "", page.extract_text()) for page in pages]
    box = pages[0].mediabox
    assert sorted(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == [210, 297]
    assert sum(f"資料ID{brief.id}" in text for text in read) >= len(pages) - (1 if format == "pptx" else 0)
    for page in brief.pages:
        assert any(re.sub(r"\s", "", page.figure.indicator) in text for text in read)
    if format == "pptx":
        assert len(pages) == len(pptx.Presentation(BytesIO(papers["pptx"])).slides)
    if format != "xlsx":
        for name, number in _contents(read[1]).items():
            assert name in read[number - 1], f"{name} is not on page {number}"


def _contents(text: str) -> dict[str, int]:
    """Indicators on the contents page with their page numbers, as far as one line tells both."""
    found = re.findall(r"(出生数|新規就農者数|観光入込客数|創業相談件数)[.…]*([0-9]{1,2})", text)
    return {name: int(number) for name, number in found}


def gapped(brief: Brief) -> Brief:
    """The same without the year before each newest own value."""

    def without(page: Page) -> Page:
        newest = actuals(page.figure)[-1].year
        points = tuple(point for point in page.figure.points if point.year != newest - 1)
        return replace(page, figure=replace(page.figure, points=points))

    return replace(brief, pages=tuple(map(without, brief.pages)))


@pytest.mark.slow
@pytest.mark.parametrize("gap", [False, True], ids=["whole", "gapped"])
def test_the_overview_tells_what_the_sheets_do(office: str, brief: Brief, tmp_path: Path, gap: bool) -> None:
    """Newest value, change, target and attainment are the store's; what is not known is an empty cell, never a 0."""
    told = gapped(brief) if gap else brief
    source = tmp_path / "paper.xlsx"
    source.write_bytes(paper_bytes(told, "xlsx"))
    folder = tmp_path / "computed"
    folder.mkdir()
    book = openpyxl.load_workbook(converted(office, source, "xlsx", folder), data_only=True)
    for row, page in zip(book.worksheets[0].iter_rows(min_row=5, values_only=True), told.pages, strict=False):
        own = actuals(page.figure)
        change = float(own[-1].value - own[-2].value) if own[-1].year - own[-2].year == 1 else None
        rate = attainment_rate(page.figure)
        share = float(rate.value) if rate is not None and rate.value >= 0 else None
        held: list[Any] = [None if cell == "" else cell for cell in (row[4], row[5], row[8])]
        assert held == [
            pytest.approx(float(own[-1].value)),
            *(n if n is None else pytest.approx(n) for n in (change, share)),
        ]


@pytest.mark.slow
def test_formulas_give_what_answers_say(office: str, papers: Papers, brief: Brief, tmp_path: Path) -> None:
    """Computed by a spreadsheet program, change and attainment are those that replies compute."""
    source = tmp_path / "paper.xlsx"
    source.write_bytes(papers["xlsx"])
    folder = tmp_path / "computed"
    folder.mkdir()
    book = openpyxl.load_workbook(converted(office, source, "xlsx", folder), data_only=True)
    seen = 0
    for sheet, page in zip(book.worksheets[1:], brief.pages, strict=False):
        own = [p for p in page.figure.points if p.status == "actual"]
        row = 6 + page.figure.points.index(own[-1])
        if len(own) > 1 and own[-1].year - own[-2].year == 1:
            assert sheet.cell(row, 5).value == pytest.approx(float(own[-1].value - own[-2].value))
        rate = attainment_rate(page.figure)
        if rate is not None and rate.value >= 0:
            assert sheet.cell(row, 7).value == pytest.approx(float(rate.value))
            seen += 1
        elif rate is not None:
            assert not sheet.cell(row, 7).value  # behind the baseline nothing of the way is gone
    assert seen > 5
