"""Which indicators a question names: words weighed by how much they tell one indicator from another."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.subject import Subject
from corpus.words import Word, plain, words
from kpi_store.views import IndicatorView

NAMED = 0.6
"""Share of the question's weight that a name must hold to count as named by it."""

RELATED = 0.25
"""The same for a name that is only offered as near."""

FOREIGN_WEIGHT = 0.3
"""What an English word without a glossary entry weighs against a word that is in no name: it may be a mere filler."""

_BRACKETS = re.compile(r"\([^()]*\)|「|」")
_KANA_ONLY = re.compile(r"[ぁ-ゖァ-ヺー]{3,}")


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator with how well the question names it.

    Attributes:
        recall: Share of the question's weight that stands in the name, 0.0-1.0.
        precision: Share of the name's weight that stands in the question, 0.0-1.0.
    """

    indicator: IndicatorView
    recall: float
    precision: float

    @property
    def score(self) -> float:
        """Recall first: staff shorten names, they seldom lengthen them."""
        return 0.75 * self.recall + 0.25 * self.precision


@dataclass(frozen=True, slots=True)
class _Name:
    indicator: IndicatorView
    core: frozenset[str]
    full: frozenset[str]
    reading: str


class Matcher:
    """Finds the indicators that a question names.

    Args:
        indicators: All that the store knows; their former names count too.
    """

    def __init__(self, indicators: Sequence[IndicatorView]) -> None:
        self._names = [_name(i, name) for i in indicators for name in i.names or (i.name,)]
        self._total = max(len(indicators), 1)
        by_indicator: dict[int, set[str]] = {}
        for name in self._names:
            by_indicator.setdefault(name.indicator.id, set()).update(name.full)
        self._spread = Counter(word for held in by_indicator.values() for word in held)

    def _weight(self, word: str) -> float:
        """Rare words weigh most: log(1 + N / df); a word in no name weighs as one in a single name."""
        return math.log(1 + self._total / max(self._spread[word], 1))

    def matches(self, subject: Subject) -> list[Match]:
        """Indicators that the question names, best first; empty when it names none."""
        return [m for m in self._rated(subject) if m.recall >= NAMED]

    def near(self, subject: Subject, many: int = 3) -> list[IndicatorView]:
        """Indicators that share something with the question, to be offered when it names none."""
        return [m.indicator for m in self._rated(subject) if m.recall >= RELATED][:many]

    def _rated(self, subject: Subject) -> list[Match]:
        asked = {word.normal: word for word in subject.words}
        total = sum(map(self._weight, asked)) + FOREIGN_WEIGHT * len(subject.foreign) * self._weight("")
        if not asked or not total:
            return []
        best: dict[int, Match] = {}
        for name in self._names:
            match = self._rate(name, asked, total)
            if name.indicator.id not in best or match.score > best[name.indicator.id].score:
                best[name.indicator.id] = match
        return sorted(best.values(), key=lambda m: -m.score)

    def _rate(self, name: "_Name", asked: Mapping[str, Word], total: float) -> Match:
        held = {normal for normal, word in asked.items() if _stands_in(word, name)}
        core = sum(map(self._weight, name.core)) or 1.0
        return Match(
            name.indicator,
            recall=sum(map(self._weight, held)) / total,
            precision=min(1.0, sum(map(self._weight, held & name.core)) / core),
        )


def _name(indicator: IndicatorView, name: str) -> _Name:
    every = [w for w in words(name) if w.content]
    core = [w for w in words(_BRACKETS.sub(" ", plain(name))) if w.content] or every
    return _Name(
        indicator,
        frozenset(w.normal for w in core),
        frozenset(w.normal for w in every),
        "".join(w.reading for w in every),
    )


def _stands_in(word: Word, name: _Name) -> bool:
    """By normal form; a word typed in kana (ホイクショ) also by its sound."""
    if word.normal in name.full:
        return True
    return bool(_KANA_ONLY.fullmatch(word.surface)) and word.reading in name.reading
