"""A chart as Slack draws it itself, where its block can hold all that the picture would say.

It knows neither gaps nor hollow marks nor lines across, so a chart with a missing year, a past year's value, a value
read off a shape, or more than its limits hold stays a picture. A target is the last of the bars, named as what it
is, or a level line among lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.answer import Answer, Figure
from bot.rendering.charts_panels import Panel, panels
from bot.rendering.charts_words import goalpost_words, series_name, title
from bot.rendering.json import plain_number
from bot.rendering.text import figure_title
from bot.rendering.text_numbers import year_label
from bot.slack.blocks.limits import CHART_LABEL, CHART_POINTS, CHART_SERIES, CHART_TITLE, MESSAGE_CHARTS, Block, size
from bot.slack.blocks.literal import fitted, one_line
from bot.slack.blocks.messages import NATIVE
from prompts.wording import Language, wording

_LARGEST = 1 << 53
"""Beyond it JSON's numbers are not exact everywhere."""


def native_charts(answer: Answer) -> tuple[Block, ...]:
    """The chart of an answer as Slack's own blocks; none where it wants no chart, or a picture says more."""
    shown = panels(answer.figures) if answer.wants_chart else ()
    if not 0 < len(shown) <= MESSAGE_CHARTS:
        return ()
    drawn = {id(figure) for panel in shown for figure in panel.figures}
    if any(figure.points and id(figure) not in drawn for figure in answer.figures):
        return ()
    blocks = [_chart(panel, answer.language) for panel in shown]
    return tuple(block for block in blocks if block) if all(blocks) else ()


def _chart(panel: Panel, language: Language) -> Block | None:
    if panel.missing or not all(_whole(figure, panel) for figure in panel.figures):
        return None
    plan = _plan(panel, language)
    if plan is None or not _fits(plan):
        return None
    series = [{"name": name, "data": _data(plan.columns, values)} for name, values in plan.series]
    axes = {"categories": list(plan.columns)} | _axis_labels(panel, language)
    chart = {"type": plan.kind, "series": series, "axis_config": axes}
    return {"type": NATIVE, "title": _title(panel, language), "chart": chart}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Names of columns, and series of as many values, each with its name."""

    kind: str
    columns: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal, ...]], ...]


def _plan(panel: Panel, language: Language) -> _Plan | None:
    """What is to be drawn, or None where that would lose a target."""
    columns = tuple(year_label(year, language) for year in range(panel.first, panel.last + 1))
    series = tuple((_series(f, panel, language), tuple(point.value for point in f.points)) for f in panel.figures)
    target = panel.figures[0].target
    if all(figure.target is None for figure in panel.figures):
        return _Plan(panel.kind, columns, series)
    if len(panel.figures) > 1 or target is None:
        return None
    name = one_line(goalpost_words("target", target, language))
    if panel.kind == "line":
        return _Plan("line", columns, (*series, (name, (target.value,) * len(columns))))
    ((actual, values),) = series
    return _Plan("bar", (*columns, name), ((actual, (*values, target.value)),))


def _fits(plan: _Plan) -> bool:
    names = [name for name, _ in plan.series]
    values = [value for _, row in plan.series for value in row]
    return (
        len(plan.columns) <= CHART_POINTS
        and len(names) <= CHART_SERIES
        and all(len(set(labels)) == len(labels) for labels in (names, plan.columns))
        and all(0 < size(label) <= CHART_LABEL for label in (*names, *plan.columns))
        and all(abs(value) < _LARGEST for value in values)
    )


def _data(columns: Sequence[str], values: Sequence[Decimal]) -> list[Block]:
    return [{"label": label, "value": plain_number(value)} for label, value in zip(columns, values, strict=True)]


def _whole(figure: Figure, panel: Panel) -> bool:
    """Whether each year has a value of its own, just one."""
    return [point.year for point in figure.points] == list(range(panel.first, panel.last + 1)) and all(
        point.status == "actual" for point in figure.points
    )


def _series(figure: Figure, panel: Panel, language: Language) -> str:
    if len(panel.figures) == 1:
        return wording(language).say("text.row.value")
    return one_line(series_name(figure, panel, language))


def _title(panel: Panel, language: Language) -> str:
    """The name with unit and edition, or as much of it as there is room for."""
    whole = one_line(figure_title(panel.figures[0], language)) if len(panel.figures) == 1 else ""
    return whole if 0 < size(whole) <= CHART_TITLE else fitted(title([panel], language), CHART_TITLE) or "…"


def _axis_labels(panel: Panel, language: Language) -> dict[str, str]:
    say = wording(language).say
    periods = {figure.period for figure in panel.figures}
    period = periods.pop() if len(periods) == 1 else None
    labels = {
        "x_label": say(f"chart.period.{period}") if period else "",
        "y_label": say("chart.unit", unit=panel.unit) if panel.unit else "",
    }
    return {name: fitted(label, CHART_TITLE) for name, label in labels.items() if one_line(label)}
