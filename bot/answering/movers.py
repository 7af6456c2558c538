"""Indicators in order of how much their latest value changed against the year before: 前年度比で最も伸びた指標.

Told in %, which lets counts of different units stand beside each other. What has no such rate is left out and named:
shares, whose change is told in ポイント, running totals, and values at or below zero.
"""

import re
from dataclasses import replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.computing import actuals, percent_change
from bot.answering.library import Library
from bot.answering.limits import limit_of
from bot.answering.phrases import amount, joined, year_name
from bot.answering.question import Question
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


def asks_for_movers(question: Question) -> bool:
    """Whether indicators are wanted by how much they changed."""
    return bool(_CUE.search(plain(question.text)))


def movers(question: Question, library: Library) -> Answer | None:
    """Those with two neighbouring newest years, what rose most first, or what fell most; None where none has."""
    say = wording(question.language)
    figures = [library.figure(i) for i in library.figures.indicators() if question.goal in (None, i.goal)]
    rated = [(rate, figure) for figure in figures if (rate := rate_of(figure)) is not None]
    falling = bool(_FELL_CUE.search(plain(question.text)))
    moved = [pair for pair in rated if (pair[0].value < 0 if falling else pair[0].value > 0)]
    if not moved:
        return None
    moved.sort(key=_rate, reverse=not falling)
    moved = moved[: limit_of(question.text) or 1]
    without = [f.indicator for f in figures if f.indicator not in {rate.indicator for rate, _ in rated}]
    return reply(
        question,
        "list",
        say.say("answer.movers.fell" if falling else "answer.movers.grew"),
        remarks=[
            *(_line(rate, figure, say) for rate, figure in moved),
            *([say.say("answer.movers.without", names=joined(without, say))] if without else []),
        ],
        figures=(_last_two(figure) for _, figure in moved),
        computed=(rate for rate, _ in moved),
        names=without,
        about=(figure.indicator for _, figure in moved),
    )


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
