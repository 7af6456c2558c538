"""What was typed wrong, in kana or in another spelling, read as the names of the indicators.

Only what sounds the same is read as a name: たいきじどう, 待期児童 and 観光入込み客数. A single wrong character is
forgiven where the rest of a long word stands and the sound hardly differs. That bar lies above the likeness of any
two indicators of their own right: one character with another sound (離農者, 廃業) or one that tells two names apart
(男 and 女, 転入 and 転出) is never a slip. What was read as something else is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from corpus.names import contrasting
from corpus.words import Word, plain, words
from kpi_store.views import IndicatorView
from prompts.glossary import english_words, everyday_words, homophones, measure_words, other_readings

_SHORTEST_SOUND = 3
_SHORTEST_KANA = 4
"""Sounds of a word, and kana typed, from which it is read."""

_SHORTEST_SLIP = 4
"""Characters of a word in which one may be wrong."""

_LONG_ENOUGH = 7
"""Characters of a word in which the wrong one may also sound a little otherwise: 所得率 for 取得率."""

_SHORTEST_ENGLISH = 5
_MEASURES = frozenset("数率額量比")
"""Ends of names, none of which is a slip for another."""

_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_FEW_KANJI = 3
_OKURIGANA = "[いきしちひみりぎじびえけせめれげっ]{0,2}"
"""Ends of verbs that are written between kanji or left out; particles are none of them."""

_BRACKETS = re.compile(r"\([^()]*\)|「|」")
_RUN = re.compile(r"[々一-龥ァ-ヺー0-9a-z]+")
_LATIN = re.compile(r"[a-z]{4,}")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SAME_SOUND = str.maketrans("ヅヂヲ", "ズジオ")
_LONG_AFTER = {
    "ウ": frozenset("オコソトノホモヨロゴゾドボポョォウクスツヌフムユルグズブプュゥ"),
    "イ": frozenset("エケセテネヘメレゲゼデベペェ"),
    "ー": None,
}


@dataclass(frozen=True, slots=True)
class Respelled:
    """A question as it is read.

    Attributes:
        text: Lower case and NFKC-normalised.
        told: What was typed and what it was read as, where these are different words.
    """

    text: str
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Term:
    surface: str
    sound: str


class Speller:
    """Knows the words of the indicators' names and of the glossary by their sound.

    Args:
        indicators: All that the store knows.
        synonyms: What an administrator says that words mean.
    """

    def __init__(self, indicators: Sequence[IndicatorView], synonyms: Mapping[str, str]) -> None:
        self._names = [name for i in indicators for name in i.names or (i.name,)]
        self._said = (*everyday_words(), *synonyms)

    @cached_property
    def _terms(self) -> tuple[_Term, ...]:
        """Longer ones first, so that a whole name goes before its parts."""
        pieces = {piece for name in self._names for piece in _pieces(plain(name))} | set(self._said)
        terms = {
            _Term(piece, sound) for piece in pieces if not _KANA.fullmatch(piece) for sound in _sounds(words(piece))
        }
        return tuple(sorted(terms, key=lambda term: (-len(term.sound), term.surface)))

    def respelled(self, said: str) -> Respelled | None:
        """How a question is read; None where it is read as it was typed.

        Args:
            said: Lower case and NFKC-normalised.
        """
        text, told = said, []
        for typed, meant in (
            *self._by_kana_between(said),
            *self._by_sound(said),
            *self._by_slip(said),
            *_english(said),
        ):
            if typed in text:
                text = text.replace(typed, meant)
                if not _KANA.fullmatch(typed) and _kanji(typed) != _kanji(meant):
                    told.append((typed, meant))
        return Respelled(text, tuple(told)) if text != said else None

    def _by_sound(self, said: str) -> Iterator[tuple[str, str]]:
        sounds = _Sounds(said)
        taken: set[int] = set()
        for term in self._terms:
            for start, end in sounds.spans(term.sound):
                typed = said[start:end]
                if typed == term.surface or taken & set(range(start, end)) or not _may_be(typed, term):
                    continue
                taken |= set(range(start, end))
                yield typed, term.surface

    def _by_kana_between(self, said: str) -> Iterator[tuple[str, str]]:
        """送り仮名 more or less: 観光入り込み客数."""
        for term in self._terms:
            found = _loose(term.surface).search(said) if len(_kanji(term.surface)) > _FEW_KANJI else None
            if found and found[0] != term.surface:
                yield found[0], term.surface

    def _by_slip(self, said: str) -> Iterator[tuple[str, str]]:
        for run in _RUN.findall(said):
            found = {term.surface: term for term in self._terms if len(term.surface) >= _SHORTEST_SLIP}.values()
            for term in found:
                size = len(term.surface)
                for at in range(len(run) - size + 1):
                    typed = run[at : at + size]
                    if _is_slip(typed, term, run):
                        yield typed, term.surface


class _Sounds:
    """A text by its sound, so that each place in it can be told: kana by the character, other words as a whole."""

    def __init__(self, said: str) -> None:
        self.sound = ""
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        at = 0
        for word in words(said):
            at = said.index(word.surface, at)
            for piece, reading in _units(word):
                self._starts.setdefault(len(self.sound), at)
                self._add(reading)
                at += len(piece)
                self._ends[len(self.sound)] = at

    def _add(self, reading: str) -> None:
        self.sound = folded(self.sound + reading)

    def spans(self, sound: str) -> Iterator[tuple[int, int]]:
        """Where in the text a sound is heard, from the beginning of a word or kana to the end of one."""
        at = self.sound.find(sound)
        while at >= 0:
            start, end = self._starts.get(at), self._ends.get(at + len(sound))
            if start is not None and end is not None:
                yield start, end
            at = self.sound.find(sound, at + 1)


def folded(reading: str) -> str:
    """A reading in katakana with what sounds the same written the same: ジドウ and ジドー are ジド."""
    kept = ""
    for character in reading.translate(_TO_KATAKANA).translate(_SAME_SOUND):
        before = _LONG_AFTER.get(character, frozenset())
        if kept and (before is None or kept[-1] in before):
            continue
        kept += character
    return kept


def _units(word: Word) -> Iterator[tuple[str, str]]:
    if _KANA.fullmatch(word.surface):
        yield from ((c, c) for c in word.surface)
    else:
        yield word.surface, word.reading or word.surface


def _sounds(said: Sequence[Word]) -> set[str]:
    """The ways in which words are read: 出生 has two."""
    ways = [""]
    for word in said:
        readings = [word.reading or word.surface, *other_readings(word.surface)]
        ways = [way + reading for way in ways for reading in readings]
    return {sound for way in ways if len(sound := folded(way)) >= _SHORTEST_SOUND}


def _pieces(name: str) -> Iterator[str]:
    """A name without its brackets, and its parts between particles, each with and without its measure."""
    core = _BRACKETS.sub(" ", name).strip()
    yield core
    run: list[Word] = []
    for word in (*words(core), None):
        if word is not None and word.content and word.normal not in ("等",):
            run.append(word)
        elif run:
            yield from _ends_of(run)
            run = []


def _ends_of(run: Sequence[Word]) -> Iterator[str]:
    yield "".join(word.surface for word in run)
    while len(run) > 1 and (run[-1].normal in measure_words() or len(run[-1].surface) == 1):
        run = run[:-1]
        yield "".join(word.surface for word in run)


def _kanji(text: str) -> str:
    return "".join(re.findall(r"[々一-龥]", text))


def _may_be(typed: str, term: _Term) -> bool:
    """Whether what sounds the same may be meant: kana, the same kanji, or a compound whose other kanji are a slip."""
    if _KANA.fullmatch(typed):
        return len(typed) >= _SHORTEST_KANA
    if _kanji(typed) == _kanji(term.surface):
        return True
    return len(_kanji(term.surface)) > 2 and not _are_homophones(typed, term.surface)


def _are_homophones(typed: str, meant: str) -> bool:
    """Whether both hold words that sound the same and are each a thing of their own: 市立 and 私立."""
    return any(a in typed and b in meant for group in homophones() for a in group for b in group if a != b)


@lru_cache(maxsize=4096)
def _loose(surface: str) -> re.Pattern[str]:
    return re.compile(_OKURIGANA.join(map(re.escape, surface)))


def _is_slip(typed: str, term: _Term, run: str) -> bool:
    if Levenshtein.distance(typed, term.surface, score_cutoff=1) != 1 or term.surface in run:
        return False
    if contrasting(typed, term.surface) or _are_homophones(typed, term.surface):
        return False
    if any(
        a != b and (a.isdigit() or b.isdigit() or {a, b} <= _MEASURES) for a, b in zip(typed, term.surface, strict=True)
    ):
        return False
    bound = 1 if len(typed) >= _LONG_ENOUGH else 0
    sounds = _sounds(words(typed))
    return any(Levenshtein.distance(sound, term.sound, score_cutoff=bound) <= bound for sound in sounds)


def _english(said: str) -> Iterator[tuple[str, str]]:
    """English words that are one slip away from just one known word; the first letter is seldom the wrong one."""
    known = english_words()
    for typed in dict.fromkeys(_LATIN.findall(said)):
        if typed in known:
            continue
        near = [w for w in _near(typed, known) if w[0] == typed[0]]
        if len(near) == 1 or (near and len({_stem(w) for w in near}) == 1):
            yield typed, near[0]


def _near(typed: str, known: Iterable[str]) -> list[str]:
    return [w for w in known if len(w) >= _SHORTEST_ENGLISH and OSA.distance(typed, w, score_cutoff=1) == 1]


def _stem(word: str) -> str:
    return word.rstrip("s")
