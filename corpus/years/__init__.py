"""Japanese years: the one place that knows 元号, 元年, 年度 / 暦年 / 時点, and how each is written.

A year is the Gregorian year in which its period starts: 令和5年度 = R5 = 2023 (1 April 2023 to 31 March 2024),
平成31年度 and 令和元年度 are both 2019. The label is kept as printed beside it.

``find_years`` reads text, ``parse_year`` one label, ``parse_run`` labels that stand in a row, ``year_span`` a range,
``stated_period`` a note that names no year; ``era_label`` and ``era_name`` write years.
"""

from corpus.years.eras import ERAS, Era, era_label, era_name, era_year, fiscal_year_of
from corpus.years.label import parse_run, parse_year
from corpus.years.mention import Qualifier, YearMention
from corpus.years.moment import stated_period
from corpus.years.numerals import kanji_number, nfkc
from corpus.years.scan import find_years
from corpus.years.span import year_span

__all__ = [
    "ERAS",
    "Era",
    "Qualifier",
    "YearMention",
    "era_label",
    "era_name",
    "era_year",
    "find_years",
    "fiscal_year_of",
    "kanji_number",
    "nfkc",
    "parse_run",
    "parse_year",
    "stated_period",
    "year_span",
]
