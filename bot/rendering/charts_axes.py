"""One panel of a chart: bars or lines over the years, with labels, target and baseline."""

from collections.abc import Iterable

from matplotlib.axes import Axes

from bot.answering.answer import Figure
from bot.answering.phrases import signed
from bot.rendering import charts_style as style
from bot.rendering.charts_font import shortened, sized, width, wrapped
from bot.rendering.charts_margin import WIDEST, Note
from bot.rendering.charts_marks import Labels, Place, draw_bars, draw_lines, slots
from bot.rendering.charts_panels import Panel
from bot.rendering.charts_scale import Scale
from bot.rendering.charts_words import goalpost_words, series_name
from bot.rendering.text_numbers import number, shown
from corpus.years import era_label
from prompts.wording import Language


def draw_panel(place: Place, panel: Panel, scale: Scale, written: Labels) -> None:
    """Draw everything between the axes: gaps, grid, goalposts, marks, labels."""
    axes = place.axes
    middle = (panel.first + panel.last) / 2
    axes.set_xlim(middle - slots(panel) / 2, middle + slots(panel) / 2)
    axes.set_ylim(scale.low, scale.high)
    _frame(axes, scale, place.language)
    _gaps(axes, panel)
    _years(place, panel)
    _goalposts(axes, panel)
    if panel.kind == "bar":
        draw_bars(place, panel.figures[0], written)
    else:
        draw_lines(place, panel, written)


def _frame(axes: Axes, scale: Scale, language: Language) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    texts = [tick_text(tick, scale, language) for tick in scale.ticks]
    axes.set_yticks(scale.ticks, texts, fontproperties=sized(style.TICK), color=style.SOFT, parse_math=False)
    axes.set_xticks([])
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="y", color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    foot = 0.0 if scale.from_zero else scale.low
    axes.axhline(foot, color=style.SOFT, linewidth=1.0, zorder=2.5)


def tick_text(tick: float, scale: Scale, language: Language) -> str:
    """A tick of the vertical axis with thousands separators and the sign that the language writes."""
    return signed(f"{tick:,.{scale.decimals}f}", language) if tick else "0"


def _gaps(axes: Axes, panel: Panel) -> None:
    """A pale band behind the years that have no value, so that none is taken for zero."""
    for year in panel.missing:
        axes.axvspan(year - 0.5, year + 0.5, color=style.GAP, linewidth=0, zorder=0)


def _years(place: Place, panel: Panel) -> None:
    """The years below the axis, in both countings; where there are too many, every n-th, the last always."""
    slot = place.wide / slots(panel)
    widest = max(width("H30", style.TICK), width("2018", style.SMALL_TICK)) * 1.25
    step = next(step for step in (1, 2, 3, 4, 5, 10, 20, 50) if slot * step >= widest or step == 50)
    english = place.language == "en"
    for year in range(panel.last, panel.first - 1, -step):
        first, second = (str(year), era_label(year)) if english else (era_label(year), str(year))
        colour = style.FAINT if year in panel.missing else style.INK
        _below(place, year, 0.08, first, style.TICK, colour)
        _below(place, year, 0.27, second, style.SMALL_TICK, style.FAINT if year in panel.missing else style.SOFT)


def _below(place: Place, year: int, inches: float, text: str, points: float, colour: str) -> None:
    place.axes.text(
        year,
        -inches / place.high,
        text,
        transform=place.axes.get_xaxis_transform(),
        ha="center",
        va="top",
        fontproperties=sized(points),
        color=colour,
        parse_math=False,
    )


def _goalposts(axes: Axes, panel: Panel) -> None:
    for nth, figure in enumerate(panel.figures):
        alone = len(panel.figures) == 1
        if figure.target:
            colour = style.TARGET if alone else style.SERIES[nth]
            axes.axhline(
                float(figure.target.value), color=colour, linewidth=1.5, dashes=(5, 3), clip_on=False, zorder=3.5
            )
        if figure.baseline and alone:
            value = float(figure.baseline.value)
            axes.axhline(value, color=style.BASELINE, linewidth=1.3, dashes=(1, 2), clip_on=False, zorder=3.5)


def margin_notes(panel: Panel, decimals: int, high: float, language: Language) -> list[Note]:
    """What stands right of a panel of a height in inches: names of several lines, targets, the baseline."""
    if len(panel.figures) == 1:
        return list(_goalpost_notes(panel.figures[0], decimals, language))
    room = int(high / len(panel.figures) / style.line_height(style.LABEL - 1))
    return [_series_note(panel, nth, decimals, room, language) for nth in range(len(panel.figures))]


def _series_note(panel: Panel, nth: int, decimals: int, room: int, language: Language) -> Note:
    """A line's name, its last value where not every value is written, and its target: not its colour alone tells them.

    Args:
        panel: What is drawn.
        nth: Place of the line among the panel's.
        decimals: Digits after the point.
        room: Lines of text that there is room for.
        language: Of the words.
    """
    figure = panel.figures[nth]
    last = figure.points[-1]
    value = f" {shown(last.value, last.status, decimals, language)}" if len(panel.figures) > 2 else ""
    goal = []
    if figure.target:
        words = f"{goalpost_words('target', figure.target, language)} {number(figure.target.value, decimals, language)}"
        goal = wrapped(words, style.LABEL - 1, WIDEST, 2)
    widest = WIDEST * min(3, max(1, room - len(goal))) * 0.94 - width(value, style.LABEL - 1)
    name = shortened(series_name(figure, panel, language), style.LABEL - 1, widest)
    return Note(float(last.value), "\n".join([name + value, *goal]), style.SERIES[nth])


def _goalpost_notes(figure: Figure, decimals: int, language: Language) -> Iterable[Note]:
    for role, goalpost, colour in (
        ("target", figure.target, style.TARGET),
        ("baseline", figure.baseline, style.BASELINE),
    ):
        if goalpost:
            text = f"{goalpost_words(role, goalpost, language)}\n{number(goalpost.value, decimals, language)}"
            yield Note(float(goalpost.value), text, colour)
