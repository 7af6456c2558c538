"""From a native chart to a reading: its figures are certain unless the file itself contradicts or lacks them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.charts.categories import meaning_of
from corpus.charts.numbers import parse_number
from corpus.charts.units import is_unit, split_unit
from corpus.office.captions import Caption
from corpus.office.chart import NativeChart, NativeSeries, Value
from corpus.office.formats import GENERAL, Shown, show, tidy
from corpus.office.places import Place, places
from corpus.reading import ChartReading, Milestone, Period, Point, PointStatus, Role, Series
from corpus.years import nfkc

_NO_NAME = ("系列", "Series", "データ系列")
_DOUBTED = 0.6
"""By which each reason lowers the confidence."""


@dataclass(slots=True)
class _Read:
    """A series with what stands in it that is no actual value of a year."""

    series: Series
    milestones: list[tuple[Role, Milestone]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    suffixes: set[str] = field(default_factory=set)


def chart_reading(chart: NativeChart, caption: Caption, linked: bool) -> ChartReading:
    """The reading of a native chart.

    Args:
        chart: The chart.
        caption: What the page says about it.
        linked: Whether its figures come from a workbook elsewhere, which nobody can compare.
    """
    title, unit = _title(chart, caption)
    found = [_series(one, places(one.categories)) for one in chart.series]
    drawn = [one for one in found if one.series.points or one.milestones]
    reasons = tuple(dict.fromkeys(_reasons(chart, drawn, found, title, linked)))
    return ChartReading(
        page=caption.page,
        title=title,
        unit=unit or _common_suffix(drawn),
        kind="+".join(sorted({one.kind for one in chart.series})) or "other",
        series=tuple(one.series for one in found if one.series.points),
        target=_milestone("target", found, caption),
        baseline=_milestone("baseline", found, caption),
        period=_period(chart) or caption.period,
        confidence=round(0.99 * _DOUBTED ** len(reasons), 2),
        needs_review=bool(reasons),
        reasons=reasons,
        bbox=caption.bbox,
    )


def _title(chart: NativeChart, caption: Caption) -> tuple[str, str]:
    """Title and unit: the chart's own, else those beside it, else the one series' name where that says more."""
    title, unit = split_unit(" ".join(chart.title.split("\n")))
    if not title:
        title, beside = caption.title, caption.unit
        unit = unit or beside
    names = {name for one in chart.series if (name := _name(one))}
    if not title and len(names) == 1 and meaning_of(*names) == "other" and not next(iter(names)).startswith("実績"):
        title, stated = split_unit(*names)
        unit = unit or stated
    axes = (split_unit(text)[1] or (text if is_unit(text) else "") for text in chart.axis_titles)
    return title, unit or next(filter(None, axes), "") or caption.unit


def _name(series: NativeSeries) -> str | None:
    """A series' name, without those that programs make up."""
    name = " ".join(series.name.split())
    made_up = any(name.startswith(start) and name[len(start) :].strip().isdigit() for start in _NO_NAME)
    return None if made_up or not name else name


def _series(one: NativeSeries, at_places: Sequence[Place]) -> _Read:
    name = _name(one)
    points: list[Point] = []
    found = _Read(Series(name, _role(name), ()), reasons=[f"{doubt}: {_DOUBTS[doubt]}" for doubt in one.doubts])
    for at, value in sorted(one.values.items()):
        place = at_places[at] if at < len(at_places) else Place("", None, "other", None)
        shown = _shown(place, value, found)
        if place.meaning in ("target", "baseline"):
            role: Role = "target" if place.meaning == "target" else "baseline"
            found.milestones.append((role, Milestone(place.label, place.year, shown.value, shown.text)))
        elif place.meaning == "forecast":
            found.reasons.append("forecast: values marked 見込 are left out")
        elif place.year is None:
            found.reasons.append(f"no_year: the category {place.label!r} is no year, so its value is left out")
        else:
            status: PointStatus = "carried" if shown.carried else "actual"
            points.append(Point(place.label, place.year, shown.value, status, shown.text))
    found.series = Series(name, found.series.role, tuple(sorted(points, key=lambda point: point.year)))
    return found


_DOUBTS = {
    "no_data": "the chart holds no figures and what it points to cannot be read",
    "stale_copy": "the cells that the chart points to hold other figures than the chart",
}


def _role(name: str | None) -> Role:
    meaning = meaning_of(name) if name else "other"
    if meaning == "baseline":
        return "baseline"
    return "target" if meaning in ("target", "forecast") else "actual"


def _shown(place: Place, value: Value, found: _Read) -> Shown:
    """A value as its label shows it; a label typed by hand that says something else needs a person's look."""
    shown = show(value.number, value.code if value.labelled else _scale_only(value.code))
    if value.labelled and not shown.text and value.typed is None:
        found.reasons.append(f"hidden_value: the value of {place.label!r} is {value.number} but its label is blank")
    if value.typed is None:
        if (number := parse_number(show(value.number, value.code).text)) and number.suffix:
            found.suffixes.add(number.suffix)
        return shown
    typed = parse_number(value.typed)
    if typed is None:
        found.reasons.append(f"label_unread: the label {value.typed!r} at {place.label!r} is no number")
        return Shown(value.typed, shown.value, shown.carried)
    if typed.value not in _ways_to_say(shown, value, typed.decimals):
        found.reasons.append(f"label_disagrees: {place.label!r} is labelled {value.typed!r} but holds {shown.value}")
    else:
        shown = Shown(value.typed, typed.value, typed.carried)
    if typed.suffix:
        found.suffixes.add(typed.suffix)
    return Shown(value.typed, shown.value, typed.carried)


def _scale_only(code: str) -> str:
    """Without a label nothing is rounded for show; only percent says something of the value."""
    return "General%" if "%" in code.replace('"%"', "") and "\\%" not in code else GENERAL


def _ways_to_say(shown: Shown, value: Value, decimals: int) -> set[object]:
    """The value as shown and as held, to the decimals that a label has."""
    return {tidy(show(number, "0." + "0" * decimals).value) for number in (shown.value, value.number)}


def _reasons(
    chart: NativeChart, drawn: Sequence[_Read], found: Sequence[_Read], title: str, linked: bool
) -> Iterator[str]:
    if linked:
        yield "linked: the figures come from a workbook that is not part of the file"
    if chart.scaled:
        yield "display_units: the axis counts in thousands or the like, and the figures may not"
    if not drawn and any(one.values for one in chart.series):
        yield "no_years: the categories under this chart are no years that can be read"
    if not found:
        yield "no_values: the chart has no series"
    for one in found:
        if not (drawn == [] and all(reason.startswith("no_year:") for reason in one.reasons)):
            yield from one.reasons
        years = [(point.year, point.status) for point in one.series.points]
        if len(set(years)) < len(years):
            yield "same_year: a series has two values for one year"
    yield from _doubts_about_names([one.series for one in drawn], title)
    if len({bool(one.suffixes & {"%", "％"}) for one in drawn if one.suffixes or len(drawn) > 1}) > 1:
        yield "two_units: only some of the series are percentages"


def _doubts_about_names(drawn: Sequence[Series], title: str) -> Iterator[str]:
    names = [series.name for series in drawn]
    if len(names) > 1 and None in names:
        yield "unnamed_series: not every series has a name"
    if len(set(names)) < len(names) and None not in names:
        yield "same_name: two series have one name"
    for series in drawn:
        actual = [point.value for point in series.points if point.status == "actual"]
        if series.role == "actual" and "累計" in title and any(b < a for a, b in pairwise(actual)):
            yield "cumulative_falls: a cumulative series falls"


def _milestone(role: Role, found: Sequence[_Read], caption: Caption) -> Milestone | None:
    """The milestone of a role: one drawn as a category before one in a text box."""
    drawn = [milestone for one in found for of, milestone in one.milestones if of == role]
    return next(iter([*drawn, *(m.milestone for m in caption.milestones if m.role == role)]), None)


def _period(chart: NativeChart) -> Period | None:
    return next((p.period for one in chart.series for p in places(one.categories) if p.period), None)


def _common_suffix(drawn: Sequence[_Read]) -> str:
    suffixes = {nfkc(suffix) for one in drawn for suffix in one.suffixes}
    return suffixes.pop() if len(suffixes) == 1 else ""
