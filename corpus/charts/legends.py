"""Which legend is whose: charts of one page use the same colours, so the nearest name is not always the right one.

A legend below one chart stands above the title of the next. All legends are given out together, one a plot, so that
their distances add up to the least; and a legend is drawn after its chart's categories.
"""

from collections.abc import Sequence
from itertools import permutations

from corpus.charts.legend import LegendEntry, same_paint
from corpus.charts.plot import Plot
from corpus.pdf.matrix import union
from corpus.reading import BBox

TOGETHER = 40
"""Painting operations between two entries of one legend."""

ADJACENT = 12.0
"""Ems between two entries of one legend."""

NO_LEGEND = 150.0
"""Points that are worth leaving a plot without a legend rather than giving it a farther one."""

DRAWN_BEFORE = 60.0
"""Points that count against a legend that is drawn before its plot's categories."""

ALIKE = 0.6
"""Ratio of a legend's distances to its two nearest plots from which on they are alike."""

FAR = 80.0
"""Points beyond which a legend belongs to no single plot."""

UNNAMED = 60.0
"""Points that count against a legend for each paint of the plot that it does not name."""

MOST_TRIED = 4
"""Plots and legends up to which all ways to give them out are tried."""


def own_legends(plots: Sequence[Plot], entries: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """For each plot the entries of its legend; a legend in the middle of the page is common to all plots."""
    groups = _groups(entries)
    if len(groups) == 1 and _is_common(union([e.bbox for e in entries]), plots):
        return [_fitting(entries, plot) for plot in plots]
    if max(len(plots), len(groups)) > MOST_TRIED or not groups:
        return [_fitting(_nearest(plot, plots, groups), plot) for plot in plots]
    slots: list[int | None] = [*range(len(groups)), *([None] * len(plots))]
    ways = set(permutations(slots, len(plots)))
    best = min(ways, key=lambda way: sum(_cost(p, groups, g) for p, g in zip(plots, way, strict=True)))
    return [_fitting(groups[g], p) if g is not None else [] for g, p in zip(best, plots, strict=True)]


def _is_common(box: BBox, plots: Sequence[Plot]) -> bool:
    """Whether a page's only legend is as far from two plots as from one."""
    gaps = sorted(_gap(box, plot) for plot in plots)
    return len(gaps) > 1 and (gaps[0] >= ALIKE * gaps[1] or gaps[0] >= FAR)


def _fitting(entries: Sequence[LegendEntry], plot: Plot) -> list[LegendEntry]:
    """The entries, if they name every paint of a plot of several series; a legend that does not is another's."""
    paints = {marks.paint for marks in plot.sets}
    named = [any(same_paint(e.paint, paint) for e in entries) for paint in paints]
    return list(entries) if len(paints) < 2 or all(named) else []


def _groups(entries: Sequence[LegendEntry]) -> list[list[LegendEntry]]:
    """Entries that make one legend: drawn one after the other, side by side or one below the other."""
    groups: list[list[LegendEntry]] = []
    for entry in sorted(entries, key=lambda e: e.tokens[0].order):
        last = groups[-1][-1] if groups else None
        if last and entry.tokens[0].order - last.tokens[0].order <= TOGETHER and _adjacent(last, entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _adjacent(one: LegendEntry, other: LegendEntry) -> bool:
    reach = ADJACENT * one.tokens[0].size
    a, b = one.bbox, other.bbox
    return a.x0 - reach <= b.x1 and b.x0 <= a.x1 + reach and a.y0 - reach <= b.y1 and b.y0 <= a.y1 + reach


def _cost(plot: Plot, groups: Sequence[Sequence[LegendEntry]], group: int | None) -> float:
    if group is None:
        return NO_LEGEND
    entries = groups[group]
    first = min((t.order for t in plot.row.tokens), default=0)
    before = entries[0].tokens[0].order < first
    paints = {marks.paint for marks in plot.sets}
    missing = sum(not any(same_paint(e.paint, paint) for e in entries) for paint in paints)
    return _gap(union([e.bbox for e in entries]), plot) + DRAWN_BEFORE * before + UNNAMED * missing


def _nearest(plot: Plot, plots: Sequence[Plot], groups: Sequence[Sequence[LegendEntry]]) -> list[LegendEntry]:
    boxes = [union([e.bbox for e in group]) for group in groups]
    return [
        entry
        for group, box in zip(groups, boxes, strict=True)
        for entry in group
        if _gap(box, plot) <= min(_gap(box, other) for other in plots)
    ]


def _gap(box: BBox, plot: Plot) -> float:
    dx = max(plot.area.x0 - box.x1, box.x0 - plot.area.x1, 0.0)
    dy = max(plot.row.bbox.y0 - box.y1, box.y0 - plot.area.y1, 0.0)
    return dx + dy
