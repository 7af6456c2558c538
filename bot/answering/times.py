"""How many times the value of one year is that of another, or what share of it: 何倍になった."""

import re
from dataclasses import replace

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.computing import actuals
from bot.answering.library import Library
from bot.answering.periods import AskedYears
from bot.answering.phrases import amount, year_name
from bot.answering.progress import rounded
from bot.answering.question import Question
from bot.answering.remarks import about_years, of_points
from bot.answering.reply import reply
from bot.answering.told import missing_years, names_in, tell
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import wording

_AS_SHARE = re.compile(r"何%|何割|何分の|percent")
_YEAR_BEFORE = re.compile(r"前年|昨年|去年|year before|previous year|last year")


def times(question: Question, library: Library, indicator: IndicatorView) -> Answer | None:
    """The newer value over the older one; None where there are not two, or the older is not above zero."""
    say = wording(question.language)
    whole = library.figure(indicator)
    pair = _pair(question, whole)
    if pair is None or pair[0].value <= 0:
        return None
    first, last = pair
    computed = _share(first, last, whole) if _AS_SHARE.search(plain(question.text)) else multiple(first, last, whole)
    told = tell(replace(question, years=AskedYears(named=(first.year, last.year))), library, indicator)
    return reply(
        question,
        "compare",
        say.say(
            f"answer.times.{computed.name}",
            indicator=whole.indicator,
            first=amount(first.value, whole.unit, say.language),
            first_year=year_name(first.year, whole.period, say.language),
            last=amount(last.value, whole.unit, say.language),
            last_year=year_name(last.year, whole.period, say.language),
            value=f"{computed.value:f}",
        ),
        remarks=[
            *([missing_years(told, say)] if told.missing else []),
            *(about_years(question, whole, say) if question.years.covid else []),
            *of_points(told.asked, say),
            *told.remade.sentences,
        ],
        figures=(told.asked,),
        computed=(computed, *told.remade.old),
        names=names_in(told, say),
        wants_chart=question.wants_picture,
    )


def multiple(first: FigurePoint, last: FigurePoint, figure: Figure) -> Computed:
    """``last / first`` in 倍, to one digit after the point; below 1 the same as a share in %."""
    if last.value < first.value:
        return _share(first, last, figure)
    return Computed("times", rounded(last.value / first.value), "倍", (first.year, last.year), figure.indicator)


def _share(first: FigurePoint, last: FigurePoint, figure: Figure) -> Computed:
    share = rounded(100 * last.value / first.value)
    return Computed("share_of_year", share, "%", (first.year, last.year), figure.indicator)


def _pair(question: Question, whole: Figure) -> tuple[FigurePoint, FigurePoint] | None:
    """The two values: of the years named, of the one named and the newest, or of the first and the last there are."""
    points = {p.year: p for p in actuals(whole)}
    if len(points) < 2:
        return None
    newest = max(points)
    asked = question.years
    if _YEAR_BEFORE.search(plain(question.text)) and not asked.named:
        years = [newest - 1, newest]
    elif len(asked.named) == 1:
        years = [asked.named[0], newest]
    else:
        wanted = asked.wanted(sorted(points)) if asked else sorted(points)
        years = [wanted[0], wanted[-1]]
    if years[0] >= years[1] or not set(years) <= set(points):
        return None
    return points[years[0]], points[years[1]]
