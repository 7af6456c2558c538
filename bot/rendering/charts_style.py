"""Colours and sizes of the charts, in one place.

Blue and vermilion are those of Okabe and Ito ("Color Universal Design", 2008), the latter darkened until text in it has
a contrast of 4.5 to 1 on white. Their green and purple look alike to the colour-blind once darkened so far; violet and
brown do not (a test measures it). Every distinction is also made by shape, dash or hatching, so that a
black-and-white print keeps it.
"""

INK = "#1F2933"
SOFT = "#5F6B7A"
FAINT = "#A3ADB8"
GRID = "#E4E7EB"
GAP = "#F1F3F5"
PAPER = "#FFFFFF"

SERIES = ("#0072B2", "#7028D8", "#8C5E4A", "#1F2933")
MARKERS = ("o", "s", "^", "v")
TARGET = "#BF5000"
BASELINE = SOFT

TITLE, SUBTITLE, HEADING, LABEL, TICK, SMALL_TICK, NOTE = 15.0, 9.5, 10.5, 9.5, 9.5, 7.5, 8.0
"""Sizes of text, in points."""

WIDTH = 8.0
EDGE = 0.32
"""Width of a picture and the margin around it, in inches."""


def line_height(points: float) -> float:
    """From one line of text to the next, in inches."""
    return points * 1.45 / 72
