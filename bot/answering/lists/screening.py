"""Lists by a condition: which indicators met their target, fell short, got better or worse than the year before.

Good and bad are told only where the desired direction is known; the others are named as not judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.progress import distance_to_target, reached, standing
from bot.answering.figures.streaks import newest_run
from bot.answering.figures.towards import since_baseline
from bot.answering.library import Library
from bot.answering.lists.counting import counts, share_of
from bot.answering.phrases import amount, joined, way, year_name
from bot.answering.questions.conditions import MOVING, Condition, against_a_year, year_before_newest, years_in_a_row
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import OPPOSITE
from bot.answering.reply import reply
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_SHARE = re.compile(r"割合|何割|何%|何パーセント|比率|\b(?:share|percentage|proportion|percent)\b")


@dataclass(frozen=True, slots=True)
class _Judged:
    figure: Figure
    meets: bool | None
    step: Computed | None


def screening(question: Question, library: Library, condition: Condition) -> Answer:
    """The indicators that meet the condition, with what shows it, and those that could not be judged."""
    say = wording(question.language)
    listed = [i for i in library.figures.indicators() if _in_place(i, question)]
    judged = [_judge(library.figure(i), condition, question) for i in listed]
    meeting = [j for j in judged if j.meets]
    undecided = [j.figure.indicator for j in judged if j.meets is None]
    lines = [_line(j, say) for j in meeting]
    many, of = counts(len(meeting), len(judged))
    row = years_in_a_row(question)
    since = row is None and condition in MOVING and against_a_year(question)
    part = share_of(many, of) if _SHARE.search(plain(question.text)) and meeting else None
    if part:
        lines.insert(0, say.say("answer.screening.share", of=of.value, many=many.value, share=f"{part.value:f}"))
    if undecided and condition != "undecided":
        why = "without_row" if row is not None else "without_year" if since else _why(condition)
        lines.append(say.say(f"answer.screening.{why}", names=joined(undecided, say)))
    return reply(
        question,
        "list",
        _headline(f"{condition}_since" if since else condition, row, judged, say) if meeting else _none(judged, say),
        remarks=lines,
        figures=(_shown(j) for j in meeting),
        computed=(many, of, *([part] if part else []), *(j.step for j in meeting if j.step)),
        names=(*undecided, *([_row_name(row, say)] if row else [])),
        about=(j.figure.indicator for j in meeting),
    )


def _why(condition: Condition) -> str:
    """Why some could not be judged."""
    if condition in ("risen", "fallen"):
        return "without_previous"
    if condition in ("beyond_baseline", "behind_baseline"):
        return "undirected"
    return "without_baseline" if condition in ("over_baseline", "under_baseline") else "undecided"


def _row_name(years: int, say: Wording) -> str:
    """How many years in a row were asked for: a number of the question, and no value."""
    return say.say("answer.screening.row", years=years)


def _none(judged: Sequence[_Judged], say: Wording) -> str:
    """That none meets the condition, of those only of which it can be told."""
    told = [j for j in judged if j.meets is not None]
    name = "none_judged" if not told else "none" if len(told) == len(judged) else "none_of_judged"
    return say.say(f"answer.screening.{name}", of=len(judged))


def _headline(condition: str, row: int | None, judged: Sequence[_Judged], say: Wording) -> str:
    many, of = sum(bool(j.meets) for j in judged), len(judged)
    if row is not None:
        moved = say.say(f"answer.screening.moved.{condition}")
        span = _row_name(row, say) if row else say.say("answer.screening.each_year")
        return say.say("answer.screening.in_a_row", many=many, of=of, row=span, moved=moved)
    name = "undecided_only" if condition == "undecided" else condition
    return say.say(f"answer.screening.{name}", many=many, of=of)


def _in_place(indicator: IndicatorView, question: Question) -> bool:
    return question.goal in (None, indicator.goal) and question.measure in (None, indicator.measure)


def _judge(figure: Figure, condition: Condition, question: Question) -> _Judged:
    figure = _until(figure, () if against_a_year(question) else question.years.named)
    if condition in ("reached", "missed"):
        met = reached(figure)
        return _Judged(figure, None if met is None else met == (condition == "reached"), distance_to_target(figure))
    if condition in ("behind", "on_track", "undecided"):
        stands = standing(figure)
        told = stands == condition
        return _Judged(figure, None if stands == "undecided" and not told else told, distance_to_target(figure))
    if condition.endswith("_baseline"):
        return _against_baseline(figure, condition)
    points = actuals(figure)
    if (row := years_in_a_row(question)) is not None:
        return _in_a_row(figure, condition, row)
    if (base := year_before_newest(question, [p.year for p in points])) is not None:
        return _since(figure, condition, base)
    if condition in ("risen", "fallen"):
        return _moved(figure, condition == "risen")
    if len(points) < 2 or points[-1].year - points[-2].year != 1 or figure.desired not in ("up", "down"):
        return _Judged(figure, None, None)
    step = change(figure, "change_from_previous", points[-2], points[-1])
    gain = step.value if figure.desired == "up" else -step.value
    return _Judged(figure, gain > 0 if condition == "better" else gain < 0, step)


def _in_a_row(figure: Figure, condition: Condition, years: int) -> _Judged:
    """Whether the newest values went that way for so many years in a row, or in each year that there is.

    Not judged where the values do not reach back far enough, or a year among them has none.
    """
    points = actuals(figure)
    run = newest_run(points)
    ways = {"risen": "up", "fallen": "down", "better": figure.desired, "worse": OPPOSITE.get(figure.desired)}
    if len(run) < 2 or ways[condition] not in ("up", "down"):
        return _Judged(figure, None, None)
    moved = run[-1].value - run[-2].value
    if not moved or (moved > 0) != (ways[condition] == "up"):
        return _Judged(figure, False, None)
    whole = run[0] is points[0]
    known_before = not whole and run[0].year - 1 in {p.year for p in points}
    if len(run) - 1 >= years if years else whole and len(run) > 2:
        lasted = Computed("streak", Decimal(len(run) - 1), "年", (run[0].year, run[-1].year), figure.indicator)
        return _Judged(figure, True, lasted)
    return _Judged(figure, False if known_before else None, None)


def _since(figure: Figure, condition: Condition, year: int) -> _Judged:
    """How the newest value lies to that of a year; good and bad only where the desired direction is known."""
    points = {p.year: p for p in actuals(figure)}
    by_value = condition in ("risen", "fallen")
    if year not in points or year == max(points) or not (by_value or figure.desired in ("up", "down")):
        return _Judged(figure, None, None)
    step = change(figure, "change_between", points[year], points[max(points)])
    gain = step.value if by_value or figure.desired == "up" else -step.value
    return _Judged(figure, gain > 0 if condition in ("risen", "better") else gain < 0, step)


def _moved(figure: Figure, up: bool) -> _Judged:
    """Whether the newest value is higher, or lower, than that of the year before, be that good or bad."""
    points = actuals(figure)
    if len(points) < 2 or points[-1].year - points[-2].year != 1:
        return _Judged(figure, None, None)
    step = change(figure, "change_from_previous", points[-2], points[-1])
    return _Judged(figure, step.value > 0 if up else step.value < 0, step)


def _against_baseline(figure: Figure, condition: Condition) -> _Judged:
    """How the newest value lies to the baseline; by good and bad only where the desired direction is known."""
    steps = since_baseline(figure, wording("ja")).computed
    by_value = condition in ("over_baseline", "under_baseline")
    if not steps or not (by_value or figure.desired in ("up", "down")):
        return _Judged(figure, None, None)
    gain = steps[0].value if by_value or figure.desired == "up" else -steps[0].value
    return _Judged(figure, gain > 0 if condition in ("over_baseline", "beyond_baseline") else gain < 0, steps[0])


def _until(figure: Figure, years: Sequence[int]) -> Figure:
    """The figure up to the last year named; one without a value for that year is judged by none."""
    if not years:
        return figure
    points = tuple(p for p in figure.points if p.year <= max(years))
    own = [p for p in points if p.status == "actual"]
    return replace(figure, points=points if own and own[-1].year == max(years) else ())


def _shown(judged: _Judged) -> Figure:
    kept = judged.step.years if judged.step else ()
    last = actuals(judged.figure)[-1:]
    return replace(judged.figure, points=tuple(p for p in judged.figure.points if p.year in kept or p in last))


def _line(judged: _Judged, say: Wording) -> str:
    figure, step = judged.figure, judged.step
    if not actuals(figure):
        return say.say("answer.list.item_bare", indicator=figure.indicator, unit=figure.unit)
    last = actuals(figure)[-1]
    if step is not None and step.name in ("streak", "change_between"):
        return _between(figure, step, say)
    facts = {
        "indicator": figure.indicator,
        "year": year_name(last.year, figure.period, say.language),
        "value": amount(last.value, figure.unit, say.language),
    }
    if step is not None and step.name == "change_from_previous":
        changed = amount(abs(step.value), step.unit, say.language)
        return say.say("answer.screening.changed", change=changed, way=way(step.value, figure.unit, say), **facts)
    if step is not None and step.name == "change_from_baseline" and figure.baseline is not None:
        base = amount(figure.baseline.value, figure.unit, say.language)
        changed = amount(abs(step.value), step.unit, say.language)
        told = facts | {"baseline": base, "change": changed, "way": way(step.value, figure.unit, say)}
        return say.say("answer.screening.since_baseline", **told)
    if figure.target is None:
        return say.say("answer.screening.untargeted", **facts)
    return say.say(
        "answer.screening.against_target", target=amount(figure.target.value, figure.unit, say.language), **facts
    )


def _between(figure: Figure, step: Computed, say: Wording) -> str:
    """How an indicator went from the one value to the other, and for how many years in a row where that was asked."""
    first, last = (next(p for p in figure.points if p.year == year) for year in step.years)
    lasted = step.name == "streak"
    return say.say(
        "answer.screening.lasted" if lasted else "answer.screening.since",
        indicator=figure.indicator,
        **{
            "years" if lasted else "change": f"{step.value:f}"
            if lasted
            else amount(abs(step.value), step.unit, say.language)
        },
        way=way(last.value - first.value, figure.unit, say),
        first=amount(first.value, figure.unit, say.language),
        first_year=year_name(first.year, figure.period, say.language),
        last=amount(last.value, figure.unit, say.language),
        last_year=year_name(last.year, figure.period, say.language),
    )
