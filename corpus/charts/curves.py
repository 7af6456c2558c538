"""Lines, their markers, and areas: paths with vertices over the categories, and small shapes on them."""

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence

from corpus.charts.categories import CategoryRow, is_over
from corpus.charts.marks import Mark, MarkKind, MarkSet
from corpus.pdf.page import Paint, Shape
from corpus.reading import BBox

ON_CATEGORY = 0.12
"""Share of a step by which a vertex may stand beside its category."""

LARGEST_MARKER = 14.0
FEWEST_MARKERS = 2
SPREAD = 0.3
"""Agreement of offsets (1.0 is full) below which there are marks between the drawn labels."""

COINCIDENT = 1.0
"""Points between a marker's middle and its line's vertex."""

Style = tuple[Paint | None, tuple[float, ...], float]
Placed = dict[int, tuple[float, float]]
"""From category to (x, level)."""


def line_sets(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]) -> list[MarkSet]:
    """The lines over a category row; markers without a line are a set of their own."""
    lines = _lines(row, shapes, rows)
    markers = _markers(row, shapes, rows)
    sets = []
    for style, (placed, smoothed) in lines.items():
        for paint in [p for p, spots in markers.items() if _lie_on(spots, placed)]:
            # A marker off the end of the line is a year whose neighbours are missing.
            placed = {**markers.pop(paint), **placed}
        sets.append(_set("line", style[0], placed, smoothed))
    sets.extend(_set("marker", paint[0], spots, False) for paint, spots in markers.items())
    return [*sets, *_areas(row, shapes, rows)]


def _set(kind: MarkKind, paint: Paint | None, placed: Placed, smoothed: bool) -> MarkSet:
    marks = tuple(Mark(c, x, y, None, BBox(x, y, x, y)) for c, (x, y) in sorted(placed.items()))
    return MarkSet(kind, paint, marks, smoothed)


def _areas(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]) -> list[MarkSet]:
    """Filled polygons over three or more categories; the upper edge stands for the values."""
    found = []
    for shape in shapes:
        if shape.kind == "rectangle" or shape.fill is None or not is_over(shape.bbox, row, rows):
            continue
        edge: Placed = {}
        for x, y in shape.points:
            category = row.nearest(x)
            if abs(row.categories[category].x - x) > ON_CATEGORY * row.step:
                edge = {}
                break
            edge[category] = (x, max(y, edge.get(category, (x, y))[1]))
        heights = [y for _, y in edge.values()]
        if len(edge) >= 3 and max(heights) - min(heights) > COINCIDENT:
            found.append(_set("area", shape.fill, edge, False))
    return found


def _lines(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]) -> dict[Style, tuple[Placed, bool]]:
    """Vertices by style: producers draw a line in one path, in one a segment, or broken at missing years."""
    found: dict[Style, tuple[Placed, bool]] = {}
    for shape in shapes:
        if shape.stroke is None or shape.closed or shape.kind == "rectangle" or shape.bbox.x1 - shape.bbox.x0 < 1.0:
            continue
        if not is_over(shape.bbox, row, rows):
            continue
        placed, smoothed = _placed(row, shape)
        if not placed:
            continue
        style: Style = (shape.stroke, shape.dash, round(shape.width, 1))
        before, bent = found.get(style, ({}, False))
        found[style] = ({**before, **placed}, bent or smoothed)
    return {style: line for style, line in found.items() if len(line[0]) >= 2}


def _placed(row: CategoryRow, shape: Shape) -> tuple[Placed, bool]:
    """The category vertices of a path, and whether it is a curve between them; empty if it is no data line."""
    points = shape.points
    vertices: Placed = {}
    for x, y in points:
        category = row.nearest(x)
        beside = abs(row.categories[category].x - x)
        known = vertices.get(category)
        if beside <= ON_CATEGORY * row.step and (known is None or beside < abs(row.categories[category].x - known[0])):
            vertices[category] = (x, y)
    if len(vertices) < 2:
        return {}, False
    flat = shape.bbox.y1 - shape.bbox.y0 <= 0.2
    if flat and len(points) == 2 and max(vertices) - min(vertices) > 1:
        return {}, False  # a gridline or a target line from one end to the other
    xs = [x for x, _ in points]
    forward = all(b >= a - 0.1 for a, b in itertools.pairwise(xs))
    if not forward:
        return {}, False
    off_category = len(points) - len(vertices)
    smoothed = shape.kind == "curve" or off_category > len(vertices)
    if off_category and not smoothed:
        return {}, False
    return vertices, smoothed


def _markers(
    row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]
) -> dict[tuple[Paint | None, int], Placed]:
    """Small equal shapes, one a category, by paint and size."""
    groups: dict[tuple[Paint | None, int], Placed] = defaultdict(dict)
    crowded: set[tuple[Paint | None, int]] = set()
    for shape in shapes:
        box = shape.bbox
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if not 1.0 < max(width, height) <= LARGEST_MARKER or min(width, height) < 0.5 * max(width, height):
            continue
        if (shape.fill is None and not shape.closed) or not is_over(box, row, rows):
            continue
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        category = row.nearest(x)
        if abs(row.categories[category].x - x) > ON_CATEGORY * row.step:
            continue
        key = (shape.fill or shape.stroke, round(max(width, height)))
        known = groups[key].get(category)
        if known is not None and abs(known[1] - y) > COINCIDENT:
            crowded.add(key)
        groups[key].setdefault(category, (x, y))
    return {k: spots for k, spots in groups.items() if len(spots) >= FEWEST_MARKERS and k not in crowded}


def _lie_on(spots: Placed, placed: Placed) -> bool:
    shared = spots.keys() & placed.keys()
    return len(shared) >= 2 and all(abs(spots[c][1] - placed[c][1]) <= COINCIDENT for c in shared)


def usual_offset(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow], every: int) -> float:
    """Points by which the marks over a row stand right of its places, on the whole, within half a step.

    The mean is taken around the circle of one step, so that bars side by side cancel out and a mark just before a
    place and one just behind it do not.

    Args:
        row: The row.
        shapes: All shapes of the page.
        rows: All other rows.
        every: Years between drawn labels; the years between them may have marks too.
    """
    over = [s for s in shapes if is_over(s.bbox, row, rows) and s.bbox.x1 - s.bbox.x0 > 1.0]
    vertices = [x for shape in over if _is_open_line(shape, row.step) for x, _ in shape.points]
    bars = [s.bbox for s in over if s.kind == "rectangle" and s.fill is not None]
    middles = [(box.x0 + box.x1) / 2 for box in bars if box.x1 - box.x0 < row.step]
    xs = vertices or middles
    offsets = [x - row.categories[row.nearest(x)].x for x in xs]
    offset, agreement = _circular_mean(offsets, row.step)
    if every > 1 and agreement < SPREAD:
        offset, _ = _circular_mean(offsets, row.step / every)
    return offset


def _is_open_line(shape: Shape, step: float) -> bool:
    """Whether a shape is a line over several categories; a legend's sample is shorter."""
    long = shape.bbox.x1 - shape.bbox.x0 > 0.9 * step
    return shape.stroke is not None and not shape.closed and len(shape.points) > 2 and long


def _circular_mean(offsets: Sequence[float], period: float) -> tuple[float, float]:
    """The mean of offsets that come round after ``period``, and how much they agree (0.0-1.0)."""
    turns = [2 * math.pi * offset / period for offset in offsets]
    if not turns:
        return 0.0, 1.0
    east, north = sum(map(math.cos, turns)) / len(turns), sum(map(math.sin, turns)) / len(turns)
    return math.atan2(north, east) / (2 * math.pi) * period, math.hypot(east, north)
