"""Two years of one indicator, side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import Told, tell
from bot.answering.figures.towards import since_baseline
from bot.answering.figures.trend import trend
from bot.answering.figures.value import value
from bot.answering.library import Library
from bot.answering.phrases import amount, way, year_name
from bot.answering.questions.periods import BEFORE_COVID, AskedYears
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_ADDED = re.compile(r"新規|新た[にな]|新しく|\bnew(?:ly)?\b")
"""Asks of a running total what was added to it."""

_YEAR = r"(?:年度?\)?|(?<![a-z])[rh]\.?[0-9]{1,2})"
"""The end of a year as it may be written: 令和4年度, 令和4年度(2022年度), R4."""

_ALONE = re.compile(rf"単年度?|その年だけ|{_YEAR}だけで|\balone\b|\badded in\b")
_COURSE = re.compile(r"推移|グラフ|毎年|各年|\b(?:trend|chart|graph)\b")
_DURING = re.compile(
    rf"単年度?|{_YEAR}(?:だけで|の(?:1|一)年(?:間)?で|中に|に)(?!比べ|対し).*(?:増え|減っ|伸び|上が|下が)"
    r"|\b(?:rise|fall|drop|increase|decrease|decline|grow)\b.* in\b"
)
"""What a year itself brought, against the year before: 令和4年度に何件増えた."""


def asks_of_one_year(question: Question, indicator: IndicatorView) -> bool:
    """Whether it is asked what one year alone brought to a running total: 令和4年度単年では, 新規取得者数."""
    said = plain(question.text)
    if not indicator.cumulative or _COURSE.search(said) or not (question.years.single or not question.years):
        return False
    added = question.intent in (None, "value") and _ADDED.search(said) and not _ADDED.search(plain(indicator.name))
    return bool(added or _ALONE.search(said))


def moved_within(question: Question) -> bool:
    """Whether it is asked how values moved within the year named: R4に減った."""
    return len(question.years.named) == 1 and bool(_DURING.search(plain(question.text)))


def compare_years(question: Question, library: Library, indicator: IndicatorView) -> Answer:
    """Two years of one indicator: those named, or the one named against the newest."""
    say = wording(question.language)
    told = tell(question, library, indicator)
    points = {p.year: p for p in actuals(told.whole)}
    named = _named(question, points)
    years = [y for y in named if y in points]
    if question.years.covid and not years and (since := _since_baseline(question, told, say)):
        return since
    during = _DURING.search(plain(question.text)) or asks_of_one_year(question, indicator)
    if not named and during and points:
        years = [max(points)]
    if len(years) == 1 and during and years[0] - 1 in points:
        years.append(years[0] - 1)
    elif len(named) == 1 and years and max(points) != years[0]:
        years.append(max(points))
    if len(years) < 2:
        whole = not told.missing or question.years.span is not None
        return trend(question, library, [indicator]) if whole else value(question, library, [indicator])
    first, last = points[min(years)], points[max(years)]
    step = change(told.whole, "change_between", first, last)
    return replace(
        trend(replace(question, intent="compare", years=AskedYears()), library, [indicator]),
        intent="compare",
        headline=_compare_headline(told.whole, first, last, step, say),
        computed=(step,),
        remarks=tuple(about_years(question, told.whole, say)) + tuple(of_points(told.whole, say, told.whole)),
    )


def _since_baseline(question: Question, told: Told, say: Wording) -> Answer | None:
    """Against コロナ前 where its year has no value but the baseline is of that time, told as such."""
    figure, base = told.whole, told.whole.baseline
    if base is None or base.year is None or base.year > BEFORE_COVID:
        return None
    since = since_baseline(figure, say)
    if not since.lines or any(base.year < p.year <= BEFORE_COVID for p in figure.points):
        return None
    latest = replace(figure, points=actuals(figure)[-1:])
    year = year_name(base.year, figure.period, say.language)
    return reply(
        question,
        "compare",
        since.lines[0],
        remarks=(say.say("answer.remark.covid_baseline", year=year), *of_points(latest, say)),
        figures=(latest,),
        computed=since.computed,
        names=(year,),
        wants_chart=question.wants_picture,
    )


def _named(question: Question, points: Mapping[int, FigurePoint]) -> tuple[int, ...]:
    """The years named; of 「5年間で」 the newest and one before it; of 「前年との差」 the year before."""
    span, named = question.years.span, question.years.named
    if points and len(named) < 2 and question.from_year_before:
        year = named[0] if named else max(points)
        return year - 1, year
    return named if span is None or not points else (max(points) - span, max(points))


def _compare_headline(figure: Figure, first: FigurePoint, last: FigurePoint, step: Computed, say: Wording) -> str:
    facts = {
        "indicator": figure.indicator,
        "first_year": year_name(first.year, figure.period, say.language),
        "last_year": year_name(last.year, figure.period, say.language),
        "last": amount(last.value, figure.unit, say.language),
    }
    if not step.value:
        return say.say("answer.compare.same", **facts)
    return say.say(
        "answer.compare.years",
        first=amount(first.value, figure.unit, say.language),
        change=amount(abs(step.value), step.unit, say.language),
        way=way(step.value, figure.unit, say),
        **facts,
    )
