"""From the pages of a PDF to lines in reading order, with charts and tables where they stand.

Left out are what a chart holds (its labels are figures, not prose), page numbers and running heads.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.charts.read import read_charts
from corpus.charts.tables import read_tables
from corpus.pdf.file import PdfFile
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, ChartReading, ReadingWarning, TableReading
from corpus.structure.blocks import Line
from corpus.structure.continued import continued
from corpus.structure.entries import formed, name_and_unit_columns
from corpus.structure.forms import is_form
from corpus.structure.marks import read_mark
from corpus.structure.page_boxes import MARGIN, BoxedPage, PageBox, composed, half_points
from corpus.structure.running_heads import without_running_heads

_HEADING = 1.12
"""A heading is larger than the body by this factor."""
_LONGEST_HEADING = 90
_SHORTEST_PROSE = 12
"""Characters beside a label from which on a cell is prose rather than the head of a column."""


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page whose parts are known without looking for them, as on a slide.

    Attributes:
        boxes: Each text box's place and lines, which are the page's lines.
    """

    page: PdfPage
    boxes: tuple[tuple[BBox, tuple[TextLine, ...]], ...]
    charts: tuple[ChartReading, ...]
    tables: tuple[TableReading, ...]


def laid_lines(pages: Iterable[LaidPage]) -> list[Line]:
    """All lines of pages whose parts are known, in reading order."""
    return _lines([composed(one.page, one.page.lines, one.charts, one.tables, one.boxes) for one in pages])


def document_lines(
    pdf: PdfFile,
    progress: Callable[[int, int], None] | None = None,
    charts: Callable[[int], None] | None = None,
) -> tuple[list[Line], list[ReadingWarning]]:
    """All lines of a PDF in reading order, and what could not be read.

    Args:
        pdf: The open file.
        progress: Called after each page with its number and the number of pages.
        charts: Called before that with the number of charts found so far.
    """
    pages: list[BoxedPage] = []
    warnings: list[ReadingWarning] = []
    found = 0
    for page in pdf.pages():
        pages.append(_page(page, pages[-1] if pages else None))
        warnings.extend(page.warnings)
        found += sum(box.chart is not None for box in pages[-1].boxes)
        if charts:
            charts(found)
        if progress:
            progress(page.number, pdf.page_count)
    return _lines(pages), warnings


def _lines(pages: Sequence[BoxedPage]) -> list[Line]:
    pages = without_running_heads(pages)
    levels = _levels(pages, _body_size(pages))
    return [line for page in pages for line in _page_lines(page, levels)]


def _page(page: PdfPage, before: BoxedPage | None) -> BoxedPage:
    charts = read_charts(page)
    held = [chart.bbox for chart in charts if chart.bbox is not None]
    tables = [table for table in _tables(page, held, before) if is_form(table) or not frames_prose(table)]
    # Without their glyphs: the lines of all pages are held until the sizes of headings are known.
    return composed(page, [replace(line, runs=()) for line in page.lines], charts, tables)


def _tables(page: PdfPage, charts: Sequence[BBox], before: BoxedPage | None) -> Iterable[TableReading]:
    """The page's tables; the first may go on with the last of the page before. A single row can head one, or a form."""
    over = _last_table(before) if before else None
    for at, table in enumerate(read_tables(page, charts)):
        if at == 0 and over is not None and _tops(table, page):
            table = continued(table, over)
        if len(table.rows) > 1 or formed(table) or is_form(table) or name_and_unit_columns(table):
            yield table


def _last_table(page: BoxedPage) -> TableReading | None:
    """The table that a page ends with, whatever stands in its foot."""
    low = MARGIN * page.height
    above = [box for box in page.boxes if not box.lines or box.bbox.y1 >= low]
    return above[-1].table if above else None


def _tops(table: TableReading, page: PdfPage) -> bool:
    """Whether nothing but a running head stands above a table."""
    margin = (1 - MARGIN) * page.height
    top = table.bbox.y1 if table.bbox else 0.0
    return not any(line.text.strip() and top <= line.bbox.y0 < margin for line in page.lines)


def frames_prose(table: TableReading) -> bool:
    """Whether ruled cells only frame labels and the prose beside them: 分析 | …, 今後の方向性 | …."""
    for row in table.rows:
        filled = [cell for cell in row if cell.strip()]
        mark = read_mark(filled[0]) if len(filled) > 1 else None
        if mark and mark.kind in ("direction", "analysis", "summary") and len(filled[1]) > _SHORTEST_PROSE:
            return True
    return False


def _body_size(pages: Sequence[BoxedPage]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for box in page.boxes:
            sizes += box.sizes
            for line in box.lines:
                sizes[half_points(line.size)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0


def _levels(pages: Sequence[BoxedPage], body: float) -> dict[float, int]:
    """Rank of each size of heading, 1 the largest."""
    sizes = {half_points(b.size) for page in pages for b in page.boxes if b.lines and b.size > _HEADING * body}
    return {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _page_lines(page: BoxedPage, levels: dict[float, int]) -> Iterable[Line]:
    base = Line("", page.number, apart=True, printed_page=page.printed)
    for box in page.boxes:
        if box.chart is not None:
            yield replace(base, chart=box.chart)
        elif box.table is not None:
            own = box.table.rows[box.table.heads :]
            rows = (" ".join(cell.replace("\n", "") for cell in row if cell) for row in own)
            yield replace(base, text="\n".join(rows), table=box.table)
        else:
            yield from _box_lines(box, base, levels)


def _box_lines(box: PageBox, base: Line, levels: dict[float, int]) -> Iterable[Line]:
    heading = len(box.lines) <= 3 and len(box.text) <= _LONGEST_HEADING and not box.text.rstrip().endswith("。")
    level = levels.get(half_points(box.size)) if heading else None
    width = box.bbox.x1 - box.bbox.x0
    for at, line in enumerate(box.lines):
        yield replace(
            base,
            text=line.text.strip(),
            level=level,
            apart=at == 0,
            full=line.bbox.x1 >= box.bbox.x1 - max(1.5 * line.size, 0.1 * width) and len(box.lines) > 1,
        )
