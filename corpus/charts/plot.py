"""A plot: a category row with the marks over it, its value axes, and the numbers inside it."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.charts.bars import bar_sets
from corpus.charts.categories import Anchor, CategoryRow, re_anchored, shifted, trimmed, with_skipped
from corpus.charts.curves import line_sets, usual_offset
from corpus.charts.labels import Label
from corpus.charts.marks import MarkSet
from corpus.charts.numbers import parse_number
from corpus.charts.ticks import Axis, axes_of
from corpus.charts.tokens import Token
from corpus.pdf.matrix import union
from corpus.pdf.page import PdfPage, Shape
from corpus.reading import BBox

ABOVE = 2.5
"""Ems above the highest mark in which its label may stand."""

BESIDE = 0.7
"""Steps beyond the first and last category's own half step in which a label may stand."""

HEADROOM = 0.4
"""Share of its marks' height that a plot may be higher than its highest mark."""

PROSE = 6
"""Letters in a line from which on its numbers are prose, not labels."""

OFF_MARKS = 0.2
"""Share of a step by which all marks together may stand beside their categories."""

_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart's parts.

    Attributes:
        area: Marks, ticks and gridlines; without categories and titles.
        bias: Share of a step by which the marks stand beside the categories.
    """

    row: CategoryRow
    sets: tuple[MarkSet, ...]
    axes: tuple[Axis, ...]
    area: BBox
    bias: float


def plots_of(page: PdfPage, tokens: Sequence[Token], rows: Sequence[CategoryRow]) -> list[Plot]:
    """All plots of a page: each row of years that has marks over it."""
    plots = []
    for row in rows:
        others = [other for other in rows if other is not row]
        found = _best_row(row, page.shapes, others)
        if found is None:
            continue
        full, sets, bias = found.row, found.sets, found.bias
        marks = union([mark.bbox for s in sets for mark in s.marks])
        ceiling = _ceiling(full, marks, others, page.height)
        axes = axes_of(full, min(marks.y0, full.bbox.y1) - full.size, ceiling, tokens, page.shapes)
        levels = [w.level for axis in axes for w in axis.witnesses]
        levels.extend(_ruled_levels(full, marks, ceiling, page.shapes))
        area = BBox(full.left, min([marks.y0, *levels]), full.right, max([marks.y1, *levels]))
        plots.append(Plot(full, tuple(sets), tuple(axes), area, bias))
    return _without_borrowed_axes(plots)


def _ruled_levels(row: CategoryRow, marks: BBox, ceiling: float, shapes: Sequence[Shape]) -> list[float]:
    """Levels that gridlines and the sides of the plot reach."""
    width = row.right - row.left
    found: list[float] = []
    for shape in shapes:
        box = shape.bbox
        beside = box.x0 < row.left - 0.3 * row.step or box.x1 > row.right + 0.3 * row.step
        if beside or box.y1 > ceiling or box.y0 < row.bbox.y0:
            continue
        across = box.x1 - box.x0 >= 0.8 * width and box.y1 - box.y0 <= 1.0
        upright = (
            box.x1 - box.x0 <= 1.0 and box.y0 <= marks.y0 + 1.0 and box.y1 > marks.y0 + 0.5 * (marks.y1 - marks.y0)
        )
        if across or upright:
            found.extend((box.y0, box.y1))
    return [y for y in found if y <= marks.y1 + HEADROOM * max(marks.y1 - marks.y0, width / 3)]


def _ceiling(row: CategoryRow, marks: BBox, others: Sequence[CategoryRow], height: float) -> float:
    """Where the next plot above begins."""
    above = [o.bbox.y0 for o in others if o.bbox.y0 > marks.y1 and o.left < row.right and row.left < o.right]
    return min(above, default=height)


@dataclass(frozen=True, slots=True)
class _RowReading:
    """A row read one way: its categories, the marks over them, and how far these stand beside."""

    row: CategoryRow
    sets: list[MarkSet]
    bias: float

    @property
    def rank(self) -> tuple[int, int, float]:
        """Fewer series, more marks, less bias: an anchor off by a step leaves marks without a year at one end."""
        return len(self.sets), -sum(len(s.marks) for s in self.sets), abs(self.bias)


def _best_row(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> _RowReading | None:
    """The row as its marks say it must be read: slanted labels anchored, skipped years put back."""
    readings = [reading for anchor in row.anchors if (reading := _row_reading(row, anchor, shapes, others))]
    return min(readings, key=lambda reading: reading.rank, default=None)


def _row_reading(
    row: CategoryRow, anchor: Anchor, shapes: Sequence[Shape], others: Sequence[CategoryRow]
) -> _RowReading | None:
    shift = 0.0
    if row.slanted:
        # The end of a slanted label is near its category's middle, not on it; the marks say how near.
        row = re_anchored(row, anchor)
        shift = usual_offset(row, shapes, others, _years_apart(row))
        row = shifted(row, shift)
    full = _with_skipped_years(row, shapes, others)
    sets = _mark_sets(full, shapes, others)
    return _RowReading(full, sets, _bias(full, sets) + shift / row.step) if sets else None


def _mark_sets(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> list[MarkSet]:
    bars = bar_sets(row, shapes, others)
    lines = line_sets(row, shapes, others)
    if bars:
        # Small squares that belong to bars' own decoration have no vertex to stand on.
        return [*bars, *(s for s in lines if s.kind == "line" or len(s.marks) >= 3)]
    return lines


def _with_skipped_years(row: CategoryRow, shapes: Sequence[Shape], others: Sequence[CategoryRow]) -> CategoryRow:
    every = _years_apart(row)
    if every < 2:
        return row
    full = with_skipped(row, every)
    inside = range(every - 1, len(full.categories) - every + 1)
    hidden = {i for i in inside if not full.categories[i].label}
    marked = {mark.category for s in _mark_sets(full, shapes, others) for mark in s.marks}
    return trimmed(full, marked) if len(hidden & marked) * 2 > len(hidden) else row


def _years_apart(row: CategoryRow) -> int:
    """Years between neighbouring labels, 1 if they differ."""
    years = [c.year for c in row.categories if c.meaning == "year" and c.year is not None]
    steps = {b - a for a, b in itertools.pairwise(years)}
    return steps.pop() if len(steps) == 1 else 1


def _bias(row: CategoryRow, sets: Sequence[MarkSet]) -> float:
    """Mean distance of the marks from their categories, in steps, over the categories that have all series."""
    complete = set.intersection(*({m.category for m in s.marks} for s in sets)) if sets else set()
    marks = [m for s in sets for m in s.marks if not complete or m.category in complete]
    offsets = [(m.x - row.categories[m.category].x) / row.step for m in marks]
    return sum(offsets) / len(offsets)


def _without_borrowed_axes(plots: list[Plot]) -> list[Plot]:
    """Leave an axis that two plots claim to the nearer one."""
    nearest: dict[int, float] = {}
    for plot in plots:
        for axis in plot.axes:
            key = id(axis.tokens[0])
            nearest[key] = min(axis.distance, nearest.get(key, axis.distance))
    return [replace(plot, axes=tuple(a for a in plot.axes if a.distance <= nearest[id(a.tokens[0])])) for plot in plots]


def labels_in(plot: Plot, tokens: Sequence[Token], taken: set[int], prose: frozenset[int]) -> list[Label]:
    """The numbers in a plot that can be data labels.

    Args:
        plot: The plot.
        tokens: All tokens of the page.
        taken: Ids of tokens that are known to be ticks, categories, legends or milestones.
        prose: Show operations of lines of words (see ``prose_orders``).
    """
    found = []
    for token in tokens:
        number = parse_number(token.text)
        if number is None or not token.readable or id(token) in taken or not _within(plot, token):
            continue
        if token.order not in prose:
            found.append(Label(token, number))
    usual = Counter(label.number.suffix for label in found)
    most = max(usual.values(), default=0)
    return [label for label in found if usual[label.number.suffix] >= min(most, 3)]


def _within(plot: Plot, token: Token) -> bool:
    margin = BESIDE * plot.row.step
    return (
        plot.area.x0 - margin <= token.x <= plot.area.x1 + margin
        and plot.area.y0 - 1.5 * token.size <= token.y <= plot.area.y1 + ABOVE * token.size
    )


def prose_orders(page: PdfPage) -> frozenset[int]:
    """Show operations of lines of words, whose numbers are no labels."""
    lines = (line for line in page.lines if len(_LETTERS.findall(line.text)) >= PROSE)
    return frozenset(run.order for line in lines for run in line.runs)
