"""Text that is in a file but that nobody sees: white on white, under a box laid over it, behind a scanned page.

A city that corrects a figure by laying a box and a new figure over it must not be quoted with the old one.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.pdf.page import Picture, Shape, TextRun
from corpus.reading import BBox

NEARLY_WHITE = 0.97
"""Of each of red, green and blue."""

LEAST_SIDE = 3.0
"""Points; what is thinner is a line, not a box."""

WHOLE_PAGE = 0.9
"""Share of the page that a picture of a scanned page fills."""

SLACK = 0.12
"""Ems by which the box of a glyph may stand out of what covers it: it is larger than what is drawn."""

MOST_COMPARISONS = 5_000_000


def seen(
    runs: Sequence[TextRun], shapes: Sequence[Shape], pictures: Sequence[Picture], page: BBox
) -> tuple[list[TextRun], int]:
    """The runs that a reader sees, and how many characters stood in the others.

    Text behind a picture of the whole page is kept as not visible, as other layers of OCR are.
    """
    scans = [picture.order for picture in pictures if picture.opaque and _area(picture.bbox) > WHOLE_PAGE * _area(page)]
    last_scan = max(scans, default=-1)
    unseen = _white_on_white(runs, shapes, pictures) | _covered(runs, shapes)
    kept = [run if run.order > last_scan else replace(run, visible=False) for run in runs if run.order not in unseen]
    return kept, sum(len(run.text.strip()) for run in runs if run.order in unseen)


def _white_on_white(runs: Sequence[TextRun], shapes: Sequence[Shape], pictures: Sequence[Picture]) -> set[int]:
    white = [run for run in runs if run.visible and _is_white(run.fill)]
    grounds = [(shape.order, shape.bbox) for shape in shapes if shape.fill is not None and not _is_white(shape.fill)]
    grounds += [(picture.order, picture.bbox) for picture in pictures]
    if len(white) * len(grounds) > MOST_COMPARISONS:
        return set()
    return {
        run.order for run in white if not any(order < run.order and _overlap(box, run.bbox) for order, box in grounds)
    }


def _covered(runs: Sequence[TextRun], shapes: Sequence[Shape]) -> set[int]:
    covers = [shape for shape in shapes if _covers(shape)]
    # Subpaths of one path may be the inside and outside of a frame.
    orders = [shape.order for shape in covers]
    alone = [
        shape
        for at, shape in enumerate(covers)
        if shape.order not in orders[max(0, at - 1) : at] and shape.order not in orders[at + 1 : at + 2]
    ]
    if len(runs) * len(alone) > MOST_COMPARISONS:
        return set()
    orders = [shape.order for shape in alone]
    return {
        run.order for run in runs if any(_holds(shape.bbox, run) for shape in alone[bisect_right(orders, run.order) :])
    }


def _covers(shape: Shape) -> bool:
    box = shape.bbox
    solid = shape.opaque and shape.kind == "rectangle" and isinstance(shape.fill, tuple)
    return solid and min(box.x1 - box.x0, box.y1 - box.y0) >= LEAST_SIDE


def _holds(outer: BBox, run: TextRun) -> bool:
    slack, inner = SLACK * run.size, run.bbox
    return (
        outer.x0 - slack <= inner.x0
        and inner.x1 <= outer.x1 + slack
        and outer.y0 - slack <= inner.y0
        and inner.y1 <= outer.y1 + slack
    )


def _is_white(paint: object) -> bool:
    return isinstance(paint, tuple) and min(paint) >= NEARLY_WHITE


def _overlap(one: BBox, other: BBox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _area(box: BBox) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)
