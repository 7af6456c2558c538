"""Indicators or editions side by side, like with like: the same years, and what differs in what is counted, told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer, Computed, Excerpt, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import rounded
from bot.answering.figures.remarks import of_points
from bot.answering.figures.restating import restated
from bot.answering.library import Library, once
from bot.answering.phrases import joined, year_name
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Sides:
    """What is set side by side.

    Attributes:
        editions: Labels of the editions; empty for what is in force.
        first: The first year shown; None for the earliest. ``last`` likewise.
        base: Year to whose value all values are told in %; None where values are not indexed.
    """

    editions: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    base: int | None = None


def side_by_side(question: Question, library: Library, indicators: Sequence[IndicatorView], sides: Sides) -> Answer:
    """Set the values of indicators, in one or several editions, beside each other."""
    say = wording(question.language)
    sources = [replace(library, edition=edition) for edition in sides.editions] or [library]
    sided = [_Side(of, view, of.figure(view), sides) for view in indicators for of in sources]
    figures = [side.shown for side in sided if side.shown.points]
    remade = [restated(library, view, _years(figures), say) for view in indicators if sides.editions]
    index = tuple(computed for side in sided for computed in side.index())
    remarks = [
        *_differences(figures, say, axes=sides.base is None),
        *_definitions(sided, say),
        *(sentence for made in remade for sentence in made.sentences),
        *(_base_remarks(sided, sides.base, say) if sides.base is not None else ()),
        *dict.fromkeys(remark for side in sided for remark in of_points(side.shown, say, side.whole)),
        *(say.say("answer.sides.none", indicator=side.view.name) for side in sided if not side.shown.points),
    ]
    return reply(
        question,
        "compare",
        _headline([view.name for view in indicators], sides, say),
        remarks=remarks,
        figures=figures,
        computed=(*index, *(old for made in remade for old in made.old)),
        excerpts=once(excerpt for side in sided for excerpt in side.notes),
        names=(
            *sides.editions,
            *(view.name for view in indicators),
            *(edition for made in remade for edition in made.editions),
            *(year_name(sides.base, side.whole.period, say.language) for side in sided if sides.base is not None),
        ),
        about=(view.name for view in indicators),
        wants_chart=bool(figures),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One indicator in one edition."""

    library: Library
    view: IndicatorView
    whole: Figure
    sides: Sides

    @property
    def shown(self) -> Figure:
        """Its values between the years asked for."""
        first, last = self.sides.first, self.sides.last
        points = (p for p in self.whole.points if (first or p.year) <= p.year <= (last or p.year))
        return replace(self.whole, points=tuple(points))

    @property
    def notes(self) -> tuple[Excerpt, ...]:
        """What the documents note of it: definition, way of counting."""
        return self.library.quotes(self.view, "note")

    def index(self) -> tuple[Computed, ...]:
        """``100 * value / value of the base year`` of each own value shown, to one digit after the point.

        None where the base year has no own value above zero.
        """
        own = {point.year: point.value for point in actuals(self.whole)}
        base = self.sides.base
        if base is None or own.get(base, 0) <= 0:
            return ()
        return tuple(
            Computed("index", rounded(100 * point.value / own[base]), "", (base, point.year), self.view.name)
            for point in actuals(self.shown)
        )


def _years(figures: Sequence[Figure]) -> list[int]:
    return sorted({point.year for figure in figures for point in figure.points})


def _headline(names: Sequence[str], sides: Sides, say: Wording) -> str:
    if sides.editions:
        editions = joined((say.say("text.source.edition", edition=e) for e in sides.editions), say)
        return say.say("answer.sides.editions", names=joined(names, say), editions=editions)
    return say.say("answer.sides.indicators", names=joined(names, say))


def _differences(figures: Sequence[Figure], say: Wording, axes: bool) -> Iterator[str]:
    """Units and kinds of year that differ between sides; ``axes``: whether the chart has an axis for each unit."""
    for kind in ("unit", "period"):
        of = {figure.indicator: getattr(figure, kind) or "" for figure in figures}
        if len(set(of.values())) > 1:
            told = (
                say.say("answer.sides.fact", indicator=name, fact=_fact(kind, fact, say)) for name, fact in of.items()
            )
            yield say.say(f"answer.sides.{kind}", facts=joined(told, say))
            if kind == "unit" and axes:
                yield say.say("answer.sides.axes")


def _fact(kind: str, fact: str, say: Wording) -> str:
    if not fact:
        return say.say("text.none")
    return say.say(f"text.period.{fact}") if kind == "period" else fact


def _definitions(sided: Sequence[_Side], say: Wording) -> Iterator[str]:
    """Whether one indicator's notes differ between the editions."""
    for view in dict.fromkeys(side.view for side in sided):
        texts = {frozenset(excerpt.text for excerpt in side.notes) for side in sided if side.view == view}
        if len(texts) > 1:
            yield say.say("answer.sides.notes", indicator=view.name)


def _base_remarks(sided: Sequence[_Side], base: int, say: Wording) -> Iterator[str]:
    with_index = [side for side in sided if side.index()]
    if with_index:
        yield say.say("answer.sides.index", year=year_name(base, with_index[0].whole.period, say.language))
    for side in sided:
        if not side.index():
            year = year_name(base, side.whole.period, say.language)
            yield say.say("answer.sides.no_index", indicator=side.view.name, year=year)
