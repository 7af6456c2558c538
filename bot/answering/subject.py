"""What a question is about: its content words, without the words that only say what kind of thing is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.words import Word, words
from corpus.years import find_years
from prompts.glossary import NO_SYNONYMS, empty_words, japanese, official
from prompts.wording import Language

_LATIN = re.compile(r"[a-z][a-z'’&-]*")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that say what a question is about.

    Attributes:
        words: Content words in order, generic ones (推移, 今後, 方針) left out.
        official: The same with everyday words (学童) replaced by the documents' (放課後児童クラブ).
        foreign: English words for which the glossary has nothing.
    """

    words: tuple[Word, ...]
    official: tuple[Word, ...]
    foreign: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.foreign)

    def without(self, names: frozenset[str]) -> "Subject":
        """The subject without some words, given in normalised form; itself if nothing else is left."""
        left = replace(
            self,
            words=tuple(w for w in self.words if w.normal not in names),
            official=tuple(w for w in self.official if w.normal not in names),
        )
        return left if left.words else self

    @property
    def wordings(self) -> tuple[tuple[Word, ...], ...]:
        """The ways to say it, as typed first."""
        return (self.words,) if self.words == self.official else (self.words, self.official)


def subject_of(said: str, language: Language, synonyms: Mapping[str, str] = NO_SYNONYMS) -> Subject:
    """Pick the content words out of a question.

    Args:
        said: The question, lower case and NFKC-normalised.
        language: English words are looked up in the glossary only in an English question; in a Japanese one they
            are names (AIデマンドタクシー).
        synonyms: What an administrator says that words mean.
    """
    rest = _without_years(said)
    foreign: tuple[str, ...] = ()
    if language == "en":
        found, left = japanese(rest, synonyms)
        foreign = tuple(w for w in _LATIN.findall(left) if w not in empty_words("en"))
        rest = f"{_LATIN.sub(' ', left)} {found}"
    return Subject(_content(rest), _content(official(rest, synonyms)), foreign)


def _content(text: str) -> tuple[Word, ...]:
    return tuple(w for w in words(text) if w.content and w.normal not in empty_words("ja"))


def _without_years(said: str) -> str:
    for mention in reversed(find_years(said)):
        said = said[: mention.start] + " " + said[mention.end :]
    return said
