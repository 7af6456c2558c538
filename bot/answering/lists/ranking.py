"""Indicators in order of how far they have come towards their targets: 達成率が低い順."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import attainment_rate
from bot.answering.library import Library
from bot.answering.phrases import amount, year_name
from bot.answering.questions.limits import limit_of
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from prompts.wording import Wording, wording

_CUE = re.compile(
    r"達成(?:率|度|状況).{0,6}(?:順|ランキング|順位|ワースト|ベスト)|(?:順|ランキング).{0,4}達成率"
    r"|達成率[がの]?.{0,8}(?:高|低|良|悪).{0,6}(?:指標|kpi|もの|項目|のは)"
    r"|達成率.{0,4}(?:トップ|ベスト|ワースト|上位|下位)"
    r"|(?:一番|最も|いちばん|ワースト|トップ|上位|下位).{0,8}達成率"
    r"|(?:一番|最も|いちばん)(?:進捗が|目標に)?(?:遅れ|進ん)[ぁ-ゖ]*(?:指標|kpi|もの|項目|のは)"
    r"|目標(?:値|達成)?(?:から|まで|に)(?:は)?(?:一番|最も|いちばん)?(?:遠|近)い"
    r"|(?:rank|order).*(?:attainment|achievement|progress)"
    r"|(?:lowest|highest|worst|best|top|bottom).*(?:attainment|achievement|progress)"
    r"|(?:farthest|furthest|closest) .*target"
)
_FROM_THE_TOP = re.compile(r"高い|進ん|良い|よい|近い|上位|トップ|ベスト|highest|best|top|closest")


def asks_for_ranking(question: Question) -> bool:
    """Whether the indicators are wanted in order of attainment."""
    return bool(_CUE.search(plain(question.text)))


def ranking(question: Question, library: Library) -> Answer | None:
    """Those with a target, the least attained first unless the most is asked for; None where none has a rate."""
    say = wording(question.language)
    placed = [i for i in library.figures.indicators() if question.goal in (None, i.goal)]
    rated = [(rate, figure) for figure in map(library.figure, placed) if (rate := attainment_rate(figure))]
    if not rated:
        return None
    from_the_top = bool(_FROM_THE_TOP.search(plain(question.text)))
    rated.sort(key=lambda pair: _value(pair[0]), reverse=from_the_top)
    rated = rated[: limit_of(question.text)]
    return reply(
        question,
        "list",
        say.say("answer.ranking.highest" if from_the_top else "answer.ranking.lowest"),
        remarks=(_line(rate, figure, say) for rate, figure in rated),
        figures=(_latest(figure) for _, figure in rated),
        computed=(rate for rate, _ in rated if rate.value >= 0),
        about=(figure.indicator for _, figure in rated),
    )


def _value(rate: Computed) -> Decimal:
    return rate.value


def _latest(figure: Figure) -> Figure:
    return replace(figure, points=actuals(figure)[-1:])


def _line(rate: Computed, figure: Figure, say: Wording) -> str:
    last, target = actuals(figure)[-1], figure.target
    assert target is not None, "a rate of attainment needs a target"
    facts = {
        "indicator": figure.indicator,
        "year": year_name(last.year, figure.period, say.language),
        "value": amount(last.value, figure.unit, say.language),
        "target": amount(target.value, figure.unit, say.language),
    }
    if rate.value < 0:  # a share of the way below nothing would read as an error
        return say.say("answer.ranking.back", **facts)
    return say.say("answer.ranking.line", rate=amount(rate.value, rate.unit, say.language), **facts)
