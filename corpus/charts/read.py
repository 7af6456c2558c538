"""Read the charts of a page: the one entry of this package for charts."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.charts.categories import category_rows
from corpus.charts.judge import judge
from corpus.charts.labels import Label, Pairing
from corpus.charts.legend import LegendEntry, legend_entries
from corpus.charts.legends import own_legends
from corpus.charts.matching import Matching, match
from corpus.charts.milestones import PlacedMilestone, placed_milestones
from corpus.charts.period import noted_period
from corpus.charts.plot import Plot, labels_in, plots_of, prose_orders
from corpus.charts.series import ReadSeries, name_of, read_series, split_by_legend, undrawn_points
from corpus.charts.titles import title_and_unit
from corpus.charts.tokens import Token, tokens_of
from corpus.charts.yearless import yearless_plots
from corpus.pdf.matrix import union
from corpus.pdf.page import PdfPage
from corpus.reading import BBox, ChartReading, Milestone

MILESTONE_REACH = 0.6
"""Share of a plot's width within which a target's text box is the plot's own."""


CLEARLY = 4.0
"""Points by which a target's text box must be nearer to its plot than to another, or it is nobody's."""


def read_charts(page: PdfPage) -> tuple[ChartReading, ...]:
    """All charts on a page, in reading order; those whose categories are no readable years come without values.

    The box of a reading holds plot, ticks, categories, labels, legend and milestones, but not the title.
    """
    if not page.shapes:
        return ()
    tokens = tokens_of(page)
    rows = category_rows(tokens)
    plots = plots_of(page, tokens, rows)
    plots.extend(yearless_plots(page, plots))
    legend = legend_entries(tokens, page.shapes)
    legends = own_legends(plots, legend)
    plots = [
        replace(plot, sets=tuple(split_by_legend(plot.sets, own))) for plot, own in zip(plots, legends, strict=True)
    ]
    milestones = placed_milestones(page)
    taken = _taken(tokens, [t for row in rows for t in row.tokens], plots, legend, milestones)
    prose = prose_orders(page)
    boxes = [e.bbox for e in legend] + [m.bbox for m in milestones]
    readings = [
        _reading(plot, labels_in(plot, tokens, taken, prose), own, _own(plot, plots, milestones), plots, boxes, page)
        for plot, own in zip(plots, legends, strict=True)
    ]
    return tuple(
        sorted(readings, key=lambda r: (-round((r.bbox.y1 if r.bbox else 0) / 40), r.bbox.x0 if r.bbox else 0))
    )


def _taken(
    tokens: Sequence[Token],
    categories: Sequence[Token],
    plots: Sequence[Plot],
    legend: Sequence[LegendEntry],
    milestones: Sequence[PlacedMilestone],
) -> set[int]:
    """Ids of tokens that are known to be something other than data labels."""
    taken = {id(t) for t in categories}
    taken |= {id(t) for plot in plots for axis in plot.axes for t in axis.tokens}
    taken |= {id(t) for entry in legend for t in entry.tokens}
    orders = {order for m in milestones for order in m.orders}
    return taken | {id(t) for t in tokens if t.order in orders}


def _own(plot: Plot, plots: Sequence[Plot], milestones: Sequence[PlacedMilestone]) -> list[PlacedMilestone]:
    """The milestones that stand clearly nearer to this plot than to any other."""
    others = [other for other in plots if other is not plot]
    return [
        m
        for m in milestones
        if all(_gap(m.bbox, plot) + CLEARLY < _gap(m.bbox, other) for other in others)
        and _gap(m.bbox, plot) <= MILESTONE_REACH * (plot.area.x1 - plot.area.x0)
    ]


def _gap(box: BBox, plot: Plot) -> float:
    """Points between a box and a plot; above and below count more than beside, where text boxes stand."""
    dx = max(plot.area.x0 - box.x1, box.x0 - plot.area.x1, 0.0)
    dy = max(plot.row.bbox.y0 - box.y1, box.y0 - plot.area.y1, 0.0)
    return dx + 3 * dy


def _reading(
    plot: Plot,
    labels: Sequence[Label],
    legend: Sequence[LegendEntry],
    milestones: Sequence[PlacedMilestone],
    plots: Sequence[Plot],
    boxes: Sequence[BBox],
    page: PdfPage,
) -> ChartReading:
    matching = _with_undrawn(plot, match(labels, plot.sets, plot.axes, plot.row.step))
    names = [name_of(marks, legend) for marks in plot.sets]
    found = [read_series(plot, i, matching, name) for i, name in enumerate(names)]
    found = [s for s in found if s.series.points or s.milestones]
    title, unit = title_and_unit(plot, page, [p.area for p in plots if p is not plot], boxes)
    judgement = judge(plot, matching, found, title, page)
    return ChartReading(
        page=page.number,
        title=title,
        unit=unit or _unit_of_labels(matching),
        kind=_kind(plot),
        series=tuple(s.series for s in found if s.series.points),
        target=_milestone("target", found, milestones),
        baseline=_milestone("baseline", found, milestones),
        period=plot.row.period or noted_period(plot, page),
        confidence=judgement.confidence,
        needs_review=bool(judgement.reasons),
        reasons=judgement.reasons,
        bbox=_box(plot, matching, legend, milestones),
    )


def _with_undrawn(plot: Plot, matching: Matching) -> Matching:
    """Add the labels whose marks are not drawn. Those of lines stay stray, for a person to look at."""
    left = [*matching.unmatched, *matching.stray]
    found: list[Pairing] = []
    for index in range(len(plot.sets)):
        used = {id(p.label) for p in found}
        found.extend(undrawn_points(plot, index, matching, [label for label in left if id(label) not in used]))
    certain = {id(p.label) for p in found if plot.sets[p.series].kind == "bar"}
    return replace(
        matching,
        pairings=(*matching.pairings, *found),
        unmatched=tuple(label for label in matching.unmatched if id(label) not in certain),
        stray=tuple(label for label in matching.stray if id(label) not in certain),
    )


def _unit_of_labels(matching: Matching) -> str:
    suffixes = {p.label.number.suffix for p in matching.pairings}
    return suffixes.pop() if len(suffixes) == 1 else ""


def _kind(plot: Plot) -> str:
    kinds = {s.kind for s in plot.sets}
    names = {"bar": "bar", "segment": "stacked_bar", "line": "line", "marker": "line", "area": "area", "sector": "pie"}
    return "+".join(sorted({names[k] for k in kinds}))


def _milestone(role: str, found: Sequence[ReadSeries], milestones: Sequence[PlacedMilestone]) -> Milestone | None:
    """The milestone of a role: a bar's own value before a text box."""
    drawn = [m for s in found for r, m in s.milestones if r == role]
    stated = [m.milestone for m in milestones if m.role == role]
    return next(iter([*drawn, *stated]), None)


def _box(plot: Plot, matching: Matching, legend: Sequence[LegendEntry], milestones: Sequence[PlacedMilestone]) -> BBox:
    boxes = [plot.area, plot.row.bbox, *(m.bbox for m in milestones)]
    boxes.extend(t.bbox for axis in plot.axes for t in axis.tokens)
    boxes.extend(p.label.token.bbox for p in matching.pairings)
    near = union(boxes)
    reach = 3 * plot.row.size
    boxes.extend(
        e.bbox
        for e in legend
        if near.x0 - reach <= e.bbox.x0
        and e.bbox.x1 <= near.x1 + reach
        and near.y0 - reach <= e.bbox.y0 <= near.y1 + reach
    )
    return union(boxes)
