"""What was typed in kana, in the spelling of the documents: たいきじどう becomes 待機児童.

The model makes nothing of a question in kana, and single readings meet homophones. The documents know how their own
words are written: readings of their words and of runs of these are kept with their most frequent spelling, and the
fewest and longest of them that a question holds are put in their place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.words import Word

KANJI = re.compile(r"[々〇㐀-鿿豈-﫿]")
_SPELT = re.compile(r"[々〇㐀-鿿豈-﫿ァ-ヺ]")
"""What a word has that is not written as it sounds in hiragana."""

_LEFT = r"あり(?:ます|ません)か?|でしょうか|でした|です|ます?か|ください|おしえて|について|どのよう|どうして"
"""What everybody writes in kana."""

_RUN = re.compile(rf"(?P<left>{_LEFT})|(?:(?!{_LEFT})[ぁ-ゖー])+")
_LONGEST_TEXT = 200
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SHORTEST, _LONGEST = 3, 24
"""Kana of a reading: shorter ones stand within other words."""

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
    def of(cls, counts: Counter[tuple[str, str]]) -> "Spellings":
        """The most frequent spelling of each reading, of how often each ``readings`` gave it."""
        best: dict[str, str] = {}
        for (reading, spelling), _ in counts.most_common():
            if len(best) == _KEPT:
                break
            best.setdefault(reading, spelling)
        return cls(best)

    def restored(self, text: str) -> str:
        """The text with the readings it holds put into kanji; one with kanji of its own comes back as it is."""
        if KANJI.search(text) or len(text) > _LONGEST_TEXT:
            return text
        return _RUN.sub(lambda run: run[0] if run["left"] else self._spelt_out(run[0]), text)

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


def readings(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Readings and spellings of each run of words with kanji or katakana, and of its parts."""
    for start, first in enumerate(words):
        reading = spelling = ""
        for word in words[start : start + _WORDS] if _SPELT.search(first.surface) else ():
            if not (_SPELT.search(word.surface) and word.reading):
                break
            reading, spelling = reading + word.reading, spelling + word.surface
            if _SHORTEST <= len(reading) <= _LONGEST:
                yield reading, spelling
