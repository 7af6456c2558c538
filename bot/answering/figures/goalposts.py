"""Sentences on an indicator's target and baseline, and on how its latest actual stands to them."""

from bot.answering.answer import Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import (
    attainment_rate,
    distance_to_target,
    lacking,
    reached,
    required_pace,
    standing,
)
from bot.answering.phrases import amount, way_to_go, year_name
from prompts.wording import Wording


def target_remarks(figure: Figure, say: Wording) -> list[str]:
    """The target in force, and how the latest actual stands to it."""
    if figure.target is None:
        return []
    return [stated(figure, say), *stands(figure, say)]


def stated(figure: Figure, say: Wording) -> str:
    """The target in force, which there must be."""
    assert figure.target is not None
    value = amount(figure.target.value, figure.unit, say.language)
    if figure.target.year is None:
        return say.say("answer.target.stated_undated", indicator=figure.indicator, value=value)
    year = year_name(figure.target.year, figure.period, say.language)
    return say.say("answer.target.stated", indicator=figure.indicator, value=value, year=year)


def stands(figure: Figure, say: Wording) -> list[str]:
    """How the latest actual lies to the target."""
    points, distance = actuals(figure), distance_to_target(figure)
    if not points or distance is None:
        return []
    facts = {
        "year": year_name(points[-1].year, figure.period, say.language),
        "value": amount(points[-1].value, figure.unit, say.language),
    }
    if reached(figure):
        return [say.say("answer.target.reached", **facts)]
    if not distance.value:
        return [say.say("answer.target.equal", **facts)]
    gap = amount(abs(distance.value), distance.unit, say.language)
    return [say.say("answer.target.below" if distance.value > 0 else "answer.target.above", distance=gap, **facts)]


def on_the_way(figure: Figure, say: Wording) -> list[str]:
    """Attainment, the pace still needed, and the status with the rule behind it."""
    lines = []
    rate = attainment_rate(figure)
    if rate is not None and rate.value < 0:
        lines.append(say.say("answer.target.receded"))  # a share of a way that was not gone says nothing
    elif rate is not None:
        based = "answer.target.rate_from_baseline" if figure.baseline else "answer.target.rate"
        lines.append(say.say(based, value=amount(rate.value, rate.unit, say.language)))
    if pace := required_pace(figure):
        change = amount(abs(pace.value), pace.unit, say.language)
        lines.append(say.say("answer.target.pace", value=change, way=way_to_go(pace.value, figure.unit, say)))
    return [*lines, say.say("answer.target.status", status=status(figure, say))]


def status(figure: Figure, say: Wording) -> str:
    """The status of an indicator with a target, and the rule behind it or what it lacks."""
    stands = standing(figure)
    return say.say(f"answer.status.{f'without.{lacking(figure)}' if stands == 'undecided' else stands}")


def baseline(figure: Figure, say: Wording) -> str:
    """The baseline, or that there is none."""
    base = figure.baseline
    if base is None:
        return say.say("answer.target.no_baseline", indicator=figure.indicator)
    value = amount(base.value, figure.unit, say.language)
    if base.year is None:
        return say.say("answer.target.baseline_undated", indicator=figure.indicator, value=value)
    year = year_name(base.year, figure.period, say.language)
    return say.say("answer.target.baseline", indicator=figure.indicator, value=value, year=year)
