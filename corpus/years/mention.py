"""A year as a text names it."""

from dataclasses import dataclass
from typing import Literal

from corpus.reading import Period
from corpus.years.eras import Era, fiscal_year_of

Qualifier = Literal["actual", "forecast", "target", "baseline"]
"""実績 / 見込, 予測, 推計 / 目標, 計画 / 基準, 現状."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year found in text.

    Attributes:
        year: Gregorian year in which the period starts; of a date, the year that it bears.
        label: As written, NFKC-normalised.
        period: What the words around the number say: 年度 a fiscal year, 年4月1日 a date; None when they do not.
        start: 0-based position of its first character in the NFKC-normalised text.
        end: Position after its last character.
        era: The era it is written in; None for a Gregorian year.
        month: The month (1-12) named after it: 3 of 令和6年3月末.
        qualifier: What the word behind it makes of it: 令和5年度見込 is a forecast. The word is no part of the label.
    """

    year: int
    label: str
    period: Period | None
    start: int = 0
    end: int = 0
    era: Era | None = None
    month: int | None = None
    qualifier: Qualifier | None = None

    @property
    def fiscal_year(self) -> int:
        """The fiscal year that holds it: 2023 of 令和6年3月末, which closes 令和5年度; 2024 of 令和6年4月1日."""
        if self.period == "fiscal_year" or self.month is None:
            return self.year
        return fiscal_year_of(self.year, self.month)
