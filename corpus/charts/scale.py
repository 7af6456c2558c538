"""The straight line between a value and its place: value = slope · level + offset.

A label and the mark it names are two independent witnesses of one value. Where many such pairs lie on one line, a
label that was misread, or that belongs to another mark, stands off it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

PLACING = 0.6
"""Points by which a producer may misplace a mark: rounding of coordinates and half a line width."""

FLATTEST = 3.0
"""Points between two levels that are far enough apart to tell a slope from."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A value seen at a level (points), printed to ``half_digit`` (half a unit of its last digit)."""

    value: float
    level: float
    half_digit: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """value = slope · level + offset."""

    slope: float
    offset: float

    def value(self, level: float) -> float:
        """The value at a level."""
        return self.slope * level + self.offset

    def level(self, value: float) -> float:
        """The level of a value."""
        return (value - self.offset) / self.slope

    def residual(self, witness: Witness) -> float:
        """Points between where the witness stands and where its value belongs."""
        return abs(self.level(witness.value) - witness.level)

    def tolerance(self, witness: Witness, placing: float = PLACING) -> float:
        """Points that the witness may stand off: placing, and rounding of the printed value."""
        return placing + witness.half_digit / abs(self.slope)

    def fits(self, witness: Witness, placing: float = PLACING) -> bool:
        """Whether the witness stands on the line."""
        return self.residual(witness) <= self.tolerance(witness, placing)


def through(one: Witness, other: Witness) -> Scale | None:
    """The line through two witnesses, or None if they stand too close or have one value."""
    rise = other.level - one.level
    if abs(rise) < FLATTEST or one.value == other.value:
        return None
    slope = (other.value - one.value) / rise
    return Scale(slope, one.value - slope * one.level)


def least_squares(witnesses: Sequence[Witness]) -> Scale | None:
    """The line that is nearest to all, or None if they do not span one."""
    if len(witnesses) < 2:
        return None
    mean_level = sum(w.level for w in witnesses) / len(witnesses)
    mean_value = sum(w.value for w in witnesses) / len(witnesses)
    spread = sum((w.level - mean_level) ** 2 for w in witnesses)
    slope = sum((w.level - mean_level) * (w.value - mean_value) for w in witnesses) / spread if spread else 0.0
    if max(w.level for w in witnesses) - min(w.level for w in witnesses) < FLATTEST or slope == 0.0:
        return None
    return Scale(slope, mean_value - slope * mean_level)


def candidate_scales(witnesses: Sequence[Witness], most: int = 400) -> list[Scale]:
    """Lines through pairs of witnesses, evenly sampled if there are many: the search step of a robust fit (RANSAC)."""
    pairs = list(combinations(witnesses, 2))
    sampled = pairs[:: max(1, len(pairs) // most)]
    return [scale for one, other in sampled if (scale := through(one, other)) is not None]


def proved_by_others(witness: Witness, others: Sequence[Witness]) -> bool:
    """Whether the line of all the others, without this one, leads to it (leave-one-out).

    Two others always make a line, so three or more must agree before they prove anything.
    """
    if len(others) < 3:
        return False
    scale = least_squares(others)
    if scale is None:
        same = all(o.value == witness.value and abs(o.level - witness.level) <= PLACING for o in others)
        return same and len(others) >= 3
    # The others' own misplacement tilts the line; beyond their span it counts more.
    low, high = min(o.level for o in others), max(o.level for o in others)
    beyond = max(0.0, low - witness.level, witness.level - high) / max(high - low, 1.0)
    return scale.residual(witness) <= scale.tolerance(witness, PLACING * (1 + beyond))
