"""Words of Japanese and mixed text: the one door to SudachiPy.

Short units (mode A) meet more often than long ones: 待機児童数 and 待機児童 share two words of three, where mode C
makes each a single word that meets nothing (and loses 13 points of recall@1 on municipal text). Normalised forms
join spellings (障がい, 障害), readings join kana and kanji.
"""

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

_STEP = 8_000
"""Characters given to Sudachi at a time: it refuses more than 49,149 bytes."""

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞", "代名詞"}
_EMPTY_KINDS = {"非自立可能", "数詞", "助動詞語幹"}


@dataclass(frozen=True, slots=True)
class Word:
    """One short unit.

    Attributes:
        surface: As written, NFKC-normalised and lower-cased.
        normal: Sudachi's normalised form (戻っ -> 戻る, 障がい -> 障害).
        reading: In katakana; empty where Sudachi knows none.
        content: Whether it carries meaning: no particle, auxiliary, number or sign.
        noun: Whether it is a noun or a noun's affix.
        verbal: Whether it is a noun that する makes a verb of (取得, 利用).
        place: Whether it is the name of a place.
        silent: Whether it is a particle, an auxiliary or a sign.
    """

    surface: str
    normal: str
    reading: str
    content: bool
    noun: bool
    verbal: bool
    place: bool
    silent: bool


def plain(text: str) -> str:
    """NFKC, lower case, with lone surrogates and control characters replaced by spaces."""
    kept = (" " if unicodedata.category(c) in ("Cs", "Cc") else c for c in text)
    return unicodedata.normalize("NFKC", "".join(kept)).lower()


def words(text: str) -> list[Word]:
    """Split text into words; any string is accepted."""
    return list(_words(plain(text)))


def senses(text: str) -> Iterator[int]:
    """Numbers of the groups of synonyms that the words of a text belong to; 高齢者 and お年寄り share one.

    Whole words are looked up (観光客, not 観光 and 客), which mean less by chance.
    """
    for morpheme in _morphemes(plain(text), _whole_words()):
        kind, detail, *_ = morpheme.part_of_speech()
        if _tells(kind, detail):
            yield from morpheme.synonym_group_ids()


@lru_cache(50_000)
def readings_of(surface: str) -> tuple[str, ...]:
    """All readings that the dictionary knows of a word, in katakana: シュッショウ and シュッセイ of 出生."""
    return tuple(dict.fromkeys(entry.reading_form() for entry in _dictionary().lookup(surface)))


def _words(text: str) -> Iterator[Word]:
    for morpheme in _morphemes(text, _tokenizer()):
        surface = morpheme.surface()
        if surface.strip():
            kind, detail, finer, *_ = morpheme.part_of_speech()
            yield Word(
                surface=surface,
                normal=morpheme.normalized_form().lower(),
                reading=morpheme.reading_form(),
                content=_tells(kind, detail) and any(c.isalnum() for c in surface),
                noun=kind in ("名詞", "接頭辞", "接尾辞", "代名詞"),
                verbal=finer == "サ変可能",
                place=finer == "地名",
                silent=kind in ("助詞", "助動詞", "補助記号", "空白"),
            )


def _morphemes(text: str, tokenizer: "Tokenizer") -> Iterator["Morpheme"]:
    for start in range(0, len(text), _STEP):
        yield from tokenizer.tokenize(text[start : start + _STEP])


def _tells(kind: str, detail: str) -> bool:
    """Whether words of this part of speech carry meaning."""
    return kind in _CONTENT and detail not in _EMPTY_KINDS


@cache
def _dictionary() -> "Dictionary":
    from sudachipy import Dictionary

    return Dictionary(dict="core")


_THREAD = threading.local()


def _tokenizer() -> "Tokenizer":
    """This thread's own tokenizer: Sudachi's keeps state while it works."""
    if not hasattr(_THREAD, "tokenizer"):
        from sudachipy import SplitMode

        _THREAD.tokenizer = _dictionary().tokenizer(SplitMode.A)
    tokenizer: Tokenizer = _THREAD.tokenizer
    return tokenizer


def _whole_words() -> "Tokenizer":
    """This thread's own tokenizer of the longest units."""
    if not hasattr(_THREAD, "whole_words"):
        from sudachipy import SplitMode

        _THREAD.whole_words = _dictionary().tokenizer(SplitMode.C)
    tokenizer: Tokenizer = _THREAD.whole_words
    return tokenizer
