"""Slack's own chart as a simple drawing: bars or lines over its categories."""

from collections.abc import Iterator
from html import escape

from bot.slack.blocks import Block

_WIDE, _HIGH, _LEFT, _FOOT, _HEAD = 640, 240, 56, 44, 18
_COLOURS = ("#1d9bd1", "#e8912d", "#2eb67d", "#ecb22e", "#e01e5a", "#9c5fd6")


def chart_svg(block: Block) -> str:
    """A ``data_visualization`` block; only lines and bars, since nothing else is made."""
    chart = block["chart"]
    values = [point["value"] for series in chart["series"] for point in series["data"]]
    low, high = min(0, *values), max(0, *values)
    span = (high - low) or 1
    places = _Places(len(chart["axis_config"]["categories"]), low, span)
    marks = _bars(chart, places) if chart["type"] == "bar" else _lines(chart, places)
    names = [series["name"] for series in chart["series"]]
    legend = "".join(
        f'<span><i style="background:{colour}"></i>{escape(name)}</span>'
        for name, colour in zip(names, _COLOURS, strict=False)
    )
    labels = "".join(_label(places.x(nth), name) for nth, name in enumerate(chart["axis_config"]["categories"]))
    axis = f'<line x1="{_LEFT}" x2="{_WIDE}" y1="{places.y(0):.1f}" y2="{places.y(0):.1f}" class="axis"/>'
    ends = "".join(_tick(places.y(value), value) for value in {low, high})
    drawing = f'<svg viewBox="0 0 {_WIDE} {_HIGH}">{axis}{ends}{"".join(marks)}{labels}</svg>'
    return f'<figure class="native"><b>{escape(block["title"])}</b>{drawing}<div class="legend">{legend}</div></figure>'


def _named(name: str, colour: str) -> str:
    return f'<span><i style="background:{colour}"></i>{escape(name)}</span>'


class _Places:
    """Where categories and values stand, in units of the drawing."""

    def __init__(self, columns: int, low: float, span: float) -> None:
        self.slot = (_WIDE - _LEFT) / columns
        self._low, self._span = low, span

    def x(self, nth: float) -> float:
        return _LEFT + (nth + 0.5) * self.slot

    def y(self, value: float) -> float:
        return _HIGH - _FOOT - (value - self._low) / self._span * (_HIGH - _FOOT - _HEAD)


def _bars(chart: Block, places: _Places) -> Iterator[str]:
    many = len(chart["series"])
    wide = places.slot * 0.7 / many
    for nth, series in enumerate(chart["series"]):
        for column, point in enumerate(series["data"]):
            x = places.x(column) - places.slot * 0.35 + nth * wide
            top, foot = sorted((places.y(point["value"]), places.y(0)))
            size = f'x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{max(foot - top, 1):.1f}"'
            yield f'<rect {size} fill="{_COLOURS[nth]}"/>'
            yield f'<text x="{x + wide / 2:.1f}" y="{top - 4:.1f}" class="value">{point["value"]:,}</text>'


def _lines(chart: Block, places: _Places) -> Iterator[str]:
    for nth, series in enumerate(chart["series"]):
        path = [(places.x(column), places.y(point["value"])) for column, point in enumerate(series["data"])]
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
        yield f'<polyline points="{corners}" fill="none" stroke="{_COLOURS[nth]}" stroke-width="2.5"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_COLOURS[nth]}"/>' for x, y in path)


def _label(x: float, name: str) -> str:
    first, _, second = name.partition("(")
    lines = [first, f"({second}" if second else ""]
    spans = "".join(f'<tspan x="{x:.1f}" dy="{1.2 * nth}em">{escape(line)}</tspan>' for nth, line in enumerate(lines))
    return f'<text x="{x:.1f}" y="{_HIGH - _FOOT + 16}" class="label">{spans}</text>'


def _tick(y: float, value: float) -> str:
    return f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" class="tick">{value:,}</text>'
