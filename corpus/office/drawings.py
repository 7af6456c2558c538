"""What is drawn over the cells of a sheet: charts and text boxes, with their places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.office.chartml import A, C
from corpus.office.grid import Grid
from corpus.office.package import Package
from corpus.reading import BBox

_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
"""Charts of the newer kind (waterfalls, treemaps), which have no copy of their figures in this form."""
_EMU = 12_700


@dataclass(slots=True)
class Drawing:
    """A sheet's drawing: the parts of its charts, its texts, and the number of charts of kinds that are not read."""

    charts: list[tuple[str, BBox]] = field(default_factory=list)
    texts: list[tuple[str, BBox]] = field(default_factory=list)
    unread: int = 0


def read_drawing(package: Package, name: str, grid: Grid) -> Drawing:
    """Read a drawing part.

    Args:
        package: The file.
        name: Of the part.
        grid: The cells that its anchors name.
    """
    relations = package.relations(name)
    drawing = Drawing()
    for anchor in package.xml(name):
        bbox = _place(anchor, grid)
        if bbox is None or any(shape.get("hidden") in ("1", "true") for shape in anchor.iter(f"{_XDR}cNvPr")):
            continue
        for chart in anchor.iter(f"{C}chart"):
            relation = relations.get(chart.get(f"{_R}id", ""))
            if relation is not None and package.has(relation.target):
                drawing.charts.append((relation.target, bbox))
        drawing.unread += sum(1 for _ in anchor.iter(CHARTEX))
        drawing.texts.extend((text, bbox) for text in texts_in(anchor, f"{_XDR}txBody"))
    return drawing


def texts_in(element: Element, body: str) -> Iterator[str]:
    """The texts of the boxes below an element, one paragraph a line.

    Args:
        element: Where to look.
        body: Tag of what holds a box's text.
    """
    for box in element.iter(body):
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in box.iter(f"{A}p")).strip()
        if text:
            yield text


def _place(anchor: Element, grid: Grid) -> BBox | None:
    """Where an anchor puts its shape."""
    start, end, size = (anchor.find(f"{_XDR}{name}") for name in ("from", "to", "ext"))
    position = anchor.find(f"{_XDR}pos")
    if start is not None:
        left, top = _corner(start, grid)
    elif position is not None:
        left, top = _points(position, "x"), grid.top(0) - _points(position, "y")
    else:
        return None
    if end is not None:
        right, bottom = _corner(end, grid)
    elif size is not None:
        right, bottom = left + _points(size, "cx"), top - _points(size, "cy")
    else:
        return None
    return BBox(left, min(bottom, top), max(left, right), top)


def _corner(marker: Element, grid: Grid) -> tuple[float, float]:
    column, row = (int(marker.findtext(f"{_XDR}{name}") or 0) for name in ("col", "row"))
    across, down = (int(marker.findtext(f"{_XDR}{name}") or 0) / _EMU for name in ("colOff", "rowOff"))
    return grid.left(column) + across, grid.top(row) - down


def _points(element: Element, name: str) -> float:
    return int(element.get(name, "0")) / _EMU
