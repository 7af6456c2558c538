"""A category row with its marks, read as the marks say it must be: anchored, and with the years that are not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.charts.bars import bar_sets
from corpus.charts.categories import Anchor, CategoryRow
from corpus.charts.curves import line_sets, usual_offset
from corpus.charts.marks import MarkSet
from corpus.charts.places import re_anchored, shifted, trimmed, with_skipped
from corpus.pdf.matrix import union
from corpus.pdf.page import Shape
from corpus.reading import BBox

OFF_MARKS = 0.2
"""Share of a step by which all marks together may stand beside their categories."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row read one way: its categories, the marks over them, and how far these stand beside."""

    row: CategoryRow
    sets: list[MarkSet]
    bias: float
    open_ended: bool

    @property
    def marks(self) -> BBox:
        """The box around all marks."""
        return union([mark.bbox for s in self.sets for mark in s.marks])

    @property
    def bbox(self) -> BBox:
        """The box around marks and categories."""
        return union([self.row.bbox, self.marks])

    @property
    def rank(self) -> tuple[int, int, float]:
        """Fewer series, more marks, less bias: an anchor off by a step leaves marks without a year at one end."""
        return len(self.sets), -sum(len(s.marks) for s in self.sets), abs(self.bias)


def best_row(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> RowReading | None:
    """The row as its marks say it must be read: slanted labels anchored, skipped years put back."""
    readings = [reading for anchor in row.anchors if (reading := _row_reading(row, anchor, shapes, others))]
    return min(readings, key=lambda reading: reading.rank, default=None)


def _row_reading(
    row: CategoryRow, anchor: Anchor, shapes: Sequence[Shape], others: Sequence[CategoryRow]
) -> RowReading | None:
    shift = 0.0
    if row.slanted:
        # The end of a slanted label is near its category's middle, not on it; the marks say how near.
        row = re_anchored(row, anchor)
        shift = usual_offset(row, shapes, others, _years_apart(row))
        row = shifted(row, shift)
    full = _with_skipped_years(row, shapes, others)
    sets = _mark_sets(full, shapes, others)
    if not sets:
        return None
    return RowReading(full, sets, _bias(full, sets) + shift / row.step, _goes_beyond(full, sets, shapes))


def _mark_sets(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> list[MarkSet]:
    bars = bar_sets(row, shapes, others)
    boxes = [mark.bbox for s in bars for mark in s.marks]
    lines = line_sets(row, shapes, others)
    return [*bars, *(s for s in lines if s.kind != "marker" or not _part_of_bars(s, boxes))]


def _part_of_bars(markers: MarkSet, bars: Sequence[BBox]) -> bool:
    """Whether small shapes are low bars or segments themselves, or too few to be a series beside bars."""
    inside = sum(any(b.x0 < m.x < b.x1 and b.y0 <= m.level <= b.y1 for b in bars) for m in markers.marks)
    return bool(bars) and (inside * 2 > len(markers.marks) or len(markers.marks) < 3)


def _with_skipped_years(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> CategoryRow:
    """Put back undrawn years if one series has marks over them as over the drawn ones.

    Bars side by side over years that are truly apart (a survey every third year) stand between the labels too, but
    none of their series stands on both.
    """
    every = _years_apart(row)
    if every < 2:
        return row
    full = with_skipped(row, every)
    inside = range(every - 1, len(full.categories) - every + 1)
    drawn = {i for i in inside if full.categories[i].label}
    hidden = set(inside) - drawn
    marked = [{mark.category for mark in s.marks} for s in _mark_sets(full, shapes, others)]
    if not any(len(m & hidden) * 2 > len(hidden) and len(m & drawn) * 2 > len(drawn) for m in marked):
        return row
    return trimmed(full, set().union(*marked))


def _years_apart(row: CategoryRow) -> int:
    """Years between neighbouring labels, 1 if they differ."""
    years = [c.year for c in row.categories if c.meaning == "year" and c.year is not None]
    steps = {b - a for a, b in pairwise(years)}
    return steps.pop() if len(steps) == 1 else 1


def _bias(row: CategoryRow, sets: Sequence[MarkSet]) -> float:
    """Mean distance of the marks from their categories, in steps, over the categories that have all series."""
    complete = set.intersection(*({m.category for m in s.marks} for s in sets)) if sets else set()
    marks = [m for s in sets for m in s.marks if not complete or m.category in complete]
    offsets = [(m.x - row.categories[m.category].x) / row.step for m in marks]
    return sum(offsets) / len(offsets)


def _goes_beyond(row: CategoryRow, sets: Sequence[MarkSet], shapes: Sequence[Shape]) -> bool:
    """Whether a bar stands just one step beyond the row, on the same foot: a category whose label was not read."""
    for marks in sets:
        for mark, side in ((marks.marks[0], -1), (marks.marks[-1], 1)):
            edge = row.categories[0 if side < 0 else -1]
            if mark.base is None:
                continue
            x = edge.x + side * row.step + (mark.x - row.categories[mark.category].x)
            width = mark.bbox.x1 - mark.bbox.x0
            for shape in shapes:
                box = shape.bbox
                there = abs((box.x0 + box.x1) / 2 - x) < 0.08 * row.step and abs(box.x1 - box.x0 - width) < 0.5
                if shape.kind == "rectangle" and there and min(abs(box.y0 - mark.base), abs(box.y1 - mark.base)) < 0.5:
                    return True
    return False
