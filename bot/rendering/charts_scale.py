"""From values to the ends and ticks of a vertical axis, with room for the labels above and below."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from bot.rendering.charts_panels import Panel

_NEAR_ZERO = 0.4
"""A line whose lowest value is below this share of its highest is shown from zero."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A vertical axis: its ends and ticks, in the values' own unit."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the axis."""
        return self.low <= 0 <= self.high


def scale(panel: Panel, decimals: int, above: float, below: float) -> Scale:
    """The axis of a panel.

    Args:
        panel: What is drawn.
        decimals: Digits after the point of the values.
        above: Share of the axis (0.0-1.0) that labels need above the highest value.
        below: Likewise below the lowest.
    """
    values = list(_values(panel))
    low, high = min(values), max(values)
    if panel.kind == "bar" or (low >= 0 and low <= _NEAR_ZERO * high) or low <= 0 <= high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = _around(low, decimals)
    if low == 0:  # what stands on the axis has its label above
        below = 0.0
    if high == 0:
        above = 0.04
    span = (high - low) / (1 - above - below)
    low, high = low - below * span, high + above * span
    ticks, digits = _ticks(low, high, decimals)
    return Scale(low, high, ticks, digits)


def _values(panel: Panel) -> Iterable[float]:
    for figure in panel.figures:
        yield from (float(point.value) for point in figure.points)
        yield from (float(goal.value) for goal in (figure.target, figure.baseline) if goal)


def _around(value: float, decimals: int) -> tuple[float, float]:
    """Ends for values that are all the same, so that they are not drawn as if they varied."""
    if value == 0:
        return 0.0, 10.0**-decimals
    reach = max(abs(value) * 0.1, 10.0**-decimals)
    return value - reach, value + reach


def _ticks(low: float, high: float, decimals: int) -> tuple[tuple[float, ...], int]:
    """Four to six round ticks within the ends, never finer than the values, and the digits they need."""
    raw = (high - low) / 5
    power = floor(log10(raw))
    step = next(m * 10.0**power for m in (1, 2, 2.5, 5, 10) if m * 10.0**power >= raw * 0.999)
    step = max(step, 10.0**-decimals)
    if decimals == 0:
        step = float(ceil(step - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    ticks = tuple(nth * step for nth in range(first, last + 1))
    digits = next(digits for digits in range(12) if abs(round(step, digits) - step) < step * 1e-6)
    return ticks, digits
