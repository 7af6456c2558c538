"""Charts of several indicators at once: 出生数と死亡数の推移, with a series of each of these names.

Each of the series is then the chart of its own indicator. Series that the title does not name are parts of one
indicator, or kinds (男, 女), and stay together for a person to look at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.charts.units import split_unit
from corpus.names import normalise
from corpus.reading import ChartReading, Series
from corpus.structure.blocks import Line


def each_named(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with a chart of several indicators as several charts, each under the name of its series."""
    for line in lines:
        if line.chart is None:
            yield line
        else:
            yield from (replace(line, chart=part) for part in _parts(line.chart))


def _parts(chart: ChartReading) -> Sequence[ChartReading]:
    if chart.target is not None or chart.baseline is not None or len(chart.series) < 2:
        return [chart]
    names = [_named(series) for series in chart.series]
    if not all(_in_title(name, chart.title) for name, _ in names) or _nested([name for name, _ in names]):
        return [chart]
    own = [unit for _, unit in names if unit]
    if not own and "+" in chart.kind:  # two axes in one unit are none: whose it is, is not said
        return [chart]
    return [
        replace(chart, title=name, unit=unit or chart.unit, series=(series,))
        for series, (name, unit) in zip(chart.series, names, strict=True)
    ]


def _named(series: Series) -> tuple[str, str]:
    """A series' name and its unit: 世帯数（世帯）."""
    return split_unit(series.name or "") if series.role == "actual" else ("", "")


def _in_title(name: str, title: str) -> bool:
    return bool(normalise(name)) and normalise(name) in normalise(title)


def _nested(names: Sequence[str]) -> bool:
    """Whether one name holds another, so that the title may say just one of them."""
    keys = [normalise(name) for name in names]
    return any(a in b for at, a in enumerate(keys) for other, b in enumerate(keys) if at != other)
