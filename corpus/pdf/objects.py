"""Objects of a PDF behind their references."""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject

from corpus.reading import BBox


def resolved(value: Any) -> Any:
    """What a reference leads to; None for none."""
    return value.get_object() if value is not None else None


def dictionary(value: Any) -> DictionaryObject:
    """The dictionary that a reference leads to, or an empty one."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def forget(contents: Any) -> None:
    """Let go of the decoded copy that pypdf keeps of a stream, or of each stream of an array."""
    found = resolved(contents)
    for one in found if isinstance(found, ArrayObject) else [found]:
        stream = resolved(one)
        if isinstance(stream, EncodedStreamObject):
            stream.decoded_self = None


def box_of(value: Any) -> BBox | None:
    """A rectangle with its corners in order; None if it is none or empty."""
    found = resolved(value)
    if not isinstance(found, ArrayObject) or len(found) != 4:
        return None
    numbers = [resolved(item) for item in found]
    if not all(isinstance(n, int | float) for n in numbers):
        return None
    x0, y0, x1, y1 = (float(n) for n in numbers)
    box = BBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box.x1 > box.x0 and box.y1 > box.y0 else None
