"""Word documents: headings by style, paragraphs, tables and native charts in the order of the text.

A Word file stores no pages. The page of a piece of text is counted from the breaks that the program which saved it
last left behind; without any, from the breaks that the author set; with neither, all is page 1.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.office.captions import captions, flat_page
from corpus.office.chartml import C
from corpus.office.drawings import CHARTEX
from corpus.office.native import chart_reading
from corpus.office.package import Package
from corpus.office.parts import ChartPart, chart_of
from corpus.office.tables import is_table
from corpus.pdf.page import TextLine
from corpus.reading import BBox, ReadingWarning, TableReading
from corpus.structure.blocks import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
_HEADING = re.compile(r"^(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|表題)$", re.IGNORECASE)
_SIZE, _ROW, _ACROSS, _CHART = 11.0, 14.0, 450.0, 200.0
"""Points of a letter, a paragraph, the text's width and a chart's height, on the one long page that charts see."""


@dataclass(slots=True)
class _Flow:
    """The document so far, and the same on one long page, on which a chart finds its title."""

    lines: list[Line] = field(default_factory=list)
    page: int = 1
    texts: list[TextLine] = field(default_factory=list)
    charts: list[tuple[int, ChartPart, BBox]] = field(default_factory=list)
    depth: float = 0.0

    def add(self, text: str, level: int | None, apart: bool) -> None:
        """Append one line of text."""
        self.lines.append(Line(text, self.page, level=level, apart=apart))
        box = BBox(0.0, -self.depth - _SIZE, min(_ACROSS, len(text) * _SIZE), -self.depth)
        self.texts.append(TextLine(text, box, _SIZE, 0.0, len(self.texts)))
        self.depth += _ROW

    def draw(self, chart: ChartPart) -> None:
        """Append a chart, whose reading has to wait for what comes after it."""
        self.charts.append((len(self.lines), chart, BBox(0.0, -self.depth - _CHART, _ACROSS, -self.depth)))
        self.lines.append(Line("", self.page, apart=True))
        self.depth += _CHART + _ROW


def read_word(package: Package) -> tuple[list[Line], int, list[ReadingWarning], str]:
    """The lines of a document, its number of pages, what could not be read, and the title in its properties."""
    from docx import Document

    document = Document(io.BytesIO(package.content))
    body = document.element.body
    name = str(document.part.partname).lstrip("/")
    reader = _Reader(package, name, _levels(document), next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None)
    reader.take(body)
    return _with_charts(reader.flow), reader.flow.page, reader.warnings, document.core_properties.title or ""


def _levels(document: Any) -> dict[str, int]:
    """Rank of each style of headings by its id, styles that build on one included; a title ranks first."""
    levels: dict[str, int] = {}
    for style in document.styles:
        one: Any = style
        while one is not None and style.style_id not in levels:
            heading = _HEADING.match(one.name or "")
            if heading or _TITLE.match(one.name or ""):
                levels[style.style_id] = int(heading[1]) + 1 if heading else 1
            one = getattr(one, "base_style", None)
    return levels


class _Reader:
    def __init__(self, package: Package, name: str, levels: dict[str, int], rendered: bool) -> None:
        self.flow = _Flow()
        self.warnings: list[ReadingWarning] = []
        self._package = package
        self._relations = package.relations(name)
        self._levels = levels
        self._rendered = rendered

    def take(self, parent: Any) -> None:
        """Put all paragraphs and tables below an element into the flow."""
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                self.take(child)

    def _paragraph(self, paragraph: Any) -> None:
        level = self._level(paragraph)
        if not self._rendered and paragraph.find(f"{_W}pPr/{_W}pageBreakBefore") is not None and self.flow.lines:
            self.flow.page += 1
        text = ""
        for piece in _pieces(paragraph, self._rendered):
            if piece is not None:
                text += piece
                continue
            self._say(text, level)
            text = ""
            self.flow.page += 1
        self._say(text, level)
        for box in _outermost(paragraph, _BOX):
            self.take(box)
        self._draw(paragraph)
        if not self._rendered and paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            kind = paragraph.find(f"{_W}pPr/{_W}sectPr/{_W}type")
            self.flow.page += kind is None or kind.get(f"{_W}val") != "continuous"

    def _say(self, text: str, level: int | None) -> None:
        for nth, line in enumerate(part for part in text.split("\n") if part.strip()):
            self.flow.add(line.strip(), level, apart=nth == 0)

    def _draw(self, paragraph: Any) -> None:
        for drawing in _outermost(paragraph, f"{_W}drawing"):
            for chart in drawing.iter(f"{C}chart"):
                relation = self._relations.get(chart.get(f"{_R}id", ""))
                if relation is not None and self._package.has(relation.target):
                    self.flow.draw(chart_of(self._package, relation.target))
            if next(drawing.iter(CHARTEX), None) is not None:
                message = "a chart is of a kind that is not read"
                self.warnings.append(ReadingWarning(self.flow.page, "chart_not_read", message))

    def _level(self, paragraph: Any) -> int | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and int(outline.get(f"{_W}val", "9")) < 9:
            return int(outline.get(f"{_W}val")) + 2
        return self._levels.get(style.get(f"{_W}val", "")) if style is not None else None

    def _table(self, table: Any) -> None:
        """A table; where its cells only lay out prose, they are read one after the other."""
        first = self.flow.page
        rows = list(_rows(table))
        breaks = sum(1 for _ in table.iter(f"{_W}lastRenderedPageBreak"))
        reading = TableReading(first, tuple(tuple(_cell_text(cell) for cell in row) for row in rows))
        if not is_table(reading):
            for cell in (cell for row in rows for cell in row if cell is not None):
                self.take(cell)
            return
        told = "\n".join(" ".join(cell.replace("\n", "") for cell in row if cell) for row in reading.rows)
        self.flow.lines.append(Line(told, first, apart=True, table=reading))
        self.flow.page += breaks if self._rendered else 0
        self.flow.depth += _ROW * len(rows)
        self._draw(table)


def _pieces(paragraph: Any, rendered: bool) -> Iterator[str | None]:
    """The text of a paragraph; None where a page ends. Text boxes, hidden and deleted text are left out.

    Args:
        paragraph: The ``w:p``.
        rendered: Whether the file tells where pages ended when it was last saved, so that no other breaks count.
    """
    for run in _outermost(paragraph, f"{_W}r"):
        if run.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        for piece in run:
            kind = piece.get(f"{_W}type", "textWrapping")
            if piece.tag == f"{_W}t":
                yield piece.text or ""
            elif piece.tag == f"{_W}tab":
                yield "\t"
            elif piece.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif piece.tag in (f"{_W}br", f"{_W}cr") and kind != "page":
                yield "\n"
            elif piece.tag == f"{_W}lastRenderedPageBreak" or (piece.tag == f"{_W}br" and not rendered):
                yield None


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    """Elements of a tag that stand in no text box (but that itself) and in no copy for older programs."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (_FALLBACK, _BOX):
            yield from _outermost(child, tag)


def _rows(table: Any) -> Iterator[list[Any]]:
    """The cells of each row, None in the places that a merged cell covers."""
    for row in _outermost(table, f"{_W}tr"):
        cells: list[Any] = []
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells.extend([None] * (int(before.get(f"{_W}val", "0")) if before is not None else 0))
        for cell in _outermost(row, f"{_W}tc"):
            merged, span = cell.find(f"{_W}tcPr/{_W}vMerge"), cell.find(f"{_W}tcPr/{_W}gridSpan")
            goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
            cells.append(None if goes_on else cell)
            cells.extend([None] * (int(span.get(f"{_W}val", "1")) - 1 if span is not None else 0))
        yield cells


def _cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    paragraphs = ("".join(piece or "" for piece in _pieces(p, rendered=True)).strip() for p in cell.iter(f"{_W}p"))
    return "\n".join(text for text in paragraphs if text)


def _with_charts(flow: _Flow) -> list[Line]:
    """The lines, with the charts read now that all that stands beside them is known."""
    page = flat_page(1, _ACROSS, flow.depth, flow.texts)
    beside = captions(page, [(part, bbox) for _, part, bbox in flow.charts])
    for (at, part, _), caption in zip(flow.charts, beside, strict=True):
        own = replace(caption, page=flow.lines[at].page, bbox=None)
        flow.lines[at] = replace(flow.lines[at], chart=chart_reading(part.chart, own, part.linked))
    return flow.lines
