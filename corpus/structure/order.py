"""Reading order of boxes on a page: rows from the top, but two columns that run on side by side one after the other.

Slides set a narrow label left of its text (分析, 今後の方向性): a row. They also set two charts side by side, each with
its title above and its comment below: two columns. What tells them apart is that columns are wide.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from corpus.reading import BBox

COLUMN_SHARE = 0.25
"""Of the region's width: what is narrower is a label, not a column."""

GUTTER = 4.0
"""Points of white that divide columns."""


class Boxed(Protocol):
    """Anything with a place on the page."""

    @property
    def bbox(self) -> BBox:
        """Where it stands."""
        ...

    @property
    def solid(self) -> bool:
        """Whether it is a chart, a table or more than one line: what a column is made of, and a list's cell is not."""
        ...


T = TypeVar("T", bound=Boxed)


def reading_order(items: Sequence[T]) -> list[T]:
    """The items of one page in the order in which they are read."""
    if len(items) <= 1:
        return list(items)
    rows = _split(items, lambda b: (-b.y1, -b.y0), 0.0)
    if len(rows) == 1:
        columns = _split(items, lambda b: (b.x0, b.x1), GUTTER)
        if len(columns) > 1:
            return [item for column in columns for item in reading_order(column)]
        return sorted(items, key=lambda item: (-round(item.bbox.y1), item.bbox.x0))
    ordered: list[T] = []
    at = 0
    while at < len(rows):
        columns, end = _columns_from(rows, at)
        if columns:
            ordered += [item for column in columns for item in reading_order(column)]
        else:
            end = at + 1
            ordered += reading_order(rows[at])
        at = end
    return ordered


def _columns_from(rows: Sequence[list[T]], at: int) -> tuple[list[list[T]], int]:
    """The columns that begin with a row and the row after their last; no columns if the row stands alone."""
    best: list[list[T]] = []
    end = at
    for stop in range(at + 2, len(rows) + 1):
        region = [item for row in rows[at:stop] for item in row]
        columns = _split(region, lambda b: (b.x0, b.x1), GUTTER)
        if len(columns) < 2 or not _wide(columns):
            break
        if all(len(column) > 1 and any(item.solid for item in column) for column in columns):
            best, end = columns, stop
    return best, end


def _wide(columns: Sequence[Sequence[Boxed]]) -> bool:
    whole = _span([item for column in columns for item in column])
    return all(_span(column) >= COLUMN_SHARE * whole for column in columns)


def _span(items: Sequence[Boxed]) -> float:
    return max(item.bbox.x1 for item in items) - min(item.bbox.x0 for item in items)


def _split(items: Sequence[T], extent: Callable[[BBox], tuple[float, float]], gap: float) -> list[list[T]]:
    """Divide items where white space runs all the way across."""
    parts: list[list[T]] = []
    reached = float("-inf")
    for item in sorted(items, key=lambda item: extent(item.bbox)):
        start, stop = extent(item.bbox)
        if parts and start < reached + gap:
            parts[-1].append(item)
        else:
            parts.append([item])
        reached = max(reached, stop)
    return parts
