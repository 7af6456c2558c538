"""The categories of a native chart as years: era over its years, dates, bare numbers that count on, targets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.charts.categories import Meaning, meaning_of
from corpus.reading import Period
from corpus.years import YearMention, find_years, nfkc, parse_year

_PRELIMINARY = re.compile(r"[(]?(?:速報値?|暫定値?|確報値?|確定値?|概算値?|集計値?)[)]?")
_NUMBER = re.compile(r"(元|[0-9]{1,2})(?:年度?)?")
_LAST_NUMBER = re.compile(r"([0-9]{1,4}|元)(?:年度?)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the category axis. ``year`` is None if the label names none, or more than a year."""

    label: str
    year: int | None
    meaning: Meaning
    period: Period | None


def places(categories: Sequence[Sequence[str]]) -> list[Place]:
    """The categories of a chart.

    Args:
        categories: For each its levels, outermost first (平成 | 27).
    """
    found: list[Place] = []
    for levels in categories:
        place = _place([re.sub(r"\s*\n\s*", "", level).strip() for level in levels])
        found.append(_counted_on(found[-1], place) if found and place.year is None else place)
    return found


def _place(levels: Sequence[str]) -> Place:
    whole = "".join(levels)
    outer = meaning_of("".join(levels[:-1])) if len(levels) > 1 else "other"
    for label in (levels[-1] if levels else "", whole):
        mention = parse_year(_PRELIMINARY.sub("", nfkc(label)))
        if mention is not None:
            return Place(label, mention.year, "year" if outer == "other" else outer, _period(label, mention))
    years = find_years(whole)
    meaning = meaning_of(whole)
    year = years[0] if len(years) == 1 and meaning != "other" else None
    return Place(whole, year.year if year else None, meaning, _period(whole, year) if year else None)


def _period(label: str, mention: YearMention) -> Period | None:
    return "fiscal_year" if "年度" in nfkc(label) else mention.period


def _counted_on(before: Place, place: Place) -> Place:
    """A bare number that follows on the year before: 28 after H27, 2 after R元."""
    number, last = _NUMBER.fullmatch(nfkc(place.label)), _LAST_NUMBER.search(nfkc(before.label))
    if before.year is None or number is None or last is None or number[1] == "元":
        return place
    follows = (1 if last[1] == "元" else int(last[1])) + 1
    if int(number[1]) != follows % 100:
        return place
    return Place(place.label, before.year + 1, "year", before.period)
