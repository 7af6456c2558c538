"""The chart parts of a package, with the workbook that lies in it for each chart."""

import posixpath
from dataclasses import dataclass

from corpus.office.chartml import C, Cells, NativeChart, native_chart
from corpus.office.package import BROKEN, MOST_XML, Package
from corpus.office.workbook import open_workbook


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart. ``linked``: its figures come from a workbook that is not in the file."""

    chart: NativeChart
    linked: bool


_UNREADABLE = NativeChart("", False, (), ())


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
        return ChartPart(native_chart(root, workbook), linked)
    except BROKEN:
        return ChartPart(_UNREADABLE, linked=False)


def _embedded(package: Package, name: str) -> Cells | None:
    """The workbook inside, asked only where the chart has no copy of its figures."""
    content = package.read(name)
    if posixpath.splitext(name)[1] != ".xlsx" or len(content) > MOST_XML:
        return None
    return open_workbook(content)
