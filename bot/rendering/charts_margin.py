"""Notes in the margin right of a panel, each at the height of what it speaks of, never on top of one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering import charts_style as style
from bot.rendering.charts_font import width, wrapped

WIDEST = 1.45
"""Width of the longest line, in inches."""

_BETWEEN = 0.06
"""Between two notes, in inches."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside the panel, at a value's height, in the colour of what it speaks of."""

    value: float
    text: str
    colour: str

    @property
    def lines(self) -> list[str]:
        """The text cut to the margin's width."""
        return [line for part in self.text.split("\n") for line in wrapped(part, style.LABEL - 1, WIDEST, 3)]

    @property
    def height(self) -> float:
        """In inches."""
        return len(self.lines) * style.line_height(style.LABEL - 1)


def needed(notes: Sequence[Note]) -> float:
    """Width of the margin that the notes need, in inches."""
    return max((width(line, style.LABEL - 1) for note in notes for line in note.lines), default=0.0)


def spread(notes: Sequence[Note], low: float, high: float, inches: float) -> list[tuple[Note, float]]:
    """Give each note the height of its middle, in inches above the panel's foot.

    They stand where their values are; those that would touch are moved apart as little as their order allows.

    Args:
        notes: In any order.
        low: Value at the foot of the panel.
        high: Value at its top.
        inches: Height of the panel.
    """
    ordered = sorted(notes, key=lambda note: note.value)
    middles = [(note.value - low) / (high - low) * inches for note in ordered]
    floor = -float("inf")
    for nth, note in enumerate(ordered):
        middles[nth] = max(middles[nth], floor + note.height / 2)
        floor = middles[nth] + note.height / 2 + _BETWEEN
    ceiling = inches + 0.15
    for nth in range(len(ordered) - 1, -1, -1):
        half = ordered[nth].height / 2
        middles[nth] = min(middles[nth], ceiling - half)
        ceiling = middles[nth] - half - _BETWEEN
    return list(zip(ordered, middles, strict=True))
