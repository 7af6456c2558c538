"""前回の方向性とその後: each thing that an earlier edition announced beside what this one reports of it.

What belongs together is found by the words that both share; both sides are quoted, so that the reader can judge.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Excerpt
from bot.briefs.brief import Kept
from corpus.words import words

SHARED = 2
"""Words that an announcement and a report must have in common."""

HELD = 0.25
"""Share of the announcement's weight that must stand in the report; a word weighs log(1 + n / df)."""

MOST = 3
"""Reports beside one announcement."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a document, with the words that tell it from others."""

    excerpt: Excerpt
    words: frozenset[str]


def kept(announced: Iterable[Excerpt], done: Iterable[Excerpt]) -> tuple[Kept, ...]:
    """Each announcement with the lines of the reports that speak of the same.

    Args:
        announced: 今後の方向性 of the earlier edition.
        done: 主な取組 of this one.
    """
    reported = _lines(done)
    held = Counter(word for line in reported for word in line.words)
    weights = {word: math.log(1 + len(reported) / count) for word, count in held.items()}
    unheard = math.log(1 + 2 * max(len(reported), 1))
    return tuple(Kept(said.excerpt, tuple(_related(said, reported, weights, unheard))) for said in _lines(announced))


def _related(said: _Line, reported: Sequence[_Line], weights: dict[str, float], unheard: float) -> list[Excerpt]:
    """The lines that share the most with an announcement, in the order of the document."""
    whole = sum(weights.get(word, unheard) for word in said.words)
    scored = []
    for nth, line in enumerate(reported):
        shared = said.words & line.words
        if len(shared) >= SHARED and sum(weights[word] for word in shared) >= HELD * whole:
            scored.append((sum(weights[word] for word in shared), nth))
    best = sorted(scored, reverse=True)[:MOST]
    return [reported[nth].excerpt for _, nth in sorted(best, key=lambda pair: pair[1])]


def _lines(excerpts: Iterable[Excerpt]) -> list[_Line]:
    """Sentences and list items, word for word, each text once."""
    found: dict[str, _Line] = {}
    for excerpt in excerpts:
        for row in excerpt.text.split("\n"):
            for text in _sentences(row):
                normals = frozenset(w.normal for w in words(text) if w.content and w.noun and len(w.surface) > 1)
                if normals and text not in found:
                    found[text] = _Line(replace(excerpt, text=text), normals)
    return list(found.values())


def _sentences(row: str) -> list[str]:
    return [part.strip() + "。" if "。" in row else part.strip() for part in row.split("。") if part.strip()]
