"""Years and amounts as words of a sentence, in either language."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from corpus.reading import Period
from corpus.years import era_label, era_name
from prompts.glossary import unit_in_english
from prompts.wording import Language, Wording

_MINUS = re.compile(r"(?<![0-9A-Za-z])-(?=[0-9])")

_RATES = ("%", "％", "倍", "ポイント", "人/ha", "歳", "年")
"""Units of which one says 上昇 and 低下, not 増加 and 減少."""


def amount(value: Decimal, unit: str, language: Language) -> str:
    """A value with its unit, digits as stored: ``1,234人``, ``80.60%``, ``△121人``; ``-121 people`` in English."""
    number = signed(f"{value:,f}", language)
    if language == "ja" or unit in ("%", "％"):
        return f"{number}{unit}"
    return f"{number} {unit_in_english(unit, one=abs(value) == 1)}".strip()


def signed(text: str, language: Language) -> str:
    """A text with the sign of its numbers as offices write it: ``△121`` in Japanese, ``-121`` in English."""
    return _MINUS.sub("△", text) if language == "ja" else text


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
    """Several years, joined as the language joins them; three or more in a row by the first and the last."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return joined((name for run in runs for name in _run(run, period, say)), say)


def _run(years: Sequence[int], period: Period | None, say: Wording) -> list[str]:
    names = [year_name(year, period, say.language) for year in years]
    return names if len(names) < 3 else [say.say("answer.join.years", first=names[0], last=names[-1])]


def joined(parts: Iterable[str], say: Wording) -> str:
    """Items of a sentence, joined as the language joins them."""
    *before, last = list(parts) or [""]
    return say.say("answer.join.last").join(filter(None, (say.say("answer.join.items").join(before), last)))


def change_unit(unit: str) -> str:
    """Differences of percentages are told in ポイント."""
    return "ポイント" if unit in ("%", "％") else unit


def is_rate(unit: str) -> bool:
    """Whether values of the unit are high and low, rather than great and small."""
    return unit in _RATES


def way_to_go(change: Decimal, unit: str, say: Wording) -> str:
    """The word for a change that is still to come and is not zero."""
    return say.say(f"answer.towards.{'rise' if change > 0 else 'fall'}{'_rate' if is_rate(unit) else ''}")


def way(change: Decimal, unit: str, say: Wording) -> str:
    """The verb for a change that is not zero."""
    if is_rate(unit):
        return say.say("answer.way.up" if change > 0 else "answer.way.down")
    return say.say("answer.way.more" if change > 0 else "answer.way.less")
