"""Text cut into tokens for lexical search, so that kana, 送り仮名 and spelling variants meet.

A passage gives four kinds of token: Sudachi's shortest units in normalised form (受入れ and 受け入れ are one), the
character bigrams of its Japanese runs (which find what the dictionary cuts otherwise), the years it names (令和4年度,
R4 and 2022 are one), and the readings of its kanji runs in trigrams. A question gives the first three; only one
written without kanji also gives the fourth, of its hiragana, so that たいきじどう finds 待機児童 and homophones
trouble nobody else.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.words import Word, plain, words
from corpus.years import find_years

READING = "r:"
"""Prefix of a token that is a piece of a reading."""

YEAR = "y:"
"""Prefix of a token that is a Gregorian year, however it was written."""

LONGEST_QUERY = 2_000

_KANJI = re.compile(r"[々〇㐀-鿿豈-﫿]")
_HIRAGANA = re.compile(r"[ぁ-ゖー]{3,}")
_JAPANESE = re.compile(r"[々〇ぁ-ヿ㐀-鿿豈-﫿]+")
_TWO_HIRAGANA = re.compile(r"[ぁ-ゖ]{2}")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def passage_tokens(text: str) -> list[str]:
    """Tokens of a passage of any length."""
    said = plain(text)
    found = words(said)
    return [*_spoken(found), *_bigrams(said), *_years(said), *_kanji_readings(found)]


def query_tokens(text: str) -> list[str]:
    """Tokens of a question, of which the first 2,000 characters count."""
    said = plain(text[:LONGEST_QUERY])
    tokens = [*_spoken(words(said)), *_bigrams(said), *_years(said)]
    if not _KANJI.search(said):
        for run in _HIRAGANA.findall(said):
            tokens += _trigrams(run.translate(_TO_KATAKANA))
    return tokens


def _spoken(found: Sequence[Word]) -> Iterator[str]:
    for word in found:
        if not word.silent:
            yield word.normal


def _bigrams(said: str) -> Iterator[str]:
    for run in _JAPANESE.findall(said):
        for i in range(len(run) - 1):
            pair = run[i : i + 2]
            if not _TWO_HIRAGANA.fullmatch(pair):
                yield pair


def _years(said: str) -> list[str]:
    return [f"{YEAR}{mention.year}" for mention in find_years(said)]


def _kanji_readings(found: Sequence[Word]) -> Iterator[str]:
    reading = ""
    for word in found:
        if _KANJI.search(word.surface):
            reading += word.reading
        else:
            yield from _trigrams(reading)
            reading = ""
    yield from _trigrams(reading)


def _trigrams(reading: str) -> list[str]:
    return [READING + reading[i : i + 3] for i in range(len(reading) - 2)]
