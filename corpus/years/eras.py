"""The eras, and years written in them."""

from dataclasses import dataclass

from corpus.reading import Period


@dataclass(frozen=True, slots=True)
class Era:
    """An era: year ``n`` of it is ``zero + n``.

    Attributes:
        last: Its last year.
        planned: The last year that documents of its time wrote: plans of 2015 reach to 平成72年 (2060).
    """

    name: str
    letter: str
    romaji: str
    zero: int
    last: int
    planned: int


ERAS = (
    Era("令和", "R", "reiwa", 2018, 99, 99),
    Era("平成", "H", "heisei", 1988, 31, 99),
    Era("昭和", "S", "showa", 1925, 64, 99),
    Era("大正", "T", "taisho", 1911, 15, 15),
    Era("明治", "M", "meiji", 1867, 45, 45),
)
_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter.lower(), era.romaji)}

FIRST_FISCAL_MONTH = 4


def era_of_sign(sign: str) -> Era:
    """The era of 令和, 令, R, r or Reiwa.

    Raises:
        KeyError: If there is none.
    """
    return _BY_SIGN[sign.lower()]


def era_year(sign: str, number: int) -> int:
    """Gregorian year of an era year; ``sign`` is 令和 or R, either case.

    Raises:
        ValueError: If the era never had that year.
    """
    era = era_of_sign(sign)
    if not 1 <= number <= era.last:
        raise ValueError(f"{era.name} has no year {number}")
    return era.zero + number


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
