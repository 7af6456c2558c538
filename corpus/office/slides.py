"""Slides: text boxes, tables and native charts with their places, handed on as the parts of pages.

A slide's number is its page. Hidden slides and notes are left out.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.office.captions import captions, flat_page
from corpus.office.drawings import CHARTEX
from corpus.office.native import chart_reading
from corpus.office.package import Package
from corpus.office.parts import chart_of
from corpus.office.tables import is_table
from corpus.office.text import Paragraph, text_lines
from corpus.pdf.page import TextLine
from corpus.reading import BBox, ReadingWarning, TableReading
from corpus.structure.layout import LaidPage

_EMU = 12_700
"""English Metric Units in a point."""
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_DEFAULT_SIZE = 18.0
_TITLE_SIZE = 32.0
_SIDE, _TOP = 7.2, 3.6
"""Points of a text box's usual margins."""
_ANCHORS = {"t": 0.0, "ctr": 0.5, "b": 1.0}
_ALIGN = {"ctr": 0.5, "r": 1.0}
_LARGE_PICTURE = 0.05
"""Share of the slide from which on a picture may be a chart."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's own coordinates lie on the slide: ``x * scale + shift``, in EMU."""

    scale: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class _Slide:
    """What stands on one slide, in the order drawn."""

    number: int
    shown_number: int
    width: float
    height: float
    boxes: list[tuple[BBox, tuple[TextLine, ...]]] = field(default_factory=list)
    charts: list[tuple[str, BBox]] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
    pictures: list[BBox] = field(default_factory=list)
    unread: int = 0

    def box(self, shape: Any, frame: _Frame) -> BBox:
        """A shape's place, in points from the lower left corner."""
        x, y, w, h = (float(v or 0) for v in (shape.left, shape.top, shape.width, shape.height))
        (sx, sy), (dx, dy) = frame.scale, frame.shift
        left, top = (x * sx + dx) / _EMU, (y * sy + dy) / _EMU
        return BBox(left, self.height - top - h * sy / _EMU, left + w * sx / _EMU, self.height - top)


def read_slides(
    package: Package, progress: Callable[[int, int], None] | None = None
) -> tuple[list[LaidPage], list[ReadingWarning], str]:
    """The slides as pages, what could not be read of them, and the title in the file's properties."""
    from pptx import Presentation

    deck = Presentation(io.BytesIO(package.content))
    size = float(deck.slide_width or 0) / _EMU, float(deck.slide_height or 0) / _EMU
    first = int(deck.part._element.get("firstSlideNum", "1"))
    pages: list[LaidPage] = []
    warnings: list[ReadingWarning] = []
    count = len(deck.slides)
    for number, slide in enumerate(deck.slides, start=1):
        seen = _Slide(number, first + number - 1, *size)
        if slide._element.get("show") in ("0", "false"):
            warnings.append(ReadingWarning(number, "hidden_slide", "the slide is hidden and was left out"))
        else:
            _take(seen, slide.shapes, _Frame())
            seen.unread = sum(1 for _ in slide._element.iter(CHARTEX))
            warnings.extend(_warnings(seen))
        pages.append(_page(package, seen))
        if progress:
            progress(number, count)
    return pages, warnings, deck.core_properties.title or ""


def _page(package: Package, seen: _Slide) -> LaidPage:
    lines = [line for _, lines in seen.boxes for line in lines]
    page = flat_page(seen.number, seen.width, seen.height, lines)
    drawn = [(chart_of(package, name), bbox) for name, bbox in seen.charts]
    beside = captions(page, drawn)
    charts = tuple(
        chart_reading(one.chart, caption, one.linked) for (one, _), caption in zip(drawn, beside, strict=True)
    )
    return LaidPage(page, tuple(seen.boxes), charts, tuple(seen.tables))


def _warnings(seen: _Slide) -> Iterator[ReadingWarning]:
    area = seen.width * seen.height or 1.0
    number = seen.number
    large = [box for box in seen.pictures if (box.x1 - box.x0) * (box.y1 - box.y0) >= _LARGE_PICTURE * area]
    if large and not seen.boxes and not seen.charts and not seen.tables:
        yield ReadingWarning(number, "no_text_layer", "the slide is a picture without text; its figures are not read")
    elif large:
        yield ReadingWarning(number, "unread_picture", "a picture on this slide may hold figures that are not read")
    if seen.unread:
        yield ReadingWarning(number, "chart_not_read", "a chart is of a kind that is not read")


def _take(seen: _Slide, shapes: Any, frame: _Frame) -> None:
    for shape in shapes:
        hidden = next((e.get("hidden") for e in shape._element.iter(f"{_P}cNvPr")), None)
        if hidden in ("1", "true"):
            continue
        if shape.shape_type == 6:  # a group
            _take(seen, shape.shapes, _inside(shape, frame))
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            seen.charts.append((str(shape.chart.part.partname).lstrip("/"), seen.box(shape, frame)))
        elif getattr(shape, "has_table", False) and shape.has_table:
            _take_table(seen, shape, frame)
        elif shape.has_text_frame and shape.text_frame.text.strip():
            _take_text(seen, shape, frame)
        elif shape._element.tag == f"{_P}pic":
            seen.pictures.append(seen.box(shape, frame))


def _inside(group: Any, frame: _Frame) -> _Frame:
    """The coordinates of a group's shapes: its child rectangle lies on its own."""
    xfrm = group._element.grpSpPr.find(f"{_A}xfrm")
    parts: list[Any] = [xfrm.find(f"{_A}{n}") for n in ("off", "ext", "chOff", "chExt")] if xfrm is not None else [None]
    if any(part is None for part in parts):
        return frame
    off, ext, child_off, child_ext = parts
    (sx, sy), (dx, dy) = frame.scale, frame.shift
    fx = int(ext.get("cx")) / (int(child_ext.get("cx")) or 1)
    fy = int(ext.get("cy")) / (int(child_ext.get("cy")) or 1)
    x = int(off.get("x")) - int(child_off.get("x")) * fx
    y = int(off.get("y")) - int(child_off.get("y")) * fy
    return _Frame((sx * fx, sy * fy), (x * sx + dx, y * sy + dy))


def _take_text(seen: _Slide, shape: Any, frame: _Frame) -> None:
    whole = seen.box(shape, frame)
    body = shape.text_frame._txBody
    properties = body.find(f"{_A}bodyPr")
    paragraphs = _paragraphs(seen, shape, body)
    inner = _inner(whole, properties)
    anchor = _ANCHORS.get(properties.get("anchor", "t"), 0.0)
    lines = text_lines(paragraphs, inner, anchor, len(seen.boxes), properties.get("wrap") != "none")
    if not lines:
        return
    if not _is_drawn(shape):  # what is seen is the text, not the frame around it
        inner = BBox(inner.x0, max(inner.y0, min(line.bbox.y0 for line in lines)), inner.x1, lines[0].bbox.y1)
    seen.boxes.append((inner, tuple(lines)))


def _inner(whole: BBox, properties: Any) -> BBox:
    left, top, right, bottom = (
        int(properties.get(name)) / _EMU if properties.get(name) is not None else usual
        for name, usual in (("lIns", _SIDE), ("tIns", _TOP), ("rIns", _SIDE), ("bIns", _TOP))
    )
    x0, x1 = sorted((whole.x0 + left, max(whole.x1 - right, whole.x0 + left + 1.0)))
    y0, y1 = sorted((whole.y0 + bottom, max(whole.y1 - top, whole.y0 + bottom + 1.0)))
    return BBox(x0, y0, x1, y1)


def _is_drawn(shape: Any) -> bool:
    """Whether a box has a fill or an outline."""
    properties = shape._element.find(f"{_P}spPr")
    styled = shape._element.find(f"{_P}style") is not None
    fills = [properties.find(f"{_A}{name}") for name in ("solidFill", "gradFill", "pattFill", "blipFill")]
    line, no_fill = properties.find(f"{_A}ln"), properties.find(f"{_A}noFill")
    outlined = styled if line is None else line.find(f"{_A}noFill") is None
    return any(fill is not None for fill in fills) or (styled and no_fill is None) or outlined


def _paragraphs(seen: _Slide, shape: Any, body: Any) -> list[Paragraph]:
    """The paragraphs of a box, cut at line breaks; the slide's number as it is shown."""
    fit = body.find(f"{_A}bodyPr/{_A}normAutofit")
    shrunk = int(fit.get("fontScale", "100000").rstrip("%")) / 100_000 if fit is not None else 1.0
    inherited = _inherited_size(shape, body)
    found: list[Paragraph] = []
    for paragraph in body.findall(f"{_A}p"):
        size = _size_of(paragraph, inherited) * shrunk
        properties = paragraph.find(f"{_A}pPr")
        align = _ALIGN.get(properties.get("algn", "l"), 0.0) if properties is not None else 0.0
        parts = [""]
        for piece in paragraph:
            if piece.tag == f"{_A}br":
                parts.append("")
            elif piece.tag == f"{_A}fld" and piece.get("type") == "slidenum":
                parts[-1] += str(seen.shown_number)
            elif piece.tag in (f"{_A}r", f"{_A}fld"):
                parts[-1] += piece.findtext(f"{_A}t") or ""
        found.extend(Paragraph(part.replace("\x0b", " ").strip(), size, align) for part in parts)
    return found


def _size_of(paragraph: Any, inherited: float) -> float:
    sizes = [run.get("sz") for run in paragraph.iter(f"{_A}rPr") if run.get("sz")]
    return int(sizes[0]) / 100 if sizes else inherited


def _inherited_size(shape: Any, body: Any) -> float:
    """The size that the box, or the layout's placeholder it fills, sets for its first level."""
    bodies = [body]
    title = False
    if shape.is_placeholder:
        title = shape.placeholder_format.type in (1, 3)  # TITLE, CENTER_TITLE
        base = getattr(shape, "_base_placeholder", None)
        while base is not None and len(bodies) < 4:
            bodies.append(base.text_frame._txBody)
            base = getattr(base, "_base_placeholder", None)
    for one in bodies:
        level = one.find(f"{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr")
        if level is not None and level.get("sz"):
            return int(level.get("sz")) / 100
    return _TITLE_SIZE if title else _DEFAULT_SIZE


def _take_table(seen: _Slide, shape: Any, frame: _Frame) -> None:
    """A table; where its cells only frame labels and prose, they are boxes of text."""
    table, bbox = shape.table, seen.box(shape, frame)
    cells = [[("" if cell.is_spanned else _cell_text(cell)) for cell in row.cells] for row in table.rows]
    reading = TableReading(seen.number, tuple(tuple(row) for row in cells), bbox)
    if is_table(reading):
        seen.tables.append(reading)
        return
    scale = frame.scale
    top = bbox.y1
    for row in table.rows:
        left, height = bbox.x0, row.height * scale[1] / _EMU
        for column, cell in zip(table.columns, row.cells, strict=False):
            across = column.width * scale[0] / _EMU
            box = BBox(left + _SIDE, top - height + _TOP, left + across - _SIDE, top - _TOP)
            if not cell.is_spanned and cell.text_frame.text.strip():
                paragraphs = _paragraphs(seen, _NoPlaceholder, cell.text_frame._txBody)
                lines = text_lines(paragraphs, box, 0.5, len(seen.boxes))
                seen.boxes.append((box, tuple(lines)))
            left += across
        top -= height


class _NoPlaceholder:
    """A cell inherits from no placeholder."""

    is_placeholder = False


def _cell_text(cell: Any) -> str:
    return "\n".join(part.strip() for part in cell.text_frame.text.replace("\x0b", "\n").split("\n")).strip()
