"""Text cut into tokens for lexical search, so that kana, 送り仮名 and spelling variants meet.

A passage gives six kinds of token: Sudachi's shortest units in normalised form (受入れ and 受け入れ are one), the
character bigrams of its Japanese runs (which find what the dictionary cuts otherwise), the years it names (令和4年度,
R4 and 2022 are one), the names it holds or stands under (``index.names``), the senses of its words, by the
dictionary's groups of synonyms (高齢者 and お年寄り are one), and the readings of its kanji runs in trigrams.
A question gives all but the last; only one written without kanji also gives that, of its hiragana, so that
たいきじどう finds 待機児童 and homophones trouble nobody else.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.words import Word, plain, senses, words
from corpus.years import find_years
from index.spelling import KANJI

READING = "r:"
"""Prefix of a token that is a piece of a reading."""

YEAR = "y:"
"""Prefix of a token that is a Gregorian year, however it was written."""

NAME = "n:"
"""Prefix of a token that is a whole name, however it was said."""

SENSE = "s:"
"""Prefix of a token that is a sense, which words share that mean the same."""

LONGEST_QUERY = 2_000

_HIRAGANA = re.compile(r"[ぁ-ゖー]{3,}")
_JAPANESE = re.compile(r"[々〇ぁ-ヿ㐀-鿿豈-﫿]+")
_TWO_HIRAGANA = re.compile(r"[ぁ-ゖ]{2}")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def passage_tokens(text: str) -> list[str]:
    """Tokens of a passage of any length, but its names."""
    said = plain(text)
    return tokens_of(said, words(said))


def tokens_of(said: str, found: Sequence[Word]) -> list[str]:
    """Tokens of a passage that is cut into words already.

    Args:
        said: The passage, as ``corpus.words.plain`` gives it.
        found: Its words.
    """
    return [*_spoken(found), *_bigrams(said), *_years(said), *meant(said), *_kanji_readings(found)]


def query_tokens(text: str) -> list[str]:
    """Tokens of a question, but its names, senses and sounds; the first 2,000 characters count."""
    said = plain(text[:LONGEST_QUERY])
    return [*_spoken(words(said)), *_bigrams(said), *_years(said)]


def meant(text: str) -> list[str]:
    """Senses of what a text says."""
    return [f"{SENSE}{sense}" for sense in senses(text)]


def sounds(text: str, asked: str) -> list[str]:
    """Readings of what a question says in hiragana, if it was asked without kanji.

    Args:
        text: The question, what could be put into kanji put so.
        asked: As it was asked.
    """
    if KANJI.search(asked[:LONGEST_QUERY]):
        return []
    runs = _HIRAGANA.findall(plain(text[:LONGEST_QUERY]))
    return [token for run in runs for token in _trigrams(run.translate(_TO_KATAKANA))]


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
        if KANJI.search(word.surface):
            reading += word.reading
        else:
            yield from _trigrams(reading)
            reading = ""
    yield from _trigrams(reading)


def _trigrams(reading: str) -> list[str]:
    return [READING + reading[i : i + 3] for i in range(len(reading) - 2)]
