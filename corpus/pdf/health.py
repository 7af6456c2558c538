"""Whether a page's text can be trusted: each doubt is a warning with a stable code. Silence would be the defect."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from corpus.pdf.fonts import UNKNOWN
from corpus.pdf.page import Picture, Shape, TextRun
from corpus.reading import ReadingWarning

MANY_CURVES = 60
"""Curved outlines that a page without text has if its letters were turned into shapes."""

GARBLED_SHARE = 0.02
"""Share of unreadable characters from which on a page is called garbled."""

LARGE_PICTURE = 0.05
"""Share of the page from which on a picture may hold a chart."""

BACKGROUND = 0.9
FULL_OF_TEXT = 200
"""Share of the page, and characters on it, from which on a picture is a background."""

UNREAD_SHARE = 0.5
"""Share of unreadable characters from which on a page counts as not read."""

_OF_NUMBERS = re.compile(r"[0-9.,%\-△▲]")
_DASHES = str.maketrans("−‐‑‒–—", "------")

_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]")


def page_warnings(
    number: int, area: float, runs: Sequence[TextRun], shapes: Sequence[Shape], pictures: Sequence[Picture]
) -> list[ReadingWarning]:
    """What is doubtful about one page.

    Args:
        number: 1-based page.
        area: Of the page, in square points.
        runs: Its text.
        shapes: Its vector shapes.
        pictures: Its raster images.
    """
    visible = "".join(run.text for run in runs if run.visible)
    hidden = "".join(run.text for run in runs if not run.visible)
    found = []
    if hidden.strip() and len(hidden) > len(visible):
        found.append(
            ReadingWarning(number, "ocr_text_layer", "the text is an invisible layer over a picture, probably from OCR")
        )
    if not visible.strip() and not hidden.strip():
        found.extend(_without_text(number, shapes, pictures))
    if share_unreadable(visible + hidden) > GARBLED_SHARE:
        found.append(ReadingWarning(number, "garbled_text", "some characters have no Unicode in the file"))
    found.extend(_unread_pictures(number, area, visible, pictures))
    return found


def _unread_pictures(number: int, area: float, visible: str, pictures: Sequence[Picture]) -> list[ReadingWarning]:
    """A picture on a page of text may be a chart; one behind a full page of text is its background."""
    shares = [(p.bbox.x1 - p.bbox.x0) * (p.bbox.y1 - p.bbox.y0) / area for p in pictures]
    large = [share for share in shares if share >= LARGE_PICTURE]
    behind = len(visible) >= FULL_OF_TEXT
    large = [share for share in large if not (behind and share >= BACKGROUND)]
    if not visible.strip() or not large:
        return []
    return [ReadingWarning(number, "picture_not_read", f"{len(large)} picture(s) on this page are not read")]


def _without_text(number: int, shapes: Sequence[Shape], pictures: Sequence[Picture]) -> list[ReadingWarning]:
    if sum(shape.kind == "curve" for shape in shapes) >= MANY_CURVES:
        return [ReadingWarning(number, "outlined_text", "the letters are drawn as shapes, so there is no text to read")]
    if shapes or pictures:
        return [ReadingWarning(number, "no_text_layer", "the page has pictures or shapes but no text")]
    return []


def share_unreadable(text: str) -> float:
    """Share of characters that are no text: replacement marks, private use, controls, lone combining marks."""
    solid = [c for c in text if not c.isspace()]
    if not solid:
        return 0.0
    lone = sum(unicodedata.category(c) == "Cn" for c in solid)
    return (len(_UNREADABLE.findall(text)) + lone) / len(solid)


def text_of(runs: Sequence[TextRun]) -> str:
    """All characters of the runs."""
    return "".join(run.text for run in runs)


def has_digits(text: str) -> bool:
    """Whether any character is a digit."""
    return any(character.isdecimal() for character in text)


def is_unread(runs: Sequence[TextRun]) -> bool:
    """Whether hardly any of a page's text could be read."""
    text = text_of(runs)
    return not text.strip() or share_unreadable(text) > UNREAD_SHARE


def digits_differ(ours: Sequence[TextRun], theirs: Sequence[TextRun]) -> bool:
    """Whether two readings of a page, each in the order drawn, see different numbers.

    A glyph that the second reader has no character for tells nothing.
    """
    mine, other = ([glyph.text for run in runs for glyph in run.glyphs] for runs in (ours, theirs))
    if len(mine) == len(other):
        return any(_figures(m) != _figures(o) for m, o in zip(mine, other, strict=True) if UNKNOWN not in o)
    seen, also_seen = Counter(_figures("".join(mine))), Counter(_figures("".join(other)))
    return bool(also_seen - seen) or (UNKNOWN not in other and seen != also_seen)


def _figures(text: str) -> list[str]:
    return _OF_NUMBERS.findall(unicodedata.normalize("NFKC", text).translate(_DASHES))
