"""What else could be meant: a question back with candidates, or others told beside an answer."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.names.matching import Match
from bot.answering.phrases import joined
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from prompts.wording import wording

OFFERED = 5
"""Candidates in a question back."""


def ask_back(question: Question, matches: Sequence[Match], any_of: Sequence[str] = ()) -> Answer:
    """A short question back, with what could be meant; or, where nothing was named, with some of what there is."""
    return reply(
        question,
        question.intent or "trend",
        wording(question.language).say("answer.clarify.any" if any_of else "answer.clarify.which"),
        status="clarify",
        candidates=any_of or [m.indicator.name for m in matches[:OFFERED]],
    )


def offering(answer: Answer, others: Sequence[str]) -> Answer:
    """The answer, with the other indicators that the same words could mean."""
    if not others:
        return answer
    say = wording(answer.language)
    also = say.say("answer.remark.also", names=joined(others, say))
    return replace(answer, remarks=(*answer.remarks, also), candidates=tuple(others))
