"""Japanese names in Latin letters, as English questions have them: Shiomino is 汐見野."""

from dataclasses import replace
from functools import lru_cache

from bot.answering.questions.subject import Subject
from corpus.words import words
from index.romaji import kana_of

_MOST_WORDS = 3
"""Words of the dictionary that one name may be cut into."""


def sounds_in(name: str, text: str) -> bool:
    """Whether a text holds a name as it is spelled, or by a word that sounds like it.

    Args:
        name: Lower case.
        text: Lower case and NFKC-normalised.
    """
    return name in text or not _readings(text).isdisjoint(kana_of(name))


def without_own(subject: Subject, places: frozenset[str]) -> Subject:
    """The subject without the names of the city itself, which tell nothing: 熊本, Kumamoto of Kumamoto Castle.

    Args:
        subject: Of a question.
        places: The names, in normalised form.
    """
    subject, known = subject.without(places), " ".join(places)
    own = {name for name in subject.latin_names if sounds_in(name, known)}
    if not own:
        return subject
    return replace(
        subject,
        foreign=tuple(word for word in subject.foreign if word not in own),
        parts=tuple(part for part in subject.parts if part.lower() not in own),
        latin_names=tuple(name for name in subject.latin_names if name not in own),
    )


@lru_cache(maxsize=1024)
def _readings(text: str) -> frozenset[str]:
    """How the words of a text read in katakana, each by itself and with those after it."""
    read = [word.reading for word in words(text)]
    runs = range(1, _MOST_WORDS + 1)
    return frozenset("".join(read[at : at + many]) for at in range(len(read)) for many in runs)
