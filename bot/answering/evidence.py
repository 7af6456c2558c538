"""Whether a passage really holds what was asked.

No score threshold separates questions that the documents nearly answer from those they do answer, so the passage
itself is looked at: how much of what the question is about stands in it.
"""

from bot.answering.question import Question
from corpus.passages import Passage
from corpus.words import Word, words
from index.search import Findings, Hit

HOLDS = 0.51
"""Share of the subject's weight that a passage must hold to support an answer by its words alone: more than half, so
that one word of two never does."""

HOLDS_STANDING_OUT = 0.3
"""The same for the best passage where it stands out in meaning from all others."""

STANDS_OUT = 0.035
"""Gap (see ``Findings.gap``) from which the best passage stands out. Questions about something else stay below 0.01,
near-topic ones that the documents do not answer below 0.03."""

STANDS_OUT_IN_ENGLISH = 0.015
"""The same across languages, where cosines lie closer together."""

AFFIX_WEIGHT = 0.25
"""What 者, 数 or 率 weigh against a whole word: they tell little by themselves."""


def supporting(question: Question, findings: Findings) -> list[Hit]:
    """The hits that hold what the question is about, in their order."""
    gap = findings.gap or 0.0
    foreign = bool(question.subject.foreign)
    if foreign and gap < STANDS_OUT_IN_ENGLISH:
        return []
    needed = [HOLDS_STANDING_OUT if gap >= STANDS_OUT or foreign else HOLDS, *[HOLDS] * len(findings.hits)]
    return [
        hit for hit, share in zip(findings.hits, needed, strict=False) if held_share(question, hit.passage) >= share
    ]


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
