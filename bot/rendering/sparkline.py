"""A trend in one line of text: ``▁▃·▆█``, a bar a year, a point for a year without a value."""

from bot.answering.answer import Figure
from bot.answering.figures.computing import actuals

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_LONGEST = 15
"""Years shown; of a longer trend, the last ones."""


def sparkline(figure: Figure) -> str:
    """The years' own values, from the lowest to the highest of them; empty where there are not two."""
    values = {point.year: point.value for point in actuals(figure)}
    years = range(max(min(values), max(values) - _LONGEST + 1), max(values) + 1) if values else range(0)
    shown = {year: values[year] for year in years if year in values}
    if len(shown) < 2:
        return ""
    lowest, highest = min(shown.values()), max(shown.values())
    span = highest - lowest
    top = len(_BARS) - 1

    def bar(year: int) -> str:
        if year not in shown:
            return _GAP
        return _BARS[int((shown[year] - lowest) / span * top)] if span else _BARS[top // 2]

    return "".join(map(bar, years))
