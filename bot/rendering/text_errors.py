"""The one line that an error says to a person."""

import re
from collections.abc import Iterable, Mapping

from corpus.errors import Detail, SoseiError
from prompts.wording import Language, wording


def error_line(error: SoseiError, language: Language) -> str:
    """What is wrong, where, and what to do, on one line whatever the facts hold."""
    return recorded_line(error.code, error.facts, language)


def recorded_line(code: str, facts: Mapping[str, object], language: Language, instead: str = "") -> str:
    """As ``error_line``, of an error that was recorded as its code and facts.

    Args:
        code: The error's name.
        facts: What its line may need.
        language: Of the line.
        instead: Where lines stand that are said in the place of the usual ones, for people without a terminal.
    """
    said = wording(language)
    name = f"{instead}.{code}" if f"{instead}.{code}" in said.names else f"errors.{code}"
    needed = said.placeholders(name)
    return said.say(name, **{fact: _fact(facts[fact], language) for fact in needed})


def _fact(fact: object, language: Language) -> str:
    """A fact on one line: control characters and line ends become spaces, a list is joined."""
    if fact is None or fact == () or fact == [] or fact == "":
        return wording(language).say("text.none")
    if isinstance(fact, Detail):
        told = {name: _fact(one, language) for name, one in fact.facts.items()}
        return wording(language).say(f"details.{fact.code}", **told)
    if isinstance(fact, Iterable) and not isinstance(fact, str):
        return wording(language).say("text.comma").join(_fact(one, language) for one in fact)
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", str(fact)).strip()
