"""Which indicators a question names: words weighed by how much they tell one indicator from another."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.answering.names.name_words import NameWords, is_measure, kind_of, name_words
from bot.answering.questions.subject import Subject
from corpus.words import Word
from kpi_store.views import IndicatorView
from prompts.glossary import (
    NO_SYNONYMS,
    general_words,
    implied_by,
    measure_kind,
    measure_words,
    special_words,
    telling_affixes,
    usual_words,
)

NAMED = 0.6
"""Share of the question's weight that a name must hold to count as named by it."""

RELATED = 0.25
"""The same for a name that is only offered as near."""

WHOLE = 0.99
"""Recall and precision from which the question says the very name."""

FOREIGN_WEIGHT = 0.3
"""What an English word without a glossary entry weighs against a word that is in no name: it may be a mere filler."""

_NO_PEOPLE = re.compile(
    r"円|ha|㎡|m[23²³]|km|ヘクタール|トン|^k?[gtl]$|kwh?|mw|箇所|[かカヶ]所|施設|団体|法人|路線|^[社棟軒台基校園冊便]$",
    re.IGNORECASE,
)
"""Units in which nobody is counted."""

_BARE = frozenset({"数", "人数", "額", "金額"})
_WHOLE = frozenset({"全体", "全市", "全域", "全町"})
_AREAS = frozenset({"区域", "地区", "地域", "圏域"})
_PEOPLE = frozenset("者 員 士 師 客 児 生 人 家".split())  # noqa: SIM905
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
        measured: Whether the question asks for what the name counts: no number of a name that is a share, nor
            公民館の数 of 公民館の利用者数.
        part: Whether the name is of a part only (外国人宿泊者数), or of one person's share (1人当たりの消費額),
            that is not asked for.
        met: The words of the name that the question holds, or words for them, in normalised form.
        usual: Whether it is a part (男性の育児休業) that is meant where nothing is said of it.
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
    met: frozenset[str] = frozenset()
    usual: bool = False
    other: bool = False

    @property
    def exact(self) -> bool:
        """Whether nothing in the question speaks against the name."""
        return not self.missing and self.measured and not self.denied and not self.other

    @property
    def whole(self) -> bool:
        """Whether the question says the very name, so that no other is offered beside it."""
        return self.recall >= WHOLE and self.precision >= WHOLE

    @property
    def fits(self) -> tuple[bool, bool, float]:
        """How well one way of asking meets one of the names, against the others."""
        return self.exact, not self.part, self.score

    @property
    def score(self) -> float:
        """Recall first: staff shorten names, they seldom lengthen them."""
        return 0.75 * self.recall + 0.25 * self.precision


class Matcher:
    """Finds the indicators that a question names.

    Args:
        indicators: All that the store knows; their former names count too.
        synonyms: What an administrator says that words mean.
    """

    def __init__(self, indicators: Sequence[IndicatorView], synonyms: Mapping[str, str] = NO_SYNONYMS) -> None:
        self.synonyms = synonyms
        self._names = [name_words(i, name) for i in indicators for name in i.names or (i.name,)]
        self._meant = frozenset(word for name in self._names for word in name.meets)
        self._total = max(len(indicators), 1)
        self._held: dict[int, set[str]] = {}
        for name in self._names:
            self._held.setdefault(name.indicator.id, set()).update(name.full)
        self._spread = Counter(word for held in self._held.values() for word in held)

    def _weight(self, word: str) -> float:
        """Rare words weigh most: log(1 + N / df); a word in no name weighs as one in a single name."""
        return math.log(1 + self._total / max(self._spread[word], 1))

    def matches(self, subject: Subject) -> list[Match]:
        """Indicators that the question names, best first; empty when it names none."""
        return [m for m in self._rated(subject) if m.recall >= NAMED]

    def nearest(self, subject: Subject, many: int = 3) -> list[Match]:
        """Indicators that share something with the question, to be offered when it names none."""
        return [m for m in self._rated(subject) if m.recall >= RELATED and m.met - measure_words()][:many]

    def _rated(self, subject: Subject) -> list[Match]:
        best: dict[int, Match] = {}
        for asked in subject.wordings:
            for name in self._sharing(asked, subject):
                match = self._rate(name, asked, subject)
                known = best.get(name.indicator.id)
                if known is None or match.fits > known.fits:
                    best[name.indicator.id] = match
        return sorted(self._to_the_letter(subject, best).values(), key=lambda m: -m.score)

    def _to_the_letter(self, subject: Subject, best: dict[int, Match]) -> dict[int, Match]:
        """The matches; beside a name that holds each word as typed, another misses what it only has a word for.

        保育所の待機児童 is the number of those that wait for a 保育所, and not for a club, though both are 待機児童.
        """
        lacking = {id_: [w for w in subject.words if w.noun and w.normal not in self._held[id_]] for id_ in best}
        if not any(m.exact and m.headed and m.recall == 1.0 and not lacking[id_] for id_, m in best.items()):
            return best
        return {id_: replace(m, missing=m.missing or tuple(w.surface for w in lacking[id_])) for id_, m in best.items()}

    def _sharing(self, asked: Sequence[Word], subject: Subject) -> list[NameWords]:
        """The names that share anything with the question: most of some hundred indicators do not."""
        if not asked or any(_KANA_ONLY.fullmatch(word.surface) for word in asked):
            return self._names if asked else []
        said = {word.normal for word in (*asked, *dict(subject.going).get(tuple(asked), ()))}
        return [name for name in self._names if not said.isdisjoint(name.meets)]

    def _rate(self, name: NameWords, asked: Sequence[Word], subject: Subject) -> Match:
        said, going = asked, dict(subject.going).get(tuple(asked), ())
        asked = [w for w in (*asked, *going) if w.normal not in name.implied or w.normal in name.meets]
        met = {w.normal: to for w in asked if (to := _met(w, name))}
        counting = {w.normal for w in asked if w.normal in met or not _adds_nothing(w, name)}
        core = {word.normal for word in name.core}
        if core <= set(met.values()):  # of what has its very name, anything may be said but what another name means
            counting -= subject.predicates - met.keys() - self._meant
        total = math.fsum(self._weight(met.get(word, word)) for word in counting)
        total += FOREIGN_WEIGHT * len(subject.foreign) * self._weight("")
        held = frozenset(met.values())
        headed = _headed(name, asked, held) or _implies_head(name, said)
        return Match(
            name.indicator,
            name.text,
            recall=math.fsum(self._weight(to) for to in met.values()) / total if total else 0.0,
            precision=min(1.0, math.fsum(map(self._weight, held & core)) / (math.fsum(map(self._weight, core)) or 1.0)),
            headed=headed,
            missing=(
                *(w.surface for w in asked if w.normal not in met and _names_another(w, subject)),
                *(part for part in _parts(subject, said) if part not in name.plain),
                *subject.foreign,
            ),
            undone=tuple(
                w.surface
                for w in asked
                if w.normal not in met and (_is_done(w) or w in going or w.normal in subject.telling)
            ),
            denied=bool(_denied(subject, name, met.keys() | held)),
            measured=_measures_alike(name, asked, subject) and (headed or not _counts_another(asked, name)),
            part=bool(_narrowed(name, asked) - held - {*subject.parts}),
            met=held,
            usual=bool(core & usual_words()),
            other=bool((core & special_words()) - held) or _wider(said, name),
        )


def _denied(subject: Subject, name: NameWords, said: Set[str]) -> Set[str]:
    """What only one denies: 思わない against 思う; 耐震化していない against 耐震化率, whose 耐震 alone was met."""
    return ((subject.negated ^ name.negated) & said) | ((subject.negated - name.negated) & name.full)


def _narrowed(name: NameWords, asked: Sequence[Word]) -> frozenset[str]:
    """The words that make a name one of a part only; one person's share is one beside a measure that was said."""
    said = bool(asked) and measure_kind(asked[-1].normal) is not None
    return name.narrowing if said else name.narrowing - {"一人"}


def _adds_nothing(word: Word, name: NameWords) -> bool:
    """Whether a word stands beside any name, or only says what this one counts in: 割合 beside a 率."""
    same = word.normal in measure_words() and name.kind is not None and measure_kind(word.normal) == name.kind
    if same and name.kind != "share":
        same = word.normal in _BARE  # 件数 of 相談件数 tells it from 相談の会場数
    return same or word.normal in general_words()


def _wider(said: Sequence[Word], name: NameWords) -> bool:
    """Whether the whole city is asked for, and the name is of some areas only: 居住誘導区域の人口密度."""
    return bool(_WHOLE & {w.normal for w in said}) and bool(_AREAS & name.full)


def _parts(subject: Subject, said: Sequence[Word]) -> tuple[str, ...]:
    return () if tuple(said) in subject.whole else subject.parts


def _is_done(word: Word) -> bool:
    return word.noun and word.verbal and not is_measure(word) and word.normal not in general_words()


def _names_another(word: Word, subject: Subject) -> bool:
    """Whether a word that a name does not hold makes it another thing.

    Verbs and what is done (利用, 取得) are said in many ways; measures are compared by their kind.
    """
    if word.normal in telling_affixes():
        return True
    if word.normal in subject.alone:
        return word.normal not in measure_words() and word.normal not in general_words()
    return word.noun and not word.verbal and not is_measure(word) and word.normal not in general_words()


def _met(word: Word, name: NameWords) -> str | None:
    """The word of a name that a word stands for, by normal form; one typed in kana (ホイクショ) also by its sound."""
    if to := name.meets.get(word.normal):
        return to
    return word.normal if _KANA_ONLY.fullmatch(word.surface) and word.reading in name.reading else None


def _measures_alike(name: NameWords, asked: Sequence[Word], subject: Subject) -> bool:
    """Whether it is counted in what is asked for: no money where people are."""
    if subject.people and _NO_PEOPLE.search(name.indicator.unit):
        return False
    return not ((kind := kind_of(asked) or subject.counted) and name.kind and kind != name.kind)


def _counts_another(asked: Sequence[Word], name: NameWords) -> bool:
    """Whether a number of things is asked for (公民館の数) that a name only has around what it counts.

    A number of persons may be of those around it (バスの人数), unless the persons are said (通訳者の人数).
    """
    *before, last = asked or (None,)
    if not before or last is None or last.normal not in measure_words():
        return False
    if last.normal == "人数":
        return before[-1].surface in _PEOPLE
    if last.normal in ("件数", "回数"):
        return last.normal not in name.full
    return measure_kind(last.normal) == "count" or last.normal == "面積"


def _headed(name: NameWords, asked: Sequence[Word], held: frozenset[str]) -> bool:
    """Whether the question holds the last telling word of the name.

    An action (取得 in 育児休業取得率) may be left out, but not by a question that itself names a measure: 企業の数 is
    not 企業立地件数.
    """
    telling = name.telling
    if not telling or telling[-1].normal in held or (typed := _typed(asked, name)) is None:
        return True
    things = [w for w in telling if not w.verbal]
    return not typed and bool(things) and things[-1].normal in held


def _implies_head(name: NameWords, said: Sequence[Word]) -> bool:
    """Whether the question ends with what the name counts, in an everyday word: 不登校の子 for 不登校児童生徒数."""
    telling = [w for w in name.core if not is_measure(w)]
    return bool(telling and said) and said[-1].noun and said[-1].normal in implied_by(telling[-1].normal)


def _typed(asked: Sequence[Word], name: NameWords) -> bool | None:
    """Whether the question ends with a measure; None where kana leave no words to compare."""
    if all(_KANA_ONLY.fullmatch(word.surface) for word in asked):
        return None
    return asked[-1].normal in measure_words()
