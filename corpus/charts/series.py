"""From matched labels to series: names and roles from the legend, points in year order, measured values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from math import floor, log10
from statistics import median

from corpus.charts.categories import Category, meaning_of
from corpus.charts.groups import GroupScale
from corpus.charts.labels import Label, Pairing, measure_of, pairing
from corpus.charts.legend import LegendEntry, same_paint
from corpus.charts.marks import Mark, MarkSet
from corpus.charts.matching import Matching
from corpus.charts.plot import Plot
from corpus.charts.scale import PLACING
from corpus.reading import Milestone, Point, Role, Series
from corpus.years import era_label

FINEST = 0.1
"""Points that can be told apart when a shape is measured."""

ZERO = 0.3
"""Points of height up to which a bar has none: producers draw such a bar where there is no value."""

SAME_RISE = 0.2
"""Ems by which the labels of one series may differ in their distance from their marks."""


@dataclass(frozen=True, slots=True)
class ReadSeries:
    """A series with what must be known to judge it.

    Attributes:
        bare: Years whose marks have no label.
        milestones: Points at a 検証値 or 目標 category, which are no actual values.
        forecasts: Points at a 見込 category, left out of the series.
    """

    series: Series
    bare: int
    milestones: tuple[tuple[Role, Milestone], ...]
    forecasts: int


def name_of(marks: MarkSet, legend: Sequence[LegendEntry]) -> str | None:
    """The legend's name for a set's paint; None if the legend lacks it or gives it two names."""
    same = [e for e in legend if marks.paint is not None and same_paint(e.paint, marks.paint)]
    wants_line = marks.kind in ("line", "marker")
    names = {e.name for e in same if e.is_line == wants_line} or {e.name for e in same}
    return names.pop() if len(names) == 1 else None


def split_by_legend(sets: Sequence[MarkSet], legend: Sequence[LegendEntry]) -> list[MarkSet]:
    """Part bars that stand in one place year after year but that the legend names differently (第1期, 第2期)."""
    parted: list[MarkSet] = []
    for marks in sets:
        paints = list(dict.fromkeys(m.paint for m in marks.marks))
        names = {name_of(replace(marks, paint=paint), legend) for paint in paints}
        if marks.kind != "bar" or len(paints) < 2 or None in names or len(names) < len(paints):
            parted.append(marks)
        else:
            parted.extend(MarkSet("bar", p, tuple(m for m in marks.marks if m.paint == p)) for p in paints)
    return parted


def read_series(plot: Plot, index: int, matching: Matching, name: str | None) -> ReadSeries:
    """The points of one mark set."""
    marks, group = plot.sets[index], matching.group_of(index)
    labelled = {p.mark.category: p for p in matching.pairings if p.series == index}
    points: list[Point] = []
    milestones: list[tuple[Role, Milestone]] = []
    bare = forecasts = 0
    undrawn = [p.mark for p in labelled.values() if p.mark not in marks.marks]
    for mark in (*marks.marks, *undrawn):
        category, named = plot.row.categories[mark.category], labelled.get(mark.category)
        if labelled and named is None and mark.base is not None and abs(mark.length) < ZERO:
            continue  # a year without a value: missing is not zero
        point = _labelled(category, named) if named else _measured(category, mark, marks, group)
        if category.meaning in ("target", "baseline"):
            if named and point:
                role: Role = "target" if category.meaning == "target" else "baseline"
                milestones.append((role, Milestone(category.label, category.year, point.value, point.text)))
        elif category.meaning == "forecast":
            forecasts += 1
        elif point is not None:
            bare += named is None
            points.append(point)
    series = Series(name, _role(name), tuple(sorted(points, key=lambda p: p.year)))
    return ReadSeries(series, bare, tuple(milestones), forecasts)


def _role(name: str | None) -> Role:
    meaning = meaning_of(name) if name else "other"
    if meaning == "baseline":
        return "baseline"
    return "target" if meaning in ("target", "forecast") else "actual"


def _label_of(category: Category) -> str:
    return category.label or (era_label(category.year) if category.year else "")


def _labelled(category: Category, named: Pairing) -> Point | None:
    if category.year is None and category.meaning == "year":
        return None
    number, token = named.label.number, named.label.token
    return Point(
        label=_label_of(category),
        year=category.year or 0,
        value=number.value,
        status="carried" if number.carried else "actual",
        text=token.text,
        bbox=token.bbox,
    )


def _measured(category: Category, mark: Mark, marks: MarkSet, group: GroupScale) -> Point | None:
    if group.scale is None or category.year is None:
        return None
    value = group.scale.value(measure_of(marks.kind, mark))
    return Point(_label_of(category), category.year, rounded(value, group.scale.slope), "measured", "", mark.bbox)


def rounded(value: float, slope: float) -> Decimal:
    """A measured value to the digits that a shape can tell: no finer than ``FINEST`` points."""
    exponent = floor(log10(abs(slope) * FINEST))
    quantum = Decimal(1).scaleb(exponent)
    number = Decimal(repr(value)).quantize(quantum, ROUND_HALF_EVEN)
    number = number.quantize(Decimal(1)) if exponent > 0 else number
    return abs(number) if number == 0 else number


def undrawn_points(plot: Plot, index: int, matching: Matching, labels: Sequence[Label]) -> list[Pairing]:
    """Labels of marks that are not drawn: zeros of bars, and points of a line whose neighbours are missing.

    Most producers draw a bar of height 0; Excel draws none. A lone point of a line without markers leaves no trace.
    """
    group = matching.group_of(index)
    own = [p for p in matching.pairings if p.series == index]
    if group.scale is None or not own:
        return []
    marks = plot.sets[index]
    drawn = {m.category for m in marks.marks}
    offset = median(m.x - plot.row.categories[m.category].x for m in marks.marks)
    rises = {round(p.rise, 1) for p in own}
    found: dict[int, Pairing] = {}
    for label in labels:
        category = plot.row.nearest(label.token.x - offset)
        x = plot.row.categories[category].x + offset
        level = group.scale.level(float(label.number.value))
        if category in drawn or category in found or abs(label.token.x - x) > 0.2 * plot.row.step:
            continue
        if marks.kind == "bar":
            there = _is_zero_bar(marks, level, label)
        else:
            there = any(abs(label.token.y - level - rise) <= SAME_RISE * label.token.size for rise in rises)
        if there:
            found[category] = pairing(label, index, Mark(category, x, level, None, label.token.bbox), level)
    return list(found.values())


def _is_zero_bar(marks: MarkSet, level: float, label: Label) -> bool:
    foot = median(m.base for m in marks.marks if m.base is not None)
    at_foot = abs(level - foot) <= PLACING and abs(label.token.y - foot) <= 1.8 * label.token.size
    return label.number.value == 0 and at_foot
