"""Which part of a year is meant: a date, its end, the calendar year; and what the word behind it makes of it."""

import re
from dataclasses import dataclass

from corpus.reading import Period
from corpus.years.forms import GAP
from corpus.years.mention import Qualifier
from corpus.years.numerals import nfkc

_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_DATE = re.compile(rf"{GAP}{_MONTH}{GAP}月{GAP}(?:{_DAY}{GAP}日|末(?:日(?!本))?)")
_DOTTED_DATE = re.compile(
    rf"(?P<dot>[./-]){_MONTH}(?:(?P=dot){_DAY}(?!\.[0-9])|月?末(?:日(?!本))?|(?=現在|時点|月(?:現在|時点)))"
)
_POINT_IN_TIME = r"(?:現在|時点)"
_BEHIND_MONTH = re.compile(rf"{GAP}{_MONTH}{GAP}月(?P<as_of>{GAP}{_POINT_IN_TIME})?")
_DOTTED_MONTH = re.compile(rf"\.{_MONTH}(?=月|$|[^0-9.])")
_JANUARY_TO_DECEMBER = rf"(?<![0-9])1月{GAP}(?:1日)?{GAP}(?:[~〜\-ー]|から){GAP}12月"
_CALENDAR = re.compile(rf"{GAP}(?:[(]?暦年|中(?=[のにはで)、。\s]|$)|[(]?{GAP}{_JANUARY_TO_DECEMBER})")
_YEAR_END = re.compile(r"末(?!年始|調整)|央")
_AS_OF = re.compile(rf"{GAP}{_POINT_IN_TIME}")

_QUALIFIER = re.compile(
    rf"{GAP}(?:末|当初)?{GAP}[(]?(?:の)?(?:(?P<actual>実績|実数|結果|決算)|(?P<forecast>見込|見通し|予測|予定|推計|予想)"
    r"|(?P<target>目標|計画)|(?P<baseline>基準|現状|現況))"
)
_QUALIFIERS: tuple[Qualifier, ...] = ("actual", "forecast", "target", "baseline")

_DAY_OF_THE_YEAR = rf"月{GAP}(?:{_DAY}{GAP}日|末日?)"
# A value at the end of 令和5年度 goes by its fiscal year: as a date it would be told as 令和5年.
_STATED: tuple[tuple[re.Pattern[str], Period], ...] = (
    (re.compile(_JANUARY_TO_DECEMBER), "calendar_year"),
    # Before April stands the next calendar year: 令和5年度 told as a date would be 令和5年, a year too early.
    (re.compile(rf"年{GAP}度{GAP}(?:の{GAP})?(?:[1-3]{GAP}{_DAY_OF_THE_YEAR}|末)"), "fiscal_year"),
    (
        re.compile(
            rf"{_DAY_OF_THE_YEAR}{GAP}(?:{_POINT_IN_TIME}|基準)|[各毎]年{GAP}[0-9]{{1,2}}{GAP}{_DAY_OF_THE_YEAR}"
            r"|年末(?!年始|調整)|年央"
        ),
        "as_of",
    ),
    (re.compile(r"暦年"), "calendar_year"),
    (re.compile(rf"年{GAP}度(?!数)"), "fiscal_year"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands behind a year: up to where it belongs to the label, and what it says."""

    end: int
    period: Period | None
    month: int | None = None


def moment_behind(plain: str, end: int, unit: str | None, period: Period | None) -> Moment:
    """Read on behind a year.

    Args:
        plain: The text, NFKC.
        end: Position behind the year.
        unit: 年度, 年, FY or whatever ended it; None for nothing.
        period: What the year itself says.
    """
    if unit == "年" and _CALENDAR.match(plain, end):
        return Moment(end, "calendar_year")
    date = _DATE.match(plain, end) if unit == "年" else None if unit else _DOTTED_DATE.match(plain, end)
    if date:
        return Moment(date.end(), "as_of", int(date["month"]))
    month = (_BEHIND_MONTH if unit in ("年", "年度") else _DOTTED_MONTH).match(plain, end)
    if month:
        as_of = unit == "年" and month["as_of"]
        return Moment(end, "as_of" if as_of else period, int(month["month"]))
    if unit == "年" and (part := _YEAR_END.match(plain, end)):
        return Moment(end, "as_of", 12 if part[0] == "末" else 7)
    if period is None and _AS_OF.match(plain, end):
        return Moment(end, "as_of")
    return Moment(end, period)


def qualifier_behind(plain: str, end: int) -> Qualifier | None:
    """What the word behind a year makes of it: 実績, 見込, 目標, 基準."""
    word = _QUALIFIER.match(plain, end)
    return next((name for name in _QUALIFIERS if word[name]), None) if word else None


def stated_period(text: str) -> Period | None:
    """The period that a note without a year states: 各年4月1日現在, 暦年, 年度末, 各年度; None if it states none."""
    plain = nfkc(text)
    return next((period for pattern, period in _STATED if pattern.search(plain)), None)
