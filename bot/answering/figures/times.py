"""How many times the value of one year is that of another, or what share of it: 何倍になった."""

import re
from dataclasses import replace

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, change, percent_change
from bot.answering.figures.progress import rounded
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import missing_years, names_in, tell
from bot.answering.library import Library
from bot.answering.phrases import amount, way, year_name
from bot.answering.questions.periods import BASELINE, AskedYears
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import Times
from bot.answering.reply import reply
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import wording

_AS_SHARE = re.compile(r"何%|何割|何分の|percent")
_YEARS_AGO = re.compile(r"年前|\byears ago\b")
_YEAR_BEFORE = re.compile(r"前年|昨年|去年|year before|previous year|last year")


def times(question: Question, library: Library, indicator: IndicatorView, wanted: Times) -> Answer | None:
    """The newer value over the older one, or the change in %; None where there are not two to be divided."""
    say = wording(question.language)
    whole = library.figure(indicator)
    pair = _pair(question, whole, wanted)
    if pair is None:
        return None
    first, last = pair
    computed = _worked_out(first, last, whole, wanted, as_share=bool(_AS_SHARE.search(plain(question.text))))
    if computed is None:
        return None
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
            value=f"{abs(computed.value):f}",
            **({"way": way(computed.value, whole.unit, say)} if wanted.as_change else {}),
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


def _worked_out(
    first: FigurePoint, last: FigurePoint, figure: Figure, wanted: Times, as_share: bool
) -> Computed | None:
    """The computed value wanted: of shares, the change is told in ポイント; None where nothing can be divided."""
    if wanted.as_change:
        found = percent_change(figure, first, last)
        if found is None and figure.unit in ("%", "％"):
            found = change(figure, "change_between", first, last)
        return found if found is not None and found.value else None
    if first.value <= 0:
        return None
    return _share(first, last, figure) if as_share else multiple(first, last, figure)


def multiple(first: FigurePoint, last: FigurePoint, figure: Figure) -> Computed:
    """``last / first`` in 倍, to one digit after the point; below 1 the same as a share in %."""
    if last.value < first.value:
        return _share(first, last, figure)
    return Computed("times", rounded(last.value / first.value), "倍", (first.year, last.year), figure.indicator)


def _share(first: FigurePoint, last: FigurePoint, figure: Figure) -> Computed:
    share = rounded(100 * last.value / first.value)
    return Computed("share_of_year", share, "%", (first.year, last.year), figure.indicator)


def _pair(question: Question, whole: Figure, wanted: Times) -> tuple[FigurePoint, FigurePoint] | None:
    """The two values: of the years named, of the one named and the newest, or of the first and the last there are.

    None where the baseline is asked for and is not the own value of its year.
    """
    points = {p.year: p for p in actuals(whole)}
    if len(points) < 2:
        return None
    newest = max(points)
    asked = question.years
    year_before = _YEAR_BEFORE.search(plain(question.text)) or (wanted.as_change and not asked)
    if year_before and len(asked.named) < 2:
        year = asked.named[0] if asked.named else newest
        years = [year - 1, year]
    elif BASELINE.search(plain(question.text)):
        base = whole.baseline
        if base is None or base.year not in points or points[base.year].value != base.value:
            return None
        years = [base.year, newest]
    elif len(asked.named) == 1:
        years = [asked.named[0], newest]
    elif asked.back is not None:  # 3年前の何倍 counts from the newest value, 一昨年の何倍 from the last year of all
        years = [newest - asked.back - bool(_YEARS_AGO.search(plain(question.text))), newest]
    else:
        between = asked.wanted(sorted(points)) if asked else sorted(points)
        years = [between[0], between[-1]]
    if years[0] >= years[1] or not set(years) <= set(points):
        return None
    return points[years[0]], points[years[1]]
