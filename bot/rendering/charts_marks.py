"""The marks of a chart, bars or lines, and the values written at them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from bot.answering.answer import Figure, FigurePoint
from bot.rendering import charts_style as style
from bot.rendering.charts_font import sized, width
from bot.rendering.charts_panels import Panel
from bot.rendering.text_numbers import shown
from prompts.wording import Language

Align = Literal["left", "center", "right"]

BAR = 0.62
"""Width of a bar, in years."""

_FEWEST_SLOTS = 6
"""A chart of fewer years keeps this many slots, so that its bars do not become walls."""

_GAP = 0.06
"""Between a mark and its label, in inches."""


@dataclass(frozen=True, slots=True)
class Place:
    """A panel on the picture: its axes, their size in inches, and the digits of its values."""

    axes: Axes
    wide: float
    high: float
    decimals: int
    language: Language


@dataclass(frozen=True, slots=True)
class Labels:
    """How the values are written on a panel.

    Attributes:
        points: Size of the text.
        upright: Whether it is turned by 90 degrees, which only bars bear.
        apart: Least years between two values that are written; 1 for every value, more where only the first, the
            last, the highest and the lowest are.
        room: What the tallest label needs above or below its mark, in inches.
    """

    points: float
    upright: bool
    apart: int
    room: float


def slots(panel: Panel) -> int:
    """How many years wide a panel is drawn."""
    return max(_FEWEST_SLOTS, panel.last - panel.first + 1)


def labels(panel: Panel, decimals: int, wide: float, language: Language) -> Labels:
    """Choose how values are written: all, as large as the years' slots allow; else upright on bars, few on lines.

    Args:
        panel: What is drawn.
        decimals: Digits after the point.
        wide: Width of the panel in inches.
        language: Of the sign below zero.
    """
    texts = [
        shown(point.value, point.status, decimals, language) for figure in panel.figures for point in figure.points
    ]
    widest = {points: max(width(text, points) for text in texts) for points in (style.LABEL, 8.5, 7.5)}
    slot = wide / slots(panel)
    lying = next((points for points, needed in widest.items() if needed <= slot * 0.96), None)
    if lying is None and panel.kind == "bar":
        points = min(style.LABEL, max(6.5, slot * 72 * 0.8))
        return Labels(points, True, 1, max(width(text, points) for text in texts) + 2 * _GAP)
    points = lying or style.LABEL
    apart = 1 if lying else ceil(2 * widest[points] / slot)
    return Labels(points, False, apart, style.line_height(points) * 0.8 + 2.5 * _GAP)


def draw_bars(place: Place, figure: Figure, written: Labels) -> None:
    """A bar a value: hollow for a past year's, hatched for one read off a shape, a stroke on the axis for zero."""
    for point in figure.points:
        value = float(point.value)
        place.axes.bar(
            point.year,
            value,
            width=BAR,
            facecolor=style.SERIES[0] if point.status == "actual" else style.PAPER,
            edgecolor=style.SERIES[0],
            linewidth=1.3,
            hatch="////" if point.status == "measured" else None,
            zorder=2,
        )
        if value == 0:
            ends = [point.year - BAR / 2, point.year + BAR / 2]
            place.axes.plot(ends, [0, 0], color=style.SERIES[0], linewidth=3, solid_capstyle="butt", zorder=3)
        _label(place, point, written, _GAP, below=value < 0)


def draw_lines(place: Place, panel: Panel, written: Labels) -> None:
    """Draw a line an indicator; of an indicator's editions the older shows under the newer where they agree."""
    for nth, figure in enumerate(panel.figures):
        under = (len(panel.figures) - 1 - nth) * 2.0 if panel.editions else 0.0
        _line(place, figure, nth, under)
    if len(panel.figures) == 1:
        _label_one(place, panel.figures[0].points, written)
    elif len(panel.figures) == 2 and written.apart == 1:
        _label_two(place, panel.figures[0].points, panel.figures[1].points, written)


def _line(place: Place, figure: Figure, nth: int, under: float) -> None:
    """Strokes between neighbouring years' own values only: none crosses a gap or goes to a past year's value."""
    colour, marker = style.SERIES[nth], style.MARKERS[nth]
    for run in runs(figure.points):
        years, values = [point.year for point in run], [float(point.value) for point in run]
        place.axes.plot(years, values, color=colour, linewidth=2.2 + under, solid_joinstyle="round", zorder=4)
    for point in figure.points:
        place.axes.plot(
            [point.year],
            [float(point.value)],
            marker="D" if point.status == "measured" else marker,
            markersize=6.5 + under * 1.5,
            markerfacecolor=colour if point.status == "actual" else style.PAPER,
            markeredgecolor=colour,
            markeredgewidth=1.5,
            linestyle="none",
            clip_on=False,
            zorder=5,
        )


def runs(points: Sequence[FigurePoint]) -> Iterable[list[FigurePoint]]:
    """Points cut wherever a year is missing or holds only a past year's value."""
    own = [point for point in points if point.status != "carried"]
    for _, run in groupby(enumerate(own), key=lambda item: item[1].year - item[0]):
        yield [point for _, point in run]


def _label_one(place: Place, points: Sequence[FigurePoint], written: Labels) -> None:
    """Values of a single line, below it where it has a valley; where they are too dense, those one looks for."""
    told = points if written.apart == 1 else _telling(points, written.apart)
    for before, point, after in zip((None, *points[:-1]), points, (*points[1:], None), strict=True):
        if point in told:
            below = _in_a_valley(before, point, after) and _room_below(place, point, written)
            align: Align = "center"
            if written.apart > 1:  # a wide label at either end must not reach over the picture's edge
                align = "left" if before is None else "right" if after is None else "center"
            _label(place, point, written, 1.6 * _GAP, below=below, align=align)


def _telling(points: Sequence[FigurePoint], apart: int) -> list[FigurePoint]:
    """The first, the last, the highest and the lowest value; of those too near to each other only one."""
    wanted = [
        points[-1],
        points[0],
        max(points, key=lambda point: point.value),
        min(points, key=lambda point: point.value),
    ]
    told: list[FigurePoint] = []
    for point in wanted:
        if all(abs(point.year - other.year) >= apart for other in told):
            told.append(point)
    return told


def _in_a_valley(before: FigurePoint | None, point: FigurePoint, after: FigurePoint | None) -> bool:
    around = [other.value for other in (before, after) if other is not None]
    return bool(around) and min(around) >= point.value and max(around) > point.value


def _label_two(place: Place, one: Sequence[FigurePoint], other: Sequence[FigurePoint], written: Labels) -> None:
    """Values of two lines, the upper one's above and the lower one's below; one they share is written once."""
    for points, beside in ((one, other), (other, one)):
        values = {point.year: point.value for point in beside}
        for point in points:
            facing = values.get(point.year)
            if facing == point.value and points is one:
                continue
            below = facing is not None and point.value < facing
            if not below or _room_below(place, point, written):
                _label(place, point, written, 1.6 * _GAP, below=below)


def _room_below(place: Place, point: FigurePoint, written: Labels) -> bool:
    """Whether a label below the point stays clear of the years; where not, the table has the value."""
    low, high = place.axes.get_ylim()
    return (float(point.value) - low) / (high - low) * place.high >= written.room * 0.99  # the scale gave just that


def _label(
    place: Place, point: FigurePoint, written: Labels, gap: float, *, below: bool, align: Align = "center"
) -> None:
    """Write a value ``gap`` inches above or below its mark, on a halo that keeps lines away from the digits."""
    place.axes.annotate(
        shown(point.value, point.status, place.decimals, place.language),
        (point.year, float(point.value)),
        xytext=(0, (-gap if below else gap) * 72),
        textcoords="offset points",
        ha=align,
        va="top" if below else "bottom",
        rotation=90 if written.upright else 0,
        fontproperties=sized(written.points),
        color=style.INK,
        parse_math=False,
        path_effects=[withStroke(linewidth=4, foreground=style.PAPER)],
        annotation_clip=False,
        zorder=6,
    )
