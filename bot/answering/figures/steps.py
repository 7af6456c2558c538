"""In which years values rose or fell against the year before, or in which the most, and by how much a year."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.again import again
from bot.answering.figures.computing import actuals, change, percent_change
from bot.answering.figures.progress import rounded
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import tell
from bot.answering.library import Library
from bot.answering.phrases import amount, is_rate, joined, way, year_name
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import Moves, Way
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

Step = tuple[FigurePoint, FigurePoint]
"""The values of two neighbouring years, the older first."""


def moved(question: Question, library: Library, indicator: IndicatorView, moves: Moves) -> Answer | None:
    """The years whose value moved that way; None where no two neighbouring years have values of their own."""
    say = wording(question.language)
    told = tell(question, library, indicator)
    steps = [(older, newer) for older, newer in pairwise(actuals(told.asked)) if newer.year - older.year == 1]
    if not steps:
        return None
    found = [step for step in steps if _size(step, moves.way) > 0]
    headline, computed = _told(found, told.whole, moves, say)
    if moves.again and (since := _again(steps, found, told.whole, moves.way, say)):
        headline, computed = since[0], [*computed, *since[1]]
    return reply(
        question,
        "summary",
        headline,
        remarks=(*of_points(told.asked, say, told.whole), *told.remade.sentences),
        figures=(told.asked,),
        computed=(*computed, *told.remade.old),
        names=told.remade.editions,
        wants_chart=True,
    )


def yearly(question: Question, library: Library, indicator: IndicatorView) -> Answer | None:
    """``(last - first) / years between``, one digit finer than the values; None where there are not two years."""
    say = wording(question.language)
    told = tell(question, library, indicator)
    points = actuals(told.asked)
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    over = change(told.whole, "change_over_period", first, last)
    finest = min(int(p.value.as_tuple().exponent) for p in (first, last))
    mean = rounded(over.value / (last.year - first.year), Decimal(1).scaleb(min(finest, 0) - 1))
    computed = Computed("mean_change", mean, over.unit, over.years, over.indicator)
    return reply(
        question,
        "compare",
        say.say(
            "answer.steps.yearly" if mean else "answer.steps.yearly_none",
            indicator=indicator.name,
            first=amount(first.value, told.whole.unit, say.language),
            first_year=year_name(first.year, told.whole.period, say.language),
            last=amount(last.value, told.whole.unit, say.language),
            last_year=year_name(last.year, told.whole.period, say.language),
            **(
                {"change": amount(abs(mean), over.unit, say.language), "way": way(mean, told.whole.unit, say)}
                if mean
                else {}
            ),
        ),
        remarks=(
            *about_years(question, told.whole, say),
            *of_points(told.asked, say, told.whole),
            *told.remade.sentences,
        ),
        figures=(told.asked,),
        computed=(computed, *told.remade.old),
        names=told.remade.editions,
        wants_chart=True,
    )


def _told(found: Sequence[Step], figure: Figure, moves: Moves, say: Wording) -> tuple[str, list[Computed]]:
    if not found:
        return say.say("answer.steps.none", **_facts(figure, moves.way, say)), []
    if moves.by_rate and (rated := [step for step in found if percent_change(figure, *step)]):
        return _fastest(max(rated, key=lambda step: _size(step, moves.way) / step[0].value), figure, moves.way, say)
    if moves.most:
        return _most(max(found, key=lambda step: _size(step, moves.way)), figure, moves.way, say)
    return _years(found, figure, moves.way, say)


def _again(
    steps: Sequence[Step], found: Sequence[Step], figure: Figure, way: Way, say: Wording
) -> tuple[str, list[Computed]] | None:
    """After how many years the values moved that way again."""
    moved = say.say("answer.again.moved", way=_facts(figure, way, say)["way"])
    return again([newer for _, newer in steps], {newer.year for _, newer in found}, figure, moved, say)


def _size(step: Step, way: Way) -> Decimal:
    """How far a step goes that way; below zero where it goes the other."""
    older, newer = step
    return newer.value - older.value if way == "up" else older.value - newer.value


def _facts(figure: Figure, way: Way, say: Wording) -> dict[str, str]:
    word = {"up": ("more", "up"), "down": ("less", "down")}[way][is_rate(figure.unit)]
    return {"indicator": figure.indicator, "way": say.say(f"answer.way.{word}")}


def _most(step: Step, figure: Figure, way: Way, say: Wording) -> tuple[str, list[Computed]]:
    older, newer = step
    computed = change(figure, "greatest_rise" if way == "up" else "greatest_fall", older, newer)
    return say.say(
        "answer.steps.most",
        year=year_name(newer.year, figure.period, say.language),
        first=amount(older.value, figure.unit, say.language),
        last=amount(newer.value, figure.unit, say.language),
        change=amount(abs(computed.value), computed.unit, say.language),
        **_facts(figure, way, say),
    ), [computed]


def _fastest(step: Step, figure: Figure, way: Way, say: Wording) -> tuple[str, list[Computed]]:
    older, newer = step
    computed = percent_change(figure, older, newer)
    assert computed is not None, "only steps with a rate are compared by it"
    return say.say(
        "answer.steps.fastest",
        year=year_name(newer.year, figure.period, say.language),
        first=amount(older.value, figure.unit, say.language),
        last=amount(newer.value, figure.unit, say.language),
        rate=amount(abs(computed.value), "%", say.language),
        **_facts(figure, way, say),
    ), [computed]


def _years(found: Sequence[Step], figure: Figure, way: Way, say: Wording) -> tuple[str, list[Computed]]:
    values = [
        say.say(
            "answer.value.pair",
            value=amount(newer.value, figure.unit, say.language),
            year=year_name(newer.year, figure.period, say.language),
        )
        for _, newer in found
    ]
    computed = Computed(
        "years_risen" if way == "up" else "years_fallen",
        Decimal(len(found)),
        "",
        tuple(newer.year for _, newer in found),
        figure.indicator,
    )
    return say.say("answer.steps.years", values=joined(values, say), **_facts(figure, way, say)), [computed]
