"""The target in force, the baseline, and how the latest actual stands to them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Figure
from bot.answering.computing import actuals
from bot.answering.library import Library
from bot.answering.phrases import amount, way, year_name
from bot.answering.progress import attainment_rate, distance_to_target, progress, reached, required_pace, standing
from bot.answering.question import Question
from bot.answering.reply import reply
from bot.answering.told import value_headline
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_BASELINE = re.compile(r"基準値|策定時の値|baseline")


def target(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The target in force, the baseline, and how the latest actual stands to it."""
    say = wording(question.language)
    figures = [library.figure(i) for i in indicators]
    shown = [replace(f, points=actuals(f)[-1:]) for f in figures]
    tell = _baseline_first if _BASELINE.search(plain(question.text)) else _target_lines
    lines = [line for f in figures for line in (*_missing(question, f, say), *tell(f, say))]
    return reply(
        question,
        "target",
        lines[0],
        remarks=lines[1:],
        figures=(f for f in shown if f.points or f.target or f.baseline),
        computed=(c for f in figures for c in progress(f)),
        excerpts=(e for i in indicators for e in library.quotes(i, "future_direction")),
        names=(year_name(year, f.period, say.language) for f in figures for year in question.years.named),
        wants_chart=question.wants_picture,
    )


def _target_lines(figure: Figure, say: Wording) -> list[str]:
    if figure.target is None:
        lines = [say.say("answer.target.none", indicator=figure.indicator)]
        if points := actuals(figure)[-1:]:
            lines.append(value_headline(figure, points, say))
    else:
        lines = [_stated(figure, say), *_standing(figure, say), *_on_the_way(figure, say)]
    return [*lines, *([_baseline(figure, say)] if figure.baseline else [])]


def _baseline_first(figure: Figure, say: Wording) -> list[str]:
    """The same with the baseline at its head, which was asked for."""
    lines = _target_lines(figure, say)
    return [_baseline(figure, say), *(lines[:-1] if figure.baseline else lines)]


def _baseline(figure: Figure, say: Wording) -> str:
    base = figure.baseline
    if base is None:
        return say.say("answer.target.no_baseline", indicator=figure.indicator)
    value = amount(base.value, figure.unit, say.language)
    if base.year is None:
        return say.say("answer.target.baseline_undated", indicator=figure.indicator, value=value)
    year = year_name(base.year, figure.period, say.language)
    return say.say("answer.target.baseline", indicator=figure.indicator, value=value, year=year)


def _missing(question: Question, figure: Figure, say: Wording) -> list[str]:
    """Years asked for that lie beyond the target's: no document has one for them."""
    last = figure.target.year if figure.target else None
    years = [year for year in question.years.named if last is not None and year > last]
    named = [year_name(year, figure.period, say.language) for year in years]
    return [say.say("answer.target.missing", indicator=figure.indicator, year=year) for year in named]


def _on_the_way(figure: Figure, say: Wording) -> list[str]:
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
        lines.append(say.say("answer.target.pace", value=change, way=way(pace.value, figure.unit, say)))
    status = standing(figure)
    return [*lines, say.say("answer.target.status", status=say.say(f"answer.status.{status}"))]


def target_remarks(figure: Figure, say: Wording) -> list[str]:
    """The target in force, and how the latest actual stands to it."""
    if figure.target is None:
        return []
    return [_stated(figure, say), *_standing(figure, say)]


def _stated(figure: Figure, say: Wording) -> str:
    assert figure.target is not None
    value = amount(figure.target.value, figure.unit, say.language)
    if figure.target.year is None:
        return say.say("answer.target.stated_undated", indicator=figure.indicator, value=value)
    year = year_name(figure.target.year, figure.period, say.language)
    return say.say("answer.target.stated", indicator=figure.indicator, value=value, year=year)


def _standing(figure: Figure, say: Wording) -> list[str]:
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
