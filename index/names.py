"""Names that count as one token: of indicators, of goals, measures and initiatives, and of whole articles.

``保育所等の待機児童数`` asked for in so many words is that indicator, whatever its pieces meet elsewhere. A name may be
said without what its brackets hold, or by its end (待機児童数), where only one name ends so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corpus.names import normalise, one_spelling
from corpus.passages import Passage
from corpus.words import plain

_SHORTEST = 3
"""Characters of a name, spelt alike: a shorter one stands within other words."""

_START = 3
"""Characters by which names are looked up."""

_JAPANESE = re.compile(r"[々〇ぁ-ヿ㐀-鿿豈-﫿]")
_NUMBER = re.compile(
    r"^\s*(?:[【\[]?\s*(?:基本目標|施策|主な取組|第)\s*[0-9０-９]+\s*[章節編部]?\s*[】\]]?|[(（]?[0-9０-９]+[)）.．])\s*"
)
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_END = re.compile(r"の(?=[^の]{4,}$)")


def names_of(passage: Passage) -> Iterator[str]:
    """What a passage is about by its place, as printed: its indicator and headings, without their numbers."""
    for place in (passage.indicator or "", *passage.heading):
        if name := _NUMBER.sub("", place).strip():
            yield name


class Names:
    """Names and other ways to say them.

    Args:
        said: The key of a name by each way to say it, all spelt alike (``corpus.names.one_spelling``).
    """

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        lengths: dict[str, set[int]] = defaultdict(set)
        for way in said:
            lengths[way[:_START]].add(len(way))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Names":
        """The names of all passages; what could mean two of them means neither."""
        said: dict[str, set[str]] = defaultdict(set)
        for name in {name for passage in passages for name in names_of(passage)}:
            for way in _ways(name):
                said[way].add(normalise(name))
        keys = {key for found in said.values() for key in found}
        return cls({way: way if way in keys else min(to) for way, to in said.items() if way in keys or len(to) == 1})

    def found(self, text: str) -> Iterator[str]:
        """Keys of the names said in a text, in its order, the longest at each place."""
        spelt = one_spelling(text)
        at = 0
        while at <= len(spelt) - _SHORTEST:
            way = next(
                (
                    spelt[at : at + length]
                    for length in self._lengths.get(spelt[at : at + _START], ())
                    if spelt[at : at + length] in self.said
                ),
                None,
            )
            if way:
                yield self.said[way]
            at += len(way) if way else 1


def _ways(name: str) -> Iterator[str]:
    """Ways to say a name, its own first."""
    bare = _BRACKETS.sub("", name)
    for way in (normalise(name), normalise(bare), normalise(_END.split(bare)[-1])):
        # In other scripts a name would also be found within longer words.
        if len(way) >= _SHORTEST and _JAPANESE.search(way):
            yield way


def reworded(query: str, synonyms: Mapping[str, str]) -> str:
    """The query with each synonym it holds, the longest first, put into what it means.

    Args:
        query: As it was asked.
        synonyms: What the documents write for what is said, both as ``corpus.words.plain`` gives them.
    """
    said = plain(query) if synonyms else query
    held = [one for one in sorted(synonyms, key=len, reverse=True) if one in said and synonyms[one] not in said]
    if not held:
        return query
    return re.sub("|".join(map(re.escape, held)), lambda one: synonyms[one[0]], said)
