"""Value axes: columns of numbers left or right of a plot whose values rise evenly with their height.

The classic trap is a neighbouring chart's axis, so a column belongs to the plot whose edge it is nearest to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from corpus.charts.categories import CategoryRow
from corpus.charts.numbers import parse_number
from corpus.charts.scale import Scale, Witness, candidate_scales, least_squares
from corpus.charts.tokens import Token
from corpus.pdf.page import Shape

FEWEST = 3
ALIGNED = 1.5
"""Points between the edges of numbers of one column."""

FARTHEST = 9.0
"""Ems between an axis and the first category's place."""

NEAR_RULING = 0.75
"""Ems between a tick's number and its ruling, which some producers draw a little above or below."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis.

    Attributes:
        witnesses: Its ticks as values at levels.
        suffix: Unit printed on each tick, or empty.
        ruled: Whether the levels are those of rulings rather than of the numbers themselves.
    """

    side: Literal["left", "right"]
    scale: Scale
    witnesses: tuple[Witness, ...]
    tokens: tuple[Token, ...]
    suffix: str
    ruled: bool
    distance: float


def axes_of(
    row: CategoryRow, floor: float, ceiling: float, tokens: Sequence[Token], shapes: Sequence[Shape]
) -> list[Axis]:
    """The axes of the plot over a row, nearest first: at most one a side.

    Args:
        row: The plot's categories.
        floor: Lowest level at which a tick can stand, in page points.
        ceiling: Highest.
        tokens: All tokens of the page.
        shapes: All shapes; rulings tell a tick's exact level.
    """
    numbers = [t for t in tokens if t.readable and floor <= t.y <= ceiling and parse_number(t.text) is not None]
    found = []
    for side in ("left", "right"):
        beside = [t for t in numbers if 0 < _distance(row, t, side) <= FARTHEST * t.size + row.step / 2]
        columns = sorted(_columns(beside, side), key=lambda c: min(_distance(row, t, side) for t in c))
        axes = (_axis(row, column, side, shapes) for column in columns)
        nearest = next((axis for axis in axes if axis is not None), None)
        if nearest is not None:
            found.append(nearest)
    return found


def _distance(row: CategoryRow, token: Token, side: str) -> float:
    """Points from the outermost category outwards to the near edge of a number; negative inside the plot."""
    if side == "left":
        return row.categories[0].x - 0.1 * row.step - token.bbox.x1
    return token.bbox.x0 - row.categories[-1].x - 0.1 * row.step


def _columns(tokens: list[Token], side: str) -> list[list[Token]]:
    """Numbers whose edges (towards the plot, away from it, or middles) are in line."""
    columns: list[list[Token]] = []
    edges = [_right_edge, _left_edge] if side == "left" else [_left_edge, _right_edge]
    for edge in [*edges, _middle]:
        current: list[Token] = []
        for token in sorted(tokens, key=edge):
            if current and edge(token) - edge(current[0]) > ALIGNED:
                columns.append(current)
                current = []
            current.append(token)
        columns.append(current)
    return [column for column in columns if len(column) >= FEWEST]


def _left_edge(token: Token) -> float:
    return token.bbox.x0


def _right_edge(token: Token) -> float:
    return token.bbox.x1


def _middle(token: Token) -> float:
    return token.x


def _axis(
    row: CategoryRow, column: list[Token], side: Literal["left", "right"], shapes: Sequence[Shape]
) -> Axis | None:
    """The largest set of the column's numbers that rises evenly."""
    witnesses = {id(t): Witness(_value(t), t.y) for t in column}
    best: list[Token] = []
    for scale in candidate_scales(list(witnesses.values()), most=200):
        on_line = [t for t in column if scale.residual(witnesses[id(t)]) <= 1.2]
        if len(on_line) > len(best):
            best = on_line
    ticks = sorted(best, key=lambda t: t.y)
    if len(ticks) < FEWEST or not _even(ticks):
        return None
    levels = _ruled_levels(row, ticks, shapes)
    exact = tuple(Witness(_value(t), y) for t, y in zip(ticks, levels or [t.y for t in ticks], strict=True))
    scale_found = least_squares(exact)
    if scale_found is None:
        return None
    suffixes = {_suffix(t) for t in ticks if _value(t) != 0}
    return Axis(
        side=side,
        scale=scale_found,
        witnesses=exact,
        tokens=tuple(ticks),
        suffix=suffixes.pop() if len(suffixes) == 1 else "",
        ruled=levels is not None,
        distance=min(_distance(row, t, side) for t in ticks),
    )


def _value(token: Token) -> float:
    number = parse_number(token.text)
    return float(number.value) if number else 0.0


def _suffix(token: Token) -> str:
    number = parse_number(token.text)
    return number.suffix if number else ""


def _even(ticks: list[Token]) -> bool:
    """Whether the numbers stand at even distances and rise in even steps, gaps of whole steps allowed.

    The labels of several lines over one year stand at the heights of their values too, but rise unevenly.
    """
    places = [upper.y - lower.y for lower, upper in pairwise(ticks)]
    rises = [abs(_value(upper) - _value(lower)) for lower, upper in pairwise(ticks)]
    if len(ticks) == FEWEST and max(rises) > 1.001 * min(rises):
        return False  # three numbers with a gap between them are too easily labels
    return min(places) >= 0.8 * ticks[0].size and _whole_steps(places, 0.2) and _whole_steps(rises, 0.001)


def _whole_steps(steps: list[float], slack: float) -> bool:
    least = min(steps)
    return least > 0 and all(abs(s / least - round(s / least)) < slack for s in steps)


def _ruled_levels(row: CategoryRow, ticks: list[Token], shapes: Sequence[Shape]) -> list[float] | None:
    """Levels of the rulings (gridlines, tick marks) beside the numbers, if all have one at one offset."""
    reach = row.step
    rulings = sorted(
        (s.bbox.y0 + s.bbox.y1) / 2
        for s in shapes
        if s.bbox.y1 - s.bbox.y0 <= 1.0
        and s.bbox.x1 - s.bbox.x0 > 1.0
        and s.bbox.x1 >= row.left - reach
        and s.bbox.x0 <= row.right + reach
    )
    levels: list[float] = []
    for tick in ticks:
        near = [y for y in rulings if abs(y - tick.y) <= NEAR_RULING * tick.size]
        if not near:
            return None
        levels.append(min(near, key=lambda y, at=tick.y: abs(y - at)))  # type: ignore[misc]
    offsets = [level - tick.y for level, tick in zip(levels, ticks, strict=True)]
    return levels if all(abs(o - median(offsets)) <= 0.8 for o in offsets) else None
