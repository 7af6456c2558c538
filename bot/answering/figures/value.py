"""The values of certain years, or the latest."""

from collections.abc import Sequence

from bot.answering.answer import Answer, Computed
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import Told, missing_years, names_in, no_figures, tell, value_headline
from bot.answering.figures.trend import last_step, without_figures
from bot.answering.library import Library
from bot.answering.phrases import amount, year_names
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


def value(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The values of certain years, or the latest actual where none is named."""
    say = wording(question.language)
    told = [tell(question, library, i) for i in indicators]
    if not any(t.whole.points for t in told):
        return without_figures(question, library, told, "value")
    lines = [line for t in told for line in _lines(t, say)]
    gained = {t.indicator.id: gain for t in told if (gain := _gained(t))}
    remarks = [r for t in told for r in _remarks(question, t, gained.get(t.indicator.id), say)]
    return reply(
        question,
        "value",
        lines[0],
        remarks=(*lines[1:], *remarks),
        figures=(t.asked for t in told if t.asked.points),
        computed=(*gained.values(), *(old for t in told for old in t.remade.old)),
        names=(n for t in told for n in names_in(t, say)),
        wants_chart=question.wants_picture,
    )


def _gained(told: Told) -> Computed | None:
    """What the one year that is asked for brought to a running total; None of any other, or without the year before."""
    own, before = actuals(told.asked), {p.year: p for p in actuals(told.whole)}
    if not told.whole.cumulative or len(own) != 1 or own[0].year - 1 not in before:
        return None
    return change(told.whole, "yearly_amount", before[own[0].year - 1], own[0])


def _remarks(question: Question, told: Told, gained: Computed | None, say: Wording) -> list[str]:
    lacking = [missing_years(told, say)] if told.missing and told.asked.points else []
    return [
        *lacking,
        *([last_step(told.whole, gained, say)] if gained else []),
        *(_not_yet(told, say) if question.years.latest or not question.years else []),
        *about_years(question, told.whole, say),
        *of_points(told.asked, say, carried=False),
        *told.remade.sentences,
    ]


def _not_yet(told: Told, say: Wording) -> list[str]:
    """Later years than the one shown that the document lists, with a past year's value in parentheses."""
    shown = [p.year for p in told.asked.points if p.status != "carried"]
    later = [p.year for p in told.whole.points if p.status == "carried" and shown and p.year > shown[-1]]
    if not later or later[0] in (p.year for p in told.asked.points):
        return []
    return [say.say("answer.value.unpublished", years=year_names(later, told.whole.period, say))]


def _lines(told: Told, say: Wording) -> list[str]:
    """The values as sentences; one in parentheses is never told as the year's own."""
    if not told.whole.points:
        return [no_figures(told, None, say)]
    if not told.asked.points:
        return [missing_years(told, say)]
    carried = [p for p in told.asked.points if p.status == "carried"]
    own = [p for p in told.asked.points if p.status != "carried"]
    lines = [value_headline(told.asked, own, say)] if own else []
    if carried:
        lines.append(
            say.say(
                "answer.value.carried",
                indicator=told.indicator.name,
                years=year_names((p.year for p in carried), told.asked.period, say),
                value=amount(carried[-1].value, told.asked.unit, say.language),
            )
        )
    return lines
