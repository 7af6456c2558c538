"""What stands at the head or foot of page after page, and is no part of what is told there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.structure.marks import read_mark
from corpus.structure.page_boxes import MARGIN, BoxedPage, PageBox

_RUNNING_SHARE = 0.5
_SAME_PLACE = 6.0
"""Points within which two heights are the same."""

_Running = tuple[str, int, int]
"""Text, size and height of a running head."""


def without_running_heads(pages: Sequence[BoxedPage]) -> list[BoxedPage]:
    """Leave out what stands in the margin of most pages; and from its second page on what is first on most of them.

    So is a chapter's name.
    Sheets that are fitted to their page have heads of many sizes, so these are known by their text alone.
    """
    common = Counter(text for page in pages for text in {box.text for box in _outer(page)})
    least = max(3, _RUNNING_SHARE * len(pages))
    told: set[str] = set()
    chapters: set[_Running] = set()
    kept = []
    for page in pages:
        dropped = []
        for box in _margin(page):
            mark, head = read_mark(box.text), _running(box)
            if head in chapters:
                dropped.append(box)
            elif mark is not None and mark.kind == "chapter":
                chapters.add(head)
        margin = _margin(page)
        for box in _outer(page):
            if read_mark(box.text) is None and common[box.text] >= least and (box in margin or box.text in told):
                dropped.append(box)
            told.add(box.text)
        kept.append(replace(page, boxes=[box for box in page.boxes if box not in dropped]))
    return kept


def _margin(page: BoxedPage) -> list[PageBox]:
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    return [box for box in page.boxes if box.lines and (box.bbox.y1 < low or box.bbox.y0 > high)]


def _outer(page: BoxedPage) -> list[PageBox]:
    """What stands in the margin, and the first text of a page that has more."""
    first = page.boxes[:1] if len(page.boxes) > 1 and page.boxes[0].lines else []
    return [*_margin(page), *first]


def _running(box: PageBox) -> _Running:
    return box.text, round(box.size), round(box.bbox.y0 / _SAME_PLACE)
