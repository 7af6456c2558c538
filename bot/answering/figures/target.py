"""The target in force, the baseline, and how the latest actual stands to them; or what of it was asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.goalposts import baseline, on_the_way, stands, stated
from bot.answering.figures.progress import progress
from bot.answering.figures.told import value_headline
from bot.answering.figures.towards import Towards, each_year, judged, needed, of_year, share, since_baseline
from bot.answering.library import Library
from bot.answering.phrases import year_name
from bot.answering.questions.question import Question
from bot.answering.questions.targeting import OfTarget
from bot.answering.reply import reply
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_BASELINE = re.compile(r"基準値|策定時の値|baseline")


def target(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The target in force, the baseline, and how the latest actual stands to it."""
    say = wording(question.language)
    told = [_told(question, library.figure(i), say) for i in indicators]
    lines = [line for one in told for line in one.lines]
    return reply(
        question,
        "target",
        lines[0],
        remarks=lines[1:],
        figures=(one.figure for one in told if one.figure.points or one.figure.target or one.figure.baseline),
        computed=dict.fromkeys(c for one in told for c in one.computed),
        excerpts=(e for i in indicators for e in library.quotes(i, "future_direction")),
        names=(name for one in told for name in one.years),
        wants_chart=question.wants_picture,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one indicator: sentences, the values beside them, and the years named that hold none."""

    lines: list[str]
    figure: Figure
    computed: list[Computed]
    years: list[str]


def _told(question: Question, whole: Figure, say: Wording) -> _Told:
    years = _years(question, whole)
    towards = _towards(question, whole, say) or _of_years(years, whole, say)
    shown = {*years, *(year for c in towards.computed for year in c.years)} if towards.lines else set()
    latest = {point.year for point in actuals(whole)[-1:]}
    return _Told(
        [*towards.lines, *_usual(question, whole, say)],
        replace(whole, points=tuple(p for p in actuals(whole) if p.year in shown | latest)),
        [*towards.computed, *progress(whole)],
        [year_name(year, whole.period, say.language) for year in years],
    )


def _towards(question: Question, whole: Figure, say: Wording) -> Towards | None:
    """What the question wants worked out; None where it wants nothing of the kind."""
    if not isinstance(question.reckoning, OfTarget):
        return None
    tell = {"standing": judged, "needed": needed, "share": share, "baseline": since_baseline, "each_year": each_year}
    return tell[question.reckoning.wanted](whole, say)


def _years(question: Question, whole: Figure) -> list[int]:
    """The years whose targets are asked for; of 来年度 counted from the newest value."""
    if question.years.back is not None:
        return question.years.wanted([point.year for point in whole.points])
    return list(question.years.named)


def _of_years(years: Sequence[int], whole: Figure, say: Wording) -> Towards:
    """Targets of certain years; the one in force is told anyway."""
    final = whole.target.year if whole.target else None
    found = [of_year(year, whole, say) for year in years if year != final or final is None]
    return Towards([line for one in found for line in one.lines], [c for one in found for c in one.computed])


def _usual(question: Question, figure: Figure, say: Wording) -> list[str]:
    """The target with its standing and the baseline, which comes first where it was asked for."""
    if figure.target is None:
        lines = [say.say("answer.target.none", indicator=figure.indicator)]
        if points := actuals(figure)[-1:]:
            lines.append(value_headline(figure, points, say))
    else:
        lines = [stated(figure, say), *stands(figure, say), *on_the_way(figure, say)]
    if _BASELINE.search(plain(question.text)):
        return [baseline(figure, say), *lines]
    return [*lines, *([baseline(figure, say)] if figure.baseline else [])]
