"""想定問答: what a committee is likely to ask of an indicator, answered only with what is stored or quoted.

What the documents do not say is left open in so many words, for the department to fill in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answering.answer import Answer, Excerpt, Figure, Intent
from bot.answering.figures.computing import actuals
from bot.answering.library import once
from bot.briefs.brief import Expected, Promise
from corpus.reading import SectionKind
from prompts.wording import Language, Wording, wording


@dataclass(frozen=True, slots=True)
class Told:
    """What is told about one indicator.

    Attributes:
        answers: By intent.
        placed: What the documents say of its whole measure, by section: quoted where nothing is tied to the indicator.
    """

    answers: Mapping[Intent, Answer]
    placed: Mapping[SectionKind, tuple[Excerpt, ...]]

    def __getitem__(self, intent: Intent) -> Answer:
        return self.answers[intent]

    def quotes(self, section: SectionKind) -> tuple[Excerpt, ...]:
        """All quotations of one kind of section, each text once."""
        tied = once(e for answer in self.answers.values() for e in answer.excerpts if e.section == section)
        return tuple(tied) or self.placed.get(section, ())


def expected(
    indicator: str,
    figure: Figure,
    told: Told,
    done: Sequence[Excerpt],
    promise: Promise | None,
    language: Language,
) -> tuple[Expected, ...]:
    """The likely questions, those first that the figures themselves raise.

    Args:
        indicator: Its name.
        figure: All its values.
        told: The answers about it.
        done: 主な取組 of its measure.
        promise: What an earlier edition announced.
        language: Of questions and sentences.
    """
    say = wording(language)
    return (
        *_why(indicator, figure, told, say),
        *_target(indicator, figure, told, say),
        *_changed(indicator, told, say),
        *_not_yet_known(indicator, figure, told, say),
        _done(indicator, done, say),
        _next(indicator, told.quotes("future_direction"), say),
        *_promised(indicator, promise, say),
    )


def _why(indicator: str, figure: Figure, told: Told, say: Wording) -> Iterator[Expected]:
    points = actuals(figure)[-2:]
    if len(points) < 2:
        return
    step = points[1].value - points[0].value
    kind = "rose" if step > 0 else "fell" if step < 0 else "stayed"
    yield Expected(
        say.say(f"brief.expected.{kind}", indicator=indicator),
        (told["trend"].headline,),
        told.quotes("analysis"),
        left_open="" if told.quotes("analysis") else say.say("brief.open.why"),
    )


def _target(indicator: str, figure: Figure, told: Told, say: Wording) -> Iterator[Expected]:
    if figure.target is None:
        return
    target = told["target"]
    yield Expected(
        say.say("brief.expected.target", indicator=indicator),
        (target.headline, *target.remarks),
        left_open=say.say("brief.open.forecast"),
    )


def _changed(indicator: str, told: Told, say: Wording) -> Iterator[Expected]:
    revision = told["revision"]
    if not revision.computed:
        return
    yield Expected(
        say.say("brief.expected.changed", indicator=indicator),
        (revision.headline, *revision.remarks),
        revision.excerpts,
        left_open="" if revision.excerpts else say.say("brief.open.changed"),
    )


def _not_yet_known(indicator: str, figure: Figure, told: Told, say: Wording) -> Iterator[Expected]:
    if not any(point.status == "carried" for point in figure.points):
        return
    notes = told.quotes("note")
    open_ = "" if notes else say.say("brief.open.carried")
    yield Expected(say.say("brief.expected.carried", indicator=indicator), excerpts=notes, left_open=open_)


def _done(indicator: str, done: Sequence[Excerpt], say: Wording) -> Expected:
    """Where 主な取組 stand: they fill pages, so they are named here and not quoted."""
    question = say.say("brief.expected.done", indicator=indicator)
    places = tuple(dict.fromkeys(excerpt.source for excerpt in done))
    return Expected(question, see=places, left_open="" if done else say.say("brief.open.nothing"))


def _next(indicator: str, directions: Sequence[Excerpt], say: Wording) -> Expected:
    question = say.say("brief.expected.next", indicator=indicator)
    return Expected(question, excerpts=tuple(directions), left_open="" if directions else say.say("brief.open.nothing"))


def _promised(indicator: str, promise: Promise | None, say: Wording) -> Iterator[Expected]:
    if promise is None:
        return
    question = say.say("brief.expected.promised", indicator=indicator, edition=promise.edition)
    told = tuple(dict.fromkeys(e for item in promise.items for e in (item.announced, *item.related)))
    left_open = "" if any(item.related for item in promise.items) else say.say("brief.open.promised")
    yield Expected(question, (promise.result,), told, left_open=left_open)
