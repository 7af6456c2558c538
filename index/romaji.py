"""Japanese words in Latin letters (Hepburn, as on signs and in passports), and how they may sound.

Long vowels are seldom written: Tokyo is トウキョウ, Osaka is オオサカ. So a word has several readings, of which the
documents know at most a few.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

import jaconv

LATIN_WORD = re.compile(r"(?<![A-Za-z0-9\u00c0-\u024f])[A-Za-z\u00c0-\u024f'’]{3,24}(?![A-Za-z0-9\u00c0-\u024f])")

_SYLLABLES = re.compile(
    r"(?:(?:(?P<twice>[kstp])(?=(?P=twice))|t(?=ch))?"
    r"(?:[kgnhbpmr]y(?=[auo])|sh(?!e)|ch(?!e)|ts(?=u)|f(?=u)|j(?!e)|[kgsztdnhbpmr]|y(?=[auo])|w(?=a))?[aiueo]"
    r"|n'?(?![aiueoy])|n'(?=[aiueoy])|m(?=[bmp]))+"
)
_LENGTHENED = {"オコソトノホモヨロゴゾドボポョ": ("ウ", "オ", ""), "ウクスツヌフムユルグズブプュ": ("ウ", "")}
"""What may follow a vowel that is long and is not written so, likeliest first. Other long vowels are written."""

_LONG_VOWELS = 4
"""As many may be left out of one word; more make no name, and double the readings each time."""

_ALWAYS, _BESIDE_OTHERS = 5, 4
"""Letters of a word that is taken for a name anywhere, and of one with a capital among words without."""


def may_be_name(word: re.Match[str], text: str) -> bool:
    """Whether a word of a text, which ``LATIN_WORD`` found, may be a Japanese name and not one of English.

    Short words are often both (make, same, date): they must stand out by their capital.
    """
    others = [other[0] for other in LATIN_WORD.finditer(text) if other.start() not in (0, word.start())]
    stands_out = word.start() > 0 and word[0].istitle() and 2 * sum(map(str.islower, others)) >= len(others)
    return len(word[0]) >= (_BESIDE_OTHERS if stands_out else _ALWAYS)


def kana_of(word: str) -> Iterator[str]:
    """Readings in katakana that a word may have, those with long vowels first; none if it is no Japanese."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    if not _SYLLABLES.fullmatch(letters):
        return
    # The library takes nn for one n, as it is typed.
    kana: str = jaconv.alphabet2kata(re.sub("n(?=n)", "n'", re.sub("m(?=[bmp])", "n", letters)))
    ways: list[tuple[str, ...]] = []
    for one, following in zip(kana, kana[1:] + " ", strict=True):
        lengths = next((lengths for vowels, lengths in _LENGTHENED.items() if one in vowels), ("",))
        stays = following in "ァィゥェォャュョ" or sum(len(way) > 1 for way in ways) == _LONG_VOWELS
        ways.append((one,) if stays else tuple(one + length for length in lengths))
    yield from map("".join, product(*ways))
