"""Read the charts of a page: the one entry of this package for charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.charts.categories import category_rows
from corpus.charts.judge import judge
from corpus.charts.labels import Label, Pairing
from corpus.charts.legend import LegendEntry, legend_entries
from corpus.charts.legends import own_legends
from corpus.charts.lying import TurnedPage, turned_page
from corpus.charts.marks import MarkKind
from corpus.charts.matching import Matching, match
from corpus.charts.milestones import PlacedMilestone, own_milestones, placed_milestones
from corpus.charts.period import noted_period
from corpus.charts.plot import Plot, labels_in, plots_of, prose_orders
from corpus.charts.series import ReadSeries, name_of, read_series, split_by_legend, undrawn_points
from corpus.charts.titles import title_and_unit
from corpus.charts.tokens import Token, tokens_of
from corpus.charts.yearless import yearless_plots
from corpus.pdf.matrix import union
from corpus.pdf.page import PdfPage
from corpus.reading import BBox, ChartReading, Milestone

LEVEL = 40.0
"""Points within which charts stand in one row of the page."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """A plot with what is its own on the page.

    Attributes:
        values: The plot that values are read from: ``plot`` itself, or what stands in its place on the turned page.
    """

    plot: Plot
    values: Plot
    labels: Sequence[Label]
    legend: Sequence[LegendEntry]
    milestones: Sequence[PlacedMilestone]


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
    milestones = placed_milestones(page)
    taken = _taken(tokens, [t for row in rows for t in row.tokens], plots, legend, milestones)
    prose = prose_orders(page)
    lies = any(marks.kind == "lying_bar" for plot in plots for marks in plot.sets)
    turned = turned_page(page) if lies else None
    covered = [e.bbox for e in legend] + [m.bbox for m in milestones]
    readings = []
    for plot, own in zip(plots, own_legends(plots, legend), strict=True):
        standing = turned.standing(plot) if turned and plot.sets[0].kind == "lying_bar" else None
        values, labels = standing or (plot, labels_in(plot, tokens, taken, prose))
        if turned and standing:
            plot = replace(plot, area=union([plot.area, turned.upright(values.area)]))
        values = replace(values, sets=tuple(split_by_legend(values.sets, own)))
        chart = _Chart(plot, values, labels, own, _own(plot, plots, milestones))
        others = [other.area for other in plots if other.row is not plot.row]
        readings.append(_reading(chart, page, others, covered, turned if standing else None))
    return tuple(sorted(readings, key=_reading_order))


def _reading_order(reading: ChartReading) -> tuple[int, float]:
    box = reading.bbox or BBox(0.0, 0.0, 0.0, 0.0)
    return -round(box.y1 / LEVEL), box.x0


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


def _own(plot: Plot, plots: Sequence[Plot], milestones: Sequence[PlacedMilestone]) -> tuple[PlacedMilestone, ...]:
    return own_milestones(_frame(plot), [_frame(other) for other in plots if other.row is not plot.row], milestones)


def _frame(plot: Plot) -> BBox:
    """The plot with its row of years."""
    return BBox(plot.area.x0, plot.row.bbox.y0, plot.area.x1, plot.area.y1)


def _reading(
    chart: _Chart, page: PdfPage, others: Sequence[BBox], covered: Sequence[BBox], turned: TurnedPage | None
) -> ChartReading:
    values = chart.values
    matching = _with_undrawn(values, match(chart.labels, values.sets, values.axes, values.row.step))
    names = [name_of(marks, chart.legend) for marks in values.sets]
    found = [read_series(values, i, matching, name) for i, name in enumerate(names)]
    found = [s for s in found if s.series.points or s.milestones]
    title, unit = title_and_unit(chart.plot, page, others, covered)
    judgement = judge(values, matching, found, title, page)
    series = [s.series for s in found if s.series.points]
    return ChartReading(
        page=page.number,
        title=title,
        unit=unit or _unit_of_labels(matching),
        kind=_kind(values),
        series=tuple(turned.series_upright(s) if turned else s for s in series),
        target=_milestone("target", found, chart.milestones),
        baseline=_milestone("baseline", found, chart.milestones),
        period=values.row.period or noted_period(chart.plot, page),
        confidence=judgement.confidence,
        needs_review=bool(judgement.reasons),
        reasons=judgement.reasons,
        bbox=_box(chart, matching, turned),
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
    names: dict[MarkKind, str] = {
        "bar": "bar",
        "segment": "stacked_bar",
        "line": "line",
        "marker": "line",
        "area": "area",
    }
    names |= {"lying_bar": "bar", "sector": "pie"}
    return "+".join(sorted({names[k] for k in kinds}))


def _milestone(role: str, found: Sequence[ReadSeries], milestones: Sequence[PlacedMilestone]) -> Milestone | None:
    """The milestone of a role: a bar's own value before a text box."""
    drawn = [m for s in found for r, m in s.milestones if r == role]
    stated = [m.milestone for m in milestones if m.role == role]
    return next(iter([*drawn, *stated]), None)


def _box(chart: _Chart, matching: Matching, turned: TurnedPage | None) -> BBox:
    values = chart.values
    boxes = [values.area, values.row.bbox]
    boxes.extend(t.bbox for axis in values.axes for t in axis.tokens)
    boxes.extend(p.label.token.bbox for p in matching.pairings)
    if turned:
        boxes = [turned.upright(box) for box in boxes]
    boxes.extend(m.bbox for m in chart.milestones)
    near = union([chart.plot.area, *boxes])
    reach = 3 * values.row.size
    boxes.extend(e.bbox for e in chart.legend if _is_within(e.bbox, near, reach))
    return union([chart.plot.area, *boxes])


def _is_within(box: BBox, near: BBox, reach: float) -> bool:
    across = near.x0 - reach <= box.x0 and box.x1 <= near.x1 + reach
    return across and near.y0 - reach <= box.y0 <= near.y1 + reach
