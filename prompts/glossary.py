"""The glossary: everyday and English words, and what the documents write for them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from prompts.english import phrase_words
from prompts.terms import terms
from prompts.wording import Language

NO_SYNONYMS: Mapping[str, str] = {}


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads((files("prompts") / "glossary.toml").read_text("utf-8"))
    return tables


@cache
def empty_words(language: Language) -> frozenset[str]:
    """Words that say what kind of thing is asked, never what it is about; Japanese ones in normalised form."""
    return frozenset(_tables()["empty"][language].split())


def official(text: str, synonyms: Mapping[str, str] = NO_SYNONYMS) -> str:
    """The text with everyday words replaced by the documents' words for them; longer entries go first.

    Args:
        text: Lower case and NFKC-normalised.
        synonyms: What an administrator says that words mean; they go before the glossary's own.
    """
    for entries in (synonyms, _tables()["everyday"]):
        for said, word in sorted(entries.items(), key=lambda entry: -len(entry[0])):
            if said in text:
                text = word.join(_instead(part, said, "" if word in text else word) for part in text.split(word))
    return text


def spelled(text: str) -> str:
    """The text with other spellings of a word replaced by the usual one.

    Args:
        text: Lower case and NFKC-normalised.
    """
    for said, word in _tables()["spelling"].items():
        text = text.replace(said, word)
    return text


def put_shortly(text: str) -> str:
    """The text with what is said with a verb in the noun for it: 引っ越してきた人 becomes 転入した人.

    Args:
        text: Lower case and NFKC-normalised.
    """
    for said, word in _shorter():
        text = said.sub(word, text)
    return text


@cache
def _shorter() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said), word) for said, word in _tables()["shorter"].items())


def _instead(text: str, said: str, word: str) -> str:
    return _whole(said).sub(word.replace("\\", r"\\") or " ", text)


@cache
def _whole(said: str) -> re.Pattern[str]:
    """Where it is said; a word in Latin letters only by itself, and not within another."""
    start, end = (r"(?<![a-z0-9])" if said[:1].isascii() else ""), (r"(?![a-z0-9])" if said[-1:].isascii() else "")
    return re.compile(f"{start}{re.escape(said)}{end}")


@cache
def office_words() -> frozenset[str]:
    """What staff say of their own work around a question, in normalised form: a clause of these alone asks nothing."""
    return frozenset(_tables()["words"]["office"].split())


@cache
def continuing_words() -> frozenset[str]:
    """Words of which a question can be made that goes on from the one before without a subject of its own."""
    return frozenset(_tables()["words"]["continuing"].split())


@cache
def summary_words() -> frozenset[str]:
    """Words that ask for an extreme or a mean, in normalised form; in other questions they may be part of a name."""
    return frozenset(_tables()["words"]["summary"].split())


@cache
def plain_words(language: Language) -> frozenset[str]:
    """Words that a rephrased sentence may bring along since they say nothing new; Japanese ones in normalised form."""
    return frozenset(_tables()["writing"][language].split())


@cache
def everyday_words() -> tuple[str, ...]:
    """What staff say for a word of the documents, and what other documents write for it."""
    return (*_tables()["everyday"], *(phrase for term in terms() for phrase in (*term.names, *term.asked)))


@cache
def english_words() -> frozenset[str]:
    """All English words that the glossary knows, also those that tell nothing."""
    return phrase_words() | empty_words("en")


def other_readings(word: str) -> tuple[str, ...]:
    """Readings of a word that the dictionary does not give, in katakana."""
    return tuple(_tables()["readings"].get(word, "").split())


@cache
def homophones() -> tuple[tuple[str, ...], ...]:
    """Groups of words that sound the same, each of which may count something of its own."""
    return tuple(tuple(group.split()) for group in _tables()["words"]["homophones"].splitlines() if group)


@cache
def general_words() -> frozenset[str]:
    """Nouns that may stand beside any indicator without making it another, in normalised form."""
    return frozenset(_tables()["words"]["general"].split())


@cache
def judging_words() -> frozenset[str]:
    """Words that say what to think of a matter, or how it is to be told, in normalised form."""
    return frozenset(_tables()["words"]["judging"].split())


@cache
def telling_affixes() -> frozenset[str]:
    """Affixes of one character that make another thing of a name, in normalised form."""
    return frozenset(_tables()["words"]["telling"].split())


@cache
def implied_by(word: str) -> frozenset[str]:
    """Words that add nothing beside a name that holds a word.

    Args:
        word: In normalised form.
    """
    return frozenset(_tables()["implied"].get(word, "").split())


@cache
def alike(word: str) -> frozenset[str]:
    """Words that say the same as one of a name: 泊まる for 宿泊.

    Args:
        word: In normalised form.
    """
    return frozenset(_tables()["alike"].get(word, "").split())


@cache
def said_by(word: str) -> frozenset[str]:
    """Words of documents that a question says with another: 宿泊 by 泊まる.

    Args:
        word: Of the question, in normalised form.
    """
    return frozenset(name for name, said in _tables()["alike"].items() if word in said.split())


@cache
def base_words() -> frozenset[str]:
    """Those of whom a share is told (市民 of 〜と思う市民の割合), in normalised form."""
    return frozenset(_tables()["words"]["base"].split())


@cache
def bringing_words() -> frozenset[str]:
    """What brings a thing about (設置, 開設): so many were set up as there are, in normalised form."""
    return frozenset(_tables()["words"]["bringing"].split())


@cache
def doing_words() -> frozenset[str]:
    """Verbs and nouns that stand for a word of names, in normalised form."""
    return frozenset(word for said in _tables()["alike"].values() for word in said.split())


@cache
def usual_words() -> frozenset[str]:
    """Words of names of which a part is meant where nothing is said of it: men, by 育児休業取得率."""
    return frozenset(_tables()["words"]["usual"].split())


@cache
def inverse_words() -> tuple[str, ...]:
    """Words for what a name counts with the other sign."""
    return tuple(_tables()["words"]["inverse"].split())


@cache
def narrowing_words() -> frozenset[str]:
    """Words that make of a name but a part of the thing, in normalised form."""
    return frozenset(_tables()["words"]["narrowing"].split())


@cache
def kind_words() -> frozenset[str]:
    """Words that ask what kind of thing something is (内容, 要件), and need not stand in what tells it."""
    return frozenset(_tables()["words"]["kinds"].split())


@cache
def special_words() -> frozenset[str]:
    """Words that make of a name another thing, in normalised form."""
    return frozenset(_tables()["words"]["special"].split())


def measure_kind(word: str) -> str | None:
    """What a measure counts in (``count``, ``share``, ``amount``, ``money``); None for a word that is none.

    Args:
        word: In normalised form; of a longer one (客数) its end tells.
    """
    return _measure_kinds().get(word) or (_measure_kinds().get(word[-1:]) if len(word) > 1 else None)


@cache
def _measure_kinds() -> Mapping[str, str]:
    return {word: kind for kind, words in _tables()["measures"].items() for word in words.split()}


@cache
def measure_words() -> frozenset[str]:
    """Words that end an indicator's name and only say how it is counted, in normalised form."""
    return frozenset(_tables()["words"]["measures"].split())


def unit_in_english(unit: str, *, one: bool = False) -> str:
    """An English word for a Japanese unit, or the unit itself where the glossary has none.

    Args:
        unit: As documents write it.
        one: Whether it stands after the number one.
    """
    said = _tables()["units"].get(unit, unit)
    return _tables()["one"].get(said, said) if one else said
