"""One indicator as a question asks for it, and the sentences that state its values or that there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Figure, FigurePoint
from bot.answering.figures.restating import Remade, restated
from bot.answering.library import Library
from bot.answering.phrases import amount, joined, year_name, year_names
from bot.answering.questions.periods import AskedYears
from bot.answering.questions.question import Question
from corpus.pending import read_pending
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator as asked.

    Attributes:
        whole: All values in the edition that answers.
        asked: The part of them that the question asks for.
        missing: Years asked for that have no value.
        remade: What a later edition restated of the part asked for.
    """

    indicator: IndicatorView
    whole: Figure
    asked: Figure
    missing: tuple[int, ...]
    remade: Remade


def tell(question: Question, library: Library, indicator: IndicatorView) -> Told:
    """Look an indicator up and cut its values to the years asked for."""
    whole = library.figure(indicator)
    years = question.years
    if not years and question.intent == "value":
        years = AskedYears(latest=True)
    # 昨年度 is a certain year, with or without a value of its own; the latest value, or the last few, must be such.
    own = [p for p in whole.points if p.status != "carried"] if years.latest or years.recent is not None else ()
    wanted = years.wanted([p.year for p in own or whole.points])
    asked = replace(whole, points=tuple(p for p in whole.points if p.year in wanted))
    held = {p.year for p in whole.points}
    remade = restated(library, indicator, wanted, wording(question.language))
    return Told(indicator, whole, asked, tuple(y for y in wanted if y not in held), remade)


def value_headline(figure: Figure, points: Sequence[FigurePoint], say: Wording) -> str:
    """One value as a sentence, or several years' values in one."""
    named = [
        (amount(p.value, figure.unit, say.language), year_name(p.year, figure.period, say.language)) for p in points
    ]
    if len(named) == 1:
        return say.say("answer.value.one", indicator=figure.indicator, value=named[0][0], year=named[0][1])
    pairs = joined((say.say("answer.value.pair", value=v, year=y) for v, y in named), say)
    return say.say("answer.value.several", indicator=figure.indicator, values=pairs)


def missing_years(told: Told, say: Wording) -> str:
    """Which of the years asked for have no value, and which years there are."""
    period = told.whole.period
    lacking = say.say(
        "answer.value.missing", indicator=told.indicator.name, years=year_names(told.missing, period, say)
    )
    lacking = _spaced([lacking, *_pending(told, say)], say)
    there = say.say("answer.value.available", years=year_names((p.year for p in told.whole.points), period, say))
    return _spaced([lacking, there], say)


def _pending(told: Told, say: Wording) -> list[str]:
    """What the documents say where the value of a year asked for will stand (調査中)."""
    notes = [found for note in told.indicator.notes if (found := read_pending(note)) and found[0] in told.missing]
    return [
        say.say(
            "answer.value.pending",
            years=year_names(sorted(year for year, other in notes if other == said), told.whole.period, say),
            said=said,
        )
        for said in dict.fromkeys(said for _, said in notes)
    ]


def _spaced(sentences: Sequence[str], say: Wording) -> str:
    return ("" if say.language == "ja" else " ").join(sentences)


def names_in(told: Told, say: Wording) -> list[str]:
    """Years that ``missing_years`` names and editions that a restatement names: no point of the answer holds them."""
    years = {*told.missing, *(p.year for p in told.whole.points)}
    return [*(year_name(y, told.whole.period, say.language) for y in sorted(years)), *told.remade.editions]


def no_figures(told: Told, edition: str | None, say: Wording) -> str:
    """The documents hold no figure of the indicator."""
    if edition:
        return say.say("answer.value.no_figures_edition", indicator=told.indicator.name, edition=edition)
    return say.say("answer.value.no_figures", indicator=told.indicator.name)
