"""Whether a sentence put in other words still says the same, and nothing else.

A language model may not be trusted with a number, nor with anything beside one: a year given to another value, a fall
told as a rise, a cause or a praise that the sentence did not have. So all of that is compared, and a word that is
neither in the sentence nor one of those that say nothing new is refused.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.answer import Answer
from bot.answering.questions.quantities import Measure, measure_of, quantities, scaled
from corpus.words import words
from corpus.years import find_years, nfkc
from prompts.glossary import plain_words
from prompts.wording import Language

_LEANINGS = {
    "more": r"増|伸び|\b(?:ris|rose|increas|grow|grew|gain)",
    "less": r"減|落ち込|\b(?:fall|fell|declin|decreas|drop|reduc)",
    "up": r"上昇|上が|高ま|\b(?:up|higher)\b",
    "down": r"低下|下が|\b(?:down|lower)\b",
    "above": r"上回|超え|\babove\b|\bexceed",
    "below": r"下回|届か|\bbelow\b|\bshort of\b",
    "same": r"同じ|同値|変わら|横ばい|\b(?:same|unchanged|equal)",
    "reached": r"達成し|達し|\b(?:reach|meets?|met|attain|achiev)",
    "not": r"ない|ません|なかっ|未(?=達|公表)|\b(?:no|not|never|none|nor)\b|n't\b",
    "highest": r"最も(?:大|多|高)|最大|最高|最多|\bhighest\b",
    "lowest": r"最も(?:小|少|低)|最小|最低|最少|\blowest\b",
}
_LEANS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LEANINGS.items()}
_SENTENCE_END = re.compile(r"(?<=。)|(?<=[.!?])\s")
_FORBIDDEN = re.compile(r"https?:|www\.|[<>@|`*\[\]{}\x00-\x1f\x7f]", re.IGNORECASE)
_QUOTED = re.compile(r"「([^」]*)」|『([^』]*)』|“([^”]*)”|\"([^\"]*)\"")
_KANA = re.compile(r"[ぁ-ゖ]")
_LATIN = re.compile(r"[a-z]+")

Said = tuple[Decimal, Measure]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a sentence states; equal for two that say the same.

    Attributes:
        dated: Quantities, each with its year, and how often.
        changes: Quantities that no year has for its own, since they were computed.
    """

    names: frozenset[str]
    years: frozenset[int]
    dated: frozenset[tuple[Said, int | None, int]]
    changes: frozenset[tuple[Said, int]]
    leanings: frozenset[str]
    quoted: frozenset[str]


class Draft:
    """An answer's own sentences, as the measure of any other wording of them.

    Args:
        answer: With its sentences as the templates say them.
    """

    def __init__(self, answer: Answer) -> None:
        self.sentences = (answer.headline, *answer.remarks)
        self._language: Language = answer.language
        self._names = sorted(filter(None, {*_names(answer)}), key=lambda name: (-len(name), name))
        values = {(scaled(p.value, f.unit), measure_of(f.unit)) for f in answer.figures for p in f.points}
        computed = {(abs(scaled(c.value, c.unit)), measure_of(c.unit)) for c in answer.computed}
        self._computed_only = computed - values

    def kept_by(self, told: list[str]) -> bool:
        """Whether these sentences say, one by one, what the draft says."""
        return len(told) == len(self.sentences) and all(
            self._same(own, other) for own, other in zip(self.sentences, told, strict=True)
        )

    def _same(self, own: str, told: str) -> bool:
        return (
            0 < len(told.strip()) <= 20 + 3 * len(own) // 2
            and not _FORBIDDEN.search(_without(told, [own, *self._names]))
            and self._in_language(told)
            and self._facts(own) == self._facts(told)
            and self._words(told) <= self._words(own) | plain_words(self._language)
        )

    def _in_language(self, told: str) -> bool:
        return bool(_KANA.search(_without(told, self._names))) == (self._language == "ja")

    def _facts(self, said: str) -> _Facts:
        plain = nfkc(said)
        names = [name for name in self._names if nfkc(name) in plain]
        rest = _without(plain, [nfkc(name) for name in names])
        numbers = [found for sentence in _SENTENCE_END.split(rest) for found in _numbers(sentence, self._language)]
        changes = Counter(number for number, _ in numbers if number in self._computed_only)
        dated = Counter((number, year) for number, year in numbers if number not in self._computed_only)
        return _Facts(
            names=frozenset(names),
            years=frozenset(mention.year for mention in find_years(rest)),
            dated=frozenset((number, year, many) for (number, year), many in dated.items()),
            changes=frozenset(changes.items()),
            leanings=frozenset(name for name, cue in _LEANS.items() if cue.search(rest)),
            quoted=frozenset("".join(groups) for groups in _QUOTED.findall(plain)),
        )

    def _words(self, said: str) -> set[str]:
        """Words that mean something, but for names, years, numbers and what the leanings compare already."""
        rest = _without(nfkc(said), [nfkc(name) for name in self._names])
        for mention in reversed(find_years(rest)):
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
        if self._language == "en":
            return {w for w in _LATIN.findall(rest.lower()) if not _leans(w)}
        return {w.normal for w in words(rest) if w.content and not _leans(w.surface)}


def _leans(word: str) -> bool:
    return any(cue.search(word) for cue in _LEANS.values())


def _numbers(sentence: str, language: Language) -> Iterator[tuple[Said, int | None]]:
    """The quantities of one sentence, each with its year.

    Japanese puts the year before its value, English after it; where another quantity stands between, it is the year on
    the other side.
    """
    mentions = find_years(sentence)
    blank = sentence
    for mention in mentions:
        blank = blank[: mention.start] + " " * (mention.end - mention.start) + blank[mention.end :]
    found = quantities(blank)
    for at, one in enumerate(found):
        before = [m for m in mentions if m.end <= one.start]
        after = [m for m in mentions if m.start >= one.end]
        free_before = before and (at == 0 or found[at - 1].end <= before[-1].start)
        free_after = after and (at + 1 == len(found) or found[at + 1].start >= after[0].end)
        sides = [(free_before, before[-1:]), (free_after, after[:1])]
        ordered = [side for free, side in (sides if language == "ja" else sides[::-1]) if free]
        near = next((side for side in (*ordered, before[-1:], after[:1]) if side), [])
        yield (one.value, one.measure), near[0].year if near else None


def _without(said: str, names: list[str]) -> str:
    for name in names:
        said = said.replace(name, " ")
    return said


def _is_year(name: str) -> bool:
    """Whether a name is nothing but a year, whose place among the values must be looked at."""
    plain = nfkc(name)
    return any((mention.start, mention.end) == (0, len(plain)) for mention in find_years(plain))


def _names(answer: Answer) -> Iterator[str]:
    yield from answer.about
    yield from answer.candidates
    yield from (name for name in answer.names if not _is_year(name))
    yield from (figure.indicator for figure in answer.figures)
