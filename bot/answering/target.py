"""The target in force, the baseline, and how the latest actual stands to them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Figure
from bot.answering.computing import actuals, distance_to_target, distances, reached
from bot.answering.library import Library
from bot.answering.phrases import amount, year_name
from bot.answering.question import Question
from bot.answering.told import value_headline
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


def target(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The target in force, the baseline, and how the latest actual stands to it."""
    say = wording(question.language)
    figures = [library.figure(i) for i in indicators]
    shown = [replace(f, points=actuals(f)[-1:]) for f in figures]
    lines = [line for f in figures for line in _target_lines(f, say)]
    return Answer(
        question=question.text,
        language=question.language,
        status="answered",
        intent="target",
        headline=lines[0],
        remarks=tuple(lines[1:]),
        figures=tuple(f for f in shown if f.points or f.target or f.baseline),
        computed=tuple(d for f in figures for d in distances(f)),
        excerpts=tuple(e for i in indicators for e in library.quotes(i, "future_direction")),
        wants_chart=question.wants_picture,
    )


def _target_lines(figure: Figure, say: Wording) -> list[str]:
    if figure.target is None:
        lines = [say.say("answer.target.none", indicator=figure.indicator)]
        if points := actuals(figure)[-1:]:
            lines.append(value_headline(figure, points, say))
    else:
        lines = [_stated(figure, say), *_standing(figure, say)]
    if figure.baseline is not None:
        base = amount(figure.baseline.value, figure.unit, say.language)
        if figure.baseline.year is None:
            lines.append(say.say("answer.target.baseline_undated", value=base))
        else:
            year = year_name(figure.baseline.year, figure.period, say.language)
            lines.append(say.say("answer.target.baseline", value=base, year=year))
    return lines


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
