"""Marks: the shapes that stand for values. One mark a value, one mark set a series."""

from dataclasses import dataclass
from typing import Literal

from corpus.pdf.page import Paint
from corpus.reading import BBox

MarkKind = Literal["bar", "segment", "line", "marker", "area", "lying_bar", "sector"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One value's shape.

    Attributes:
        category: Index into the row's categories.
        x: Its middle, in page points.
        level: Height that stands for the value: a bar's free end, a line's vertex, an area's edge.
        base: Where a bar or segment starts; None for lines and markers.
        paint: Of this mark; highlights differ from the rest of their series.
    """

    category: int
    x: float
    level: float
    base: float | None
    bbox: BBox
    paint: Paint | None = None

    @property
    def length(self) -> float:
        """Height of a bar or segment."""
        return self.level - (self.base or 0.0)


@dataclass(frozen=True, slots=True)
class MarkSet:
    """The marks of one series, at most one a category.

    Attributes:
        paint: By which the legend knows it.
        smoothed: Whether the line is drawn as a curve, so that its vertices are not seen.
    """

    kind: MarkKind
    paint: Paint | None
    marks: tuple[Mark, ...]
    smoothed: bool = False
