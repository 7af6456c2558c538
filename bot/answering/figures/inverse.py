"""What counts the same with the other sign: 転出超過 of an indicator that counts 転入超過."""

from bot.answering.questions.question import Question
from corpus.words import plain
from prompts.glossary import inverse_words
from prompts.wording import Wording


def inverse_said(question: Question, indicator: str) -> str | None:
    """The word by which a question asks for an indicator's values with the other sign; None where it does not."""
    said = plain(question.text)
    return next((word for word in inverse_words() if word in said and word not in plain(indicator)), None)


def inverse_remarks(question: Question, indicator: str, say: Wording) -> list[str]:
    """That the sign is the other one, where it is."""
    word = inverse_said(question, indicator)
    return [say.say("answer.remark.inverse", said=word, indicator=indicator)] if word else []
