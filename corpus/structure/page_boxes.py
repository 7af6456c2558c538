"""The parts of a page, in reading order: text boxes, and the charts and tables that stand between them.

What a chart holds (its labels are figures, not prose) and page numbers are left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.names import normalise
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, ChartReading, TableReading
from corpus.structure.forms import SHEET_NUMBER, is_form
from corpus.structure.marks import plain, read_mark
from corpus.structure.order import reading_order

_PITCH = 1.35
"""White between two lines of a paragraph, in ems, at most."""
_SAME_SIZE = 0.12
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—‐]\s*)?(?:P\.?\s*)?([0-9]{1,4}|[ivx]{1,5})(?:\s*[-–—‐])?(?:\s*/\s*[0-9]+)?$", re.IGNORECASE
)
_PAGE_REFERENCE = re.compile(r"^[.・…‥\s]*P\.?\s*[0-9]{1,3}$|^[.・…‥\s]{3,}[0-9]{1,3}$")
_MILESTONE = re.compile(
    r"^\s*(?:基準|検証|目標|現状|実績)値?\s*(?:[(（:：]|\s*[RHＲＨ令平]|[0-9△▲])|^単位|^[(（]?\s*単位\s*[:：]"
)
_FIGURE_ONLY = re.compile(r"^[\s0-9０-９,.，．%％△▲\-−()（）~〜～RHＲＨ元年度末]+\S{0,4}$")
_NOWHERE = BBox(0.0, 0.0, 0.0, 0.0)
MARGIN = 0.085
"""Share of the page's height at top and bottom where page numbers and running heads stand."""


@dataclass(slots=True)
class PageBox:
    """Lines that stand in one text box, or a chart or table. ``sizes`` counts the characters of a form's texts."""

    bbox: BBox
    lines: list[TextLine] = field(default_factory=list)
    chart: ChartReading | None = None
    table: TableReading | None = None
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def solid(self) -> bool:
        """Whether it is a chart, a table or more than one line."""
        return len(self.lines) != 1

    @property
    def size(self) -> float:
        """Size of its text in points; 0 without any."""
        return median(line.size for line in self.lines) if self.lines else 0.0

    @property
    def text(self) -> str:
        """All its text in one."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class BoxedPage:
    """A page by its boxes, in reading order.

    Attributes:
        number: 1-based.
        height: In points.
        printed: The page number that stands on it.
    """

    number: int
    height: float
    printed: str | None
    boxes: list[PageBox]


def composed(
    page: PdfPage,
    lines: Sequence[TextLine],
    charts: Sequence[ChartReading],
    tables: Sequence[TableReading],
    known: Sequence[tuple[BBox, Sequence[TextLine]]] | None = None,
) -> BoxedPage:
    """A page from its parts; its text boxes are ``known``, or found by how the lines follow each other."""
    held = [chart.bbox for chart in charts if chart.bbox is not None]
    ruled = [table.bbox for table in tables if table.bbox is not None]
    texts = [line for line in lines if line.text.strip() and abs(line.angle) < 1.0]
    texts, printed = _without_page_number(page, texts)
    texts = [line for line in texts if not SHEET_NUMBER.match(plain(line.text).strip())]
    texts = [line for line in texts if _is_prose(line) or not any(_inside(line.bbox, box) for box in held)]
    cells = [PageBox(table.bbox or _NOWHERE, table=table, sizes=_sizes_in(table, texts)) for table in tables]
    texts = [line for line in texts if not any(_inside(line.bbox, box) for box in ruled)]
    boxes = _boxes(texts) if known is None else _known_boxes(texts, known)
    if charts:
        boxes = [box for box in boxes if not _belongs_to_chart(box, charts)]
    boxes += [PageBox(_core(chart.bbox or _NOWHERE), chart=chart) for chart in charts]
    boxes += cells
    return BoxedPage(page.number, page.height, printed, _with_page_references(reading_order(boxes)))


def _with_page_references(boxes: Sequence[PageBox]) -> list[PageBox]:
    """Join a heading in a table of contents with the page number set at the far right of its line."""
    joined: list[PageBox] = []
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
        margin = MARGIN * page.height
        if line.bbox.y1 > margin and line.bbox.y0 < page.height - margin:
            continue
        if match := _PAGE_NUMBER.match(plain(line.text).strip()):
            return [other for other in texts if other is not line], match[1]
    return texts, None


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


def _boxes(lines: Iterable[TextLine]) -> list[PageBox]:
    """Group lines that follow each other, in the order drawn, as lines of one paragraph do."""
    boxes: list[PageBox] = []
    for line in lines:
        if boxes and _follows(boxes[-1], line):
            box = boxes[-1]
            box.lines.append(line)
            box.bbox = _union(box.bbox, line.bbox)
        else:
            boxes.append(PageBox(line.bbox, [line]))
    return boxes


def _known_boxes(texts: Iterable[TextLine], known: Iterable[tuple[BBox, Sequence[TextLine]]]) -> list[PageBox]:
    left = {id(line) for line in texts}
    boxes = (PageBox(bbox, [line for line in lines if id(line) in left]) for bbox, lines in known)
    return [box for box in boxes if box.lines]


def _follows(box: PageBox, line: TextLine) -> bool:
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


def _belongs_to_chart(box: PageBox, charts: Sequence[ChartReading]) -> bool:
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
            sizes[half_points(line.size)] += len(line.text) if _inside(line.bbox, table.bbox) else 0
    return sizes


def half_points(size: float) -> float:
    """A size to the next half point, so that what was set alike is alike."""
    return round(size * 2) / 2
