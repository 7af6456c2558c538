"""Indicators in order of how much their values changed: 前年度比で最も伸びた指標, 令和2年度に一番落ち込んだ指標.

Against the year before, by the latest value; where the question names years or the baseline, over those.

Told in %, which lets counts of different units stand beside each other. What has no such rate is left out and named:
shares, whose change is told in ポイント, running totals, and values at or below zero.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.figures.computing import actuals, percent_change
from bot.answering.library import Library
from bot.answering.phrases import amount, joined, year_name
from bot.answering.questions.limits import limit_of
from bot.answering.questions.periods import BASELINE, BEFORE_COVID
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from prompts.wording import Wording, wording

_GREW = r"伸び|増え|増加|上が|上昇|高ま|成長|\b(?:grew|grown|rose|risen|increased|growth)\b"
_FELL = r"減|下が|低下|落ち|下落|\b(?:fell|fallen|dropped|decreased|declined)\b"
_CUE = re.compile(
    rf"(?:最も|一番|いちばん|もっとも|トップ|上位|ワースト|大きく).{{0,10}}(?:{_GREW}|{_FELL}|変化|変わ|増減).{{0,10}}(?:指標|kpi|もの[はを]|項目)"
    rf"|(?:指標|kpi|項目).{{0,16}}(?:最も|一番|いちばん).{{0,10}}(?:{_GREW}|{_FELL})"
    rf"|(?:増減率|伸び率|増加率|減少率|前年度?比).{{0,6}}(?:順|ランキング|上位|下位)"
    rf"|\b(?:which|what) (?:indicators?|kpis?) (?=.*\bmost\b).*(?:{_GREW}|{_FELL})"
)
_FELL_CUE = re.compile(_FELL)
_COVID = re.compile(r"コロナ(?!.{0,3}前)|(?<!before )(?<!before the )\b(?:covid|pandemic)\b")
_SINCE = re.compile(r"から|より|比べ|以降|\b(?:since|from|than|compared)\b")
_OTHERWISE = re.compile(f"{_COVID.pattern}|{BASELINE.pattern}")
"""What says that another step than the newest is meant, without a year of its own."""


def asks_for_movers(question: Question) -> bool:
    """Whether indicators are wanted by how much they changed."""
    return bool(_CUE.search(plain(question.text)))


def movers(question: Question, library: Library) -> Answer | None:
    """Those with two neighbouring newest years, what rose most first, or what fell most; None where none has."""
    say = wording(question.language)
    figures = [library.figure(i) for i in library.figures.indicators() if question.goal in (None, i.goal)]
    if not _of_newest(question):
        figures = [_between(figure, question) for figure in figures]
    rated = [(rate, figure) for figure in figures if (rate := _rate_as_asked(figure, question)) is not None]
    falling = bool(_FELL_CUE.search(plain(question.text)))
    moved = [pair for pair in rated if (pair[0].value < 0 if falling else pair[0].value > 0)]
    if not moved:
        return None
    moved.sort(key=_rate, reverse=not falling)
    moved = moved[: limit_of(question.text) or 1]
    then = "" if _of_newest(question) else "_then"
    without = [f.indicator for f in figures if f.indicator not in {rate.indicator for rate, _ in rated}]
    return reply(
        question,
        "list",
        say.say(f"answer.movers.{'fell' if falling else 'grew'}{then}"),
        remarks=[
            *(_line(rate, figure, say) for rate, figure in moved),
            *([say.say(f"answer.movers.without{then}", names=joined(without, say))] if without else []),
        ],
        figures=(_last_two(figure) for _, figure in moved),
        computed=(rate for rate, _ in moved),
        names=without,
        about=(figure.indicator for _, figure in moved),
    )


def _of_newest(question: Question) -> bool:
    """Whether the latest value against the year before is meant."""
    years = replace(question.years, latest=False)
    return (not years or years.back == 0) and not _OTHERWISE.search(plain(question.text))


def _between(figure: Figure, question: Question) -> Figure:
    """The figure with just the two values that are compared; none where one of them is missing."""
    points = {p.year: p for p in actuals(figure)}
    if not points:
        return figure
    first, last = _ends(figure, question, sorted(points))
    kept = tuple(points[year] for year in (first, last) if year in points)
    return replace(figure, points=kept if len(kept) == 2 and first < last else ())


def _ends(figure: Figure, question: Question, held: Sequence[int]) -> tuple[int, int]:
    """The years asked for: one against the year before, the baseline's or others against the newest or each other."""
    said, years = plain(question.text), question.years
    if BASELINE.search(said):
        base = figure.baseline
        return (base.year if base is not None and base.year is not None else held[-1]), held[-1]
    if _COVID.search(said) and not years.named:
        return BEFORE_COVID, BEFORE_COVID + 1
    if years.recent is not None:
        return held[-1] - years.recent, held[-1]
    wanted = years.wanted(held)
    if len(wanted) == 1 and (years.covid or (_SINCE.search(said) and not question.from_year_before)):
        return wanted[0], held[-1]
    return (wanted[0] - 1, wanted[0]) if len(wanted) == 1 else (min(wanted), max(wanted))


def _rate_as_asked(figure: Figure, question: Question) -> Computed | None:
    """The change in % from the first to the last of what is compared; None of a running total."""
    if _of_newest(question):
        return rate_of(figure)
    points = figure.points
    return percent_change(figure, points[0], points[1]) if len(points) == 2 and not figure.cumulative else None


def rate_of(figure: Figure) -> Computed | None:
    """The newest step in %; None for a running total, and where ``percent_change`` tells none."""
    points = actuals(figure)
    if figure.cumulative or len(points) < 2 or points[-1].year - points[-2].year != 1:
        return None
    return percent_change(figure, points[-2], points[-1], "percent_change_from_previous")


def _rate(pair: tuple[Computed, Figure]) -> Decimal:
    return pair[0].value


def _last_two(figure: Figure) -> Figure:
    return replace(figure, points=actuals(figure)[-2:])


def _line(rate: Computed, figure: Figure, say: Wording) -> str:
    before, last = actuals(figure)[-2:]
    return say.say(
        "answer.movers.line",
        indicator=figure.indicator,
        first=amount(before.value, figure.unit, say.language),
        first_year=year_name(before.year, figure.period, say.language),
        last=amount(last.value, figure.unit, say.language),
        last_year=year_name(last.year, figure.period, say.language),
        rate=amount(abs(rate.value), "%", say.language),
        way=say.say("answer.way.more" if rate.value > 0 else "answer.way.less"),
    )
