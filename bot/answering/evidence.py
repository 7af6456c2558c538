"""Whether a passage really holds what was asked.

No score threshold separates questions that the documents nearly answer from those they do answer, so the passage
itself is looked at: how much of what the question is about stands in it.
"""

from bot.answering.question import Question
from corpus.passages import Passage
from corpus.words import Word, words
from index.search import Findings, Hit

HOLDS = 0.6
"""Share of the subject's weight that a passage must hold to support an answer by its words alone."""

HOLDS_WITH_MEANING = 0.34
"""The same where the passage is also near in meaning."""

NEAR = 0.86
"""Cosine of question and passage that counts as near in meaning, for the default model, whose cosines lie high."""

AFFIX_WEIGHT = 0.25
"""What 者, 数 or 率 weigh against a whole word: they tell little by themselves."""


def supporting(question: Question, findings: Findings) -> list[Hit]:
    """The hits that hold what the question is about, in their order."""
    return [hit for hit in findings.hits if supports(question, hit)]


def supports(question: Question, hit: Hit) -> bool:
    """Whether one passage holds enough of the question's subject, by its words or by words and meaning."""
    share = held_share(question, hit.passage)
    near = hit.dense is not None and hit.dense >= NEAR
    return share >= HOLDS or (near and share >= HOLDS_WITH_MEANING)


def held_share(question: Question, passage: Passage) -> float:
    """Share of the subject's weight that stands in the passage or its headings, 0.0-1.0.

    English words that the glossary does not know cannot be looked for: they count half as held, half as not.
    """
    asked = question.subject.words
    unknown = 0.5 * len(question.subject.foreign)
    total = sum(map(_weight, asked)) + 2 * unknown
    if not total:
        return 0.0
    text = passage.in_context()
    normals = {w.normal for w in words(text)}
    held = sum(_weight(w) for w in asked if w.normal in normals)
    return (held + unknown) / total


def _weight(word: Word) -> float:
    return AFFIX_WEIGHT if word.noun and len(word.surface) == 1 else 1.0
