"""The chart parts of a package, with the workbook that lies in it for each chart."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.office.chart import Cells, NativeChart
from corpus.office.chartml import C, native_chart
from corpus.office.drawings import texts_in
from corpus.office.package import BROKEN, MOST_XML, Package
from corpus.office.workbook import open_workbook
from corpus.reading import BBox

_CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart.

    Attributes:
        linked: Whether its figures come from a workbook that is not in the file.
        texts: Boxes drawn into it, each with its place as shares of the chart's width and height from the upper left.
    """

    chart: NativeChart
    linked: bool
    texts: tuple[tuple[str, BBox], ...] = ()


_UNREADABLE = NativeChart("", (), ())


def chart_of(package: Package, name: str, workbook: Cells | None = None) -> ChartPart:
    """Read one chart part; a damaged one has no series.

    Args:
        package: The file.
        name: Of the part.
        workbook: The file's own cells, in a workbook; slides and documents have one inside for each chart.
    """
    try:
        root = package.xml(name)
        external = root.find(f"{C}externalData")
        inside = package.relations(name).get(next(iter(external.attrib.values()), "")) if external is not None else None
        linked = external is not None and (inside is None or inside.external or not package.has(inside.target))
        if inside is not None and not linked and root.find(f".//{C}val//{C}pt") is None:
            workbook = _embedded(package, inside.target)
        elif workbook is not None:
            linked = any("[" in (formula.text or "") for formula in root.iter(f"{C}f"))
        return ChartPart(native_chart(root, workbook), linked, tuple(_drawn_into(package, name)))
    except BROKEN:
        return ChartPart(_UNREADABLE, linked=False)


def _drawn_into(package: Package, name: str) -> Iterator[tuple[str, BBox]]:
    for relation in package.relations(name).values():
        if relation.kind == "chartUserShapes" and package.has(relation.target):
            for anchor in package.xml(relation.target).iter(f"{_CDR}relSizeAnchor"):
                corners = [
                    float(anchor.findtext(f"{_CDR}{at}/{_CDR}{axis}") or 0) for at in ("from", "to") for axis in "xy"
                ]
                yield from ((text, BBox(*corners)) for text in texts_in(anchor, f"{_CDR}txBody"))


def _embedded(package: Package, name: str) -> Cells | None:
    """The workbook inside, asked only where the chart has no copy of its figures."""
    content = package.read(name)
    if posixpath.splitext(name)[1] != ".xlsx" or len(content) > MOST_XML:
        return None
    return open_workbook(content)
