"""Whether a passage really holds what was asked.

No score threshold separates questions that the documents nearly answer from those they do answer, so the passage
itself is looked at: how much of what the question is about stands in it.
"""

import math
import re
from collections.abc import Sequence

from bot.answering.facts import fact_asked, states
from bot.answering.question import Question
from corpus.words import Word, plain, words
from index.search import Findings, Hit

HOLDS = 0.5
"""Share of the subject's weight above which a passage supports an answer by its words alone."""

HOLDS_STANDING_OUT = 0.24
"""The same for the best passage where it stands out in meaning from all others."""

STANDS_OUT = 0.035
"""Gap (see ``Findings.gap``) from which the best passage stands out. Questions about something else stay below 0.01,
near-topic ones that the documents do not answer below 0.03."""

STANDS_OUT_IN_ENGLISH = 0.015
"""The same across languages, where cosines lie closer together."""

_NEVER_GUESSED = ("money", "person", "contact", "number")
"""Facts that English words without a glossary entry do not make up for."""

_WHAT_IS = re.compile(
    r"[「『]?([ぁ-ゖァ-ヺー一-龥a-z0-9]{3,}?)[」』]?(?:とは|って(?:何|なに)|は何(?:です|の|[?？。]?$))"
)
"""A name asked after (ささえりあとは): where it stands letter by letter, no dictionary need know it."""

AFFIX_WEIGHT = 0.5
"""What 者, 数 or 率 weigh against a whole word; they count as held only after the word they were typed after."""


def supporting(question: Question, findings: Findings) -> list[Hit]:
    """The hits that hold what the question is about, in their order; where it asks for a fact, those that state it."""
    if (name := _WHAT_IS.match(plain(question.query))) and (
        naming := [h for h in findings.hits if name[1] in plain(h.passage.text)]
    ):
        return naming
    fact = fact_asked(question)
    if fact is not None and (not question.subject.foreign or (fact in _NEVER_GUESSED and question.subject.words)):
        return [hit for hit in findings.hits if states(question, fact, hit.passage)]
    gap = findings.gap or 0.0
    foreign = bool(question.subject.foreign)
    if foreign and gap < STANDS_OUT_IN_ENGLISH:
        return []
    texts = [plain(hit.passage.in_context()) for hit in findings.hits]
    shares = held_shares(question, texts)
    needed = [HOLDS_STANDING_OUT if gap >= STANDS_OUT or foreign else HOLDS, *[HOLDS] * len(shares)]
    return [hit for hit, share, least in zip(findings.hits, shares, needed, strict=False) if share > least]


def held_shares(question: Question, texts: Sequence[str]) -> list[float]:
    """Share of the subject's weight that stands in each text, 0.0-1.0, the best of its wordings.

    A word weighs log(1 + n / df) over the texts given: one that none of the passages found holds is what the
    documents lack, and weighs most. English words that the glossary does not know cannot be looked for: they count
    half as held.

    Args:
        question: With its subject.
        texts: Passages with their headings, lower case and NFKC-normalised.
    """
    normals = [{w.normal for w in words(text)} for text in texts]
    unknown = 0.5 * len(question.subject.foreign)
    best = [0.0] * len(texts)
    for asked in question.subject.wordings:
        held = [_held(asked, text, found) for text, found in zip(texts, normals, strict=True)]
        weights = [_weight(word, sum(h[i] for h in held), len(texts)) for i, word in enumerate(asked)]
        total = sum(weights) + 2 * unknown
        for nth, marks in enumerate(held):
            share = (sum(w for w, mark in zip(weights, marks, strict=True) if mark) + unknown) / total if total else 0.0
            best[nth] = max(best[nth], share)
    return best


def _held(asked: Sequence[Word], text: str, normals: set[str]) -> list[bool]:
    marks = []
    for before, word in zip((None, *asked), asked, strict=False):
        attached = before is not None and _affix(word)
        marks.append(f"{before.surface}{word.surface}" in text if before and attached else word.normal in normals)
    return marks


def _weight(word: Word, holding: int, texts: int) -> float:
    rarity = math.log(1 + texts / max(holding, 0.5))
    return rarity * (AFFIX_WEIGHT if _affix(word) else 1.0)


def _affix(word: Word) -> bool:
    return word.noun and len(word.surface) == 1
