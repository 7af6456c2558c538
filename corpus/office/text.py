"""Where text stands in a box: estimated as a program sets it, since Office files do not say."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from corpus.pdf.page import TextLine
from corpus.reading import BBox

_LINE = 1.2
"""Ems from line to line."""
_NARROW = 0.55
"""Ems of a Latin letter; a Japanese one has 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a part of one that a line break ends. ``align``: 0.0 for left, 0.5 for centre, 1.0 for right."""

    text: str
    size: float
    align: float = 0.0


def width(text: str, size: float) -> float:
    """Points that a text takes on one line."""
    return size * sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in text)


def text_lines(
    paragraphs: Sequence[Paragraph], inner: BBox, anchor: float, order: int, wraps: bool = True
) -> list[TextLine]:
    """One line for each paragraph, as tall as it is when wrapped, ending where its last row ends.

    Args:
        paragraphs: In order.
        inner: The box without its margins.
        anchor: 0.0 if the text stands at the top, 0.5 in the middle, 1.0 at the foot.
        order: Position of the box among the boxes of the page.
        wraps: Whether the box breaks long lines.
    """
    across = max(inner.x1 - inner.x0, 1.0)
    rows = [max(1, ceil(width(p.text, p.size) / across)) if wraps else 1 for p in paragraphs]
    heights = [count * p.size * _LINE for count, p in zip(rows, paragraphs, strict=True)]
    top = inner.y1 - anchor * max(0.0, inner.y1 - inner.y0 - sum(heights))
    lines = []
    for paragraph, count, height in zip(paragraphs, rows, heights, strict=True):
        if paragraph.text.strip():
            taken = width(paragraph.text, paragraph.size) - (count - 1) * across
            left = inner.x0 + paragraph.align * (across - taken) if count == 1 else inner.x0
            box = BBox(left, top - height, left + taken, top)
            lines.append(TextLine(paragraph.text, box, paragraph.size, 0.0, order))
        top -= height
    return lines
