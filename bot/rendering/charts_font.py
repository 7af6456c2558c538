"""The charts' Japanese font: where it is, which characters it has, how wide a text is.

IPAexGothic comes with the package matplotlib-fontja; its file alone is used, since importing that package would
change matplotlib for the whole program.
"""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib.font_manager import FontProperties, get_font

DPI = 150
"""Dots per inch of a picture; sizes of text are in points, 1/72 inch."""

GETA = "〓"
"""What Japanese printers set where the type is missing."""


@cache
def font_file() -> Path:
    """The font's file.

    Raises:
        FileNotFoundError: If the package that brings it is not installed.
    """
    spec = find_spec("matplotlib_fontja")
    file = Path(next(iter(spec.submodule_search_locations or ()), "")) / "fonts" / "ipaexg.ttf" if spec else None
    if file is None or not file.is_file():
        raise FileNotFoundError("ipaexg.ttf of matplotlib-fontja")
    return file


@cache
def sized(points: float) -> FontProperties:
    """The font at a size in points."""
    return FontProperties(fname=str(font_file()), size=points)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(str(font_file())).get_charmap())


def has_glyph(character: str) -> bool:
    """Whether the font can draw a character."""
    return ord(character) in _glyphs()


@cache
def printable(text: str) -> str:
    """The text in characters that the font has: an unknown one in its plain form, else as 〓."""
    return "".join(_drawable(character) for character in text)


def _drawable(character: str) -> str:
    if has_glyph(character):
        return character
    if character.isspace() or unicodedata.category(character).startswith("C"):
        return " "
    if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(has_glyph(one) for one in plain) else GETA


@cache
def width(text: str, points: float) -> float:
    """Width of one line of text, in inches."""
    font = get_font(str(font_file()))
    font.set_size(points, DPI)
    font.set_text(printable(text), 0.0)
    return float(font.get_width_height()[0]) / 64 / DPI


def wrapped(text: str, points: float, inches: float, lines: int) -> list[str]:
    """The text cut into at most so many lines of a width in inches; what does not fit ends in ``…``."""
    rest, found = printable(text), list[str]()
    while rest and len(found) < lines:
        at = _fitting(rest, points, inches)
        if at < len(rest) and len(found) == lines - 1:
            at = _fitting(rest, points, inches - width("…", points))
            return [*found, rest[:at].rstrip() + "…"]
        found.append(rest[:at].strip())
        rest = rest[at:].lstrip()
    return found


def shortened(text: str, points: float, inches: float) -> str:
    """The text within a width in inches; a longer one loses its middle, since what tells names apart is often last."""
    said = printable(text)
    kept = len(said)
    while kept > 2 and width(said, points) > inches:
        kept -= 1
        head = (2 * kept + 2) // 3
        said = printable(text)[:head] + "…" + printable(text)[len(text) - (kept - head) :]
    return said


def _fitting(text: str, points: float, inches: float) -> int:
    """How many characters, at least one, fit; a Latin word is not cut where a space stands before it."""
    at = len(text)
    while at > 1 and width(text[:at], points) > inches:
        at -= 1
    if at < len(text) and text[at].isascii() and text[at - 1].isascii():
        space = text.rfind(" ", 0, at)
        return space if space > at // 2 else at
    return at
