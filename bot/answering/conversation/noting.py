"""What an answer says of how its question was understood: another name, another spelling, what it goes on from."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.lists.listing import place_name
from bot.answering.names.matching import Match
from bot.answering.questions.question import Question
from bot.answering.said import Said
from corpus.names import SAME, similarity
from prompts.wording import wording


def renamed(answer: Answer, match: Match) -> Answer:
    """The answer, told under which name the indicator stands, if it was asked for by another."""
    if similarity(match.name, match.indicator.name) >= SAME:
        return answer
    say = wording(answer.language)
    told = say.say("answer.remark.renamed", former=match.name, now=match.indicator.name)
    return replace(answer, remarks=(told, *answer.remarks), names=(*answer.names, match.name, match.indicator.name))


def read_as(answer: Answer, told: Sequence[tuple[str, str]]) -> Answer:
    """The answer, told which words were read as others."""
    say = wording(answer.language)
    remarks = [say.say("answer.remark.read_as", typed=typed, meant=meant) for typed, meant in told]
    return replace(answer, remarks=(*remarks, *answer.remarks), names=(*answer.names, *remarks))


def gone_on(answer: Answer, question: Question) -> Answer:
    """The answer, told what was taken over from the conversation where its own sentences do not name that."""
    say = wording(answer.language)
    remarks = []
    subject = " ".join(Said.of(question, answer).subject) or place_name(question, say)
    if subject and (not answer.about or question.of_list) and subject not in answer.headline:
        remarks.append(say.say("answer.follow.subject", subject=subject))
    if question.edition is not None:
        remarks.append(say.say("answer.follow.edition", edition=question.edition))
    if not remarks:
        return answer
    return replace(answer, remarks=(*remarks, *answer.remarks), names=(*answer.names, *remarks))
