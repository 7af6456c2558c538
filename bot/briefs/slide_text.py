"""How much text a box on a slide holds: estimated by the width of its characters, on the safe side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from bot.briefs.words import INK

_MM = 72 / 25.4
"""Points in a millimetre."""

_LEADING = 1.28
_HALF = 0.52
"""Width of a half-width character against the size of the type; a full-width one takes two. Latin letters are
narrower on average, so that the estimate errs towards more lines."""

_GAP = 3
"""Points after a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one style. ``ink`` is its colour as RRGGBB."""

    text: str
    points: float
    bold: bool = False
    ink: str = INK
    indent: bool = False


def flowed(told: Paragraph) -> list[Paragraph]:
    """Its lines, as it has them itself."""
    return [replace(told, text=line) for line in told.text.split("\n")]


def height(told: Paragraph, width: float) -> float:
    """Points that a paragraph needs in a column of ``width`` millimetres."""
    lines = sum(_lines(line.text, told.points, width) for line in flowed(told))
    return lines * told.points * _LEADING + _GAP


def pages_of(
    paragraphs: Sequence[Paragraph], first: tuple[float, float], later: tuple[float, float]
) -> list[list[Paragraph]]:
    """Share paragraphs out to boxes, given as width and height in millimetres; a long paragraph goes on in the next.

    Returns:
        The paragraphs of each box, at least one box.
    """
    pages: list[list[Paragraph]] = [[]]
    (width, high), used = first, 0.0
    waiting = list(paragraphs)
    while waiting:
        told = waiting.pop(0)
        room = high * _MM - used
        if height(told, width) <= room:
            pages[-1].append(told)
            used += height(told, width)
            continue
        fits, rest = _split(told, width, room)
        if fits is None and not pages[-1]:
            fits, rest = told, None  # it would not fit on any page
        if fits:
            pages[-1].append(fits)
        if rest is None and not waiting:
            break
        waiting[:0] = [rest] if rest else []
        pages.append([])
        (width, high), used = later, 0.0
    return pages


def _split(told: Paragraph, width: float, room: float) -> tuple[Paragraph | None, Paragraph | None]:
    """What of a paragraph goes into ``room`` points, and the rest; nothing of a heading or of what fits one line."""
    lines = int((room - _GAP) / (told.points * _LEADING))
    if told.bold or lines < 2:
        return None, told
    taken = 0
    text = told.text
    while taken < len(text) and height(replace(told, text=text[: taken + 1]), width) <= room:
        taken += 1
    if taken == 0:
        return None, told
    return replace(told, text=text[:taken]), replace(told, text=text[taken:])


def _lines(text: str, points: float, width: float) -> int:
    return max(1, -(-int(cell_len(text) * points * _HALF) // int(width * _MM)))
