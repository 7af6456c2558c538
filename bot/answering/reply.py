"""An answer to a question: what every answer takes over from the question it is to."""

from collections.abc import Iterable

from bot.answering.answer import Answer, Computed, Excerpt, Figure, Intent, Status
from bot.answering.questions.question import Question


def reply(
    question: Question,
    intent: Intent,
    headline: str,
    *,
    status: Status = "answered",
    remarks: Iterable[str] = (),
    figures: Iterable[Figure] = (),
    computed: Iterable[Computed] = (),
    excerpts: Iterable[Excerpt] = (),
    candidates: Iterable[str] = (),
    names: Iterable[str] = (),
    about: Iterable[str] = (),
    wants_chart: bool = False,
) -> Answer:
    """An answer of some kind to a question, in the question's language.

    Args:
        question: What was asked.
        intent: The kind of answer, which need not be the kind asked for.
        headline: The first sentence.
        status: See ``Answer``, like all that follow.
        remarks: See ``status``.
        figures: See ``status``.
        computed: See ``status``.
        excerpts: See ``status``.
        candidates: See ``status``.
        names: See ``status``.
        about: See ``status``.
        wants_chart: See ``status``.
    """
    return Answer(
        question=question.typed,
        language=question.language,
        status=status,
        intent=intent,
        headline=headline,
        remarks=tuple(remarks),
        figures=tuple(figures),
        computed=tuple(computed),
        excerpts=tuple(excerpts),
        candidates=tuple(candidates),
        names=tuple(names),
        about=tuple(about),
        wants_chart=wants_chart,
    )
