"""The values of several years added up, where a sum of them counts something: 5年間の合計."""

import re
from dataclasses import replace

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import Told, missing_years, names_in, tell
from bot.answering.library import Library
from bot.answering.phrases import amount, is_rate, year_name, year_names
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_PER_HEAD = re.compile(r"当たり|あたり|当り|平均|率|割合|密度|指数|年齢|寿命")


def adds_up(figure: Figure) -> bool:
    """Whether values of different years may be added: no shares, no stocks counted on a day, nothing per head."""
    return figure.period != "as_of" and is_number_of_things(figure)


def is_number_of_things(figure: Figure) -> bool:
    """Whether values count things or money: no shares, nothing per head."""
    return bool(figure.unit) and not (is_rate(figure.unit) or _PER_HEAD.search(figure.indicator))


def total(question: Question, library: Library, indicator: IndicatorView) -> Answer | None:
    """The sum over the years asked for, of a running total what was gained; None where there are not two years."""
    say = wording(question.language)
    told = tell(question, library, indicator)
    points = actuals(told.asked)
    if len(points) < 2:
        return None
    headline, computed = _gained(told, say) if told.whole.cumulative else _sum(told, say)
    lacking = [p.year for p in told.asked.points if p.status != "actual"]
    return reply(
        question,
        "summary",
        headline,
        remarks=[
            *([missing_years(told, say)] if told.missing else []),
            *([say.say("answer.total.without", years=year_names(lacking, told.whole.period, say))] if lacking else []),
            *about_years(question, told.whole, say),
            *of_points(told.asked, say, told.whole),
            *told.remade.sentences,
        ],
        figures=(_shown(told),),
        computed=(*computed, *told.remade.old),
        names=names_in(told, say),
        wants_chart=question.wants_picture,
    )


def _shown(told: Told) -> Figure:
    """The values asked for; of a running total also the one from which the gain is counted."""
    if not told.whole.cumulative:
        return told.asked
    years = {point.year for point in told.asked.points} | {_before(told).year}
    return replace(told.whole, points=tuple(p for p in told.whole.points if p.year in years))


def _before(told: Told) -> FigurePoint:
    """The value of the year before the first one asked for, or else that first one."""
    first = actuals(told.asked)[0]
    return next((p for p in actuals(told.whole) if p.year == first.year - 1), first)


def _sum(told: Told, say: Wording) -> tuple[str, list[Computed]]:
    figure, points = told.whole, actuals(told.asked)
    if not adds_up(figure):
        return say.say("answer.total.no_sum", indicator=figure.indicator), []
    summed = sum((p.value for p in points[1:]), points[0].value)
    computed = Computed("total", summed, figure.unit, tuple(p.year for p in points), figure.indicator)
    return say.say(
        "answer.total.sum",
        indicator=figure.indicator,
        years=year_names((p.year for p in points), figure.period, say),
        value=amount(summed, figure.unit, say.language),
    ), [computed]


def _gained(told: Told, say: Wording) -> tuple[str, list[Computed]]:
    """Of a running total: what the years asked for brought, the first of them against the one before it."""
    figure, points = told.whole, actuals(told.asked)
    before = _before(told)
    computed = change(figure, "total_gained", before, points[-1])
    return say.say(
        "answer.total.gained",
        indicator=figure.indicator,
        first=amount(before.value, figure.unit, say.language),
        first_year=year_name(before.year, figure.period, say.language),
        last=amount(points[-1].value, figure.unit, say.language),
        last_year=year_name(points[-1].year, figure.period, say.language),
        value=amount(computed.value, figure.unit, say.language),
    ), [computed]
