"""The words of an indicator's name: what it counts in, what tells it from others, and what may be said for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.questions.subject import negated_words
from corpus.words import Word, plain, words
from kpi_store.views import IndicatorView
from prompts.glossary import (
    alike,
    base_words,
    bringing_words,
    empty_words,
    general_words,
    implied_by,
    measure_kind,
    measure_words,
    narrowing_words,
)

_KINDS_OF_UNIT = (("%", "share"), ("％", "share"), ("円", "money"))
_BRACKETS = re.compile(r"\([^()]*\)|「|」")
_AGES = re.compile(r"[1-9]0歳?代")


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name of an indicator, cut into words.

    Attributes:
        indicator: Whose name it is.
        text: The name as it is written.
        core: Its words without what stands in brackets.
        full: All its words, in normalised form.
        reading: How all of it sounds.
        kind: What is counted in: a number, a share, money; None where neither name nor unit tells.
        negated: What it denies, in normalised form.
        implied: Words that add nothing to it, in normalised form: what it is called for anyway.
        meets: Each word that stands for one of the name (泊まる for 宿泊), and that one.
        plain: The name in lower case and NFKC-normalised, an age without 歳.
        narrowing: Words by which it is of a part only, in normalised form.
        telling: What tells it from others, in order: no measures, no affixes, nor whom a share is of (市民の割合).
    """

    indicator: IndicatorView
    text: str
    core: tuple[Word, ...]
    full: frozenset[str]
    reading: str
    kind: str | None
    negated: frozenset[str]
    implied: frozenset[str]
    meets: Mapping[str, str]
    plain: str
    narrowing: frozenset[str]
    telling: tuple[Word, ...]


def name_words(indicator: IndicatorView, name: str) -> NameWords:
    """Cut a name of an indicator into its words."""
    said = words(name)
    every = [w for w in said if w.content]
    core = [w for w in words(_BRACKETS.sub(" ", plain(name))) if w.content] or every
    full, reading = frozenset(w.normal for w in every), "".join(w.reading for w in every)
    kind = kind_of(core) or next((kind for unit, kind in _KINDS_OF_UNIT if unit in indicator.unit), None)
    implied = frozenset(w.normal for held in full for w in words(" ".join(implied_by(held))) if w.content)
    meets = {one: held for held in full for one in alike(held)} | {held: held for held in full}
    written = plain(name).replace("歳代", "代").replace("・", "")
    telling = _telling(core, kind)
    narrow = narrowing_words() & {w.normal for w in (*core[:-1], *telling) if w in telling or w.normal == "一人"}
    return NameWords(
        indicator,
        name,
        tuple(core),
        full,
        reading,
        kind,
        negated_words(said),
        implied,
        meets,
        written,
        narrow | {*_AGES.findall(written)},
        telling,
    )


def _telling(core: Sequence[Word], kind: str | None) -> tuple[Word, ...]:
    """What tells a name from others; where it has nothing but what could be left out, all of it."""
    every = [w for w in core if not is_measure(w) and w.normal not in empty_words("ja")]
    telling = [w for w in every if w.normal not in general_words()] or every
    while len(telling) > 1 and (
        telling[-1].normal in bringing_words() or (kind == "share" and telling[-1].normal in base_words())
    ):
        telling.pop()
    return tuple(telling)


def kind_of(said: Sequence[Word]) -> str | None:
    """What is counted in, told by the last word that tells: a number, a share, money."""
    return next((kind for word in reversed(said) if word.noun and (kind := measure_kind(word.normal))), None)


def is_measure(word: Word) -> bool:
    """Whether a word says in what is counted, and not what."""
    return word.normal in measure_words() or (word.noun and len(word.surface) == 1)
