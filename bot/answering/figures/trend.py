"""How indicators developed: headline, figures, chart and the quoted future direction."""

from collections.abc import Sequence

from bot.answering.answer import Answer, Computed, Excerpt, Figure, Intent
from bot.answering.figures.computing import actuals, change, changes
from bot.answering.figures.goalposts import target_remarks
from bot.answering.figures.progress import distance
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import Told, missing_years, names_in, no_figures, tell, value_headline
from bot.answering.library import Library, once
from bot.answering.phrases import amount, joined, way, year_name
from bot.answering.questions.question import Question
from bot.answering.quotations.quoting import of_measures
from bot.answering.reply import reply
from corpus.reading import SectionKind
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_LAST_STEP = ("change_from_previous", "yearly_amount")


def trend(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """How one or more indicators developed, with chart and the quoted future direction."""
    say = wording(question.language)
    told = [tell(question, library, i) for i in indicators]
    held = [t for t in told if t.asked.points]
    if not held:
        return without_figures(question, library, told, "trend")
    headline = (
        _trend_headline(held[0].asked, say)
        if len(told) == 1
        else say.say("answer.compare.indicators", names=joined((t.indicator.name for t in told), say))
    )
    computed = tuple(c for t in held for c in (*changes(t.asked), *distance(t.asked), *t.remade.old))
    excerpts, lacking = _directions(library, told, say)
    remarks = [r for t in told for r in _trend_remarks(question, t, computed, say, alone=len(told) == 1)] + lacking
    return reply(
        question,
        "trend" if len(told) == 1 else "compare",
        headline,
        remarks=remarks,
        figures=(t.asked for t in held),
        computed=computed,
        excerpts=excerpts,
        names=(n for t in told for n in names_in(t, say)),
        wants_chart=True,
    )


def _trend_headline(figure: Figure, say: Wording) -> str:
    points = actuals(figure)
    if not points:  # nothing was computed of values that are measured or a past year's
        return _without_own_values(figure, say)
    first, last = points[0], points[-1]
    if first is last:
        return value_headline(figure, (last,), say)
    facts = {
        "indicator": figure.indicator,
        "last": amount(last.value, figure.unit, say.language),
        "last_year": year_name(last.year, figure.period, say.language),
        "first_year": year_name(first.year, figure.period, say.language),
    }
    step = change(figure, "change_over_period", first, last)
    if not step.value:
        return say.say("answer.trend.same", **facts)
    return say.say(
        "answer.trend.changed",
        first=amount(first.value, figure.unit, say.language),
        change=amount(abs(step.value), step.unit, say.language),
        way=way(step.value, figure.unit, say),
        **facts,
    )


def _without_own_values(figure: Figure, say: Wording) -> str:
    """The last measured value; where there is none, that the year's own is not published and what stands for it."""
    measured = [point for point in figure.points if point.status == "measured"]
    if measured:
        return value_headline(figure, measured[-1:], say)
    last = figure.points[-1]
    return say.say(
        "answer.value.carried",
        indicator=figure.indicator,
        years=year_name(last.year, figure.period, say.language),
        value=amount(last.value, figure.unit, say.language),
    )


def _trend_remarks(
    question: Question, told: Told, computed: Sequence[Computed], say: Wording, alone: bool
) -> list[str]:
    """What is to say of one indicator, beside the headline if it is alone there, else from its own first sentence."""
    figure, own = told.asked, actuals(told.asked)
    between = [p.year for p in own]
    steps = [
        c for c in computed if c.name in _LAST_STEP and c.indicator == figure.indicator and list(c.years) != between
    ]
    if not figure.points:
        return [missing_years(told, say) if told.whole.points else no_figures(told, None, say)]
    return [
        *([] if alone else [_trend_headline(figure, say)]),
        *(last_step(figure, step, say) for step in steps),
        *([missing_years(told, say)] if told.missing else []),
        *about_years(question, told.whole, say),
        *of_points(figure, say, told.whole),
        *told.remade.sentences,
        # Only the newest value is set against the target: one before it tells nothing of how things stand.
        *(target_remarks(figure, say) if alone and own[-1:] == actuals(told.whole)[-1:] else []),
    ]


def last_step(figure: Figure, step: Computed, say: Wording) -> str:
    """What the last year brought against the one before."""
    if step.name == "yearly_amount":
        gained = amount(step.value, step.unit, say.language)
        year = year_name(step.years[-1], figure.period, say.language)
        return say.say("answer.remark.yearly_amount", indicator=figure.indicator, year=year, value=gained)
    year = year_name(step.years[0], figure.period, say.language)
    if not step.value:
        return say.say("answer.remark.previous_same", indicator=figure.indicator, previous_year=year)
    return say.say(
        "answer.remark.previous",
        indicator=figure.indicator,
        previous_year=year,
        change=amount(abs(step.value), step.unit, say.language),
        way=way(step.value, figure.unit, say),
    )


def without_figures(question: Question, library: Library, told: Sequence[Told], intent: Intent) -> Answer:
    """No figure to show: said plainly, with the direction that the documents do hold."""
    say = wording(question.language)
    lines = [missing_years(t, say) if t.whole.points else no_figures(t, library.edition, say) for t in told]
    excerpts, lacking = _directions(library, told, say)
    return reply(
        question,
        intent,
        lines[0],
        remarks=(*lines[1:], *(() if excerpts else lacking)),
        excerpts=excerpts,
        names=(*(n for t in told for n in names_in(t, say)), library.edition or ""),
    )


def _directions(library: Library, told: Sequence[Told], say: Wording) -> tuple[tuple[Excerpt, ...], list[str]]:
    """Future directions first, then the comments on the result, then notes."""
    sections: tuple[SectionKind, ...] = ("future_direction", "analysis", "note")
    quoted = [e for section in sections for t in told for e in library.quotes(t.indicator, section)]
    if any(e.section == "future_direction" for e in quoted):
        return tuple(once(quoted)), []
    lines, whole = of_measures(library, [t.indicator for t in told], "direction", "future_direction", say)
    return tuple(once((*whole, *quoted))), lines or [say.say("answer.remark.no_direction")]
