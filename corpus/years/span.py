"""Ranges of years: R2～R6, 令和2年度から4年度, 令和2年度からの5か年, 2018-20."""

import re

from corpus.years.eras import FIRST_FISCAL_MONTH
from corpus.years.forms import GAP
from corpus.years.mention import YearMention
from corpus.years.numerals import kanji_number, nfkc
from corpus.years.scan import find_years

_LINK = re.compile(
    rf"{GAP}(?:末|当初)?{GAP}(?P<link>[~〜～\-‐–—−―ー]|から|より|to(?![a-z])|through|until){GAP}[、,]?{GAP}",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"{GAP}[0-9]{{1,2}}{GAP}月")
_BARE_END = re.compile(r"(?P<n>元|[0-9]{1,2})\s?(?:年\s?度|年(?!間)|(?=$|[\s)\]、。]|,(?![0-9])))")
_DURATION = re.compile(
    rf"(?:の|向こう){{0,2}}{GAP}(?P<n>[0-9]{{1,2}}|[二三四五六七八九十]{{1,3}}){GAP}(?:[かカヵケヶ箇]{GAP}年|年{GAP}間)"
)


def year_span(text: str) -> tuple[int, int] | None:
    """First range that the text states, as first and last year, or None.

    Accepts ``R2～R6``, ``令和2年度から4年度``, ``2018-20``, ``令和2年度からの5か年``. From April of one year to
    March of another, both are fiscal years: 令和2年4月1日～令和7年3月31日 is 2020 to 2024.
    """
    plain = nfkc(text)
    mentions = find_years(plain)
    starting = {mention.start: mention for mention in mentions}
    for mention in mentions:
        link = _LINK.match(plain, _behind_month(plain, mention))
        if not link:
            continue
        other = starting.get(link.end())
        first, last = _ends(mention, other) if other else (mention.year, _bare_end(plain, mention, link))
        if last is not None and last > first:
            return first, last
    return None


def _behind_month(plain: str, mention: YearMention) -> int:
    """Position behind a month that is named after the year but is no part of its label: 令和2年4月から."""
    month = _MONTH.match(plain, mention.end) if mention.month else None
    return month.end() if month else mention.end


def _ends(first: YearMention, last: YearMention) -> tuple[int, int]:
    closes_a_fiscal_year = first.month == FIRST_FISCAL_MONTH and last.month == FIRST_FISCAL_MONTH - 1
    return first.year, last.fiscal_year if closes_a_fiscal_year else last.year


def _bare_end(plain: str, first: YearMention, link: re.Match[str]) -> int | None:
    """The last year where its era goes without saying (R2～6), or where a number of years tells it."""
    if duration := _DURATION.match(plain, link.end()):
        return first.year + kanji_number(duration["n"]) - 1 if link["link"] in ("から", "より") else None
    bare = _BARE_END.match(plain, link.end())
    if not bare:
        return None
    number = kanji_number(bare["n"])
    if first.era:
        return first.era.zero + number if number <= first.era.planned else None
    # 2018-20 is a range, but 2010-12 may be a month.
    is_month = link["link"] == "-" and number <= 12
    return first.year - first.year % 100 + number if len(bare["n"]) == 2 and not is_month else None
