"""Which indicators a question names: words weighed by how much they tell one indicator from another."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.subject import Subject, negated_words
from corpus.words import Word, plain, words
from kpi_store.views import IndicatorView
from prompts.glossary import (
    NO_SYNONYMS,
    empty_words,
    general_words,
    implied_by,
    measure_kind,
    measure_words,
    narrowing_words,
    special_words,
    telling_affixes,
)

NAMED = 0.6
"""Share of the question's weight that a name must hold to count as named by it."""

RELATED = 0.25
"""The same for a name that is only offered as near."""

FOREIGN_WEIGHT = 0.3
"""What an English word without a glossary entry weighs against a word that is in no name: it may be a mere filler."""

_KIND_OF_UNIT = {"%": "share", "％": "share", "円": "money", "千円": "money", "百万円": "money", "億円": "money"}
_BRACKETS = re.compile(r"\([^()]*\)|「|」")
_BARE = frozenset({"数", "人数"})
_WHOLE = frozenset({"全体", "全市", "全域", "全町"})
_AREAS = frozenset({"区域", "地区", "地域", "圏域"})
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
        missing: Nouns of the question that the name does not hold, as typed: 外国人 of 外国人の観光入込客数. Each says
            that something else is asked, or only a part.
        undone: What is done (待機, 利用) by the question and not by the name; it may be another word for the same.
        denied: Whether the question denies what the name says, or the other way round: 思わない against 思う.
        measured: Whether the question asks for what the name counts in: no number of a name that is a share.
        part: Whether the name is of a part only (外国人宿泊者数) that the question does not speak of.
        other: Whether the name is of another thing (荒廃農地面積) than the question, which leaves that word out.
    """

    indicator: IndicatorView
    name: str
    recall: float
    precision: float
    headed: bool
    missing: tuple[str, ...] = ()
    measured: bool = True
    denied: bool = False
    undone: tuple[str, ...] = ()
    part: bool = False
    other: bool = False

    @property
    def exact(self) -> bool:
        """Whether nothing in the question speaks against the name."""
        return not self.missing and self.measured and not self.denied and not self.other

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
    kind: str | None
    negated: frozenset[str]
    implied: frozenset[str]


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

    def nearest(self, subject: Subject, many: int = 3) -> list[Match]:
        """Indicators that share something with the question, to be offered when it names none."""
        things = {w.normal for w in (*subject.words, *subject.official)} - measure_words()
        return [m for m in self._rated(subject) if m.recall >= RELATED and things & self._held(m.name)][:many]

    def _held(self, name: str) -> frozenset[str]:
        """The words of a name; sharing but its measure (率) brings no indicator near."""
        return next(held.full for held in self._names if held.text == name)

    def _rated(self, subject: Subject) -> list[Match]:
        best: dict[int, Match] = {}
        for asked in subject.wordings:
            for name in self._names if asked else ():
                match = self._rate(name, asked, subject)
                known = best.get(name.indicator.id)
                if known is None or (match.exact, match.score) > (known.exact, known.score):
                    best[name.indicator.id] = match
        return sorted(best.values(), key=lambda m: -m.score)

    def _rate(self, name: "_Name", asked: Sequence[Word], subject: Subject) -> Match:
        said, asked = asked, [w for w in asked if w.normal not in name.implied or w.normal in name.full]
        counting = {w.normal for w in asked if w.normal in name.full or not _adds_nothing(w, name)}
        total = math.fsum(map(self._weight, counting)) + FOREIGN_WEIGHT * len(subject.foreign) * self._weight("")
        held = {word.normal for word in asked if _stands_in(word, name)}
        core = {word.normal for word in name.core}
        return Match(
            name.indicator,
            name.text,
            recall=math.fsum(map(self._weight, held)) / total if total else 0.0,
            precision=min(1.0, math.fsum(map(self._weight, held & core)) / (math.fsum(map(self._weight, core)) or 1.0)),
            headed=_headed(name, asked, held),
            missing=(
                *(w.surface for w in asked if _names_another(w) and not _stands_in(w, name)),
                *(part for part in _parts(subject, said) if part not in plain(name.text)),
            ),
            undone=tuple(w.surface for w in asked if _is_done(w) and not _stands_in(w, name)),
            denied=bool((subject.negated ^ name.negated) & held),
            measured=not ((kind := _kind(asked)) and name.kind and kind != name.kind),
            part=bool((core & narrowing_words()) - held),
            other=bool((core & special_words()) - held) or _wider(said, name),
        )


def _name(indicator: IndicatorView, name: str) -> _Name:
    said = words(name)
    every = [w for w in said if w.content]
    core = [w for w in words(_BRACKETS.sub(" ", plain(name))) if w.content] or every
    full, reading = frozenset(w.normal for w in every), "".join(w.reading for w in every)
    kind = _kind(core) or _KIND_OF_UNIT.get(indicator.unit)
    implied = frozenset(w.normal for held in full for w in words(" ".join(implied_by(held))) if w.content)
    return _Name(indicator, name, tuple(core), full, reading, kind, negated_words(said), implied)


def _adds_nothing(word: Word, name: "_Name") -> bool:
    """Whether a word stands beside any name, or only says what this one counts in: 割合 beside a 率."""
    same = word.normal in measure_words() and name.kind is not None and measure_kind(word.normal) == name.kind
    if same and name.kind != "share":
        same = word.normal in _BARE  # 件数 of 相談件数 tells it from 相談の会場数
    return same or word.normal in general_words()


def _wider(said: Sequence[Word], name: "_Name") -> bool:
    """Whether the whole city is asked for, and the name is of some areas only: 居住誘導区域の人口密度."""
    return bool(_WHOLE & {w.normal for w in said}) and bool(_AREAS & name.full)


def _parts(subject: Subject, said: Sequence[Word]) -> tuple[str, ...]:
    return () if tuple(said) in subject.whole else subject.parts


def _kind(said: Sequence[Word]) -> str | None:
    """What is counted in, told by the last word that tells: a number, a share, money."""
    return next((kind for word in reversed(said) if word.noun and (kind := measure_kind(word.normal))), None)


def _is_done(word: Word) -> bool:
    return word.noun and word.verbal and not _counts(word) and word.normal not in general_words()


def _names_another(word: Word) -> bool:
    """Whether a word that a name does not hold makes it another thing.

    Verbs and what is done (利用, 取得) are said in many ways; measures are compared by their kind.
    """
    if word.normal in telling_affixes():
        return True
    return word.noun and not word.verbal and not _counts(word) and word.normal not in general_words()


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
