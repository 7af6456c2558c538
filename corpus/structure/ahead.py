"""What a block is, judged by the blocks around it: the same line is a heading here and an item of a list there."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.names import SAME, normalise, similarity
from corpus.structure.blocks import Block
from corpus.structure.entries import Entry, listed, looks_like_indicator, tabled
from corpus.structure.marks import Mark

TITLE_ALIKE = 0.78
"""A short line this much like a listed indicator is its title."""

_FAR = 40
"""Blocks to look ahead."""

_LONGEST_TITLE = 90
_SENTENCE = re.compile(r"。[)）」』]*\s*$")
_OF_INDICATORS = re.compile(r"KPI|指標|数値目標")
_ENDS_SEARCH = frozenset(
    ("direction", "kpi", "numbered", "goal", "measure", "initiative", "initiatives", "summary", "chapter")
)


class Surroundings:
    """The blocks of a document, to be asked about.

    Args:
        blocks: All blocks, in reading order.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = list(blocks)
        lists = {at: listed(self.blocks, at)[0] for at in range(len(self.blocks)) if self.kind(at) == "kpi"}
        self._names = {item.name for items in lists.values() for item in items}
        self._first_named: dict[str, int] = {}
        for at, items in lists.items():
            for item in items:
                self._first_named.setdefault(normalise(item.name), at)
        self._names |= {item.name for block in blocks if block.table for item in tabled(block.table)}
        self._measures = {normalise(title) for at in range(len(self.blocks)) if (title := self._measure_title(at))}
        self.titles_come_first = self._titles_come_first()

    def block(self, at: int) -> Block | None:
        """The block at a position, or None beyond the ends."""
        return self.blocks[at] if 0 <= at < len(self.blocks) else None

    def kind(self, at: int) -> str:
        """Kind of the mark at a position; empty for prose and beyond the ends."""
        block = self.block(at)
        return block.mark.kind if block and block.mark else ""

    def is_title(self, block: Block) -> bool:
        """Whether a block is the name of an indicator that some list of the document has."""
        if not block.is_text or block.mark or len(block.text) > _LONGEST_TITLE or _SENTENCE.search(block.text):
            return False
        bar = TITLE_ALIKE if block.level is not None or looks_like_indicator(block.text) else SAME
        return any(similarity(block.text, name) >= bar for name in self._names)

    def first_after(self, at: int) -> str:
        """What comes first from a position on: an indicator's ``title``, a ``direction``, or another kind of mark."""
        for block in self.blocks[at : at + _FAR]:
            if block.chart is not None or self.is_title(block):
                return "title"
            if block.mark is not None and block.mark.kind in _ENDS_SEARCH:
                return block.mark.kind
        return ""

    def heads_a_page(self, found: Sequence[Entry], end: int) -> bool:
        """Whether a list of one indicator, ending before ``end``, is the title of that indicator's own page."""
        if len(found) != 1:
            return False
        for block in self.blocks[end : end + _FAR]:
            if block.chart is not None or self.is_title(block):
                title = block.chart.title if block.chart else block.text
                return not title or similarity(title, found[0].name) >= SAME
            if block.mark is not None and block.mark.kind in _ENDS_SEARCH:
                return block.mark.kind == "direction"
        return False

    def _measure_title(self, at: int) -> str:
        mark = self.blocks[at].mark
        if mark is None or not (mark.kind == "measure" or (mark.kind == "numbered" and self._numbers_a_list(at))):
            return ""
        return mark.rest

    def lists_more_after(self, block: Block) -> bool:
        """Whether a list further on names an indicator for the first time: the lists stand among the prose."""
        return any(at > block.at for at in self._first_named.values())

    def numbers_a_measure(self, at: int) -> bool:
        """Whether (2) is a measure's number: its indicators are listed next, or it bears a measure's title."""
        mark = self.blocks[at].mark
        return (mark is not None and normalise(mark.rest) in self._measures) or self._numbers_a_list(at)

    def _numbers_a_list(self, at: int) -> bool:
        """Whether (2) heads a list of indicators as a measure does; (1) KPIの状況 is but the list's label."""
        mark = self.blocks[at].mark
        return mark is not None and not _OF_INDICATORS.search(mark.rest) and self._lists_indicators(at)

    def _lists_indicators(self, at: int) -> bool:
        for block in self.blocks[at + 1 : at + _FAR]:
            if block.table is not None and tabled(block.table):
                return True
            if block.mark is not None and block.mark.kind in _ENDS_SEARCH - {"summary"}:
                return block.mark.kind == "kpi"
        return False

    def numbers_a_chapter(self, at: int, mark: Mark) -> bool:
        """Whether 2. or (2) heads what follows, rather than being one of a list of short items."""
        if self.blocks[at].level is not None:
            return True
        beside = [block.mark for block in (self.block(at - 1), self.block(at + 1)) if block and block.mark]
        return not any((other.kind, other.rank) == (mark.kind, mark.rank) for other in beside)

    def _titles_come_first(self) -> bool:
        """Whether this document's pages name the indicator above ①②③ rather than below."""
        first = 0
        for one, other in pairwise(self.blocks):
            approaches = [block.mark is not None and block.mark.kind == "approach" for block in (one, other)]
            if approaches == [False, True] and self.is_title(one):
                first += 1
            elif approaches == [True, False] and self.is_title(other):
                first -= 1
        return first > 0


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_SENTENCE.search(text))
