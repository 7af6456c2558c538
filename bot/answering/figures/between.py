"""Two indicators' values of one year worked out against each other: difference, sum, multiple, share.

Only values that count in the same unit are; for others it is said that they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, ComputedName, Figure, FigurePoint
from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import rounded
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import tell
from bot.answering.figures.totals import is_number_of_things
from bot.answering.library import Library
from bot.answering.phrases import amount, change_unit, year_name
from bot.answering.questions.pairing import Pair
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.years import nfkc
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_NAMES: dict[Pair, ComputedName] = {
    "difference": "difference_of_two",
    "sum": "sum_of_two",
    "times": "times_the_other",
    "share": "share_of_the_other",
}


@dataclass(frozen=True, slots=True)
class _Two:
    """Two series with their values of one year; None where one has none of its own."""

    figures: tuple[Figure, Figure]
    points: tuple[FigurePoint, FigurePoint] | None


def between(question: Question, library: Library, indicators: Sequence[IndicatorView], pair: Pair) -> Answer | None:
    """The two values of the year asked for, or of the newest that both have, and what comes of them.

    None where there is no such year.
    """
    say = wording(question.language)
    two = _of(question, library, indicators)
    if two.points is None:
        return None
    computed = _worked_out(two, pair)
    first, second = two.figures
    shown = [replace(figure, points=(p,)) for figure, p in zip(two.figures, two.points, strict=True)]
    made = [
        tell(replace(question, years=replace(question.years, named=(two.points[0].year,))), library, i).remade
        for i in indicators
    ]
    return reply(
        question,
        "compare",
        _headline(two, computed, pair, say),
        remarks=[
            *([say.say("answer.pair.of_it")] if computed and computed.name == "share_of_the_other" else []),
            *_unlike(first, second, say),
            *about_years(question, first, say),
            *(line for figure in shown for line in of_points(figure, say)),
            *(line for one in made for line in one.sentences),
        ],
        figures=shown,
        computed=(*([computed] if computed else []), *(old for one in made for old in one.old)),
        names=(*(name for one in made for name in one.editions),),
        wants_chart=question.wants_picture,
    )


def _of(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> _Two:
    first, second = (library.figure(indicator) for indicator in indicators)
    own = {p.year: p for p in actuals(first)}, {p.year: p for p in actuals(second)}
    both = sorted(own[0].keys() & own[1].keys())
    years = [y for y in question.years.wanted(both) if y in both] if question.years.single else both[-1:]
    return _Two((first, second), (own[0][years[0]], own[1][years[0]]) if years else None)


def _worked_out(two: _Two, pair: Pair) -> Computed | None:
    """The computed value; None where units differ, or where it would mean nothing."""
    (first, second), points = two.figures, two.points
    assert points is not None, "there is a year that both have"
    a, b = (point.value for point in points)
    if nfkc(first.unit) != nfkc(second.unit):
        return None
    if pair == "difference":
        return _computed(pair, a - b, change_unit(first.unit), two)
    if pair == "sum":
        counted = all(map(is_number_of_things, two.figures)) and first.cumulative == second.cumulative
        return _computed(pair, a + b, first.unit, two) if counted else None
    if a < 0 or b <= 0:
        return None
    if a < b or (pair == "share" and a == b):
        return _computed("share", rounded(100 * a / b), "%", two)
    return _computed("times", rounded(a / b), "倍", two)


def _computed(pair: Pair, value: Decimal, unit: str, two: _Two) -> Computed:
    assert two.points is not None, "there is a year that both have"
    first, second = two.figures
    return Computed(_NAMES[pair], value, unit, (two.points[0].year,), first.indicator, beside=second.indicator)


def _headline(two: _Two, computed: Computed | None, pair: Pair, say: Wording) -> str:
    assert two.points is not None, "there is a year that both have"
    told = [
        say.say(
            "answer.pair.value",
            indicator=figure.indicator,
            year=year_name(point.year, figure.period, say.language),
            value=amount(point.value, figure.unit, say.language),
        )
        for figure, point in zip(two.figures, two.points, strict=True)
    ]
    facts = {"first": two.figures[0].indicator, "second": two.figures[1].indicator}
    values = say.say("answer.join.items").join(told)
    if computed is None:
        same = nfkc(two.figures[0].unit) == nfkc(two.figures[1].unit)
        why = "no_sum" if same and pair == "sum" else "no_share" if same else "no_unit"
        units = {"first_unit": two.figures[0].unit or "―", "second_unit": two.figures[1].unit or "―"}
        return say.say(f"answer.pair.{why}", values=values, **(facts | units if why == "no_unit" else {}))
    if not computed.value and computed.name == "difference_of_two":
        return say.say("answer.pair.same", values=values)
    value = amount(abs(computed.value), computed.unit, say.language)
    return say.say(f"answer.pair.{computed.name}", values=values, value=value, **_sided(computed, facts))


def _sided(computed: Computed, facts: dict[str, str]) -> dict[str, str]:
    return facts if computed.name in ("times_the_other", "share_of_the_other") else {}


def _unlike(first: Figure, second: Figure, say: Wording) -> list[str]:
    """That the one is a running total and the other is not."""
    if first.cumulative == second.cumulative:
        return []
    running, other = (first, second) if first.cumulative else (second, first)
    return [say.say("answer.pair.running", running=running.indicator, other=other.indicator)]
