"""What is doubtful about a page is doubtful about every figure on it."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.reading import IndicatorReading, Reading, ReadingWarning

DOUBTS = {
    "digits_differ": "digits_differ: two readers see different digits on the page",
    "fallback_text": "fallback_text: the page's text is a second reader's",
    "damaged_page": "damaged_page: the page could be read only in part",
}
"""Warnings of a page that no figure on it is accepted with, and the reason given."""


def doubted(reading: Reading) -> Reading:
    """The reading, with every figure of a doubtful page up for review."""
    why = _reasons(reading.warnings)
    if not why:
        return reading
    charts = (
        replace(chart, needs_review=True, reasons=(*chart.reasons, *why[chart.page])) if chart.page in why else chart
        for chart in reading.charts
    )
    return replace(
        reading, charts=tuple(charts), indicators=tuple(_indicator(indicator, why) for indicator in reading.indicators)
    )


def _reasons(warnings: Sequence[ReadingWarning]) -> dict[int, tuple[str, ...]]:
    why: dict[int, tuple[str, ...]] = {}
    for warning in warnings:
        if warning.page is not None and warning.code in DOUBTS:
            why[warning.page] = (*why.get(warning.page, ()), DOUBTS[warning.code])
    return why


def _indicator(indicator: IndicatorReading, why: dict[int, tuple[str, ...]]) -> IndicatorReading:
    observations = (
        replace(seen, needs_review=True, reasons=tuple(dict.fromkeys((*seen.reasons, *why[seen.page]))))
        if seen.page in why
        else seen
        for seen in indicator.observations
    )
    milestones = (replace(one, needs_review=True) if one.page in why else one for one in indicator.milestones)
    return replace(indicator, observations=tuple(observations), milestones=tuple(milestones))
