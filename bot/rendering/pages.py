"""Pages of PDFs as pictures, with what is cited marked: the one door to PDFium.

Boxes are as in ``corpus.reading``: PDF points from the lower left corner of the page as shown. PDFium is not safe
between threads and keeps what it draws with to itself, so one page is drawn at a time.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from bot.rendering.charts_font import font_file
from bot.rendering.pages_marks import Mark, draw_marks
from corpus.reading import BBox

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

LONGEST_SIDE = 1_600
"""Pixels of a picture's longer side: small print of an A4 page can be read, and the file stays under a megabyte."""

_CLOSEST = 4.0
"""Most pixels a point, so that a small part of a page is not blown up to mush."""

_AROUND = 12.0
"""What is shown around a clip, in points."""

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_LEAST = 8
"""Characters of a line of text below which it could stand anywhere on a page."""

_one_at_a_time = Lock()


def page_picture(document: bytes, page: int, marks: Sequence[Mark] = (), clip: BBox | None = None) -> bytes | None:
    """A page of a PDF, or a part of it, as a PNG with marks on it.

    Args:
        document: The file.
        page: 1-based.
        marks: What to mark, each with a word beside it or without.
        clip: The part to show, with some room around it; None for the whole page.

    Returns:
        The PNG, or None where the file is no PDF that can be drawn, or has no such page.
    """
    with _opened(document, page) as opened:
        if opened is None:
            return None
        wide, high = opened.get_size()
        shown = _part(clip, wide, high)
        scale = min(LONGEST_SIDE / max(shown.x1 - shown.x0, shown.y1 - shown.y0), _CLOSEST)
        cut = (shown.x0, shown.y0, wide - shown.x1, high - shown.y1)
        picture: Image = opened.render(scale=scale, crop=cut, draw_annots=False).to_pil().convert("RGB")
    draw_marks(picture, marks, shown, scale)
    png = BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def places_of(document: bytes, page: int, text: str) -> tuple[BBox, ...]:
    """Where a quotation stands on a page: a box a line, none where it cannot be found.

    It is looked for sentence by sentence, since a passage may go over the end of a page or around a picture; how
    lines are broken and how wide characters are makes no difference.
    """
    with _opened(document, page) as opened:
        letters = list(_letters(opened)) if opened else []
    said = "".join(letter for letter, _ in letters)
    found: list[BBox] = []
    for sentence in _sentences(text):
        at = said.find(sentence)
        if at >= 0:
            found += _lines([box for _, box in letters[at : at + len(sentence)]])
    return tuple(found)


@contextmanager
def _opened(document: bytes, page: int) -> Iterator["PdfPage | None"]:
    """The page while it is worked on; None where there is none."""
    with _one_at_a_time:
        _use_own_font()
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            pdf = PdfDocument(document)
        except PdfiumError:
            yield None
            return
        try:
            yield pdf[page - 1] if 1 <= page <= len(pdf) else None
        except PdfiumError:
            yield None
        finally:
            pdf.close()


@cache
def _use_own_font() -> None:
    """Start PDFium anew with the charts' font among its own.

    City documents often leave 明朝 and ゴシック to the reader's machine, and a server has neither: without this, such
    a page comes out without a word of Japanese.
    """
    import pypdfium2.raw as pdfium

    folders = [folder.encode() for folder in (*_FONT_FOLDERS, str(font_file().parent))]
    paths = (ctypes.c_char_p * (len(folders) + 1))(*folders, None)
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(
        pdfium.FPDF_LIBRARY_CONFIG(
            version=2,
            m_pUserFontPaths=ctypes.cast(paths, ctypes.POINTER(ctypes.POINTER(ctypes.c_char))),
        )
    )
    _kept.append(paths)


_kept: list[object] = []
"""PDFium goes on reading the folders' names where they are."""


def _part(clip: BBox | None, wide: float, high: float) -> BBox:
    """The part of the page to show: the clip with room around it, as far as it is on the page."""
    whole = BBox(0.0, 0.0, wide, high)
    if clip is None:
        return whole
    left, foot = max(clip.x0 - _AROUND, 0.0), max(clip.y0 - _AROUND, 0.0)
    right, top = min(clip.x1 + _AROUND, wide), min(clip.y1 + _AROUND, high)
    return BBox(left, foot, right, top) if right - left > 1 and top - foot > 1 else whole


def _letters(page: "PdfPage") -> Iterator[tuple[str, BBox]]:
    """The characters of a page without white space, each in its plain form, with its place on the page as shown."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    wide, high = page.get_size()
    fine = 100  # device units a point, since the conversion gives whole numbers
    x, y = ctypes.c_int(), ctypes.c_int()
    for nth in range(text.count_chars()):
        for letter in _plain(chr(pdfium.FPDFText_GetUnicode(text, nth))):
            left, foot, right, top = text.get_charbox(nth)
            corners = []
            for across, up in ((left, foot), (right, top)):
                pdfium.FPDF_PageToDevice(page, 0, 0, int(wide * fine), int(high * fine), 0, across, up, x, y)
                corners.append((x.value / fine, high - y.value / fine))
            (x0, y0), (x1, y1) = corners
            yield letter, BBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and not c.isspace())


def _sentences(text: str) -> Iterator[str]:
    """The text's sentences in plain characters, those joined to the next that are too short to be found alone."""
    waiting = ""
    for sentence in re.split(r"(?<=。)|\n", text):
        waiting += _plain(sentence)
        if len(waiting) >= _LEAST:
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _lines(boxes: Sequence[BBox]) -> Iterator[BBox]:
    """One box for all characters that stand beside each other."""
    line: BBox | None = None
    for box in boxes:
        if line is not None and min(line.y1, box.y1) - max(line.y0, box.y0) > 0 and box.x0 >= line.x0:
            line = BBox(line.x0, min(line.y0, box.y0), max(line.x1, box.x1), max(line.y1, box.y1))
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line
