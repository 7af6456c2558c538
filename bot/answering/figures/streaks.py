"""For how many years in a row, up to the newest, values rose or fell: 何年連続で減っている."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.remarks import of_points
from bot.answering.figures.restating import restated
from bot.answering.library import Library
from bot.answering.phrases import amount, way, year_name
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import Streak
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


def in_a_row(question: Question, library: Library, indicator: IndicatorView, streak: Streak) -> Answer | None:
    """How long values have gone one way; None where the newest two are not of neighbouring years."""
    say = wording(question.language)
    whole = library.figure(indicator)
    points = actuals(whole)
    run = newest_run(points)
    if len(run) < 2:
        return None
    step = change(whole, "change_from_previous", run[-2], run[-1])
    going_on = bool(step.value) and streak.way in (None, "up" if step.value > 0 else "down")
    told, computed = _held(whole, run, say) if going_on else (_broken(whole, step, run, say), [step])
    remade = restated(library, indicator, [p.year for p in points], say)
    return reply(
        question,
        "summary",
        told,
        remarks=(
            *([say.say("answer.streak.oldest")] if going_on and run[0] is points[0] else []),
            *of_points(whole, say, whole),
            *remade.sentences,
        ),
        figures=(whole,),
        computed=(*computed, *remade.old),
        names=remade.editions,
        wants_chart=True,
    )


def newest_run(points: Sequence[FigurePoint]) -> list[FigurePoint]:
    """The newest points between which values went one way from year to year; of two equal ones, these two alone."""
    run = list(points[-1:])
    for older in reversed(points[:-1]):
        newest = points[-1].value - points[-2].value
        if run[0].year - older.year != 1 or (len(run) > 1 and (run[0].value - older.value) * newest <= 0):
            break
        run.insert(0, older)
    return run


def _held(whole: Figure, run: Sequence[FigurePoint], say: Wording) -> tuple[str, list[Computed]]:
    first, last = run[0], run[-1]
    years = Computed("streak", Decimal(len(run) - 1), "年", (first.year, last.year), whole.indicator)
    over = change(whole, "change_over_period", first, last)
    told = say.say(
        "answer.streak.held" if len(run) > 2 else "answer.streak.once",
        years=f"{years.value:f}",
        way=way(over.value, whole.unit, say),
        change=amount(abs(over.value), over.unit, say.language),
        **_facts(first, last, whole, say),
    )
    return told, [years, over]


def _broken(whole: Figure, step: Computed, run: Sequence[FigurePoint], say: Wording) -> str:
    """That the newest step is none, or the other way."""
    facts = _facts(run[-2], run[-1], whole, say)
    if not step.value:
        return say.say("answer.streak.same", **facts)
    changed = amount(abs(step.value), step.unit, say.language)
    return say.say("answer.streak.broken", change=changed, way=way(step.value, whole.unit, say), **facts)


def _facts(first: FigurePoint, last: FigurePoint, whole: Figure, say: Wording) -> dict[str, str]:
    return {
        "indicator": whole.indicator,
        "first": amount(first.value, whole.unit, say.language),
        "first_year": year_name(first.year, whole.period, say.language),
        "last": amount(last.value, whole.unit, say.language),
        "last_year": year_name(last.year, whole.period, say.language),
    }
