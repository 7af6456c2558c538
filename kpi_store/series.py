"""Which of the values that several documents give for one indicator answer.

- The newest edition that holds values of the indicator answers; a strategy's values only where no other document
  has any. An older edition answers when asked for, and then alone.
- Imported figures fill years which that edition lacks. Where it gives a year in parentheses (a past year's value),
  an imported actual value is the year's.
- Target and baseline come from the edition that answers, else from the newest strategy (for an older edition: the
  newest one up to it), else from imports.
- Values in another unit are never put into one series, and never compared.

Entries are always given the most telling first (``kpi_store.editions.document_order``, reversed).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from corpus.reading import Method, MilestoneReading, ObservationReading
from kpi_store.editions import document_order, edition_order
from kpi_store.rows import Entry
from kpi_store.units import same_unit
from kpi_store.verdicts import review_facts
from kpi_store.views import Direction, IndicatorView, MilestoneView, ObservationView, Restatement

Role = Literal["target", "baseline"]

_BOUND = re.compile(r"[0-9０-９][^0-9０-９(（]{0,4}?(?:(?P<most>以下|以内|未満)|以上|超)")
"""What a target says of its sense behind its number: 20.5％以下, 75.0％以上."""
_CERTAINTY = {"actual": 2, "measured": 1, "carried": 0}
_DIRECTNESS: dict[Method, int] = {"manual": 4, "chart": 3, "table": 2, "text": 1, "import": 0}


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks for an indicator.

    Attributes:
        edition: The edition that answers; None where no edition lists the indicator.
        own: What that edition's documents list.
        strategies: What strategies list that can lend their target.
        imports: What imported files list.
        unit: Of the series.
    """

    edition: str | None
    own: tuple[Entry, ...]
    strategies: tuple[Entry, ...]
    imports: tuple[Entry, ...]
    unit: str


def speakers(entries: Sequence[Entry], asked: str | None = None) -> Speakers:
    """Who speaks for an indicator, by default or for the edition asked for."""
    edition = asked or _answering_edition(entries)
    own = tuple(e for e in entries if e.document.edition == edition and edition is not None)
    strategies = tuple(
        e
        for e in entries
        if e.document.kind == "strategy"
        and (asked is None or edition_order(e.document.edition) <= edition_order(asked))
    )
    imports = () if asked else tuple(e for e in entries if e.document.kind == "import")
    unit = next((e.reading.unit for e in (*own, *strategies, *entries) if e.reading.unit), "")
    return Speakers(edition, own, strategies, imports, unit)


def _answering_edition(entries: Sequence[Entry]) -> str | None:
    printed = [e for e in entries if e.document.edition]
    with_values = [e for e in printed if e.reading.observations]
    results = [e for e in with_values if e.document.kind != "strategy"]
    return next((e.document.edition for group in (results, with_values, printed) for e in group), None)


def observations(said: Speakers) -> tuple[ObservationView, ...]:
    """The values that answer, in year order, at most one a year."""
    chosen = _best(said.own, said.unit)
    for year, imported in _best(said.imports, said.unit).items():
        if year not in chosen or (chosen[year].status == "carried" and imported.status == "actual"):
            chosen[year] = imported
    return tuple(chosen[year] for year in sorted(chosen))


def imported(entries: Sequence[Entry]) -> tuple[ObservationView, ...]:
    """What imported files alone give, in year order, at most one a year."""
    chosen = _best(speakers(entries).imports, speakers(entries).unit)
    return tuple(chosen[year] for year in sorted(chosen))


def milestone(said: Speakers, role: Role) -> MilestoneView | None:
    """The target or baseline in force; of several that one document states, the one of the latest year."""
    stated = milestones(said, role)
    return stated[-1] if stated else None


def milestones(said: Speakers, role: Role) -> tuple[MilestoneView, ...]:
    """All targets, or baselines, of the document that states the one in force: of each year, the latest last."""
    for entry in (*said.own, *said.strategies, *said.imports):
        stated = [m for m in entry.reading.milestones if m.role == role]
        if stated and same_unit(entry.reading.unit, said.unit):
            return tuple(_milestone_view(entry, m) for m in sorted(stated, key=lambda m: m.year or 0))
    return ()


def restatements(indicator: IndicatorView, entries: Sequence[Entry]) -> tuple[Restatement, ...]:
    """Years whose actual value one edition gives otherwise than the one before it that gives any, in year order."""
    given: dict[int, list[ObservationView]] = defaultdict(list)
    for edition in sorted({e.document.edition for e in entries if e.document.edition}, key=edition_order):
        for seen in _best([e for e in entries if e.document.edition == edition], indicator.unit).values():
            if seen.status == "actual":
                given[seen.year].append(seen)
    return tuple(
        Restatement(indicator, year, old, new)
        for year, values in sorted(given.items())
        for old, new in pairwise(values)
        if old.value != new.value
    )


def towards(
    target: MilestoneView | None, baseline: MilestoneView | None, values: Sequence[ObservationView]
) -> Direction | None:
    """Which way is better, as far as baseline and target show it; None where they do not. The name says nothing.

    以下 and 以上 behind the target say it outright: a rate of 20.5％以下 is not reached from 19.8 by rising beyond it.
    A target above its baseline asks for more. One below it asks for less only if it is zero, or lies at or beyond
    where the years up to the baseline were heading: a city whose births fall from 1,042 to 961 sets 950 to stop the
    fall, and 787 does not reach that.
    """
    if target is not None and (bound := _BOUND.search(target.text)):
        return "down" if bound["most"] else "up"
    if target is None or baseline is None or target.value == baseline.value:
        return None
    if target.value > baseline.value:
        return "up"
    heading = _heading(target, baseline, values)
    return "down" if target.value == 0 or (heading is not None and target.value <= heading) else None


def _heading(target: MilestoneView, baseline: MilestoneView, values: Sequence[ObservationView]) -> Decimal | None:
    """The value in the target's year, had the yearly change up to the baseline gone on; None without such years."""
    if target.year is None or baseline.year is None:
        return None
    before = [seen for seen in values if seen.status == "actual" and seen.year < baseline.year]
    if not before:
        return None
    pace = (baseline.value - before[0].value) / (baseline.year - before[0].year)
    return baseline.value + pace * (target.year - baseline.year)


def decimals(values: Iterable[Decimal]) -> int:
    """Most digits that any of the values has after the point."""
    exponents = (value.as_tuple().exponent for value in values)
    return max((-e for e in exponents if isinstance(e, int) and e < 0), default=0)


def _best(entries: Iterable[Entry], unit: str) -> dict[int, ObservationView]:
    """For each year the value to be trusted most: an actual one, accepted, of the most telling document."""
    given: dict[int, list[ObservationView]] = defaultdict(list)
    for entry in entries:
        if same_unit(entry.reading.unit, unit):
            for seen in entry.reading.observations:
                given[seen.year].append(_observation_view(entry, seen))
    return {year: max(values, key=_trust) for year, values in given.items()}


def _trust(seen: ObservationView) -> tuple[object, ...]:
    return (
        _CERTAINTY[seen.status],
        not seen.needs_review,
        document_order(seen.document),
        seen.confidence,
        _DIRECTNESS[seen.method],
    )


def _observation_view(entry: Entry, seen: ObservationReading) -> ObservationView:
    assert entry.indicator is not None, "a published listing has its indicator"
    return ObservationView(
        indicator=entry.indicator,
        document=entry.document,
        year=seen.year,
        label=seen.label,
        value=seen.value,
        status=seen.status,
        page=seen.page,
        method=seen.method,
        text=seen.text,
        bbox=seen.bbox,
        confidence=seen.confidence,
        needs_review=seen.needs_review,
        reasons=seen.reasons,
        source_url=seen.source_url,
        note=seen.note,
        **review_facts(seen),
    )


def _milestone_view(entry: Entry, seen: MilestoneReading) -> MilestoneView:
    assert entry.indicator is not None, "a published listing has its indicator"
    return MilestoneView(
        indicator=entry.indicator,
        document=entry.document,
        role=seen.role,
        label=seen.label,
        year=seen.year,
        value=seen.value,
        page=seen.page,
        method=seen.method,
        text=seen.text,
        source_url=seen.source_url,
        note=seen.note,
        **review_facts(seen),
    )
