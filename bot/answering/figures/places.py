"""The years that hold certain places among an indicator's values, with the values."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answering.answer import Answer, Computed, ComputedName, Figure, FigurePoint
from bot.answering.figures.computing import actuals
from bot.answering.figures.inverse import inverse_remarks, inverse_said
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import tell
from bot.answering.library import Library
from bot.answering.phrases import amount, is_rate, joined, year_name, year_names
from bot.answering.questions.placing import Places
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


def placed(question: Question, library: Library, indicator: IndicatorView, wanted: Places) -> Answer | None:
    """The years asked for, equal values sharing a place.

    None where there are no values of their own, none at these places, or good and bad are asked of an indicator whose
    desired direction is not known.
    """
    say = wording(question.language)
    told = tell(question, library, indicator)
    from_top = _from_top(wanted, told.whole)
    if from_top is None:
        return None
    if wanted.sense in ("greatest", "smallest") and inverse_said(question, told.indicator.name):
        from_top = not from_top
    found = [(p, place(p, told.asked, from_top)) for p in actuals(told.asked)]
    found = sorted((pair for pair in found if wanted.first <= pair[1] <= wanted.last), key=lambda pair: pair[1])
    if not found:
        return None
    name: ComputedName = "place_from_top" if from_top else "place_from_bottom"
    return reply(
        question,
        "summary",
        _headline(found, wanted, told.whole, from_top, say),
        remarks=(
            *([say.say(f"answer.places.{wanted.sense}")] if wanted.sense in ("best", "worst") else []),
            *inverse_remarks(question, told.indicator.name, say),
            *about_years(question, told.whole, say),
            *of_points(told.asked, say, told.whole),
            *told.remade.sentences,
        ),
        figures=(told.asked,),
        computed=(
            *(Computed(name, Decimal(nth), "", (p.year,), told.indicator.name) for p, nth in found),
            *told.remade.old,
        ),
        names=told.remade.editions,
        wants_chart=True,
    )


def _headline(
    found: Sequence[tuple[FigurePoint, int]], wanted: Places, figure: Figure, from_top: bool, say: Wording
) -> str:
    order = f"{'highest' if from_top else 'lowest'}{'_rate' if is_rate(figure.unit) else ''}"
    if wanted.last == 1:
        years = year_names((point.year for point, _ in found), figure.period, say)
        value = amount(found[0][0].value, figure.unit, say.language)
        return say.say(f"answer.summary.{order}", indicator=figure.indicator, value=value, years=years)
    lines = [
        say.say(
            "answer.places.line",
            place=nth,
            year=year_name(point.year, figure.period, say.language),
            value=amount(point.value, figure.unit, say.language),
        )
        for point, nth in found
    ]
    return say.say(f"answer.places.{order}", indicator=figure.indicator, years=joined(lines, say))


def place(point: FigurePoint, figure: Figure, from_top: bool) -> int:
    """Place of a value among the actuals, 1 for the greatest or the smallest; equal values share the better place."""
    return 1 + sum((p.value > point.value) if from_top else (p.value < point.value) for p in actuals(figure))


def _from_top(wanted: Places, figure: Figure) -> bool | None:
    if wanted.sense in ("greatest", "smallest"):
        return wanted.sense == "greatest"
    if figure.desired not in ("up", "down"):
        return None
    return (figure.desired == "up") == (wanted.sense == "best")
