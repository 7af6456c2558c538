"""What one answered question was about, so that the next one in the same conversation can go on from it."""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from bot.answering.answer import Answer, Intent
from bot.answering.questions.periods import AskedYears
from bot.answering.questions.question import Question
from prompts.wording import Language

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Said:
    """What one answered question was about.

    Attributes:
        language: Of the answer.
        intent: What kind of thing was asked; None where no cue word told.
        indicators: Names, as published, of those that the answer is about.
        candidates: Names that it offered or listed, in its order, from which the next question may choose.
        asked_back: Whether the candidates were offered in place of an answer.
        listed: Whether the answer was a list of indicators.
        years: Years asked for.
        shown: Years whose values were shown; of an extreme, only those that have it.
        edition: Label of the edition asked for.
        goal: Number of the 基本目標 asked for; ``measure`` likewise, within the goal.
        subject: Words that said what it was about, as typed.
    """

    language: Language
    intent: Intent | None = None
    indicators: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    asked_back: bool = False
    listed: bool = False
    years: AskedYears = field(default_factory=AskedYears)
    shown: tuple[int, ...] = ()
    edition: str | None = None
    goal: int | None = None
    measure: int | None = None
    subject: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question, answer: Answer) -> Self:
        """What a question, taken apart, and its answer were about."""
        listed = answer.intent == "list"
        return cls(
            language=answer.language,
            intent=question.intent,
            indicators=() if listed else answer.about,
            candidates=answer.about if listed else answer.candidates,
            asked_back=answer.status != "answered",
            listed=listed,
            years=question.years,
            shown=_shown(answer),
            edition=question.edition,
            goal=question.goal,
            measure=question.measure,
            subject=question.subject.as_typed(question.query),
        )

    @classmethod
    def from_json(cls, held: object) -> Self:
        """What ``as_json`` gave.

        Raises:
            ValueError: If it is nothing of the kind.
        """
        read: Self = _form().validate_python(held)
        return read

    def as_json(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, to be kept wherever the conversation is."""
        plain: dict[str, Any] = _form().dump_python(self, mode="json")
        return plain


def _shown(answer: Answer) -> tuple[int, ...]:
    if extremes := [c for c in answer.computed if c.name in ("highest", "lowest")]:
        return tuple(sorted({year for extreme in extremes for year in extreme.years}))
    return tuple(sorted({point.year for figure in answer.figures for point in figure.points}))


@cache
def _form() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(Said)
