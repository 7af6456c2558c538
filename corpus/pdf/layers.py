"""Optional content: layers that a file says are switched off are not on the page as shown (ISO 32000-1, 8.11)."""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from corpus.pdf.objects import dictionary, resolved

MOST_LAYERS = 10_000
"""Layers of one file that are looked at."""


class Layers:
    """Which layers of a file are off when it is opened."""

    def __init__(self, root: DictionaryObject) -> None:
        properties = dictionary(root.get("/OCProperties"))
        start = dictionary(properties.get("/D"))
        self._off = _numbers(start.get("/OFF"))
        if start.get("/BaseState") == "/OFF":
            self._off |= _numbers(properties.get("/OCGs")) - _numbers(start.get("/ON"))

    def hides(self, owner: DictionaryObject, key: str) -> bool:
        """Whether the layer, or membership of layers, that a dictionary holds under a key is off."""
        if not self._off or key not in owner:
            return False
        reference = owner.raw_get(key)
        found = dictionary(reference)
        if found.get("/Type") != "/OCMD":
            return isinstance(reference, IndirectObject) and reference.idnum in self._off
        groups = found.raw_get("/OCGs") if "/OCGs" in found else None
        several = resolved(groups)
        members = _numbers(several) if isinstance(several, ArrayObject) else _numbers([groups])
        return bool(members) and _policy(str(found.get("/P", "/AnyOn")), members & self._off, members)


def _policy(policy: str, off: set[int], members: set[int]) -> bool:
    """Whether a membership is hidden; an expression (/VE) is not worked out, and its content is shown."""
    if policy == "/AllOn":
        return bool(off)
    if policy == "/AnyOff":
        return not off
    if policy == "/AllOff":
        return off != members
    return off == members


def _numbers(references: Any) -> set[int]:
    found = references if isinstance(references, list) else resolved(references)
    # The list's own items, not resolved ones: a layer is known by its object number.
    items = list.__iter__(found) if isinstance(found, list) else iter(())
    return {item.idnum for item, _ in zip(items, range(MOST_LAYERS), strict=False) if isinstance(item, IndirectObject)}
