"""The city's own name, which tells nothing in a question: 雪代市のふるさと納税 asks for no more than ふるさと納税.

The dictionary knows the names of real places alone, and not each of them; but every document of a city bears the name
in its title or names it as its publisher.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice, product

from corpus.words import plain, readings_of, words

_LEAD = re.compile(r"^(?:第\s*[0-9一二三四五六七八九十]+\s*期|(?:令和|平成)?[0-9元]+年度?|[\s()「『【])+")
_RUN = re.compile(r"[一-龥々ヶぁ-ゖァ-ヺ]+")
_END = re.compile(r"(?<=[一-龥々ヶぁ-ゖァ-ヺ])(?<!都)(?<!地)(?<!校)(?<!学)(?<!行政)[市町村区](?![市町村])")
_LONGEST = 8
_MOST_SOUNDS = 24
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SHORTEST = 3
"""Kana of a name from which it is read."""

_KINDS = {"市": "し", "町": "(?:ちょう|まち)", "村": "(?:そん|むら)", "区": "く"}
_OF = r"(?:における|での|では|の|で|は|って)?"
_GOES_ON = "(?![民内立長議役営道外街])"


def own_name(papers: Iterable[str]) -> str | None:
    """The name of the city, town, village or ward, with what it is; None where none can be told.

    Args:
        papers: Titles and publishers of its documents. What most of them begin with is its name.
    """
    votes = Counter(name for paper in papers for name in dict.fromkeys(_names(paper)))
    return max(votes, key=lambda name: (votes[name], len(name)), default=None)


def _names(paper: str) -> Iterable[str]:
    run = _RUN.match(_LEAD.sub("", plain(paper)))
    for end in _END.finditer(run[0]) if run else ():
        if end.end() <= _LONGEST + 1:
            yield run[0][: end.end()]  # type: ignore[index]


def _sounds(name: str) -> list[str]:
    """The ways in which a name may be read, in hiragana."""
    readings = (readings_of(word.surface) or (word.reading,) for word in words(name))
    return ["".join(way).translate(_TO_HIRAGANA) for way in islice(product(*readings), _MOST_SOUNDS)]


def without_name(said: str, name: str | None) -> str:
    """A question without the city's name, in kanji or kana, with its 市 or by itself; itself if nothing else is said.

    Args:
        said: As typed.
        name: As ``own_name`` gives it.
    """
    if name is None:
        return said
    bare, kind = name[:-1], name[-1]
    kana = [sound for sound in _sounds(bare) if len(sound) >= _SHORTEST]
    ways = [rf"{bare}{kind}(?:役所|役場)?{_GOES_ON}{_OF}", rf"{bare}(?:における|での|では|の|で|は|って|(?=[、\s]))"]
    if kana:
        ways.append(rf"(?:{'|'.join(kana)})(?:{kind}|{_KINDS[kind]}){_OF}")
    left = re.sub(rf"(?<![一-龥々])(?:{'|'.join(ways)})", " ", said).strip()
    return left if any(character.isalnum() for character in left) else said
