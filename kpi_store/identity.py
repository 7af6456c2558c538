"""Which indicators of a new document are ones already known.

Only what is certain is matched, and what a person confirmed:

1. **By name**: the keys of ``corpus.names.normalise`` are equal, and the units count the same thing.
2. **A rename**: no such name is known, and exactly one known indicator fits that the new document does not list:
   same unit, same place in the policy tree, and at least three years that both give, all with equal values that
   are not all the same one.

Everything else is a new indicator. Neither of the first two asks which document came first, so the order of
ingestion makes no difference where units are given. A ruling is about names of one edition, and holds for every
reading of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from corpus.names import ALIKE, normalise, similarity
from corpus.reading import IndicatorReading
from kpi_store.rows import Entry
from kpi_store.units import plain_unit, same_kind, same_unit

SHARED_YEARS = 3
"""Years with equal values that show two names to be one indicator."""

NEAR = 5
"""Names offered in place of an unknown one."""

Confirmed = Mapping[tuple[str | None, str], int]
"""By edition and key of the new name, the id of the indicator that a person said it continues."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with its indicator's id; ``renamed`` is the name it went by, where it was matched by other than that."""

    entry: Entry
    renamed: str | None = None

    @property
    def indicator(self) -> int:
        """Id of the indicator; negative for a new one."""
        assert self.entry.indicator is not None
        return self.entry.indicator


def key(name: str) -> str:
    """What two spellings of a name share; a name of nothing but brackets stays itself."""
    return normalise(name) or name


def keys(reading: IndicatorReading) -> frozenset[str]:
    """Keys of all names that a document gives an indicator."""
    return frozenset(key(name) for name in (reading.name, *reading.aliases))


def near(name: str, known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The known names that are like one, the likest first; each is known under several spellings or former names."""
    likeness = {shown: max(similarity(name, one) for one in names) for shown, names in known.items()}
    return tuple(sorted((n for n, alike in likeness.items() if alike >= ALIKE), key=lambda n: -likeness[n])[:NEAR])


def resolve(new: Sequence[Entry], known: Iterable[Entry], confirmed: Confirmed | None = None) -> list[Match]:
    """Match the entries of several documents, one document after another.

    Args:
        new: Entries without an indicator, document by document.
        known: Entries of all documents that were ever published, each with its indicator.
        confirmed: Renames that a person confirmed.

    Returns:
        One match for each new entry, in order; a new indicator has a negative number.
    """
    seen = list(known)
    fresh = count(-1, -1)
    matches: list[Match] = []
    for document in dict.fromkeys(entry.document.id for entry in new):
        found = _resolve_document(
            [e for e in new if e.document.id == document], seen, lambda: next(fresh), confirmed or {}
        )
        matches += found
        seen += [match.entry for match in found]
    return matches


def _resolve_document(
    new: Sequence[Entry], known: Sequence[Entry], fresh: Callable[[], int], confirmed: Confirmed
) -> list[Match]:
    listed = frozenset(k for entry in new for k in keys(entry.reading))
    matches: list[Match] = []
    for entry in new:
        here = [match.entry for match in matches]
        by_name = _by_name(entry, [*known, *here])
        if by_name is not None:
            matches.append(Match(replace(entry, indicator=by_name)))
            continue
        taken = {match.indicator for match in matches}
        said = confirmed.get((entry.document.edition, key(entry.reading.name)))
        former = [k for k in known if k.indicator == said and said not in taken]
        if former and same_kind(former[-1].reading.unit, entry.reading.unit):
            matches.append(Match(replace(entry, indicator=said), renamed=former[-1].reading.name))
            continue
        old = _renamed(entry, [k for k in known if not keys(k.reading) & listed and k.indicator not in taken])
        if old is not None and _only_heir(entry, old, new):
            matches.append(Match(replace(entry, indicator=old.indicator), renamed=old.reading.name))
        else:
            matches.append(Match(replace(entry, indicator=fresh())))
    return matches


def _by_name(entry: Entry, known: Sequence[Entry]) -> int | None:
    """The indicator of that name; of several (same name, other unit) the one with the very unit, or none."""
    for names in (frozenset([key(entry.reading.name)]), keys(entry.reading)):
        alike = [k for k in known if keys(k.reading) & names and same_kind(k.reading.unit, entry.reading.unit)]
        for group in (_exact(alike, entry.reading.unit), alike):
            ids = {k.indicator for k in group}
            if len(ids) == 1:
                return ids.pop()
    return None


def _exact(entries: Iterable[Entry], unit: str) -> list[Entry]:
    return [entry for entry in entries if plain_unit(entry.reading.unit) == plain_unit(unit)]


def _renamed(entry: Entry, known: Sequence[Entry]) -> Entry | None:
    """The latest entry of the one indicator that this one continues under another name; None unless just one fits."""
    heirs = [old for old in known if _continues(entry.reading, old.reading)]
    return heirs[-1] if len({old.indicator for old in heirs}) == 1 else None


def _only_heir(entry: Entry, old: Entry, new: Sequence[Entry]) -> bool:
    return not any(
        other is not entry
        and key(other.reading.name) != key(entry.reading.name)
        and _continues(other.reading, old.reading)
        for other in new
    )


def _continues(new: IndicatorReading, old: IndicatorReading) -> bool:
    place = (new.goal, new.measure, new.numeric_target)
    if new.goal is None or place != (old.goal, old.measure, old.numeric_target):
        return False
    if not new.unit or not old.unit or not same_unit(new.unit, old.unit):
        return False
    shared = list(shared_values(new, old))
    equal = all(a == b for a, b in shared)
    return equal and len(shared) >= SHARED_YEARS and len({a for a, _ in shared}) > 1


def shared_values(new: IndicatorReading, old: IndicatorReading) -> Iterator[tuple[Decimal, Decimal]]:
    """Values, the new and the old one, of the years for which both give an actual one."""
    before = {seen.year: seen.value for seen in old.observations if seen.status == "actual"}
    for seen in new.observations:
        if seen.status == "actual" and seen.year in before:
            yield seen.value, before[seen.year]
