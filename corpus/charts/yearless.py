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

ANOTHER_CHART = 2.5
"""Steps between two bars that belong to different charts."""

LEAST_RISE = 8.0
"""Points between the highest and the lowest bar: cells of a table are all of one height."""


def yearless_plots(page: PdfPage, known: Sequence[Plot]) -> list[Plot]:
    """Plots that no category row of years was found for.

    Args:
        page: The page.
        known: The plots over years; what is inside them is theirs.
    """
    areas = [plot.area for plot in known]
    groups = [*_bar_groups(page.shapes), *_lying_bar_groups(page.shapes), *_line_groups(page.shapes)]
    groups.extend(_pies(page.shapes))
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
    return [
        MarkSet("bar", paint, tuple(Mark(i, (b.x0 + b.x1) / 2, b.y1, b.y0, b, paint) for i, b in enumerate(boxes)))
        for paint, boxes in _rectangle_groups(shapes, lying=False)
    ]


def _lying_bar_groups(shapes: Sequence[Shape]) -> list[MarkSet]:
    """The same, lying: their values run to the right."""
    return [
        MarkSet(
            "lying_bar", paint, tuple(Mark(i, (b.x0 + b.x1) / 2, b.y1, None, b, paint) for i, b in enumerate(boxes))
        )
        for paint, boxes in _rectangle_groups(shapes, lying=True)
    ]


def _rectangle_groups(shapes: Sequence[Shape], lying: bool) -> list[tuple[Paint, list[BBox]]]:
    groups: dict[tuple[Paint, int, int], list[BBox]] = defaultdict(list)
    for shape in shapes:
        box = _turned(shape.bbox) if lying else shape.bbox
        width = box.x1 - box.x0
        if shape.kind == "rectangle" and shape.fill not in (None, WHITE) and NARROWEST <= width <= WIDEST:
            groups[shape.fill, round(width), round(box.y0 / SAME_FOOT)].append(box)
    found = []
    for (paint, _, _), boxes in groups.items():
        for run in _runs(sorted({round(b.x0): b for b in boxes}.values(), key=lambda b: b.x0)):
            heights = [b.y1 - b.y0 for b in run]
            if len(run) >= FEWEST and max(heights) - min(heights) >= LEAST_RISE and _even([b.x0 for b in run]):
                found.append((paint, [_turned(b) for b in run] if lying else run))
    return found


def _runs(boxes: list[BBox]) -> list[list[BBox]]:
    """Cut a line of boxes where the distance is much larger than usual: another chart begins."""
    if len(boxes) < FEWEST:
        return [boxes]
    usual = median(b.x0 - a.x0 for a, b in pairwise(boxes))
    runs = [[boxes[0]]]
    for before, box in pairwise(boxes):
        if box.x0 - before.x0 > ANOTHER_CHART * usual:
            runs.append([])
        runs[-1].append(box)
    return runs


def _turned(box: BBox) -> BBox:
    """The box with x and y exchanged."""
    return BBox(box.y0, box.x0, box.y1, box.x1)


def _pies(shapes: Sequence[Shape]) -> list[MarkSet]:
    """Round sectors of different paints that meet in one point."""
    tips: dict[tuple[int, int], list[Shape]] = defaultdict(list)
    for shape in shapes:
        size = min(shape.bbox.x1 - shape.bbox.x0, shape.bbox.y1 - shape.bbox.y0)
        if shape.kind == "curve" and shape.fill is not None and size >= LEAST_RISE:
            for x, y in {(round(x), round(y)) for x, y in shape.points}:
                tips[x, y].append(shape)
    return [
        MarkSet("sector", None, tuple(Mark(i, s.bbox.x0, s.bbox.y1, None, s.bbox, s.fill) for i, s in enumerate(found)))
        for found in tips.values()
        if len(found) >= FEWEST and len({s.fill for s in found}) >= FEWEST
    ]


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
    xs = sorted(m.x for m in marks.marks)
    step = max(median(b - a for a, b in pairwise(xs)), 1.0)
    row = CategoryRow(
        categories=tuple(Category("", None, x) for x in xs),
        step=step,
        bbox=BBox(box.x0, box.y0 - DEEP, box.x1, box.y0),
        tokens=(),
        period=None,
        angle=0.0,
        size=10.0,
    )
    return Plot(row, (marks,), (), box, 0.0)
