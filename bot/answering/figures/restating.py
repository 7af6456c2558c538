"""What a later edition changed: restated values and moved targets, old and new side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answering.answer import Answer, Computed
from bot.answering.figures.goalposts import stated
from bot.answering.library import Library
from bot.answering.phrases import amount, year_name
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.names import SAME, similarity
from kpi_store.views import IndicatorView, MilestoneView, Restatement
from prompts.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Remade:
    """Sentences on what was changed, with the old values they state."""

    sentences: tuple[str, ...] = ()
    old: tuple[Computed, ...] = ()
    editions: tuple[str, ...] = ()


def restated(library: Library, indicator: IndicatorView, years: Sequence[int], say: Wording) -> Remade:
    """Values of certain years that an earlier edition gave otherwise; nothing where an older edition is asked for."""
    if library.edition is not None:
        return Remade()
    found = [r for r in library.figures.restatements(indicator.id) if r.year in years]
    return Remade(
        tuple(_sentence(r, say) for r in found),
        tuple(Computed("restated_from", r.old.value, indicator.unit, (r.year,), indicator.name) for r in found),
        tuple(r.old.document.edition or "" for r in found),
    )


def _sentence(restatement: Restatement, say: Wording) -> str:
    indicator = restatement.indicator
    return say.say(
        "answer.remark.restated",
        indicator=indicator.name,
        year=year_name(restatement.year, indicator.period, say.language),
        old=amount(restatement.old.value, indicator.unit, say.language),
        new=amount(restatement.new.value, indicator.unit, say.language),
        old_edition=restatement.old.document.edition,
        new_edition=restatement.new.document.edition,
    )


def retargeted(library: Library, indicator: IndicatorView, say: Wording) -> Remade:
    """Targets that one document states otherwise than the one before it."""
    moves = list(_moves(library, indicator))
    return Remade(
        tuple(
            say.say(
                "answer.revision.target",
                indicator=indicator.name,
                old=amount(old.value, indicator.unit, say.language),
                new=amount(new.value, indicator.unit, say.language),
                old_edition=old.document.edition,
                new_edition=new.document.edition,
            )
            for old, new in moves
        ),
        tuple(
            Computed("target_before", old.value, indicator.unit, (old.year,) if old.year else (), indicator.name)
            for old, _ in moves
        ),
        tuple(edition for pair in moves for target in pair if (edition := target.document.edition)),
    )


def _moves(library: Library, indicator: IndicatorView) -> Iterator[tuple[MilestoneView, MilestoneView]]:
    """Neighbouring targets for the same year that differ, the older first."""
    stated = [
        target
        for edition in reversed(library.figures.editions())
        if (target := library.figures.series(indicator.id, edition).target)
    ]
    for old, new in pairwise(stated):
        if old.year == new.year and old.value != new.value:
            yield old, new


def all_revisions(question: Question, library: Library) -> Answer:
    """All that later editions changed, of every indicator: values, targets and names; whichever edition is named."""
    library = replace(library, edition=None)
    say = wording(question.language)
    remade: list[Remade] = []
    shown = []
    for indicator in library.figures.indicators():
        figure = library.figure(indicator)
        values = restated(library, indicator, [p.year for p in figure.points], say)
        targets = retargeted(library, indicator, say)
        remade += [values, targets, _renamed(indicator, say)]
        if values.old or targets.old:
            years = {year for old in values.old for year in old.years}
            shown.append(replace(figure, points=tuple(p for p in figure.points if p.year in years)))
    sentences = [sentence for one in remade for sentence in one.sentences]
    return reply(
        question,
        "revision",
        say.say("answer.revision.all" if sentences else "answer.revision.none"),
        remarks=sentences,
        figures=shown,
        computed=(old for one in remade for old in one.old),
        names=(name for one in remade for name in one.editions),
    )


def _renamed(indicator: IndicatorView, say: Wording) -> Remade:
    """A former name that is another one, and not only another spelling."""
    former = [name for name in indicator.names if similarity(name, indicator.name) < SAME]
    told = tuple(say.say("answer.remark.renamed", former=name, now=indicator.name) for name in former)
    return Remade(told, editions=(*former, indicator.name) if former else ())


def revisions(question: Question, library: Library, indicator: IndicatorView) -> Answer:
    """All that later editions changed of an indicator."""
    say = wording(question.language)
    figure = library.figure(indicator)
    values = restated(library, indicator, [p.year for p in figure.points], say)
    targets = retargeted(library, indicator, say)
    renamed = _renamed(indicator, say)
    years = {year for old in values.old for year in old.years}
    shown = replace(figure, points=tuple(p for p in figure.points if p.year in years))
    sentences = (*values.sentences, *targets.sentences)
    if values.sentences or not targets.sentences:
        name = "changed" if sentences else "unchanged"
        headline = say.say(f"answer.revision.{name}", indicator=indicator.name)
        remarks = [*sentences] or ([stated(figure, say)] if figure.target and not renamed.sentences else [])
    else:
        headline, *remarks = targets.sentences
    return reply(
        question,
        "revision",
        headline,
        remarks=remarks,
        figures=(shown,),
        computed=(*values.old, *targets.old),
        excerpts=library.quotes(indicator, "note") if sentences or renamed.sentences else (),
        names=(*values.editions, *targets.editions, *renamed.editions),
    )
