"""Ruled grids: from drawn lines and cell boxes to rows and columns, merged cells included."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.pdf.page import Shape
from corpus.reading import BBox

THIN = 2.5
"""Points up to which a filled rectangle is a drawn line."""

TOUCHING = 2.0
"""Points between ends of rules that meet; also between two edges of one rule."""

COVERED = 0.6
"""Share of a cell's side that rules must cover to part it from the next cell."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight edge. ``at`` is its y (level) or x (upright); ``low`` and ``high`` its ends."""

    level: bool
    at: float
    low: float
    high: float

    @property
    def bbox(self) -> BBox:
        """Its place on the page."""
        if self.level:
            return BBox(self.low, self.at, self.high, self.at)
        return BBox(self.at, self.low, self.at, self.high)


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of cells.

    Attributes:
        xs: Left edges of the columns and the right edge of the last, rising.
        ys: Top edges of the rows and the bottom edge of the last, falling.
        rules: The edges it was made of.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def bbox(self) -> BBox:
        """Its place on the page."""
        return BBox(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column at a point, both from 0; None outside. A merged cell is named by its first row and column."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-v for v in self.ys], -y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        while column > 0 and not self._parted(False, self.xs[column], self.ys[row + 1], self.ys[row]):
            column -= 1
        while row > 0 and not self._parted(True, self.ys[row], self.xs[column], self.xs[column + 1]):
            row -= 1
        return row, column

    def _parted(self, level: bool, at: float, low: float, high: float) -> bool:
        spans = sorted(
            (max(r.low, low), min(r.high, high))
            for r in self.rules
            if r.level == level and abs(r.at - at) <= TOUCHING and r.high > low and r.low < high
        )
        covered, edge = 0.0, low
        for start, end in spans:
            covered += max(0.0, end - max(start, edge))
            edge = max(edge, end)
        return covered >= COVERED * (high - low)


def grids(shapes: Sequence[Shape]) -> list[Grid]:
    """All grids of at least two columns; one of a single row may be the head of a form."""
    found = []
    for group in _connected(_rules(shapes)):
        xs = _positions([r for r in group if not r.level])
        ys = _positions([r for r in group if r.level])
        if len(xs) > 2 and len(ys) > 1:
            found.append(Grid(tuple(xs), tuple(reversed(ys)), tuple(group)))
    return found


def _rules(shapes: Sequence[Shape]) -> list[Rule]:
    rules: set[Rule] = set()
    for shape in shapes:
        box = shape.bbox
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if shape.kind == "rectangle" and min(width, height) > THIN:
            rules.update(_sides(box))
        elif shape.kind != "curve" and max(width, height) > 2 * THIN and min(width, height) <= THIN:
            rules.add(_rule(box, level=width > height))
    return sorted(rules, key=lambda r: (r.level, r.at, r.low))


def _sides(box: BBox) -> list[Rule]:
    """The edges of a cell that is drawn as a box, filled or outlined."""
    return [
        Rule(True, round(box.y0, 1), round(box.x0, 1), round(box.x1, 1)),
        Rule(True, round(box.y1, 1), round(box.x0, 1), round(box.x1, 1)),
        Rule(False, round(box.x0, 1), round(box.y0, 1), round(box.y1, 1)),
        Rule(False, round(box.x1, 1), round(box.y0, 1), round(box.y1, 1)),
    ]


def _rule(box: BBox, level: bool) -> Rule:
    if level:
        return Rule(True, round((box.y0 + box.y1) / 2, 1), round(box.x0, 1), round(box.x1, 1))
    return Rule(False, round((box.x0 + box.x1) / 2, 1), round(box.y0, 1), round(box.y1, 1))


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that meet. Level ones are joined through the upright ones they touch."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = [i for i, r in enumerate(rules) if r.level]
    upright = [i for i, r in enumerate(rules) if not r.level]
    for i in level:
        for j in upright:
            if _meet(rules[i], rules[j]):
                parent[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return [group for group in groups.values() if len(group) >= 6]


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.low - TOUCHING <= upright.at <= level.high + TOUCHING
        and upright.low - TOUCHING <= level.at <= upright.high + TOUCHING
    )


def _positions(rules: list[Rule]) -> list[float]:
    """Where rules stand, those within a line's width as one."""
    places: list[list[float]] = []
    for at in sorted(r.at for r in rules):
        if places and at - places[-1][-1] <= TOUCHING:
            places[-1].append(at)
        else:
            places.append([at])
    return [sum(place) / len(place) for place in places]
