"""Years and amounts as words of a sentence, in either language."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from corpus.reading import Period
from corpus.years import era_label, era_name
from prompts.glossary import unit_in_english
from prompts.wording import Language, Wording

_RATES = ("%", "％", "倍", "ポイント", "人/ha", "歳", "年")
"""Units of which one says 上昇 and 低下, not 増加 and 減少."""


def amount(value: Decimal, unit: str, language: Language) -> str:
    """A value with its unit, digits as stored: ``1,234人``, ``80.60%``; ``1,234 people`` in English."""
    number = f"{value:,f}"
    if language == "ja" or unit in ("%", "％"):
        return f"{number}{unit}"
    return f"{number} {unit_in_english(unit)}".strip()


def year_name(year: int, period: Period | None, language: Language) -> str:
    """``令和5年度（2023年度）`` or, for a date or a calendar year, ``令和5年（2023年）``; ``FY2023 (R5)`` in English.

    A period that no document states is not claimed: ``R5（2023）``.
    """
    if language == "en":
        return f"{'FY' if period == 'fiscal_year' else ''}{year} ({era_label(year)})"
    if period is None:
        return f"{era_label(year)}（{year}）"
    return f"{era_name(year, period)}（{year}年{'度' if period == 'fiscal_year' else ''}）"


def date_name(day: date, say: Wording) -> str:
    """``令和6年（2024年）8月27日``; ``2024-08-27`` in English."""
    if say.language == "en":
        return say.say("answer.document.date", era=day.year, month=f"{day.month:02}", day=f"{day.day:02}")
    era = f"{era_name(day.year)}（{day.year}年）"
    return say.say("answer.document.date", era=era, month=day.month, day=day.day)


def year_names(years: Iterable[int], period: Period | None, say: Wording) -> str:
    """Several years, joined as the language joins them."""
    return joined(map(partial(year_name, period=period, language=say.language), years), say)


def joined(parts: Iterable[str], say: Wording) -> str:
    """Items of a sentence, joined as the language joins them."""
    return say.say("answer.join.items").join(parts)


def change_unit(unit: str) -> str:
    """Differences of percentages are told in ポイント."""
    return "ポイント" if unit in ("%", "％") else unit


def way(change: Decimal, unit: str, say: Wording) -> str:
    """The verb for a change that is not zero."""
    if unit in _RATES:
        return say.say("answer.way.up" if change > 0 else "answer.way.down")
    return say.say("answer.way.more" if change > 0 else "answer.way.less")
