"""Legends: a small swatch in a series' paint with its name to the right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.charts.tokens import Token
from corpus.pdf.matrix import union
from corpus.pdf.page import Paint, Shape
from corpus.reading import BBox

LARGEST_SWATCH = 16.0
LONGEST_SAMPLE = 45.0
"""Points of a line sample's length."""

AFTER_SWATCH = 2.0
"""Ems from a swatch to its name."""

WITHIN_NAME = 1.0
"""Ems between the words of one name."""


CONSECUTIVE = 6
"""Painting operations between the words of one name."""

_NUMBER = re.compile(r"[(]?[-−△▲+]?[\d,.]+%?[)]?")


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A series' name with its paint."""

    name: str
    paint: Paint
    bbox: BBox
    is_line: bool
    tokens: tuple[Token, ...] = ()


def legend_entries(tokens: Sequence[Token], shapes: Sequence[Shape]) -> list[LegendEntry]:
    """All legend entries of a page. One swatch is often several shapes (fill, outline, marker): one entry a name."""
    swatches = [s for s in shapes if _is_swatch(s)]
    found: dict[tuple[str, int, int], LegendEntry] = {}
    for swatch in swatches:
        name = _name_beside(swatch, tokens, swatches)
        if not name:
            continue
        first = name[0]
        paint = swatch.fill if swatch.fill is not None and not _is_line(swatch) else swatch.stroke
        if paint is None or paint == (1.0, 1.0, 1.0):
            continue
        key = (first.text, round(first.bbox.x0), round(first.bbox.y0))
        text = "".join(t.text for t in name)
        entry = LegendEntry(text, paint, union([swatch.bbox, *(t.bbox for t in name)]), _is_line(swatch), tuple(name))
        if key not in found:
            found[key] = entry
    return list(found.values())


def _is_line(shape: Shape) -> bool:
    return shape.bbox.y1 - shape.bbox.y0 <= 1.0 and shape.stroke is not None


def _is_swatch(shape: Shape) -> bool:
    width, height = shape.bbox.x1 - shape.bbox.x0, shape.bbox.y1 - shape.bbox.y0
    if _is_line(shape):
        return 5.0 <= width <= LONGEST_SAMPLE
    return 1.5 <= height <= LARGEST_SWATCH and 1.5 <= width <= LONGEST_SAMPLE and height <= 1.2 * width


def _name_beside(swatch: Shape, tokens: Sequence[Token], swatches: Sequence[Shape]) -> list[Token]:
    """The words right of a swatch, up to the next swatch."""
    middle = (swatch.bbox.y0 + swatch.bbox.y1) / 2
    # A plain number beside a shape is a data label, drawn under the legend or beside its mark.
    level = [
        t
        for t in tokens
        if t.angle == 0.0 and abs(t.y - middle) <= 0.5 * t.size and t.readable and not _NUMBER.fullmatch(t.text)
    ]
    words: list[Token] = []
    edge = swatch.bbox.x1
    ends = [s.bbox.x0 for s in swatches if s.bbox.x0 > edge - 1 and s.bbox.y0 <= middle <= s.bbox.y1 + 0.5]
    for token in sorted(level, key=lambda t: t.bbox.x0):
        if token.bbox.x0 < edge - 1:
            continue
        gap = AFTER_SWATCH if not words else WITHIN_NAME
        if words and token.order - words[-1].order > CONSECUTIVE:
            continue
        if token.bbox.x0 - edge > gap * token.size or any(edge - 1 < end <= token.bbox.x0 for end in ends if words):
            break
        words.append(token)
        edge = token.bbox.x1
    return words


def same_paint(one: object, other: object) -> bool:
    """Whether two paints are one: the same pattern, or colours that rounding alone parts."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(abs(a - b) <= 0.02 for a, b in zip(one, other, strict=True))
    return one == other
