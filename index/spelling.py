"""What was typed as it sounds, in the spelling of the documents: たいきじどう becomes 待機児童, Kumamoto 熊本.

The model makes nothing of a question in kana and little of a Japanese name in Latin letters, and single readings meet
homophones. The documents know how their own words are written: readings of their words and of runs of these are kept
with their most frequent spelling, and the fewest and longest of them that a question holds are put in their place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from corpus.words import Word, readings_of
from index.romaji import LATIN_WORD, kana_of, may_be_name

KANJI = re.compile(r"[々〇㐀-鿿豈-﫿]")
_SPELT = re.compile(r"[々〇㐀-鿿豈-﫿ァ-ヺ]")
"""What a word has that is not written as it sounds in hiragana."""

_LEFT = r"あり(?:ます|ません)か?|でしょうか|でした|です|ます?か|ください|おしえて|について|どのよう|どうして"
"""What everybody writes in kana."""

_RUN = re.compile(rf"(?P<left>{_LEFT})|(?:(?!{_LEFT})[ぁ-ゖー])+")
_LONGEST_TEXT = 200
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SHORTEST, _LONGEST = 3, 24
"""Kana of a reading that is sought in kana: shorter ones stand within other words."""

_SHORTEST_KEPT = 2
"""Kana of a reading that is kept: between spaces, in Latin letters, two are enough (Hida, Gifu)."""

_WORDS = 6
"""Words of a run that are spelt together at most."""

_KEPT = 200_000
_EACH = 1.5
"""What a reading put in place costs, in kana left as they are: so that few and long ones win."""


class Spellings:
    """Spellings of readings.

    Args:
        by_reading: The spelling of each reading in katakana.
    """

    def __init__(self, by_reading: Mapping[str, str]) -> None:
        self.by_reading = by_reading

    @classmethod
    def of(cls, counts: Counter[tuple[str, str]], seldom: Iterable[tuple[str, str]] = ()) -> "Spellings":
        """The most frequent spelling of each reading.

        Args:
            counts: How often ``readings`` gave each reading and spelling.
            seldom: What ``other_readings`` gave: taken where a reading is no other word's own.
        """
        best: dict[str, str] = {}
        for reading, spelling in chain((pair for pair, _ in counts.most_common()), sorted(seldom)):
            if len(best) == _KEPT:
                break
            best.setdefault(reading, spelling)
        return cls(best)

    def restored(self, text: str) -> str:
        """The text with readings in kana put into kanji, and the kanji of those in Latin letters put after them.

        Kana stay where the text has kanji of its own: whoever writes these means kana as kana.
        """
        if len(text) > _LONGEST_TEXT:
            return text
        said = LATIN_WORD.sub(lambda word: self._with_spelling(word, text), text)
        if KANJI.search(text):
            return said
        return _RUN.sub(lambda run: run[0] if run["left"] else self._spelt_out(run[0]), said)

    def _with_spelling(self, word: re.Match[str], text: str) -> str:
        """A word in Latin letters, and how the documents spell what sounds so if it can be a Japanese name.

        The word stays: they may write it in Latin letters too, and a name can be spelt in several ways.
        """
        readings = kana_of(word[0]) if may_be_name(word, text) else ()
        spellings = (self.by_reading[reading] for reading in readings if reading in self.by_reading)
        return " ".join([word[0], *islice(spellings, 1)])

    def _spelt_out(self, run: str) -> str:
        """The run with its cheapest set of readings replaced: a kana left costs 1, a reading ``_EACH``."""
        sounds = run.translate(_TO_KATAKANA)
        costs, ways = [0.0], [""]
        for end in range(1, len(run) + 1):
            cost, way = costs[end - 1] + 1, ways[end - 1] + run[end - 1]
            for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
                spelling = self.by_reading.get(sounds[start:end])
                if spelling is not None and costs[start] + _EACH < cost:
                    cost, way = costs[start] + _EACH, ways[start] + spelling
            costs.append(cost)
            ways.append(way)
        return ways[-1]


def other_readings(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """What ``readings`` gives of runs that begin with a noun, were it read otherwise: しゅっせいすう for 出生数."""
    for start, first in enumerate(words):
        if first.noun and KANJI.search(first.surface):
            for other in readings_of(first.surface):
                if other != first.reading:
                    yield from _from_first([replace(first, reading=other), *words[start + 1 : start + _WORDS]])


def readings(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Readings and spellings of each run of words with kanji or katakana, and of its parts."""
    for start in range(len(words)):
        yield from _from_first(words[start : start + _WORDS])


def _from_first(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Readings and spellings of the runs that begin with the first of a few words."""
    reading = spelling = ""
    for word in words if words and _SPELT.search(words[0].surface) else ():
        if not (_SPELT.search(word.surface) and word.reading):
            break
        reading, spelling = reading + word.reading, spelling + word.surface
        if _SHORTEST_KEPT <= len(reading) <= _LONGEST:
            yield reading, spelling
