"""Japanese years: the one place that knows 元号, 元年, 年度 / 暦年 / 時点, and how each is written.

A year is the Gregorian year in which its period starts: 令和5年度 = R5 = 2023 (1 April 2023 to 31 March 2024),
平成31年度 and 令和元年度 are both 2019. The label is kept as printed beside it.
"""

import re
import unicodedata
from dataclasses import dataclass

from corpus.reading import Period


@dataclass(frozen=True, slots=True)
class Era:
    """An era: year ``n`` of it is ``zero + n``."""

    name: str
    letter: str
    zero: int
    last: int


ERAS = (
    Era("令和", "R", 2018, 99),
    Era("平成", "H", 1988, 31),
    Era("昭和", "S", 1925, 64),
    Era("大正", "T", 1911, 15),
    Era("明治", "M", 1867, 45),
)
_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.letter)}

FIRST_FISCAL_MONTH = 4


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year found in text.

    Attributes:
        year: Gregorian year in which the period starts.
        label: As written, NFKC-normalised.
        period: What the words around the number say: 年度 a fiscal year, 年4月1日 a date; None when they do not.
        start: 0-based position of its first character in the NFKC-normalised text.
        end: Position after its last character.
    """

    year: int
    label: str
    period: Period | None
    start: int = 0
    end: int = 0


_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_NUMBER = r"(?:元|[0-9]{1,2}|[一二三四五六七八九十]{1,4})"
_ERA_NAME = "|".join(era.name for era in ERAS)
_ERA_LETTER = "".join(era.letter for era in ERAS)
_DECIMALS = r"\.[0-9]+(?![.0-9]|月?末)"
"""A point that makes the number a decimal one; in R4.4.1 and R5.3末 it parts year and month."""

_YEAR = re.compile(
    rf"""
    (?P<era>{_ERA_NAME})\s*(?P<era_n>{_NUMBER})(?![0-9])\s*(?P<era_unit>年度|年)?
    | (?<![A-Za-z])(?P<letter>[{_ERA_LETTER}{_ERA_LETTER.lower()}])\s?\.?(?P<letter_n>元|[0-9]{{1,2}})
      (?![0-9A-Za-z%]|{_DECIMALS})\s*(?P<letter_unit>年度|年)?
    | (?P<fy>FY\s?)?(?<![0-9.,])(?P<ad>(?:19|20)[0-9]{{2}})(?![0-9,]|{_DECIMALS})\s*(?P<ad_unit>年度|年|FY)?
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(
    rf"\s*(?:\((?P<inner>[^()]{{1,12}})\)|/(?P<slash>[0-9]{{4}}|(?:{_ERA_NAME}|[{_ERA_LETTER}]){_NUMBER}))\s*(?P<unit>年度|年)?"
)
_DATE = re.compile(r"\s*[0-9]{1,2}\s*月\s*(?:[0-9]{1,2}\s*日|末)")
_DOTTED_DATE = re.compile(r"(?P<dot>[./-])[0-9]{1,2}(?:(?P=dot)[0-9]{1,2}(?![0-9])|月?末)")
_RANGE = re.compile(r"\s*(?:[~〜～\-–—−―]|から|より|to|through)\s*")
_BARE_END = re.compile(r"(?P<n>元|[0-9]{1,2})\s*(?:年度|年|(?=$|[\s)、。]))")


def nfkc(text: str) -> str:
    """The text with full-width digits and letters, bracket and era-ligature forms (㋿) made plain."""
    return unicodedata.normalize("NFKC", text)


def kanji_number(text: str) -> int:
    """Read 1 to 99 written in digits, kanji (二十三) or 元.

    Raises:
        ValueError: If the text is no such number.
    """
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        if text not in _KANJI:
            raise ValueError(f"not a number: {text!r}")
        return _KANJI[text]
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


def era_year(sign: str, number: int) -> int:
    """Gregorian year of an era year; ``sign`` is 令和 or R, either case.

    Raises:
        ValueError: If the era never had that year.
    """
    era = _BY_SIGN[sign if sign in _BY_SIGN else sign.upper()]
    if not 1 <= number <= era.last:
        raise ValueError(f"{era.name} has no year {number}")
    return era.zero + number


def find_years(text: str) -> list[YearMention]:
    """All years that the text names, left to right, positions in its NFKC form.

    ``H30(2018)`` and ``令和5年(2023年)`` are one mention; ``R2～R6`` is two (see ``year_span``).
    """
    plain = nfkc(text)
    found: list[YearMention] = []
    at = 0
    while match := _YEAR.search(plain, at):
        at = match.end()
        mention = _mention(plain, match)
        if mention is not None:
            found.append(mention)
            at = mention.end
    return found


def _mention(plain: str, match: re.Match[str]) -> YearMention | None:
    try:
        if match["era"]:
            year = era_year(match["era"], kanji_number(match["era_n"]))
        elif match["letter"]:
            year = era_year(match["letter"], kanji_number(match["letter_n"]))
        else:
            year = int(match["ad"])
    except (ValueError, KeyError):
        return None
    unit = match["era_unit"] or match["letter_unit"] or match["ad_unit"] or (match["fy"] and "FY")
    end = match.end()
    twin = _WITHIN.match(plain, end)
    if twin and _same_year(twin["inner"] or twin["slash"], year):
        end = twin.end()
        unit = twin["unit"] or unit or _unit_of(twin["inner"] or "")
    period: Period | None = "fiscal_year" if unit in ("年度", "FY") else None
    day = _DATE.match(plain, end) if unit == "年" else _DOTTED_DATE.match(plain, end) if not unit else None
    if day:
        period, end = "as_of", day.end()
    return YearMention(year, plain[match.start() : end].strip(), period, match.start(), end)


def _same_year(text: str, year: int) -> bool:
    inner = _YEAR.search(text)
    if not inner:
        return False
    if inner["ad"]:
        return int(inner["ad"]) == year
    try:
        sign, number = inner["era"] or inner["letter"], inner["era_n"] or inner["letter_n"]
        return era_year(sign, kanji_number(number)) == year
    except ValueError:
        return False


def _unit_of(text: str) -> str | None:
    unit = re.search(r"年度|年", text)
    return unit[0] if unit else None


def parse_year(label: str) -> YearMention | None:
    """The year that a label consists of, or None if it is anything but one year.

    Accepts ``R5``, ``R元``, ``令和5年度``, ``Ｒ５年度``, ``H30(2018)``, ``2018(H30)``, ``令和五年``, ``2022年度``,
    ``FY2022``, ``R4.4.1``, ``令和5年3月末``, ``令和4年度(実績)``.
    """
    plain = re.sub(r"\s+", "", nfkc(label))
    found = find_years(plain)
    if len(found) != 1 or found[0].start != 0:
        return None
    rest = plain[found[0].end :]
    return found[0] if re.fullmatch(r"末?(?:時点|実績|\(実績\)|実績値|現在)?", rest) else None


def year_span(text: str) -> tuple[int, int] | None:
    """First range that the text states (``R2～R6``, ``令和2年度から4年度``), as first and last year, or None."""
    plain = nfkc(text)
    mentions = find_years(plain)
    for mention in mentions:
        link = _RANGE.match(plain, mention.end)
        if not link:
            continue
        for other in mentions:
            if other.start == link.end() and other.year > mention.year:
                return mention.year, other.year
        bare = _BARE_END.match(plain, link.end())
        if bare:
            last = _of_same_era(mention.year, kanji_number(bare["n"]))
            if last is not None:
                return mention.year, last
    return None


def _of_same_era(first: int, number: int) -> int | None:
    for era in ERAS:
        if first > era.zero:
            return era.zero + number if era.zero + number > first else None
    return None


def era_label(year: int) -> str:
    """Short form: 2023 -> ``R5``, 2019 -> ``R1``, 1988 -> ``S63``."""
    era = _era_of(year)
    return f"{era.letter}{year - era.zero}"


def era_name(year: int, period: Period | None = None) -> str:
    """Long form: 2023 -> ``令和5年度`` for a fiscal year, ``令和5年`` otherwise; the first year is 元."""
    era = _era_of(year)
    number = year - era.zero
    return f"{era.name}{'元' if number == 1 else number}年{'度' if period == 'fiscal_year' else ''}"


def _era_of(year: int) -> Era:
    for era in ERAS:
        if year > era.zero:
            return era
    raise ValueError(f"before Meiji: {year}")


def fiscal_year_of(year: int, month: int) -> int:
    """Fiscal year that holds a month (1-12): March 2024 -> 2023."""
    return year if month >= FIRST_FISCAL_MONTH else year - 1
