"""What annotations and form fields show: their appearance streams, placed as viewers place them."""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from corpus.pdf.matrix import IDENTITY, Matrix, apply, around
from corpus.pdf.objects import box_of, dictionary, resolved
from corpus.reading import BBox

MOST = 5_000
"""Annotations of one page."""

_HIDDEN = 2 | 32
"""Flags Hidden and NoView (ISO 32000-1, table 165)."""

_WITHOUT_TEXT = ("/Popup", "/Text", "/Link", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink")
"""Kinds that are marks of a reader, not part of the document."""


def appearances(annotations: Any) -> Iterator[tuple[StreamObject, Matrix]]:
    """Each appearance that is shown on the page, with the map to apply before its own (ISO 32000-1, 12.5.5)."""
    found = resolved(annotations)
    if not isinstance(found, ArrayObject):
        return
    for item in found[:MOST]:
        annotation = dictionary(item)
        flags = resolved(annotation.get("/F"))
        if annotation.get("/Subtype") in _WITHOUT_TEXT or (isinstance(flags, int) and flags & _HIDDEN):
            continue
        stream = _normal(annotation)
        rectangle, box = box_of(annotation.get("/Rect")), box_of(stream.get("/BBox")) if stream is not None else None
        if stream is not None and rectangle is not None and box is not None:
            yield stream, _placing(stream, rectangle, box)


def _normal(annotation: DictionaryObject) -> StreamObject | None:
    look = resolved(dictionary(annotation.get("/AP")).get("/N"))
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        look = resolved(look.get(str(annotation.get("/AS", "/Off"))))
    return look if isinstance(look, StreamObject) else None


def _placing(stream: StreamObject, rectangle: BBox, box: BBox) -> Matrix:
    own = resolved(stream.get("/Matrix"))
    matrix: Matrix = IDENTITY
    if isinstance(own, ArrayObject) and len(own) == 6:
        a, b, c, d, e, f = (float(number) for number in own)
        matrix = (a, b, c, d, e, f)
    shown = around([apply(matrix, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
    across = (rectangle.x1 - rectangle.x0) / ((shown.x1 - shown.x0) or 1.0)
    up = (rectangle.y1 - rectangle.y0) / ((shown.y1 - shown.y0) or 1.0)
    return across, 0.0, 0.0, up, rectangle.x0 - across * shown.x0, rectangle.y0 - up * shown.y0
