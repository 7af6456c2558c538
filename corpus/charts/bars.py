"""Bars: filled rectangles of one width that stand on a common edge, alone, side by side, or stacked.

White bars with an outline count too, and so do zero bars, which some producers draw without height.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.charts.categories import CategoryRow, is_over
from corpus.charts.marks import Mark, MarkSet
from corpus.pdf.page import Paint, Shape
from corpus.reading import BBox

NARROWEST, WIDEST = 0.04, 0.97
"""Widths of bars as shares of a step; a wider one is a table's cell or a plot's background."""

SAME_EDGE = 0.5
"""Points between edges that are drawn as one."""

NEARLY_AS_MANY = 0.8
"""Share of the most shared edge's bars from which on a lower edge is taken for the foot."""

FARTHEST = 5.0
"""Ems from the categories up to the lowest bar, if the bars are low."""

MARKER = 12.0
"""Points up to which a square may be a line's marker."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle that may be a bar, with all paints it was drawn with (fill first)."""

    bbox: BBox
    paint: Paint | None
    order: int

    @property
    def x(self) -> float:
        """Its middle, horizontally."""
        return (self.bbox.x0 + self.bbox.x1) / 2

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.bbox.x1 - self.bbox.x0


def bar_sets(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]) -> list[MarkSet]:
    """The bars over a category row, as one mark set a series.

    Args:
        row: The years they stand over.
        shapes: All shapes of the page.
        rows: All rows of the page: bars belong to the nearest row below their foot.
    """
    groups = [group for group in _by_width(_bars(row, shapes, rows)) if not _all_markers(group)]
    for group in groups:
        stacked = _stacks(group)
        if stacked and _is_near(row, group):
            return _segment_sets(row, stacked)
        foot = _foot(group)
        if foot is not None and _is_near(row, group):
            # Series may differ in width: a wide target behind a narrow result.
            standing = [[bar for bar in other if _touches(bar, foot)] for other in groups]
            return [s for bars in standing if len(bars) >= 2 for s in _standing_sets(row, bars, foot)]
    return []


def _bars(row: CategoryRow, shapes: Sequence[Shape], rows: Sequence[CategoryRow]) -> list[Bar]:
    """Painted rectangles of a bar's width over the row; a fill and an outline in one place are one bar."""
    found: dict[tuple[int, int, int, int], Bar] = {}
    for shape in shapes:
        box = shape.bbox
        if shape.kind != "rectangle" or (shape.fill is None and shape.stroke is None):
            continue
        if not NARROWEST * row.step <= box.x1 - box.x0 <= WIDEST * row.step:
            continue
        if not is_over(box, row, rows):
            continue
        key = (round(box.x0 * 2), round(box.y0 * 2), round(box.x1 * 2), round(box.y1 * 2))
        before = found.get(key)
        if before is None or (shape.fill is not None and not isinstance(before.paint, str)):
            found[key] = Bar(box, shape.fill if shape.fill is not None else None, shape.order)
    return list(found.values())


def _by_width(bars: list[Bar]) -> list[list[Bar]]:
    """Groups of one width, the largest first."""
    groups: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.width):
        if groups and bar.width - groups[-1][0].width <= max(0.6, 0.05 * bar.width):
            groups[-1].append(bar)
        else:
            groups.append([bar])
    return sorted((g for g in groups if len(g) >= 2), key=len, reverse=True)


def _foot(group: list[Bar]) -> float | None:
    """The edge that most bars share: their zero line or the axis' foot."""
    # A bar without height has one edge, which must not count twice.
    edges = Counter(edge for bar in group for edge in {round(bar.bbox.y0 / SAME_EDGE), round(bar.bbox.y1 / SAME_EDGE)})
    if not edges:
        return None
    near = {edge: edges[edge] + edges[edge + 1] for edge in edges}
    # Bars of one height share their top as well; they stand on the lower edge.
    most = max(near.values())
    best = min(edge for edge, count in near.items() if count >= NEARLY_AS_MANY * most)
    values = [v for bar in group for v in (bar.bbox.y0, bar.bbox.y1) if round(v / SAME_EDGE) in (best, best + 1)]
    columns = {round(bar.x) for bar in group}
    return sum(values) / len(values) if near[best] >= 0.5 * len(columns) and len(values) >= 2 else None


def _touches(bar: Bar, foot: float) -> bool:
    return abs(bar.bbox.y0 - foot) <= SAME_EDGE or abs(bar.bbox.y1 - foot) <= SAME_EDGE


def _is_near(row: CategoryRow, group: list[Bar]) -> bool:
    """Whether the bars reach down to the row: far above it they are another chart's, whose own row was not read."""
    low, high = min(bar.bbox.y0 for bar in group), max(bar.bbox.y1 for bar in group)
    return low - row.bbox.y1 <= max(FARTHEST * row.size, 0.5 * (high - low))


def _all_markers(group: list[Bar]) -> bool:
    """Whether the group is a line's square markers."""
    heights = [bar.bbox.y1 - bar.bbox.y0 for bar in group]
    return all(abs(h - bar.width) < 0.1 * bar.width and h <= MARKER for h, bar in zip(heights, group, strict=True))


def _stacks(group: list[Bar]) -> list[list[Bar]]:
    """Columns of segments, each on top of the one before; empty if the bars are not stacked."""
    columns: dict[int, list[Bar]] = defaultdict(list)
    for bar in group:
        key = next((k for k in columns if abs(columns[k][0].x - bar.x) <= 0.1 * bar.width), len(columns))
        columns[key].append(bar)
    stacked = [sorted(column, key=lambda b: (b.bbox.y0, b.bbox.y1)) for column in columns.values()]
    foot = median(column[0].bbox.y0 for column in stacked)
    whole = [column for column in stacked if len(column) > 1 and _is_stack(column, foot)]
    return stacked if len(whole) * 2 >= len(stacked) else []


def _is_stack(column: list[Bar], foot: float) -> bool:
    joints = itertools.pairwise(column)
    return abs(column[0].bbox.y0 - foot) <= SAME_EDGE and all(
        abs(upper.bbox.y0 - lower.bbox.y1) <= 2 * SAME_EDGE for lower, upper in joints
    )


def _standing_sets(row: CategoryRow, bars: list[Bar], foot: float) -> list[MarkSet]:
    """One mark set for each place within a category; or for each paint, where one place has several in turn."""
    lanes: list[list[tuple[int, Bar]]] = []
    offsets: list[float] = []
    for bar in sorted(bars, key=lambda b: b.x):
        category = row.nearest(bar.x)
        offset = bar.x - row.categories[category].x
        lane = next((i for i, o in enumerate(offsets) if abs(o - offset) <= 0.3 * bar.width), None)
        if lane is None:
            offsets.append(offset)
            lanes.append([])
            lane = len(lanes) - 1
        lanes[lane].append((category, bar))
    return [_standing_set(lane, foot) for lane in lanes]


def _standing_set(lane: list[tuple[int, Bar]], foot: float) -> MarkSet:
    marks = []
    for category, bar in lane:
        down = abs(bar.bbox.y1 - foot) <= SAME_EDGE and abs(bar.bbox.y0 - foot) > SAME_EDGE
        marks.append(Mark(category, bar.x, bar.bbox.y0 if down else bar.bbox.y1, foot, bar.bbox, bar.paint))
    paints = Counter(bar.paint for _, bar in lane)
    return MarkSet("bar", paints.most_common(1)[0][0], tuple(_one_a_category(marks)))


def _one_a_category(marks: list[Mark]) -> list[Mark]:
    """Keep the larger of two bars in one place: a highlight drawn over another, or a background."""
    best: dict[int, Mark] = {}
    for mark in marks:
        known = best.get(mark.category)
        if known is None or abs(mark.length) > abs(known.length):
            best[mark.category] = mark
    return [best[category] for category in sorted(best)]


def _segment_sets(row: CategoryRow, columns: list[list[Bar]]) -> list[MarkSet]:
    """One mark set for each paint, or for each rank in the stack where paints repeat."""
    ranked = [(rank, bar) for column in columns for rank, bar in enumerate(column)]
    paints = [tuple(bar.paint for bar in column) for column in columns]
    by_paint = all(len(set(p)) == len(p) for p in paints)
    sets: dict[object, list[tuple[int, Bar]]] = defaultdict(list)
    for rank, bar in ranked:
        sets[bar.paint if by_paint else rank].append((row.nearest(bar.x), bar))
    return [
        MarkSet(
            "segment",
            bars[0][1].paint,
            tuple(
                _one_a_category([Mark(c, bar.x, bar.bbox.y1, bar.bbox.y0, bar.bbox, bar.paint) for c, bar in bars]),
            ),
        )
        for bars in sets.values()
    ]
