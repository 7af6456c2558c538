"""The values of certain years, or the latest."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.computing import actuals
from bot.answering.library import Library
from bot.answering.question import Question
from bot.answering.remarks import about_years, of_points
from bot.answering.told import Told, missing_years, named_years, no_figures, tell, value_headline
from bot.answering.trend import without_figures
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


def value(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The values of certain years, or the latest where none is named."""
    say = wording(question.language)
    told = [tell(question, library, i) for i in indicators]
    if not question.years:
        told = [replace(t, asked=replace(t.asked, points=(actuals(t.asked) or t.asked.points)[-1:])) for t in told]
    if not any(t.whole.points for t in told):
        return without_figures(question, library, told, "value")
    lines = [_value_line(t, say) for t in told]
    remarks = [
        r
        for t in told
        for r in (
            *([missing_years(t, say)] if t.missing and t.asked.points else []),
            *about_years(question, t.whole, say),
            *of_points(t.asked, say, gaps=False),
        )
    ]
    return Answer(
        question=question.text,
        language=question.language,
        status="answered",
        intent="value",
        headline=lines[0],
        remarks=(*lines[1:], *remarks),
        figures=tuple(t.asked for t in told if t.asked.points),
        names=tuple(n for t in told for n in named_years(t, say)),
        wants_chart=question.wants_picture,
    )


def _value_line(told: Told, say: Wording) -> str:
    if not told.asked.points:
        return missing_years(told, say) if told.whole.points else no_figures(told, None, say)
    return value_headline(told.asked, told.asked.points, say)
