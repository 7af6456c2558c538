"""What publishing the drafts of an edition would change, told before it is done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from corpus.reading import MilestoneReading, ObservationReading
from kpi_store.editions import document_order, edition_order
from kpi_store.identity import Match
from kpi_store.rows import Entry
from kpi_store.units import plain_unit, same_unit
from kpi_store.views import Change, Difference, DocumentView, MilestoneChange, PendingReview, Proposal, RuleBreak

_JUMP = 5
"""A value more than this many times the year before's is worth a look (a lost decimal point makes ten)."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A drafted entry and what is published of the same indicator, the nearest edition first."""

    new: Entry
    published: tuple[Entry, ...]


def difference(
    edition: str,
    drafts: Sequence[DocumentView],
    matches: Sequence[Match],
    published: Sequence[Entry],
    proposed: Sequence[Proposal] = (),
) -> Difference:
    """Compare drafted documents with what is published.

    Args:
        edition: Label of the drafts' edition.
        drafts: The documents.
        matches: The drafts' entries with the indicators they would have.
        published: Entries of the newest publication.
        proposed: What a person is asked about who continues whom.
    """
    by_indicator: dict[int, list[Entry]] = defaultdict(list)
    for entry in sorted(published, key=lambda e: _nearness(e, edition)):
        if entry.indicator is not None and entry.document.edition:
            by_indicator[entry.indicator].append(entry)
    pairs = [_Pair(match.entry, tuple(by_indicator[match.indicator])) for match in matches]
    return Difference(
        edition=edition,
        documents=tuple(drafts),
        added=len({(pair.new.indicator, year) for pair in pairs for year in _added(pair)}),
        changed=tuple(dict.fromkeys(change for pair in pairs for change in _changes(pair))),
        renamed=tuple(dict.fromkeys((m.renamed, m.entry.reading.name) for m in matches if m.renamed)),
        new=tuple(dict.fromkeys(p.new.reading.name for p in pairs if not p.published)),
        dropped=_dropped(edition, drafts, matches, published),
        proposed=tuple(proposed),
        targets_changed=tuple(dict.fromkeys(change for pair in pairs for change in _milestone_changes(pair))),
        needs_review=tuple(pending for pair in pairs for pending in _pending(pair.new)),
        rule_breaks=tuple(
            dict.fromkeys([*_contradictions(matches), *(b for pair in pairs for b in _rule_breaks(pair))])
        ),
    )


def _nearness(entry: Entry, edition: str) -> tuple[object, ...]:
    """The same edition first, then earlier ones from the latest, then later ones."""
    year, here = edition_order(entry.document.edition)[0], edition_order(edition)[0]
    _, weight, id_ = document_order(entry.document)
    return (year > here, abs(here - year), -weight, -id_)


def _added(pair: _Pair) -> set[int]:
    held = {seen.year for old in pair.published for seen in _actual(old)}
    return {seen.year for seen in _actual(pair.new)} - held


def _actual(entry: Entry) -> list[ObservationReading]:
    return [seen for seen in entry.reading.observations if seen.status != "carried"]


def _changes(pair: _Pair) -> Iterator[Change]:
    for seen in _actual(pair.new):
        for old in pair.published:
            before = [o.value for o in _actual(old) if o.year == seen.year]
            if before and same_unit(old.reading.unit, pair.new.reading.unit):
                if seen.value not in before:
                    yield Change(pair.new.reading.name, seen.year, before[0], seen.value)
                break


def _milestone_changes(pair: _Pair) -> Iterator[MilestoneChange]:
    roles: tuple[Literal["target", "baseline"], ...] = ("target", "baseline")
    for role in roles:
        now = _stated(pair.new, role)
        before = next((stated for old in pair.published if (stated := _stated(old, role))), [])
        if before and now and _moved(before, now):
            yield MilestoneChange(pair.new.reading.name, role, _told(before), _told(now))


def _moved(before: Sequence[MilestoneReading], now: Sequence[MilestoneReading]) -> bool:
    """Whether a year is given another value, or the last year is another; a step on the way to it moves nothing."""
    old: dict[int | None, set[Decimal]] = defaultdict(set)
    for mark in before:
        old[mark.year].add(mark.value)
    other_value = any(mark.year in old and mark.value not in old[mark.year] for mark in now)
    return other_value or max(m.year or 0 for m in now) != max(year or 0 for year in old)


def _stated(entry: Entry, role: str) -> list[MilestoneReading]:
    return [mark for mark in entry.reading.milestones if mark.role == role]


def _told(marks: Iterable[MilestoneReading]) -> str:
    return ", ".join(f"{mark.label} {mark.value:,f}".strip() for mark in marks)


def _dropped(
    edition: str, drafts: Sequence[DocumentView], matches: Sequence[Match], published: Sequence[Entry]
) -> tuple[str, ...]:
    """Indicators that the nearest published documents of the same kind list and the drafts do not."""
    listed = {match.indicator for match in matches}
    names: dict[str, None] = {}
    for kind in {draft.kind for draft in drafts if any(m.entry.document.id == draft.id for m in matches)}:
        same_kind = sorted((e for e in published if e.document.kind == kind), key=lambda e: _nearness(e, edition))
        for entry in same_kind:
            if entry.document.edition == same_kind[0].document.edition and entry.indicator not in listed:
                names[entry.reading.name] = None
    return tuple(names)


def _pending(entry: Entry) -> Iterator[PendingReview]:
    seen = [o for o in entry.reading.observations if o.needs_review]
    marks = [m for m in entry.reading.milestones if m.needs_review]
    if seen or marks:
        yield PendingReview(
            indicator=entry.reading.name,
            page=(seen[0] if seen else marks[0]).page,
            points=len(seen) + len(marks),
            reasons=tuple(dict.fromkeys(reason for o in seen for reason in o.reasons)),
        )


def _contradictions(matches: Sequence[Match]) -> Iterator[RuleBreak]:
    """Years for which one document gives one indicator two values."""
    given: dict[tuple[int, int, int], tuple[str, Decimal]] = {}
    for match in matches:
        for seen in (o for o in match.entry.reading.observations if o.status == "actual"):
            slot = (match.entry.document.id, match.indicator, seen.year)
            name, value = given.setdefault(slot, (match.entry.reading.name, seen.value))
            if seen.value != value:
                yield RuleBreak("contradicts", name, seen.label)


def _rule_breaks(pair: _Pair) -> Iterator[RuleBreak]:
    """Values worth a second look."""
    name, unit = pair.new.reading.name, pair.new.reading.unit
    values = sorted(_actual(pair.new), key=lambda seen: seen.year)
    for seen in values:
        if plain_unit(unit) == "%" and seen.value > 100:
            yield RuleBreak("over_100_percent", name, seen.label)
    for before, seen in pairwise(values):
        if pair.new.reading.cumulative and seen.value < before.value:
            yield RuleBreak("cumulative_falls", name, seen.label)
        if seen.year == before.year + 1 and _jumps(before.value, seen.value):
            yield RuleBreak("jumps", name, seen.label)
    if pair.published and not same_unit(pair.published[0].reading.unit, unit):
        yield RuleBreak("unit_changed", name, f"{pair.published[0].reading.unit} → {unit}")


def _jumps(before: Decimal, after: Decimal) -> bool:
    small, large = sorted((abs(before), abs(after)))
    return small > 0 and large > _JUMP * small
