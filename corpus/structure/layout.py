"""From the pages of a PDF to lines in reading order, with charts and tables where they stand.

Left out are what a chart holds (its labels are figures, not prose), page numbers and running heads.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.charts.read import read_charts
from corpus.charts.tables import read_tables
from corpus.names import normalise
from corpus.pdf.file import PdfFile
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, ChartReading, ReadingWarning, TableReading
from corpus.structure.blocks import Line
from corpus.structure.continued import continued
from corpus.structure.entries import formed, name_and_unit_columns
from corpus.structure.forms import SHEET_NUMBER, is_form
from corpus.structure.marks import plain, read_mark
from corpus.structure.order import reading_order

_PITCH = 1.35
"""White between two lines of a paragraph, in ems, at most."""
_SAME_SIZE = 0.12
_HEADING = 1.12
"""A heading is larger than the body by this factor."""
_LONGEST_HEADING = 90
_MARGIN = 0.085
"""Share of the page's height at top and bottom where page numbers and running heads stand."""
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—‐]\s*)?(?:P\.?\s*)?([0-9]{1,4}|[ivx]{1,5})(?:\s*[-–—‐])?(?:\s*/\s*[0-9]+)?$", re.IGNORECASE
)
_PAGE_REFERENCE = re.compile(r"^[.・…‥\s]*P\.?\s*[0-9]{1,3}$|^[.・…‥\s]{3,}[0-9]{1,3}$")
_MILESTONE = re.compile(
    r"^\s*(?:基準|検証|目標|現状|実績)値?\s*(?:[(（:：]|\s*[RHＲＨ令平]|[0-9△▲])|^単位|^[(（]?\s*単位\s*[:：]"
)
_FIGURE_ONLY = re.compile(r"^[\s0-9０-９,.，．%％△▲\-−()（）~〜～RHＲＨ元年度末]+\S{0,4}$")
_NOWHERE = BBox(0.0, 0.0, 0.0, 0.0)
_RUNNING_SHARE = 0.5


_SHORTEST_PROSE = 12
"""Characters beside a label from which on a cell is prose rather than the head of a column."""
_SAME_PLACE = 6.0
"""Points within which two heights are the same."""

_Running = tuple[str, int, int]
"""Text, size and height of a running head."""


@dataclass(slots=True)
class _Box:
    """Lines that stand in one text box, or a chart or table. ``sizes`` counts the characters of a form's texts."""

    bbox: BBox
    lines: list[TextLine] = field(default_factory=list)
    chart: ChartReading | None = None
    table: TableReading | None = None
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def solid(self) -> bool:
        return len(self.lines) != 1

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines) if self.lines else 0.0

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    printed: str | None
    boxes: list[_Box]


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
    return _lines([_composed(one.page, one.page.lines, one.charts, one.tables, one.boxes) for one in pages])


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
    pages: list[_Page] = []
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


def _lines(pages: Sequence[_Page]) -> list[Line]:
    pages = _without_running_heads(pages)
    levels = _levels(pages, _body_size(pages))
    return [line for page in pages for line in _page_lines(page, levels)]


def _page(page: PdfPage, before: _Page | None) -> _Page:
    charts = read_charts(page)
    held = [chart.bbox for chart in charts if chart.bbox is not None]
    tables = [table for table in _tables(page, held, before) if is_form(table) or not frames_prose(table)]
    # Without their glyphs: the lines of all pages are held until the sizes of headings are known.
    return _composed(page, [replace(line, runs=()) for line in page.lines], charts, tables)


def _tables(page: PdfPage, charts: Sequence[BBox], before: _Page | None) -> Iterable[TableReading]:
    """The page's tables; the first may go on with the last of the page before. A single row can head one, or a form."""
    over = _last_table(before) if before else None
    for at, table in enumerate(read_tables(page, charts)):
        if at == 0 and over is not None and _tops(table, page):
            table = continued(table, over)
        if len(table.rows) > 1 or formed(table) or is_form(table) or name_and_unit_columns(table):
            yield table


def _last_table(page: _Page) -> TableReading | None:
    """The table that a page ends with, whatever stands in its foot."""
    low = _MARGIN * page.height
    above = [box for box in page.boxes if not box.lines or box.bbox.y1 >= low]
    return above[-1].table if above else None


def _tops(table: TableReading, page: PdfPage) -> bool:
    """Whether nothing but a running head stands above a table."""
    margin = (1 - _MARGIN) * page.height
    top = table.bbox.y1 if table.bbox else 0.0
    return not any(line.text.strip() and top <= line.bbox.y0 < margin for line in page.lines)


def _composed(
    page: PdfPage,
    lines: Sequence[TextLine],
    charts: Sequence[ChartReading],
    tables: Sequence[TableReading],
    known: Sequence[tuple[BBox, Sequence[TextLine]]] | None = None,
) -> _Page:
    """A page from its parts; its text boxes are ``known``, or found by how the lines follow each other."""
    held = [chart.bbox for chart in charts if chart.bbox is not None]
    ruled = [table.bbox for table in tables if table.bbox is not None]
    texts = [line for line in lines if line.text.strip() and abs(line.angle) < 1.0]
    texts, printed = _without_page_number(page, texts)
    texts = [line for line in texts if not SHEET_NUMBER.match(plain(line.text).strip())]
    texts = [line for line in texts if _is_prose(line) or not any(_inside(line.bbox, box) for box in held)]
    cells = [_Box(table.bbox or _NOWHERE, table=table, sizes=_sizes_in(table, texts)) for table in tables]
    texts = [line for line in texts if not any(_inside(line.bbox, box) for box in ruled)]
    boxes = _boxes(texts) if known is None else _known_boxes(texts, known)
    if charts:
        boxes = [box for box in boxes if not _belongs_to_chart(box, charts)]
    boxes += [_Box(_core(chart.bbox or _NOWHERE), chart=chart) for chart in charts]
    boxes += cells
    return _Page(page.number, page.height, printed, _with_page_references(reading_order(boxes)))


def _with_page_references(boxes: Sequence[_Box]) -> list[_Box]:
    """Join a heading in a table of contents with the page number set at the far right of its line."""
    joined: list[_Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        level = last is not None and len(last.lines) == len(box.lines) == 1 and abs(last.bbox.y0 - box.bbox.y0) < 2.0
        if last is not None and level and _PAGE_REFERENCE.match(plain(box.text)):
            last.lines = [replace(last.lines[0], text=f"{last.text} {box.text}")]
            last.bbox = _union(last.bbox, box.bbox)
        else:
            joined.append(box)
    return joined


def _without_page_number(page: PdfPage, texts: list[TextLine]) -> tuple[list[TextLine], str | None]:
    for line in texts:
        margin = _MARGIN * page.height
        if line.bbox.y1 > margin and line.bbox.y0 < page.height - margin:
            continue
        if match := _PAGE_NUMBER.match(plain(line.text).strip()):
            return [other for other in texts if other is not line], match[1]
    return texts, None


def frames_prose(table: TableReading) -> bool:
    """Whether ruled cells only frame labels and the prose beside them: 分析 | …, 今後の方向性 | …."""
    for row in table.rows:
        filled = [cell for cell in row if cell.strip()]
        mark = read_mark(filled[0]) if len(filled) > 1 else None
        if mark and mark.kind in ("direction", "analysis", "summary") and len(filled[1]) > _SHORTEST_PROSE:
            return True
    return False


def _is_prose(line: TextLine) -> bool:
    """Whether a line cannot belong to a chart, though the chart's box may reach over it."""
    mark = read_mark(line.text)
    return line.text.rstrip().endswith("。") or (mark is not None and mark.kind not in ("kpi", "chapter", "numbered"))


def _core(bbox: BBox) -> BBox:
    """A chart's box without its outermost labels, which may reach into the chart beside it."""
    edge = 0.05 * (bbox.x1 - bbox.x0)
    return BBox(bbox.x0 + edge, bbox.y0, bbox.x1 - edge, bbox.y1)


def _inside(inner: BBox, outer: BBox) -> bool:
    """Whether the middle of one box is in the other."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def _boxes(lines: Iterable[TextLine]) -> list[_Box]:
    """Group lines that follow each other, in the order drawn, as lines of one paragraph do."""
    boxes: list[_Box] = []
    for line in lines:
        if boxes and _follows(boxes[-1], line):
            box = boxes[-1]
            box.lines.append(line)
            box.bbox = _union(box.bbox, line.bbox)
        else:
            boxes.append(_Box(line.bbox, [line]))
    return boxes


def _known_boxes(texts: Iterable[TextLine], known: Iterable[tuple[BBox, Sequence[TextLine]]]) -> list[_Box]:
    left = {id(line) for line in texts}
    boxes = (_Box(bbox, [line for line in lines if id(line) in left]) for bbox, lines in known)
    return [box for box in boxes if box.lines]


def _follows(box: _Box, line: TextLine) -> bool:
    last = box.lines[-1]
    gap = last.bbox.y0 - line.bbox.y1
    overlap = min(box.bbox.x1, line.bbox.x1) - max(box.bbox.x0, line.bbox.x0)
    return (
        -0.5 * line.size <= gap <= _PITCH * line.size
        and abs(last.size - line.size) <= _SAME_SIZE * last.size
        and overlap > 0.3 * min(box.bbox.x1 - box.bbox.x0, line.bbox.x1 - line.bbox.x0)
    )


def _union(a: BBox, b: BBox) -> BBox:
    return BBox(min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1))


def _belongs_to_chart(box: _Box, charts: Sequence[ChartReading]) -> bool:
    """Whether a box is a chart's title, which the chart carries itself, or figures that stand beside one."""
    text = plain(box.text).strip()
    if any(chart.title and normalise(text) == normalise(chart.title) for chart in charts):
        return True
    return len(text) <= 40 and bool(_MILESTONE.match(text) or _FIGURE_ONLY.match(text))


def _sizes_in(table: TableReading, texts: Sequence[TextLine]) -> Counter[float]:
    """The sizes of a form's texts, which are body text; cells of figures are not."""
    sizes: Counter[float] = Counter()
    if table.bbox is not None and is_form(table):
        for line in texts:
            sizes[_half_points(line.size)] += len(line.text) if _inside(line.bbox, table.bbox) else 0
    return sizes


def _half_points(size: float) -> float:
    return round(size * 2) / 2


def _body_size(pages: Sequence[_Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for box in page.boxes:
            sizes += box.sizes
            for line in box.lines:
                sizes[_half_points(line.size)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0


def _levels(pages: Sequence[_Page], body: float) -> dict[float, int]:
    """Rank of each size of heading, 1 the largest."""
    sizes = {_half_points(b.size) for page in pages for b in page.boxes if b.lines and b.size > _HEADING * body}
    return {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _without_running_heads(pages: Sequence[_Page]) -> list[_Page]:
    """Leave out what stands in the margin of most pages; and from its second page on what is first on most of them.

    So is a chapter's name.
    Sheets that are fitted to their page have heads of many sizes, so these are known by their text alone.
    """
    common = Counter(text for page in pages for text in {box.text for box in _outer(page)})
    least = max(3, _RUNNING_SHARE * len(pages))
    told: set[str] = set()
    chapters: set[_Running] = set()
    kept = []
    for page in pages:
        dropped = []
        for box in _margin(page):
            mark, head = read_mark(box.text), _running(box)
            if head in chapters:
                dropped.append(box)
            elif mark is not None and mark.kind == "chapter":
                chapters.add(head)
        margin = _margin(page)
        for box in _outer(page):
            if read_mark(box.text) is None and common[box.text] >= least and (box in margin or box.text in told):
                dropped.append(box)
            told.add(box.text)
        kept.append(replace(page, boxes=[box for box in page.boxes if box not in dropped]))
    return kept


def _margin(page: _Page) -> list[_Box]:
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    return [box for box in page.boxes if box.lines and (box.bbox.y1 < low or box.bbox.y0 > high)]


def _outer(page: _Page) -> list[_Box]:
    """What stands in the margin, and the first text of a page that has more."""
    first = page.boxes[:1] if len(page.boxes) > 1 and page.boxes[0].lines else []
    return [*_margin(page), *first]


def _running(box: _Box) -> _Running:
    return box.text, round(box.size), round(box.bbox.y0 / _SAME_PLACE)


def _page_lines(page: _Page, levels: dict[float, int]) -> Iterable[Line]:
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


def _box_lines(box: _Box, base: Line, levels: dict[float, int]) -> Iterable[Line]:
    heading = len(box.lines) <= 3 and len(box.text) <= _LONGEST_HEADING and not box.text.rstrip().endswith("。")
    level = levels.get(_half_points(box.size)) if heading else None
    width = box.bbox.x1 - box.bbox.x0
    for at, line in enumerate(box.lines):
        yield replace(
            base,
            text=line.text.strip(),
            level=level,
            apart=at == 0,
            full=line.bbox.x1 >= box.bbox.x1 - max(1.5 * line.size, 0.1 * width) and len(box.lines) > 1,
        )
