"""The glossary: everyday and English words, and what the documents write for them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from prompts.wording import Language


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads((files("prompts") / "glossary.toml").read_text("utf-8"))
    return tables


@cache
def empty_words(language: Language) -> frozenset[str]:
    """Words that say what kind of thing is asked, never what it is about; Japanese ones in normalised form."""
    return frozenset(_tables()["empty"][language].split())


def official(text: str) -> str:
    """The text with everyday words replaced by the documents' words for them; longer entries go first.

    Args:
        text: Lower case and NFKC-normalised.
    """
    for said, word in sorted(_tables()["everyday"].items(), key=lambda entry: -len(entry[0])):
        if word not in text:
            text = text.replace(said, word)
    return text


@cache
def continuing_words() -> frozenset[str]:
    """Words of which a question can be made that goes on from the one before without a subject of its own."""
    return frozenset(_tables()["words"]["continuing"].split())


@cache
def measure_words() -> frozenset[str]:
    """Words that end an indicator's name and only say how it is counted, in normalised form."""
    return frozenset(_tables()["words"]["measures"].split())


def japanese(text: str) -> tuple[str, str]:
    """What the English words of a text are in the documents' language.

    Args:
        text: Lower case and NFKC-normalised.

    Returns:
        The Japanese words, and the text that is left when the words found are taken out. Longer entries go first,
        so that "new farmers" is not read as "farmers".
    """
    english = _tables()["english"]
    found: list[str] = []
    for said in sorted(english, key=len, reverse=True):
        text, times = re.subn(rf"\b{re.escape(said)}\b", " ", text)
        if times:
            found.append(english[said])
    return " ".join(found), text


def unit_in_english(unit: str) -> str:
    """An English word for a Japanese unit, or the unit itself where the glossary has none."""
    return _tables()["units"].get(unit, unit)
