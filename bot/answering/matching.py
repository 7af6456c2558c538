"""Which indicators a question names: words weighed by how much they tell one indicator from another."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.subject import Subject
from corpus.words import Word, plain, words
from kpi_store.views import IndicatorView
from prompts.glossary import NO_SYNONYMS, empty_words, measure_words

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
        name: The name that was met, which may be a former one.
        recall: Share of the question's weight that stands in the name, 0.0-1.0.
        precision: Share of the name's weight that stands in the question, 0.0-1.0.
        headed: Whether the question holds what the name counts, and not only what is around it: 待機児童 heads
            保育所等の待機児童数, 保育所の数 does not.
    """

    indicator: IndicatorView
    name: str
    recall: float
    precision: float
    headed: bool

    @property
    def score(self) -> float:
        """Recall first: staff shorten names, they seldom lengthen them."""
        return 0.75 * self.recall + 0.25 * self.precision


@dataclass(frozen=True, slots=True)
class _Name:
    indicator: IndicatorView
    text: str
    core: tuple[Word, ...]
    full: frozenset[str]
    reading: str


class Matcher:
    """Finds the indicators that a question names.

    Args:
        indicators: All that the store knows; their former names count too.
        synonyms: What an administrator says that words mean.
    """

    def __init__(self, indicators: Sequence[IndicatorView], synonyms: Mapping[str, str] = NO_SYNONYMS) -> None:
        self.synonyms = synonyms
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
        best: dict[int, Match] = {}
        for asked in subject.wordings:
            total = sum(self._weight(w) for w in {w.normal for w in asked})
            total += FOREIGN_WEIGHT * len(subject.foreign) * self._weight("")
            for name in self._names if total and asked else ():
                match = self._rate(name, asked, total)
                if name.indicator.id not in best or match.score > best[name.indicator.id].score:
                    best[name.indicator.id] = match
        return sorted(best.values(), key=lambda m: -m.score)

    def _rate(self, name: "_Name", asked: Sequence[Word], total: float) -> Match:
        held = {word.normal for word in asked if _stands_in(word, name)}
        core = {word.normal for word in name.core}
        return Match(
            name.indicator,
            name.text,
            recall=sum(map(self._weight, held)) / total,
            precision=min(1.0, sum(map(self._weight, held & core)) / (sum(map(self._weight, core)) or 1.0)),
            headed=_headed(name, asked, held),
        )


def _name(indicator: IndicatorView, name: str) -> _Name:
    every = [w for w in words(name) if w.content]
    core = [w for w in words(_BRACKETS.sub(" ", plain(name))) if w.content] or every
    return _Name(indicator, name, tuple(core), frozenset(w.normal for w in every), "".join(w.reading for w in every))


def _stands_in(word: Word, name: _Name) -> bool:
    """By normal form; a word typed in kana (ホイクショ) also by its sound."""
    if word.normal in name.full:
        return True
    return bool(_KANA_ONLY.fullmatch(word.surface)) and word.reading in name.reading


def _headed(name: _Name, asked: Sequence[Word], held: set[str]) -> bool:
    """Whether the question holds the last telling word of the name.

    Measures (数, 率) and affixes (者) tell nothing. An action (取得 in 育児休業取得率) may be left out as well, but not
    by a question that itself names a measure: 企業の数 is not 企業立地件数.
    """
    telling = [w for w in name.core if not _counts(w) and w.normal not in empty_words("ja")]
    if not telling or telling[-1].normal in held or (typed := _typed(asked, name)) is None:
        return True
    things = [w for w in telling if not w.verbal]
    return not typed and bool(things) and things[-1].normal in held


def _typed(asked: Sequence[Word], name: _Name) -> bool | None:
    """Whether the question ends with a measure; None where kana leave no words to compare."""
    if all(_KANA_ONLY.fullmatch(word.surface) for word in asked):
        return None
    return asked[-1].normal in measure_words()


def _counts(word: Word) -> bool:
    return word.normal in measure_words() or (word.noun and len(word.surface) == 1)
