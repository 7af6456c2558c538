"""What goes into which panel of a chart, and whether as bars or as a line.

The rule: one indicator that counts something (人, 件, 百万円) is drawn as bars, whose length from zero is the
count; a rate or an index (%, ‰, 倍, ポイント, per head) is drawn as a line, since its distance from zero says
little; several indicators to be compared are lines, each with its name at its end. Indicators share a panel if they
have one unit and sizes that can be seen beside each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.answering.answer import Figure, FigurePoint

MOST_PANELS = 2
MOST_SERIES = 4
_COMPARABLE = 25
"""Largest ratio between the greatest values of two indicators that are drawn on one axis."""

_RATE = re.compile(r"[%％‰]|ポイント|pt\b|倍|指数|偏差値|当たり|あたり|[/／]", re.IGNORECASE)
_RATE_NAME = re.compile(r"(率|割合|指数|指標|度)([（(].*[）)])?$")
"""For indicators without a unit, such as 合計特殊出生率."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Indicators on one axis. ``first`` and ``last`` are the Gregorian years at its ends."""

    figures: tuple[Figure, ...]
    kind: Literal["bar", "line"]
    first: int
    last: int

    @property
    def unit(self) -> str:
        """The unit that all its indicators have."""
        return self.figures[0].unit

    @property
    def missing(self) -> list[int]:
        """Years between its ends for which none of its indicators has a value."""
        held = {point.year for figure in self.figures for point in figure.points}
        return [year for year in range(self.first, self.last + 1) if year not in held]

    @property
    def editions(self) -> bool:
        """Whether it sets one indicator's editions beside each other."""
        return len(self.figures) > 1 and len({figure.indicator for figure in self.figures}) == 1

    def has(self, status: str) -> bool:
        """Whether a point of that status is in it."""
        return any(point.status == status for figure in self.figures for point in figure.points)


def is_rate(figure: Figure) -> bool:
    """Whether an indicator is a rate or an index, not a count: its unit says so, or its name where it has none."""
    return bool(_RATE.search(figure.unit) if figure.unit else _RATE_NAME.search(figure.indicator))


def panels(figures: Sequence[Figure]) -> tuple[Panel, ...]:
    """The panels of a chart, none where no figure has a value. What exceeds the limits is left to the table."""
    groups: list[list[Figure]] = []
    for figure in figures:
        if not figure.points:
            continue
        home = next((group for group in groups if _fits(figure, group)), None)
        if home is not None:
            home.append(figure)
        elif len(groups) < MOST_PANELS:
            groups.append([figure])
    return tuple(_panel(group) for group in _on_the_same_years(groups))


def _fits(figure: Figure, group: Sequence[Figure]) -> bool:
    if len(group) >= MOST_SERIES or figure.unit != group[0].unit or figure.period != group[0].period:
        return False
    sizes = sorted([_size(figure.points), *(_size(other.points) for other in group)])
    return sizes[0] == 0 or sizes[-1] / sizes[0] <= _COMPARABLE


def _size(points: Sequence[FigurePoint]) -> Decimal:
    return max(abs(point.value) for point in points)


def _on_the_same_years(groups: list[list[Figure]]) -> list[tuple[tuple[Figure, ...], int, int]]:
    """Panels below each other show the same years, so that the eye can go straight down."""
    years = [point.year for group in groups for figure in group for point in figure.points]
    return [(tuple(group), min(years), max(years)) for group in groups]


def _panel(group: tuple[tuple[Figure, ...], int, int]) -> Panel:
    figures, first, last = group
    counts = len(figures) == 1 and not is_rate(figures[0])
    return Panel(figures, "bar" if counts else "line", first, last)
