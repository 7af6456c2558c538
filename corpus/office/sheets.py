"""Sheets: cells as tables and texts with their places, and native charts, handed on as the parts of pages.

A sheet's position in the workbook is its page. Hidden sheets, rows and columns are left out, with a warning; so are
cells outside of the print area and formulas that no program has computed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.office.captions import captions, flat_page
from corpus.office.drawings import Drawing, read_drawing
from corpus.office.grid import Grid, Placed, grid_of, regions
from corpus.office.native import chart_reading
from corpus.office.package import OverBounds, Package
from corpus.office.parts import ChartPart, chart_of
from corpus.office.tables import is_table
from corpus.office.text import Paragraph, text_lines
from corpus.office.workbook import Workbook, open_workbook
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, ChartReading, ReadingWarning, TableReading
from corpus.structure.layout import LaidPage

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_ROWS = 3_000
"""Rows of a table; longer ones are raw data, which no reader of the document sees."""
MOST_CELLS = 100_000
"""Cells of a sheet, likewise."""
MOST_MERGED = 1_000_000
"""Cells that are merged into others, in the whole workbook."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_FIRST_FORMULAS = 5
_MADE_UP = ("sheet", "シート", "graph", "グラフ", "chart")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of the workbook. ``sheet`` is None for one that only holds a chart."""

    number: int
    name: str
    part: str
    hidden: bool
    sheet: Any


def read_sheets(
    package: Package, progress: Callable[[int, int], None] | None = None
) -> tuple[list[LaidPage], list[ReadingWarning], str]:
    """The sheets as pages, what could not be read of them, and the title in the file's properties.

    Raises:
        OverBounds: If more cells are merged than any sheet has.
    """
    _within_bounds(package)
    workbook = open_workbook(package.content)
    if workbook is None:
        raise ValueError("not a workbook")
    pages: list[LaidPage] = []
    warnings: list[ReadingWarning] = []
    sheets = list(_sheets(package, workbook))
    for one in sheets:
        if one.hidden:
            message = f"the sheet {one.name!r} is hidden and was left out"
            pages.append(LaidPage(flat_page(one.number, 0.0, 0.0, ()), (), (), ()))
            warnings.append(ReadingWarning(one.number, "hidden_sheet", message))
            continue
        page, told = _page(package, workbook, one)
        pages.append(page)
        warnings.extend(told)
        if progress:
            progress(one.number, len(sheets))
    return pages, warnings, workbook.book.properties.title or ""


def _within_bounds(package: Package) -> None:
    """Refuse merges that would have openpyxl make millions of cells."""
    from openpyxl.utils import range_boundaries

    merged = 0
    for relation in package.relations("xl/workbook.xml").values():
        if relation.kind == "worksheet" and package.has(relation.target):
            for match in _MERGED.finditer(package.read(relation.target)):
                left, top, right, bottom = range_boundaries(match[1].decode())
                merged += (right - left + 1) * (bottom - top + 1)
    if merged > MOST_MERGED:
        raise OverBounds("merged cells", MOST_MERGED)


def _sheets(package: Package, workbook: Workbook) -> Iterator[_Sheet]:
    relations = package.relations("xl/workbook.xml")
    for number, one in enumerate(package.xml("xl/workbook.xml").iter(f"{_S}sheet"), start=1):
        name = one.get("name", "")
        relation = relations.get(one.get(f"{_R}id", ""))
        sheet = workbook.book[name] if name in workbook.book.sheetnames else None
        cells = sheet if hasattr(sheet, "iter_rows") else None
        hidden = one.get("state", "visible") != "visible"
        yield _Sheet(number, name, relation.target if relation else "", hidden, cells)


def _page(package: Package, workbook: Workbook, one: _Sheet) -> tuple[LaidPage, list[ReadingWarning]]:
    warnings = list(_uncomputed(package, one))
    raw = one.sheet is not None and len(one.sheet._cells) > MOST_CELLS
    if raw:
        warnings.append(ReadingWarning(one.number, "long_table", "the sheet holds raw data, which were left out"))
    grid = grid_of(None if raw else one.sheet)
    if grid.hidden:
        warnings.append(
            ReadingWarning(one.number, "hidden_cells", f"{grid.hidden} cells in hidden rows or columns were left out")
        )
    if grid.unprinted:
        message = f"{grid.unprinted} cells outside of the print area were left out"
        warnings.append(ReadingWarning(one.number, "unprinted_cells", message))
    drawing = _drawing(package, one, grid)
    boxes: list[tuple[BBox, tuple[TextLine, ...]]] = []
    tables: list[TableReading] = []
    for region in regions(grid):
        rows = [[placed.text if placed else "" for placed in row] for row in region]
        table = TableReading(one.number, tuple(tuple(row) for row in rows), _around(region))
        if len(rows) > MOST_ROWS:
            warnings.append(ReadingWarning(one.number, "long_table", f"a table of {len(rows)} rows was left out"))
        elif is_table(table):
            tables.append(table)
        else:
            boxes.extend(_box(placed, len(boxes)) for row in region for placed in row if placed and placed.text)
    if grid.sprawling:
        warnings.append(ReadingWarning(one.number, "long_table", "a region of cells is too large for a table"))
    boxes.extend(_drawn_box(text, bbox, len(boxes)) for text, bbox in drawing.texts)
    if drawing.unread:
        warnings.append(ReadingWarning(one.number, "chart_not_read", "a chart is of a kind that is not read"))
    page = flat_page(one.number, grid.width, grid.height, [line for _, lines in boxes for line in lines])
    drawn = [(chart_of(package, name, workbook), bbox) for name, bbox in drawing.charts]
    charts = tuple(_charts(one, page, drawn))
    return LaidPage(page, tuple(boxes), charts, tuple(tables)), warnings


def _charts(one: _Sheet, page: PdfPage, drawn: Sequence[tuple[ChartPart, BBox]]) -> Iterator[ChartReading]:
    """The sheet's charts; the name that somebody gave the sheet is the title of its one chart that has none."""
    named = not one.name.lower().startswith(_MADE_UP) and len(drawn) == 1
    for (part, _), caption in zip(drawn, captions(page, drawn), strict=True):
        told = replace(caption, title=one.name) if named and not caption.title else caption
        yield chart_reading(part.chart, told, part.linked)


def _drawing(package: Package, one: _Sheet, grid: Grid) -> Drawing:
    targets = [r.target for r in package.relations(one.part).values() if r.kind == "drawing" and package.has(r.target)]
    return read_drawing(package, targets[0], grid) if targets else Drawing()


def _uncomputed(package: Package, one: _Sheet) -> Iterator[ReadingWarning]:
    """Formulas without a value: the file was written by a program that does not compute."""
    if one.sheet is None or not package.has(one.part) or not _FORMULA.search(package.read(one.part)):
        return
    cells = [where for where, computed in package.formulas(one.part) if not computed]
    if cells:
        named = ", ".join(cells[:_FIRST_FORMULAS]) + (", …" if len(cells) > _FIRST_FORMULAS else "")
        message = f"{len(cells)} formulas have no computed value and were not read: {named}"
        yield ReadingWarning(one.number, "formula_without_value", message)


def _box(placed: Placed, order: int) -> tuple[BBox, tuple[TextLine, ...]]:
    paragraphs = [Paragraph(text.strip(), placed.size, placed.align) for text in placed.text.split("\n")]
    lines = text_lines(paragraphs, placed.bbox, 0.5, order, placed.wraps)
    right = max(line.bbox.x1 for line in lines)
    return BBox(placed.bbox.x0, placed.bbox.y0, max(placed.bbox.x0 + 1.0, right), placed.bbox.y1), tuple(lines)


def _drawn_box(text: str, bbox: BBox, order: int) -> tuple[BBox, tuple[TextLine, ...]]:
    paragraphs = [Paragraph(part.strip(), 11.0) for part in text.split("\n")]
    return bbox, tuple(text_lines(paragraphs, bbox, 0.5, order))


def _around(region: Sequence[Sequence[Placed | None]]) -> BBox:
    boxes = [placed.bbox for row in region for placed in row if placed]
    return BBox(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
