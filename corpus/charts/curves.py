"""Lines and their markers: open polylines with vertices over the categories, and small shapes on them."""

import itertools
from collections import defaultdict
from collections.abc import Sequence

from corpus.charts.categories import CategoryRow, is_over
from corpus.charts.marks import Mark, MarkSet
from corpus.pdf.page import Paint, Shape
from corpus.reading import BBox

ON_CATEGORY = 0.12
"""Share of a step by which a vertex may stand beside its category."""

LARGEST_MARKER = 14.0
FEWEST_MARKERS = 2
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
    return sets


def _set(kind: str, paint: Paint | None, placed: Placed, smoothed: bool) -> MarkSet:
    marks = tuple(Mark(c, x, y, None, BBox(x, y, x, y)) for c, (x, y) in sorted(placed.items()))
    return MarkSet("line" if kind == "line" else "marker", paint, marks, smoothed)


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
