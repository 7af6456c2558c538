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
    """A paragraph of one style.

    Attributes:
        ink: Its colour as RRGGBB.
        indent: Whether it begins further in.
        under: Whether it belongs under the paragraph before it, as a source under its quotation: on one page with at
            least that one's end.
    """

    text: str
    points: float
    bold: bool = False
    ink: str = INK
    indent: bool = False
    under: bool = False

    @property
    def leading(self) -> float:
        """Points from line to line: fixed, so that the estimate holds whatever typeface a program has."""
        return self.points * _LEADING


def scaled(paragraphs: Sequence[Paragraph], scale: float) -> list[Paragraph]:
    """The same in another size."""
    return [replace(told, points=told.points * scale) for told in paragraphs]


def fitting(told: Paragraph, sizes: Sequence[float], width: float, high: float) -> Paragraph:
    """A paragraph in the first of the sizes, the greatest first, in which it fits a box; else in the last.

    Args:
        told: The paragraph.
        sizes: In points.
        width: Of the box in millimetres, as ``high``.
        high: See ``width``.
    """
    for size in sizes:
        told = replace(told, points=size)
        if height(told, width) - _GAP <= high * _MM:
            break
    return told


def flowed(told: Paragraph) -> list[Paragraph]:
    """Its lines, as it has them itself."""
    return [replace(told, text=line) for line in told.text.split("\n")]


def height(told: Paragraph, width: float) -> float:
    """Points that a paragraph needs in a column of ``width`` millimetres."""
    lines = sum(_lines(line.text, told.points, width) for line in flowed(told))
    return lines * told.leading + _GAP


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
        following = waiting[0] if waiting else None
        # What must stand on the same page as the end, or for a heading the beginning, of what comes after it.
        with_it = height(following, width) if following and following.under else 0.0
        if told.bold and following:
            with_it = min(height(following, width), 2 * following.leading + _GAP)
        room = high * _MM - used
        if height(told, width) + with_it <= room:
            pages[-1].append(told)
            used += height(told, width)
            continue
        fits, rest = _split(told, width, room - (0.0 if height(told, width) > room else with_it))
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
    lines = int((room - _GAP) / told.leading)
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
