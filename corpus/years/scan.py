"""All years that a text names."""

import re
from dataclasses import replace

from corpus.reading import Period
from corpus.years.eras import Era, era_of_sign
from corpus.years.forms import ALSO, BEFORE_A_VALUE, BEHIND_A_VALUE, GREGORIAN, TWIN, YEAR
from corpus.years.mention import YearMention
from corpus.years.moment import moment_behind, qualifier_behind
from corpus.years.numerals import kanji_number, nfkc, positional

_PERIODS: dict[str, Period] = {
    "年度": "fiscal_year",
    "fy": "fiscal_year",
    "fiscal": "fiscal_year",
    "fiscalyear": "fiscal_year",
    "cy": "calendar_year",
    "calendaryear": "calendar_year",
    "暦年": "calendar_year",
}


def find_years(text: str) -> list[YearMention]:
    """All years that the text names, left to right, positions in its NFKC form.

    ``H30(2018)`` and ``令和5年(2023年)`` are one mention; ``R2～R6`` is two (see ``year_span``).
    """
    plain = nfkc(text)
    found: list[YearMention] = []
    at = 0
    while match := YEAR.search(plain, at):
        at = match.end()
        mention = None if match["not_a_year"] else _mention(plain, match)
        if mention is not None:
            found += _with_more(plain, mention)
            at = found[-1].end
    return found


def _with_more(plain: str, first: YearMention) -> list[YearMention]:
    """The mention and those that leave out its era: 令和4・5年度 is two fiscal years."""
    mentions = [first]
    while first.era and (more := ALSO.match(plain, mentions[-1].end)):
        year = first.era.zero + kanji_number(more["n"])
        if not mentions[-1].year < year <= first.era.zero + first.era.planned:
            break
        start, end = more.span("label")
        mentions[-1] = replace(mentions[-1], period=mentions[-1].period or "fiscal_year")
        word = qualifier_behind(plain, end)
        mentions.append(YearMention(year, more["label"], "fiscal_year", start, end, first.era, None, word))
    return mentions


def _mention(plain: str, match: re.Match[str]) -> YearMention | None:
    try:
        year, era = _number(match)
    except ValueError:
        return None
    unit = _unit(match)
    end = match.end()
    twin = TWIN.match(plain, end)
    if twin and _says(twin["inner"] or twin["slash"], year):
        end, unit = twin.end(), _closed(twin["unit"] or "") or unit or _unit_inside(twin["inner"])
    else:
        twin = None
    moment = moment_behind(plain, end, unit, _PERIODS.get(unit or ""))
    sure = unit is not None or twin is not None or moment.end > end
    if not sure and not (_stands_alone(plain, match) or _is_bare_year(plain, match, year)):
        return None
    label = plain[match.start() : moment.end]
    qualifier = qualifier_behind(plain, moment.end)
    return YearMention(year, label, moment.period, match.start(), moment.end, era, moment.month, qualifier)


def _number(match: re.Match[str]) -> tuple[int, Era | None]:
    """The Gregorian year of a match and the era that it is written in.

    Raises:
        ValueError: If there is no such year.
    """
    for form in ("era", "romaji", "first", "letter"):
        if match[form]:
            era, number = era_of_sign(_closed(match[form])), kanji_number(_closed(match[f"{form}_n"]))
            # H32 may be anything; 平成32年度 and H32年度 are of documents that planned ahead.
            last = era.planned if form == "era" or match[f"{form}_unit"] else era.last
            if not 1 <= number <= last:
                raise ValueError(f"{era.name} has no year {number}")
            return era.zero + number, era
    if match["kanji"]:
        return positional(match["kanji"]), None
    return (2000 + int(match["short_n"]) if match["short_n"] else int(match["ad"])), None


def _unit(match: re.Match[str]) -> str | None:
    units = ("era_unit", "romaji_unit", "first_unit", "letter_unit", "kanji_unit", "ad_unit", "prefix", "short_fy")
    return next((_closed(match[name]) for name in units if match[name]), None)


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _unit_inside(inner: str | None) -> str | None:
    unit = re.search(r"年度|年", inner or "")
    return unit[0] if unit else None


def _says(text: str, year: int) -> bool:
    """Whether a text is that year and nothing else."""
    if gregorian := GREGORIAN.fullmatch(text):
        return int(gregorian["year"]) == year
    match = YEAR.fullmatch(text.strip())
    try:
        return match is not None and not match["not_a_year"] and _number(match)[0] == year
    except ValueError:
        return False


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether the label is the whole text: a lone M33 is 明治33年."""
    return not match["ad"] and plain.strip() == match[0]


def _is_bare_year(plain: str, match: re.Match[str], year: int) -> bool:
    """Whether a number with nothing to make it sure is a year: not M7 in prose, 2019人 or 約2000."""
    if match["letter"]:
        return match["letter"] not in "MT" and not re.match(r"\.[0-9]+\.", plain[match.end() : match.end() + 12])
    if not match["ad"]:
        return True
    if year < 1900 or re.match(r"\.[0-9]", plain[match.end() : match.end() + 2]):
        return False
    before = plain[max(0, match.start() - 6) : match.start()]
    return not BEFORE_A_VALUE.search(before) and not BEHIND_A_VALUE.match(plain, match.end())
