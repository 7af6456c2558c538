"""Labels that are a year: one by itself, or a row of them in which some are cut short."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.years.eras import ERAS, era_of_sign
from corpus.years.mention import YearMention
from corpus.years.numerals import kanji_number, nfkc
from corpus.years.scan import find_years

_REST = re.compile(r"(?:末|央|当初)?(?:時点|現在)?(?:\(?(?:実績値?|暦年|年度|現在|時点)\)?)?中?(?:[※*][0-9]?)?")
_BETWEEN_DIGITS = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_SHORT = re.compile(r"(?P<letter>[RHSrhs])?[’']?(?P<n>元|[0-9]{1,2})(?P<unit>年度|年)?")
_APOSTROPHE = re.compile(r"[’'](?P<n>[0-9]{2})(?P<unit>年度|年)?")
_CENTURY_TURNS = 70
"""'70 and later are of the last century."""


def parse_year(label: str) -> YearMention | None:
    """The year that a label consists of, or None if it is anything but one year.

    Accepts ``R5``, ``R元``, ``令和5年度``, ``Ｒ５年度``, ``H30(2018)``, ``2018(H30)``, ``令和五年``, ``2022年度``,
    ``FY2022``, ``R4.4.1``, ``令和5年3月末``, ``令和4年度(実績)``.
    """
    plain = _closed_up(nfkc(label))
    found = find_years(plain)
    if len(found) != 1 or found[0].start != 0:
        return None
    return found[0] if _REST.fullmatch(plain[found[0].end :]) else None


def _closed_up(plain: str) -> str:
    """Without spaces; those between digits go only where every character is spaced: 2 0 2 3, but not R5 6."""
    if all(len(piece) == 1 for piece in plain.split()):
        return "".join(plain.split())
    return _BETWEEN_DIGITS.sub("", plain.strip())


def parse_run(labels: Sequence[str]) -> list[YearMention | None]:
    """The years of labels that stand in a row, where a short one is read by its neighbours.

    ``H29 30 R1 2 3``, ``2018 '19 '20``, ``H22年度 23年度``, ``H30 H31 H32``, ``'18 '19``. A short label counts only if
    it says the very year that its place in the row leads to; 23年度 with no neighbour to tell its era is None.
    """
    read = [parse_year(label) for label in labels]
    full = [(at, year) for at, year in enumerate(read) if year is not None]
    plain = [_closed_up(nfkc(label)) for label in labels]
    if not full:
        return _apostrophes(plain)
    step = _step(full)
    years: list[YearMention | None] = []
    for at, (label, year) in enumerate(zip(plain, read, strict=True)):
        near, anchor = min(full, key=lambda place: abs(place[0] - at))
        years.append(year or _short(label, anchor, anchor.year + (at - near) * step))
    return years


def _step(full: Sequence[tuple[int, YearMention]]) -> int:
    """Years from one label to the next, as the first two full ones tell; a lone one tells nothing, so 1."""
    if len(full) < 2:
        return 1
    (first, a), (second, b) = full[:2]
    step, uneven = divmod(b.year - a.year, second - first)
    return step if not uneven else 1


def _short(label: str, anchor: YearMention, expected: int) -> YearMention | None:
    """A cut-short label, if it says the year that is expected where it stands."""
    match = _SHORT.fullmatch(label)
    if not match:
        return None
    number = kanji_number(match["n"])
    eras = (era_of_sign(match["letter"]),) if match["letter"] else ERAS if anchor.era else ()
    era = next((e for e in eras if 1 <= number <= e.planned and e.zero + number == expected), None)
    if era is None and (match["letter"] or anchor.era or number != expected % 100 or match["n"] == "元"):
        return None
    period = "fiscal_year" if match["unit"] == "年度" else None if match["unit"] else anchor.period
    return YearMention(expected, label, period, 0, len(label), era)


def _apostrophes(plain: Sequence[str]) -> list[YearMention | None]:
    """The years of '18 '19 '20: every label is one, and they rise."""
    matches = [match for label in plain if (match := _APOSTROPHE.fullmatch(label))]
    years = [(1900 if int(m["n"]) >= _CENTURY_TURNS else 2000) + int(m["n"]) for m in matches]
    if len(matches) < 2 or len(matches) < len(plain) or any(a >= b for a, b in pairwise(years)):
        return [None] * len(plain)
    return [
        YearMention(year, match[0], "fiscal_year" if match["unit"] == "年度" else None, 0, len(match[0]))
        for year, match in zip(years, matches, strict=True)
    ]
