"""Marks on the picture of a page: a highlighter over what is meant, and a word beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rendering import charts_style as style
from bot.rendering.charts_font import font_file, printable
from corpus.reading import BBox

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_HIGHLIGHT = (255, 226, 122)
_ROOM = 2.0
"""Between what is marked and the frame, in points."""

_LETTERS = 8.5
"""Size of a word beside a mark, in points; on the picture it is never smaller than ``_LEAST`` pixels."""

_LEAST = 15

_Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be found on a page.

    Attributes:
        box: Where it stands, in points of the page as shown.
        text: What is written beside it; empty for nothing.
    """

    box: BBox
    text: str = ""


def draw_marks(picture: "Image", marks: Sequence[Mark], shown: BBox, scale: float) -> None:
    """Draw marks on a picture.

    Args:
        picture: RGB; changed in place.
        marks: What to mark; those outside of the part shown are left out.
        shown: The part of the page that the picture shows.
        scale: Pixels a point.
    """
    from PIL import ImageDraw, ImageFont

    frames = [(mark, _frame(mark.box, shown, scale)) for mark in marks if _in_sight(mark.box, shown)]
    for _, frame in frames:
        _highlight(picture, frame)
    font = ImageFont.truetype(str(font_file()), max(_LEAST, round(_LETTERS * scale)))
    draw = ImageDraw.Draw(picture)
    taken = [frame for _, frame in frames]
    for mark, frame in frames:
        draw.rectangle(frame, outline=style.TARGET, width=2)
        if mark.text:
            taken.append(_write(draw, mark.text, frame, taken, picture.size, font))


def _in_sight(box: BBox, shown: BBox) -> bool:
    return box.x0 < shown.x1 and box.x1 > shown.x0 and box.y0 < shown.y1 and box.y1 > shown.y0


def _frame(box: BBox, shown: BBox, scale: float) -> _Rectangle:
    left, right = (box.x0 - _ROOM - shown.x0) * scale, (box.x1 + _ROOM - shown.x0) * scale
    top, bottom = (shown.y1 - box.y1 - _ROOM) * scale, (shown.y1 - box.y0 + _ROOM) * scale
    return left, top, right, bottom


def _highlight(picture: "Image", frame: _Rectangle) -> None:
    """Colour what lies under the frame as a highlighter does: dark print stays dark."""
    from PIL import Image, ImageChops

    left, top = max(0, round(frame[0])), max(0, round(frame[1]))
    right, bottom = min(picture.width, round(frame[2])), min(picture.height, round(frame[3]))
    if right > left and bottom > top:
        part = picture.crop((left, top, right, bottom))
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _HIGHLIGHT)), (left, top))


def _write(
    draw: "ImageDraw",
    text: str,
    frame: _Rectangle,
    taken: Sequence[_Rectangle],
    size: tuple[int, int],
    font: "FreeTypeFont",
) -> _Rectangle:
    """Write a word above, below, right or left of a frame: where it covers nothing, else above.

    Returns:
        What it takes up.
    """
    said, room = printable(text), font.size * 0.2
    wide, high = font.getlength(said) + 2 * room, font.size + 2 * room
    left, top, right, bottom = frame
    middle = (left + right - wide) / 2
    corners = [(middle, top - high - 2), (middle, bottom + 2), (right + 2, top), (left - wide - 2, top)]
    places = [_kept_in(x, y, wide, high, size) for x, y in corners]
    place = next((p for p in places if not any(_overlap(p, other) for other in taken)), places[0])
    draw.rectangle(place, fill=style.TARGET)
    draw.text((place[0] + room, place[1] + room), said, fill=style.PAPER, font=font)
    return place


def _kept_in(x: float, y: float, wide: float, high: float, size: tuple[int, int]) -> _Rectangle:
    x, y = max(0.0, min(x, size[0] - wide)), max(0.0, min(y, size[1] - high))
    return x, y, x + wide, y + high


def _overlap(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
