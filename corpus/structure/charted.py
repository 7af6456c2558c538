"""The values, targets and baselines that a chart gives, as readings of the indicator it is of."""

import re
from collections.abc import Iterator, Sequence

from corpus.reading import ChartReading, Milestone, MilestoneReading, ObservationReading, Point, Role, Series

SEVERAL = "several_series"
_WHOLE = re.compile(r"実績|合計|全体|総数|^計$|市全体")


def charted_observations(chart: ChartReading, doubt: str | None) -> Iterator[ObservationReading]:
    """The results that a chart gives; of several series, those of the whole.

    Args:
        chart: As read.
        doubt: Why a person should look at them; None for no reason but the chart's own.
    """
    series = [s for s in chart.series if s.role == "actual"]
    clash = _clashing_years(series)
    if clash:
        whole = [s for s in series if s.name and _WHOLE.search(s.name)]
        series, clash = (whole, set()) if len(whole) == 1 else (series, clash)
    given: set[tuple[int, str]] = set()
    for one in series:
        for point in one.points:
            if (point.year, point.status) in given:
                continue
            given.add((point.year, point.status))
            reasons = [*chart.reasons, *([doubt] if doubt else [])]
            if clash:
                reasons.append(f"{SEVERAL}: several series give values for the same years")
            yield _observation(chart, point, reasons, bool(clash or doubt))


def _clashing_years(series: Sequence[Series]) -> set[int]:
    """Years for which the series give more than one value."""
    values: dict[int, set[object]] = {}
    for one in series:
        for point in one.points:
            values.setdefault(point.year, set()).add(point.value)
    return {year for year, given in values.items() if len(given) > 1}


def _observation(chart: ChartReading, point: Point, reasons: Sequence[str], doubtful: bool) -> ObservationReading:
    return ObservationReading(
        year=point.year,
        label=point.label,
        value=point.value,
        status=point.status,
        page=chart.page,
        method="chart",
        text=point.text,
        bbox=point.bbox,
        confidence=chart.confidence,
        needs_review=chart.needs_review or doubtful or point.status == "measured",
        reasons=tuple(reasons),
    )


def charted_milestones(chart: ChartReading, doubt: str | None) -> Iterator[MilestoneReading]:
    """The targets and baselines that a chart gives; arguments as of ``charted_observations``."""
    review = chart.needs_review or doubt is not None
    for role, milestone in (("target", chart.target), ("baseline", chart.baseline)):
        if milestone is not None:
            yield _milestone(chart, "target" if role == "target" else "baseline", milestone, review)
    stated = {m.year for m in (chart.target, chart.baseline) if m is not None}
    for series in chart.series:
        if series.role != "actual":
            for p in series.points:
                if p.year not in stated and p.status != "measured":
                    yield _milestone(chart, series.role, Milestone(p.label, p.year, p.value, p.text), review)


def _milestone(chart: ChartReading, role: Role, milestone: Milestone, review: bool) -> MilestoneReading:
    return MilestoneReading(
        role="target" if role == "target" else "baseline",
        label=milestone.label,
        year=milestone.year,
        value=milestone.value,
        page=chart.page,
        method="chart",
        text=milestone.text,
        needs_review=review,
    )
