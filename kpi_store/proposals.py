"""Who likely continues whom, where it is not certain: proposed to a person, never acted upon.

The new indicators of an edition are compared with the known ones that the edition no longer lists:

- **rename**: units that count the same thing, no contradicting values, and two of: names alike, same place in the
  policy tree, at least two shared years with equal values. Names that are the same but for small differences need
  no second witness.
- **merge**: in at least three shared years the new one is the sum of two or three old ones of its goal.
- **split**: the same the other way round.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from corpus.names import ALIKE, SAME, similarity
from kpi_store.identity import SHARED_YEARS, key
from kpi_store.rows import Entry
from kpi_store.units import plain_unit, same_kind
from kpi_store.views import Kinship, Proposal

_EQUAL_YEARS = 2
"""Years with equal values that speak for one indicator under two names, beside another witness."""

_MOST_PARTS = 3
_NO_AMOUNTS = frozenset(["%", "pt"])
"""Units whose values are no amounts that could add up."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An indicator that may have a counterpart: all its entries, the latest last."""

    id: int
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return self.entries[-1].reading.name

    @property
    def unit(self) -> str:
        return next((e.reading.unit for e in reversed(self.entries) if e.reading.unit), "")

    @property
    def places(self) -> set[tuple[int, int | None, bool]]:
        readings = (entry.reading for entry in self.entries)
        return {(r.goal, r.measure, r.numeric_target) for r in readings if r.goal is not None}

    @property
    def values(self) -> dict[int, Decimal]:
        """Actual values by year, as the latest entry gives them."""
        seen = (o for entry in self.entries for o in entry.reading.observations if o.status == "actual")
        return {o.year: o.value for o in seen}


def proposals(
    edition: str, new: Iterable[Entry], known: Iterable[Entry], listed: Collection[int], ruled: Collection[str]
) -> tuple[Proposal, ...]:
    """What to ask a person about an edition.

    Args:
        edition: Label.
        new: Its entries of indicators that no other edition lists; a negative id is provisional.
        known: Entries of all documents ever published, each with its indicator.
        listed: Ids of all indicators that the edition lists.
        ruled: Keys of proposals that were decided already.
    """
    fresh = _candidates(new)
    gone = [one for one in _candidates(known) if one.id not in listed]
    made = [
        *_renames(edition, fresh, gone),
        *(_proposal("merge", edition, parts, [whole], ("sum",)) for whole, parts in _sums(fresh, gone)),
        *(_proposal("split", edition, [whole], parts, ("sum",)) for whole, parts in _sums(gone, fresh)),
    ]
    return tuple(proposal for proposal in made if proposal.key not in ruled)


def _candidates(entries: Iterable[Entry]) -> list[_Candidate]:
    by_id: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.indicator is not None:
            by_id[entry.indicator].append(entry)
    return [_Candidate(id_, tuple(own)) for id_, own in by_id.items()]


def _renames(edition: str, fresh: Sequence[_Candidate], gone: Sequence[_Candidate]) -> Iterator[Proposal]:
    """For each new indicator the best of those it may continue; several only where they are equally good."""
    for new in fresh:
        found = [(reasons, old) for old in gone if (reasons := _reasons(new, old))]
        likeness = [(len(reasons), similarity(new.name, old.name)) for reasons, old in found]
        for (reasons, old), score in zip(found, likeness, strict=True):
            if score == max(likeness):
                yield _proposal("rename", edition, [old], [new], reasons)


def _reasons(new: _Candidate, old: _Candidate) -> tuple[str, ...]:
    if not same_kind(new.unit, old.unit):
        return ()
    shared = [(value, old.values[year]) for year, value in new.values.items() if year in old.values]
    equal = [one for one, other in shared if one == other]
    if shared and 2 * len(equal) < len(shared):
        return ()
    alike = similarity(new.name, old.name)
    told = {
        "name": alike >= ALIKE,
        "place": bool(new.places & old.places),
        "values": len(equal) >= _EQUAL_YEARS and len(set(equal)) > 1,
    }
    reasons = tuple(name for name, holds in told.items() if holds)
    return reasons if len(reasons) > 1 or alike >= SAME else ()


def _sums(
    wholes: Sequence[_Candidate], parts: Sequence[_Candidate]
) -> Iterator[tuple[_Candidate, tuple[_Candidate, ...]]]:
    """Wholes that are the sum of some parts, with these."""
    for whole in wholes:
        near = [part for part in parts if _may_add_up(whole, part)]
        for many in range(2, _MOST_PARTS + 1):
            for some in combinations(near, many):
                if _adds_up(whole.values, [part.values for part in some]):
                    yield whole, some


def _may_add_up(whole: _Candidate, part: _Candidate) -> bool:
    goals = {place[0] for place in whole.places} & {place[0] for place in part.places}
    unit = plain_unit(whole.unit)
    return bool(goals) and unit == plain_unit(part.unit) and unit not in _NO_AMOUNTS


def _adds_up(whole: Mapping[int, Decimal], parts: Sequence[Mapping[int, Decimal]]) -> bool:
    years = [year for year in whole if all(year in part for part in parts)]
    return (
        len(years) >= SHARED_YEARS
        and all(whole[year] == sum(part[year] for part in parts) for year in years)
        and all(any(part[year] for year in years) for part in parts)
        and len({whole[year] for year in years}) > 1
    )


def _proposal(
    kind: Kinship, edition: str, old: Sequence[_Candidate], new: Sequence[_Candidate], why: tuple[str, ...]
) -> Proposal:
    ids, names = sorted(one.id for one in old), sorted(key(one.name) for one in new)
    digest = hashlib.sha256(repr((kind, edition, ids, names)).encode()).hexdigest()
    return Proposal(
        key=digest[:8],
        kind=kind,
        edition=edition,
        old=tuple(one.name for one in old),
        old_ids=tuple(one.id for one in old),
        new=tuple(one.name for one in new),
        new_ids=tuple(one.id for one in new if one.id > 0),
        why=why,
    )
