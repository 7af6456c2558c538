"""English words of a question in the documents' language; a word of several meanings gives several readings."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, product

from prompts.terms import terms

MOST_READINGS = 12
"""Readings of one question; few hold more than two words of several meanings."""

_NO_ACRONYM = 3
"""Letters from which a phrase is no acronym that a Japanese name may begin with."""

_HYPHEN = re.compile(r"(?<=[a-z0-9])[-‐](?=[a-z])|(?<=[a-z])[-‐](?=[a-z0-9])")
_BRITISH = (
    (re.compile(r"\b(cent|theat)re(?=s?\b)"), r"\1er"),
    (re.compile(r"\b(neighb|lab|behavi)our"), r"\1or"),
    (re.compile(r"\b(enrol|instal)ment"), r"\1lment"),
    (re.compile(r"\b(organ|commercial|subsid|industrial|util|recogn|digital)is(?=e|a|i)"), r"\1iz"),
    (re.compile(r"\blicence"), "license"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"\bageing"), "aging"),
)


def spelled_alike(text: str) -> str:
    """The text in American spelling and without hyphens between words, as the lists have it.

    Args:
        text: Lower case and NFKC-normalised.
    """
    text = _HYPHEN.sub(" ", text).replace("’", "'")
    for british, american in _BRITISH:
        text = british.sub(american, text)
    return text


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """What each English phrase can mean, the likeliest first; longer phrases before shorter ones."""
    tables = tomllib.loads((files("prompts") / "english.toml").read_text("utf-8"))["said"]
    found: dict[str, tuple[str, ...]] = {}
    for term in terms():
        found |= {spelled_alike(said): (term.names[0],) for said in term.english}
    for line in filter(None, "".join(tables.values()).splitlines()):
        said, meant = line.split(" = ")
        found |= {spelled_alike(one): tuple(meant.split(" | ")) for one in said.split(", ")}
    return {said: found[said] for said in sorted(found, key=len, reverse=True)}


@cache
def phrase_words() -> frozenset[str]:
    """Every word of the phrases, also in the plural."""
    last = [said.split(" ")[-1] for said in phrases()]
    return frozenset(word for said in phrases() for word in said.split(" ")) | {
        form for w in last for form in _forms(w)
    }


def readings(text: str, synonyms: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """What the English words of a text are in the documents' language.

    Args:
        text: Lower case, NFKC-normalised, and spelled alike.
        synonyms: What an administrator says that words mean; they go before the lists.

    Returns:
        The ways to read it, the likeliest first, each with its words in the order of the question; and the text that
        is left when the words found are taken out. Longer phrases go first, so that "new farmers" is not read as
        "farmers".
    """
    found: list[tuple[int, tuple[str, ...]]] = []

    def take(meant: tuple[str, ...]) -> Callable[[re.Match[str]], str]:
        def blank(match: re.Match[str]) -> str:
            found.append((match.start(), meant))
            return " " * len(match[0])

        return blank

    for said in sorted(synonyms, key=len, reverse=True):
        text = _whole(said).sub(take((synonyms[said],)), text)
    for said, meant in phrases().items():
        if said[:-1] in text:
            text = _any_number(said).sub(take(meant), text)
    ways = product(*(meant for _, meant in sorted(found)))
    return tuple(" ".join(way) for way in islice(ways, MOST_READINGS)), text


def without_phrases(text: str, hold: Callable[[str], bool]) -> str:
    """The text without those phrases of more than one word that hold something by themselves: ratio of job openings.

    Args:
        text: Lower case, NFKC-normalised, and spelled alike.
        hold: Tells of a phrase whether it does.
    """
    for said in phrases():
        if " " in said and said[:-1] in text and hold(said):
            text = _any_number(said).sub(" ", text)
    return text


def _forms(word: str) -> tuple[str, ...]:
    return (word, f"{word}s", f"{word}es", *([f"{word[:-1]}ies"] if word.endswith("y") else []))


@cache
def _any_number(said: str) -> re.Pattern[str]:
    """Where a phrase stands by itself, its last word in the singular or the plural."""
    stem, ending = (said[:-1], "(?:y|ies)") if said.endswith("y") else (said, "(?:e?s)?")
    apart = "(?![ァ-ヺー一-龥])" if len(said) < _NO_ACRONYM else ""  # the ai of AIデマンドタクシー is of its name
    return re.compile(rf"(?<![a-z0-9]){re.escape(stem)}{ending}(?![a-z0-9]){apart}")


@cache
def _whole(said: str) -> re.Pattern[str]:
    """Where a phrase is said; one in Latin letters only by itself, and not within another."""
    start, end = (r"(?<![a-z0-9])" if said[:1].isascii() else ""), (r"(?![a-z0-9])" if said[-1:].isascii() else "")
    return re.compile(f"{start}{re.escape(said)}{end}")
