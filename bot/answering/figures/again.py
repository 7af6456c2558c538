"""After how many years something was so again: 200万人を超えたのは何年ぶり."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from bot.answering.answer import Computed, Figure, FigurePoint
from bot.answering.phrases import amount, year_name
from prompts.wording import Wording


def again(
    points: Sequence[FigurePoint], so: Collection[int], figure: Figure, passed: str, say: Wording
) -> tuple[str, list[Computed]] | None:
    """When it last came to be so, and how many years after it had been so before.

    Args:
        points: Values in year order, of which each is so or is not.
        so: Years of those that are.
        figure: Whose values they are.
        passed: What is so, in words: 200万人を上回った.
        say: The wording.

    Returns:
        The sentence with what it counts; None where it never was so, or was so from the oldest value on.
    """
    last = next((at for at in reversed(range(len(points))) if points[at].year in so), None)
    if last is None:
        return None
    first = last
    while first and points[first - 1].year in so:
        first -= 1
    if not first:
        return None
    began, before = points[first], [p for p in points[:first] if p.year in so][-1:]
    facts = {
        "indicator": figure.indicator,
        "passed": passed,
        "year": year_name(began.year, figure.period, say.language),
        "value": amount(began.value, figure.unit, say.language),
    }
    if not before:
        return say.say("answer.again.first", **facts), []
    years = Decimal(began.year - before[0].year)
    told = say.say(
        "answer.again.since",
        before_year=year_name(before[0].year, figure.period, say.language),
        years=f"{years:f}",
        **facts,
    )
    return told, [Computed("years_since", years, "年", (before[0].year, began.year), figure.indicator)]
