"""Charts as pictures: an answer's figures as a PNG that can be pasted into a committee paper as it is.

Drawn with matplotlib's Agg canvas and objects only: no global state is touched, so a server may draw in any thread.
A year without a value stays an empty place on a continuous axis; nothing is ever interpolated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from bot.answering.answer import Answer
from bot.rendering import charts_style as style
from bot.rendering import charts_words as words
from bot.rendering.charts_alt import alt_text
from bot.rendering.charts_axes import draw_panel, margin_notes, tick_text
from bot.rendering.charts_font import DPI, printable, sized, width, wrapped
from bot.rendering.charts_index import drawn_figures
from bot.rendering.charts_margin import Note, needed, spread
from bot.rendering.charts_marks import Labels, Place, labels
from bot.rendering.charts_panels import Panel, panels
from bot.rendering.charts_scale import Scale, scale
from bot.rendering.picture import Picture
from bot.rendering.text_table import figure_decimals
from prompts.wording import Language, wording

_PLOT_HEIGHT = {1: 2.9, 2: 2.0}
"""Height of a panel by the number of panels, in inches."""

_YEARS_HEIGHT = 0.5
_HEADING_HEIGHT = 0.34


@dataclass(frozen=True, slots=True)
class _Plan:
    """A panel with all that had to be measured before the picture's size is known. Lengths in inches."""

    panel: Panel
    decimals: int
    scale: Scale
    labels: Labels
    notes: tuple[Note, ...]


def draw(answer: Answer) -> Picture | None:
    """The chart of an answer, or None where it wants none or no figure of it has a value."""
    shown = panels(drawn_figures(answer)) if answer.wants_chart else ()
    if not shown:
        return None
    png = BytesIO()
    compose(shown, answer.language).print_png(png)  # type: ignore[no-untyped-call]
    return Picture(png=png.getvalue(), alt=alt_text(answer, shown))


def compose(shown: Sequence[Panel], language: Language) -> FigureCanvasAgg:
    """Lay a chart out from its title down to its sources."""
    figures = [figure for panel in shown for figure in panel.figures]
    inner = style.WIDTH - 2 * style.EDGE
    heads = wrapped(words.title(shown, language), style.TITLE, inner, 2)
    facts = wrapped(words.facts(figures, language), style.SUBTITLE, inner, 1)
    sources = wrapped(words.source(figures, language), style.NOTE, inner, 3)
    plans, left, wide = _measured(shown, language)
    legend = list(_legend(plans, language))
    high = _PLOT_HEIGHT[len(plans)]
    headed = _HEADING_HEIGHT if len(plans) > 1 else 0.16
    height = (
        2 * style.EDGE
        + len(heads) * style.line_height(style.TITLE)
        + len(facts) * style.line_height(style.SUBTITLE)
        + len(plans) * (headed + high + _YEARS_HEIGHT)
        + (style.line_height(style.NOTE) + 0.08 if legend else 0)
        + len(sources) * style.line_height(style.NOTE)
    )
    page = _Page(height)
    page.write(heads, style.TITLE, style.INK)
    page.write(facts, style.SUBTITLE, style.SOFT)
    for plan in plans:
        if len(plans) > 1:
            page.down(0.1)
            heading = words.heading(plan.panel, shown, language)
            page.write(wrapped(heading, style.HEADING, inner, 1), style.HEADING, style.INK, advance=headed - 0.1)
        else:
            page.down(headed)
        page.panel(plan, left, wide, high, language)
    page.down(0.04)
    page.legend(legend)
    page.write(sources, style.NOTE, style.SOFT)
    return page.canvas


def _measured(shown: Sequence[Panel], language: Language) -> tuple[list[_Plan], float, float]:
    """The panels' plans, and their common left edge and width, so that the same year stands at the same place."""
    decimals = [max(figure_decimals(figure) for figure in panel.figures) for panel in shown]
    high = _PLOT_HEIGHT[len(shown)]
    notes = [margin_notes(panel, digits, high, language) for panel, digits in zip(shown, decimals, strict=True)]
    right = max((needed(beside) for beside in notes), default=0.0)
    guess = style.WIDTH - 2 * style.EDGE - right - 0.9
    plans = []
    for panel, digits, beside in zip(shown, decimals, notes, strict=True):
        written = labels(panel, digits, guess, language)
        share = written.room / high
        plans.append(_Plan(panel, digits, scale(panel, digits, share, share), written, tuple(beside)))
    ticks = max(width(tick_text(tick, plan.scale, language), style.TICK) for plan in plans for tick in plan.scale.ticks)
    left = style.EDGE + ticks + 0.1
    return plans, left, style.WIDTH - style.EDGE - left - (right + 0.1 if right else 0)


def _legend(plans: Sequence[_Plan], language: Language) -> Iterator[tuple[str, str]]:
    """The kinds of mark that need a word, with that word."""
    say = wording(language).say
    for status in ("carried", "measured"):
        if any(plan.panel.has(status) for plan in plans):
            yield status, say(f"chart.legend.{status}")
    if any(plan.panel.missing for plan in plans):
        yield "missing", say("chart.legend.missing")
    if not all(plan.scale.from_zero for plan in plans):
        yield "axis", say("chart.legend.axis")


class _Page:
    """The picture, filled from the top down. All lengths are inches."""

    def __init__(self, height: float) -> None:
        self.figure = Canvas(figsize=(style.WIDTH, height), dpi=DPI, facecolor=style.PAPER)
        self.canvas = FigureCanvasAgg(self.figure)
        self.height = height
        self.at = height - style.EDGE

    def down(self, inches: float) -> None:
        """Leave some space."""
        self.at -= inches

    def write(self, lines: Sequence[str], points: float, colour: str, advance: float | None = None) -> None:
        """Write lines from the left edge; ``advance`` is how far each takes the page down, if not a line's height."""
        for line in lines:
            self._text(style.EDGE, self.at, line, points, colour, "top")
            self.at -= advance or style.line_height(points)

    def panel(self, plan: _Plan, left: float, wide: float, high: float, language: Language) -> None:
        """Draw a panel with its years below and its notes beside it."""
        foot = self.at - high
        box = (left / style.WIDTH, foot / self.height, wide / style.WIDTH, high / self.height)
        axes = self.figure.add_axes(box, facecolor="none")
        draw_panel(Place(axes, wide, high, plan.decimals, language), plan.panel, plan.scale, plan.labels)
        for note, middle in spread(plan.notes, plan.scale.low, plan.scale.high, high):
            text = "\n".join(note.lines)
            self._text(left + wide + 0.1, foot + middle, text, style.LABEL - 1, note.colour, "center")
        self.at = foot - _YEARS_HEIGHT

    def legend(self, entries: Sequence[tuple[str, str]]) -> None:
        """Say in one row what hollow, hatched and pale marks mean."""
        if not entries:
            return
        x, size = style.EDGE, 0.1
        for kind, text in entries:
            if kind != "axis":
                self._swatch(kind, x, self.at - size - 0.02, size)
                x += size + 0.06
            self._text(x, self.at, text, style.NOTE, style.SOFT, "top")
            x += width(text, style.NOTE) + 0.22
        self.at -= style.line_height(style.NOTE) + 0.08

    def _swatch(self, kind: str, x: float, y: float, size: float) -> None:
        missing = kind == "missing"
        self.figure.add_artist(
            Rectangle(
                (x / style.WIDTH, y / self.height),
                size / style.WIDTH,
                size / self.height,
                transform=self.figure.transFigure,
                facecolor="#DFE3E8" if missing else style.PAPER,
                edgecolor="none" if missing else style.SERIES[0],
                linewidth=1.1,
                hatch="//////" if kind == "measured" else None,
            )
        )

    def _text(self, x: float, y: float, text: str, points: float, colour: str, va: str) -> None:
        self.figure.text(
            x / style.WIDTH,
            y / self.height,
            "\n".join(printable(line) for line in text.split("\n")),
            fontproperties=sized(points),
            color=colour,
            va=va,
            ha="left",
            linespacing=1.25,
            parse_math=False,
        )
