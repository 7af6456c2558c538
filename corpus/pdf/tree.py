"""The page tree, walked with care: loops, wrong counts and endless trees end in an error, not in a hang."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from corpus.pdf.objects import box_of, resolved
from corpus.reading import BBox

DEEPEST = 50
MOST_NODES = 20_000
"""Nodes on the way to the pages; a tree may branch into nothing without a loop."""
A4 = BBox(0.0, 0.0, 595.0, 842.0)


class TreeBroken(Exception):
    """The page tree loops or has no root."""


@dataclass(frozen=True, slots=True)
class PageNode:
    """A page with what it inherits (ISO 32000-1, 7.7.3.4)."""

    contents: Any
    annotations: Any
    resources: DictionaryObject
    box: BBox
    rotate: int


def page_nodes(root: DictionaryObject) -> Iterator[PageNode]:
    """All pages in order.

    Raises:
        TreeBroken: If a node stands below itself, the tree is too deep or too wide, or there is no tree.
    """
    pages = root.get("/Pages")
    if not isinstance(resolved(pages), DictionaryObject):
        raise TreeBroken("no page tree")
    yield from _below(pages, {}, frozenset(), count())


def _below(node: Any, inherited: dict[str, Any], above: frozenset[int], seen: "count[int]") -> Iterator[PageNode]:
    if next(seen) > MOST_NODES:
        raise TreeBroken("page tree too wide")
    if isinstance(node, IndirectObject):
        if node.idnum in above:
            raise TreeBroken("page tree loops")
        above = above | {node.idnum}
    if len(above) > DEEPEST:
        raise TreeBroken("page tree too deep")
    found = resolved(node)
    if not isinstance(found, DictionaryObject):
        return
    own = {key: found[key] for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate") if key in found}
    attributes = {**inherited, **own}
    kids = resolved(found.get("/Kids"))
    if isinstance(kids, ArrayObject):
        # The array's own items, not resolved ones: loops show in the references.
        for kid in list.__iter__(kids):
            yield from _below(kid, attributes, above, seen)
    else:
        yield _page(found, attributes)


def _page(page: DictionaryObject, attributes: dict[str, Any]) -> PageNode:
    resources = resolved(attributes.get("/Resources"))
    media = box_of(attributes.get("/MediaBox")) or A4
    box = _overlap(box_of(attributes.get("/CropBox")) or media, media)
    rotate = resolved(attributes.get("/Rotate"))
    return PageNode(
        contents=page.get("/Contents"),
        annotations=page.get("/Annots"),
        resources=resources if isinstance(resources, DictionaryObject) else DictionaryObject(),
        box=box,
        rotate=int(rotate) % 360 if isinstance(rotate, int | float) else 0,
    )


def _overlap(crop: BBox, media: BBox) -> BBox:
    both = BBox(max(crop.x0, media.x0), max(crop.y0, media.y0), min(crop.x1, media.x1), min(crop.y1, media.y1))
    return both if both.x1 > both.x0 and both.y1 > both.y0 else media
