"""A plot: a category row with the marks over it, its value axes, and the numbers inside it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.charts.categories import CategoryRow
from corpus.charts.labels import Label
from corpus.charts.marks import MarkSet
from corpus.charts.numbers import parse_number
from corpus.charts.rows import RowReading, best_row
from corpus.charts.ticks import Axis, axes_of
from corpus.charts.tokens import Token
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

_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart's parts.

    Attributes:
        area: Marks, ticks and gridlines; without categories and titles.
        bias: Share of a step by which the marks stand beside the categories.
        open_ended: Whether bars go on beyond the first or last category.
    """

    row: CategoryRow
    sets: tuple[MarkSet, ...]
    axes: tuple[Axis, ...]
    area: BBox
    bias: float
    open_ended: bool = False


def plots_of(page: PdfPage, tokens: Sequence[Token], rows: Sequence[CategoryRow]) -> list[Plot]:
    """All plots of a page: each row of years that has marks over it."""
    found = [best_row(row, page.shapes, [other for other in rows if other is not row]) for row in rows]
    extents = [reading.bbox if reading else row.bbox for row, reading in zip(rows, found, strict=True)]
    plots = []
    for reading, extent in zip(found, extents, strict=True):
        if reading is not None:
            ceiling = _ceiling(reading, [e for e in extents if e is not extent], page.height)
            floor = min(reading.marks.y0, reading.row.bbox.y1) - reading.row.size
            axes = axes_of(reading.row, floor, ceiling, tokens, page.shapes)
            area = BBox(reading.row.left, reading.marks.y0, reading.row.right, reading.marks.y1)
            ruled = tuple(_ruled_levels(reading, ceiling, page.shapes))
            plots.append(
                (Plot(reading.row, tuple(reading.sets), tuple(axes), area, reading.bias, reading.open_ended), ruled)
            )
    own = _without_borrowed_axes([plot for plot, _ in plots])
    return [_with_full_area(plot, ruled) for plot, (_, ruled) in zip(own, plots, strict=True)]


def _with_full_area(plot: Plot, ruled: Sequence[float]) -> Plot:
    """Let the area reach as far as ticks and rulings do."""
    levels = [*ruled, *(w.level for axis in plot.axes for w in axis.witnesses)]
    area = plot.area
    return replace(plot, area=BBox(area.x0, min([area.y0, *levels]), area.x1, max([area.y1, *levels])))


def _ruled_levels(reading: RowReading, ceiling: float, shapes: Sequence[Shape]) -> list[float]:
    """Levels that gridlines and the sides of the plot reach."""
    row, marks = reading.row, reading.marks
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


def _ceiling(reading: RowReading, others: Sequence[BBox], height: float) -> float:
    """Where the next plot (or table) above begins."""
    row, marks = reading.row, reading.marks
    above = [o.y0 for o in others if o.y0 > marks.y1 - 1 and o.x0 < row.right and row.left < o.x1]
    return min(above, default=height)


def _without_borrowed_axes(plots: list[Plot]) -> list[Plot]:
    """Leave an axis that two plots claim to the nearer one."""
    nearest: dict[int, float] = {}
    for axis in (axis for plot in plots for axis in plot.axes):
        for token in axis.tokens:
            nearest[id(token)] = min(axis.distance, nearest.get(id(token), axis.distance))
    return [
        replace(plot, axes=tuple(a for a in plot.axes if all(a.distance <= nearest[id(t)] for t in a.tokens)))
        for plot in plots
    ]


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
        if token.order not in prose and not number.suffix.startswith("年"):
            found.append(Label(token, number))
    usual = Counter(label.number.suffix for label in found)
    most = max(usual.values(), default=0)
    return [label for label in found if not label.number.suffix or usual[label.number.suffix] >= min(most, 3)]


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
