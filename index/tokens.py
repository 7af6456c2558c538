"""Text cut into tokens for lexical search, so that kana, 送り仮名 and spelling variants meet.

A passage gives four kinds of token: Sudachi's shortest units in normalised form (受入れ and 受け入れ are one), the
character bigrams of its Japanese runs (which find what the dictionary cuts otherwise), the years it names (令和4年度,
R4 and 2022 are one), and the readings of its kanji runs in trigrams. A question gives the first three; only one
written without kanji also gives the fourth, of its hiragana, so that たいきじどう finds 待機児童 and homophones
trouble nobody else.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from corpus.years import find_years
from index.cleaning import cleaned

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

READING = "r:"
"""Prefix of a token that is a piece of a reading."""

YEAR = "y:"
"""Prefix of a token that is a Gregorian year, however it was written."""

LONGEST_QUERY = 2_000
_SLICE = 12_000
"""Characters given to Sudachi at once: it refuses more than 49,149 bytes."""

_KANJI = re.compile(r"[々〇㐀-鿿豈-﫿]")
_HIRAGANA = re.compile(r"[ぁ-ゖー]{3,}")
_JAPANESE = re.compile(r"[々〇ぁ-ヿ㐀-鿿豈-﫿]+")
_TWO_HIRAGANA = re.compile(r"[ぁ-ゖ]{2}")
_SILENT = frozenset({"補助記号", "空白", "助詞", "助動詞"})
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_of_thread = threading.local()


def passage_tokens(text: str) -> list[str]:
    """Tokens of a passage of any length."""
    plain = _plain(text, len(text))
    morphemes = list(_morphemes(plain))
    return [*_words(morphemes), *_bigrams(plain), *_years(plain), *_kanji_readings(morphemes)]


def query_tokens(text: str) -> list[str]:
    """Tokens of a question, of which the first 2,000 characters count."""
    plain = _plain(text, LONGEST_QUERY)
    tokens = [*_words(list(_morphemes(plain))), *_bigrams(plain), *_years(plain)]
    if not _KANJI.search(plain):
        for run in _HIRAGANA.findall(plain):
            tokens += _trigrams(run.translate(_TO_KATAKANA))
    return tokens


def _plain(text: str, longest: int) -> str:
    return unicodedata.normalize("NFKC", cleaned(text, longest)).lower()


def _morphemes(plain: str) -> "Iterator[Morpheme]":
    for start in range(0, len(plain), _SLICE):
        yield from _tokenizer().tokenize(plain[start : start + _SLICE])


def _tokenizer() -> "Tokenizer":
    """One a thread: Sudachi's tokenizer keeps its working memory between calls."""
    if not hasattr(_of_thread, "tokenizer"):
        from sudachipy import SplitMode

        # Mode C, the longest units, loses 13 points of recall@1 on municipal text.
        _of_thread.tokenizer = _dictionary().tokenizer(mode=SplitMode.A)
    tokenizer: Tokenizer = _of_thread.tokenizer
    return tokenizer


@cache
def _dictionary() -> "Dictionary":
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def _words(morphemes: "Sequence[Morpheme]") -> Iterator[str]:
    for morpheme in morphemes:
        if morpheme.part_of_speech()[0] not in _SILENT:
            yield morpheme.normalized_form().lower()


def _bigrams(plain: str) -> Iterator[str]:
    for run in _JAPANESE.findall(plain):
        for i in range(len(run) - 1):
            pair = run[i : i + 2]
            if not _TWO_HIRAGANA.fullmatch(pair):
                yield pair


def _years(plain: str) -> list[str]:
    return [f"{YEAR}{mention.year}" for mention in find_years(plain)]


def _kanji_readings(morphemes: "Sequence[Morpheme]") -> Iterator[str]:
    reading = ""
    for morpheme in morphemes:
        if _KANJI.search(morpheme.surface()):
            reading += morpheme.reading_form()
        else:
            yield from _trigrams(reading)
            reading = ""
    yield from _trigrams(reading)


def _trigrams(reading: str) -> list[str]:
    return [READING + reading[i : i + 3] for i in range(len(reading) - 2)]
