"""Affine maps of the PDF imaging model: ``(a, b, c, d, e, f)`` sends (x, y) to (ax + cy + e, bx + dy + f)."""

import math

from corpus.reading import BBox

Matrix = tuple[float, float, float, float, float, float]
Position = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def then(first: Matrix, second: Matrix) -> Matrix:
    """The map that applies ``first`` and then ``second`` (written first × second in ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def apply(matrix: Matrix, x: float, y: float) -> Position:
    """Where the map sends a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """Mean length scale of the map: what a line width is multiplied by."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def around(points: list[Position]) -> BBox:
    """The smallest upright box that holds all points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def union(boxes: list[BBox]) -> BBox:
    """The smallest box that holds all boxes."""
    return BBox(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def page_matrix(box: BBox, rotate: int) -> tuple[Matrix, float, float]:
    """Map from a page's user space to the page as shown, with its lower left corner at the origin.

    Args:
        box: The visible box of the page in user space.
        rotate: Clockwise turn at display: 0, 90, 180 or 270.

    Returns:
        The map, and the width and height of the page as shown.
    """
    width, height = box.x1 - box.x0, box.y1 - box.y0
    shift: Matrix = (1, 0, 0, 1, -box.x0, -box.y0)
    turns: dict[int, tuple[Matrix, float, float]] = {
        0: (IDENTITY, width, height),
        90: ((0, -1, 1, 0, 0, width), height, width),
        180: ((-1, 0, 0, -1, width, height), width, height),
        270: ((0, 1, -1, 0, height, 0), height, width),
    }
    turn, shown_width, shown_height = turns[rotate % 360 // 90 * 90]
    return then(shift, turn), shown_width, shown_height
