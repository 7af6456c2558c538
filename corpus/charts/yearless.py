"""Charts whose categories are not years that can be read: drawn as outlines, by place, by age.

Their values cannot be stored as a series of years, but that there is a chart must be told: silence is the defect.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.charts.categories import Category, CategoryRow
from corpus.charts.marks import Mark, MarkSet
from corpus.charts.plot import Plot
from corpus.pdf.matrix import union
from corpus.pdf.page import Paint, PdfPage, Shape
from corpus.reading import BBox

FEWEST = 3
SAME_FOOT = 0.5
NARROWEST, WIDEST = 3.0, 150.0
WHITE = (1.0, 1.0, 1.0)
DEEP = 24.0
"""Points below the foot that the unread category labels are taken to cover."""

LEAST_RISE = 8.0
"""Points between the highest and the lowest bar: cells of a table are all of one height."""


def yearless_plots(page: PdfPage, known: Sequence[Plot]) -> list[Plot]:
    """Plots that no category row of years was found for.

    Args:
        page: The page.
        known: The plots over years; what is inside them is theirs.
    """
    areas = [plot.area for plot in known]
    groups = [*_bar_groups(page.shapes), *_line_groups(page.shapes)]
    found: list[Plot] = []
    for marks in sorted(groups, key=lambda g: -len(g.marks)):
        box = union([m.bbox for m in marks.marks])
        if not any(_overlap(box, area) for area in areas):
            plot = _plot(marks, box)
            found.append(plot)
            areas.append(plot.area)
    return found


def _bar_groups(shapes: Sequence[Shape]) -> list[MarkSet]:
    """Coloured rectangles of one paint and width, on one foot, at even distances, of different heights."""
    groups: dict[tuple[Paint, int, int], list[BBox]] = defaultdict(list)
    for shape in shapes:
        width = shape.bbox.x1 - shape.bbox.x0
        if shape.kind == "rectangle" and shape.fill not in (None, WHITE) and NARROWEST <= width <= WIDEST:
            groups[shape.fill, round(width), round(shape.bbox.y0 / SAME_FOOT)].append(shape.bbox)
    found = []
    for (paint, _, _), boxes in groups.items():
        ordered = sorted({round(b.x0): b for b in boxes}.values(), key=lambda b: b.x0)
        heights = [b.y1 - b.y0 for b in ordered]
        if len(ordered) >= FEWEST and max(heights) - min(heights) >= LEAST_RISE and _even([b.x0 for b in ordered]):
            marks = [Mark(i, (b.x0 + b.x1) / 2, b.y1, b.y0, b, paint) for i, b in enumerate(ordered)]
            found.append(MarkSet("bar", paint, tuple(marks)))
    return found


def _line_groups(shapes: Sequence[Shape]) -> list[MarkSet]:
    """Open lines of four or more vertices that run to the right in even steps, up and down."""
    found = []
    for shape in shapes:
        points = shape.points
        rise = shape.bbox.y1 - shape.bbox.y0
        if shape.closed or shape.stroke is None or len(points) <= FEWEST or rise < LEAST_RISE:
            continue
        if _even([x for x, _ in points]):
            marks = [Mark(i, x, y, None, BBox(x, y, x, y)) for i, (x, y) in enumerate(points)]
            found.append(MarkSet("line", shape.stroke, tuple(marks)))
    return found


def _even(xs: Sequence[float]) -> bool:
    steps = [b - a for a, b in pairwise(xs)]
    usual = median(steps)
    return usual > NARROWEST and all(abs(s / usual - round(s / usual)) < 0.1 and s > 0 for s in steps)


def _overlap(one: BBox, other: BBox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _plot(marks: MarkSet, box: BBox) -> Plot:
    xs = [m.x for m in marks.marks]
    step = median(b - a for a, b in pairwise(xs))
    row = CategoryRow(
        categories=tuple(Category("", None, x) for x in xs),
        step=step,
        bbox=BBox(box.x0, box.y0 - DEEP, box.x1, box.y0),
        tokens=(),
        period=None,
        angle=0.0,
        size=10.0,
    )
    return Plot(row, (marks,), (), BBox(row.left, box.y0, row.right, box.y1), 0.0)
