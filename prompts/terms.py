"""The usual terms of strategy and KPI documents: a text said in the other words that mean the very same."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

MOST_WAYS = 24
"""Ways to say one text; a question seldom holds more than two terms."""

_BY_ITSELF = 4
"""Characters below which a phrase counts only where no other word goes on from it."""

_WORD = "一-龥ァ-ヺー々a-z0-9"
_ENDINGS = "数|率|額|量|金|者"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that documents count or speak of.

    Attributes:
        names: What documents call it, each the same by its definition.
        asked: What staff say for it.
        near: What is counted otherwise, and may only be asked back.
        english: The same in English.
    """

    names: tuple[str, ...]
    asked: tuple[str, ...]
    near: tuple[str, ...]
    english: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    rows = tomllib.loads((files("prompts") / "terms.toml").read_text("utf-8"))["term"]
    return tuple(
        Term((row["name"], *_listed(row, "same")), _listed(row, "asked"), _listed(row, "near"), _listed(row, "english"))
        for row in rows
    )


def _listed(row: Mapping[str, str], key: str) -> tuple[str, ...]:
    return tuple(phrase for part in row.get(key, "").split(",") if (phrase := part.strip()))


def said_otherwise(text: str) -> tuple[str, ...]:
    """The other ways to say a text, its terms put in each of the words that documents use for them.

    Args:
        text: Lower case and NFKC-normalised.

    Returns:
        At most ``MOST_WAYS``; none where it holds no term.
    """
    return _put_otherwise(text, _names_for())


def said_nearly(text: str) -> tuple[str, ...]:
    """The text with its terms put in words for what is counted otherwise; nothing that may be answered unasked."""
    return _put_otherwise(text, _near_for())


def _put_otherwise(text: str, meant: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = list(_mentions(text, meant))
    if not found:
        return ()
    gaps, end = [], 0
    for start, stop in found:
        gaps.append(text[end:start])
        end = stop
    phrases = [text[start:stop] for start, stop in found]
    things = list(dict.fromkeys(meant[phrase] for phrase in phrases))  # one thing said twice is said twice alike
    ways = product(*(_first_as_typed(phrases, names, meant) for names in things))
    said = (_said(phrases, gaps, dict(zip(things, way, strict=True)), meant) + text[end:] for way in ways)
    return tuple(dict.fromkeys(islice((way for way in said if way != text), MOST_WAYS)))


def _first_as_typed(
    phrases: Sequence[str], names: tuple[str, ...], meant: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The names that a thing may be said by, the one that was typed first."""
    typed = [phrase for phrase in phrases if meant[phrase] == names and phrase in names]
    return tuple(dict.fromkeys((*typed[:1], *names)))


def _said(
    phrases: Sequence[str],
    gaps: Sequence[str],
    way: Mapping[tuple[str, ...], str],
    meant: Mapping[str, tuple[str, ...]],
) -> str:
    return "".join(gap + way[meant[phrase]] for gap, phrase in zip(gaps, phrases, strict=True))


def _mentions(text: str, meant: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where terms stand, in order, none within another; the longer one goes first."""
    taken: list[tuple[int, int]] = []
    for phrase in meant:
        if phrase not in text:
            continue
        for match in _standing(phrase).finditer(text):
            start, stop = match.span()
            if all(stop <= a or b <= start for a, b in taken):
                taken.append((start, stop))
    yield from sorted(taken)


@cache
def _standing(phrase: str) -> re.Pattern[str]:
    """Where a phrase is said; a short one, or one in Latin letters, only by itself."""
    if len(phrase) >= _BY_ITSELF and not phrase[0].isascii():
        return re.compile(re.escape(phrase))
    return re.compile(rf"(?<![{_WORD}]){re.escape(phrase)}(?=(?:{_ENDINGS})?(?![{_WORD}]))")


@cache
def _names_for() -> Mapping[str, tuple[str, ...]]:
    """What each phrase may be said as, longer phrases first."""
    meant = {phrase: term.names for term in terms() for phrase in (*term.names, *term.asked)}
    return dict(sorted(meant.items(), key=lambda entry: -len(entry[0])))


@cache
def _near_for() -> Mapping[str, tuple[str, ...]]:
    meant: dict[str, tuple[str, ...]] = {}
    for term in terms():
        for phrase in term.near:
            meant[phrase] = (*meant.get(phrase, ()), *term.names)
    return dict(sorted(meant.items(), key=lambda entry: -len(entry[0])))
