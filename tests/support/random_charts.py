"""Random charts with their truth, drawn by matplotlib: columns, groups, stacks, lines, two axes, years of all forms."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

NAMES = ("実績値", "全国平均", "県平均", "男性", "女性", "第1期", "第2期", "65歳以上")
TITLES = ("保育所等の待機児童数", "市内総生産額", "観光入込客数", "農業産出額", "新規就農者数", "ごみ排出量")
UNITS = ("人", "%", "件", "百万円", "千人", "ha", "世帯", "か所", "億円", "t")
COLOURS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#555555")
YEAR_FORMS = ("{e}", "{e}年度", "{name}年度", "{y}", "{y}年", "{e}\n({y})", "{e}({y})")


@dataclass
class Truth:
    """What one random chart shows.

    Attributes:
        points: (year, value, carried) of all labels drawn.
        label: The annotation of each point, so that a test can tamper with one.
    """

    title: str
    unit: str
    kind: str
    points: set[tuple[int, float, bool]] = field(default_factory=set)
    labels: list[Any] = field(default_factory=list)


def random_chart(rng: random.Random, ax: Any) -> Truth:
    """Draw a random chart into ``ax`` and return what it shows."""
    kind = rng.choice(["columns", "columns", "groups", "stacks", "lines", "two axes"])
    count, decimals = rng.randint(4, 9), rng.choice([0, 0, 1, 2])
    truth = Truth(rng.choice(TITLES), rng.choice(UNITS), kind)
    first = rng.randint(2010, 2024 - count)
    years = list(range(first, first + count))
    series = {"columns": 1, "groups": 2, "stacks": 3, "lines": 2, "two axes": 2}[kind]
    values = [_values(rng, count, decimals, signed=kind == "columns" and rng.random() < 0.25) for _ in range(series)]
    names, colours = rng.sample(NAMES, series), rng.sample(COLOURS, series)
    drawing = _Drawing(rng, ax, truth, years, decimals)
    bottom = [0.0] * count
    for nth, (own, name, colour) in enumerate(zip(values, names, colours, strict=True)):
        if kind == "stacks":
            own = [abs(v) for v in own]
            drawing.columns(own, 0.0, 0.6, name, colour, bottom)
            bottom = [b + v for b, v in zip(bottom, own, strict=True)]
        elif kind == "lines" or (kind == "two axes" and nth == 1):
            drawing.line(own, name, colour, above=nth == 0, second=kind == "two axes")
        else:
            width = 0.38 if kind == "groups" else 0.6
            drawing.columns(own, (nth - 0.5) * width if kind == "groups" else 0.0, width, name, colour, None)
    drawing.frame()
    return truth


def _values(rng: random.Random, count: int, decimals: int, signed: bool) -> list[float]:
    scale = rng.choice([10, 100, 1000, 20000]) if decimals == 0 else rng.choice([2, 50, 100])
    base = scale * rng.uniform(0.4, 1.0)
    shift = 0.7 * scale if signed else 0.0
    return [round(base * rng.uniform(0.6, 1.3) - shift, decimals) + 0.0 for _ in range(count)]


class _Drawing:
    """One chart under the pen."""

    def __init__(self, rng: random.Random, ax: Any, truth: Truth, years: Sequence[int], decimals: int) -> None:
        self.rng, self.ax, self.truth, self.years, self.decimals = rng, ax, truth, years, decimals
        self.size = rng.choice([7, 8, 9])
        self.minus = rng.choice(["-", "△", "▲", "−"])
        self.thousands = rng.random() < 0.7
        self.handles: list[Any] = []

    def text(self, value: float, carried: bool) -> str:
        number = f"{abs(value):,.{self.decimals}f}" if self.thousands else f"{abs(value):.{self.decimals}f}"
        number = self.minus + number if value < 0 else number
        return f"({number})" if carried else number

    def label(self, ax: Any, x: float, y: float, value: float, year: int, rise: float, **options: Any) -> None:
        carried = self.truth.kind == "columns" and year == self.years[-1] and self.rng.random() < 0.3
        self.truth.points.add((year, value, carried))
        text = self.text(value, carried)
        place = {"textcoords": "offset points", "ha": "center", "fontsize": self.size, **options}
        self.truth.labels.append(ax.annotate(text, (x, y), (0, rise), **place))

    def columns(
        self, values: list[float], offset: float, width: float, name: str, colour: str, bottom: list[float] | None
    ) -> None:
        xs = [n + offset for n in range(len(values))]
        self.handles.append(self.ax.bar(xs, values, width, bottom=bottom, color=colour, label=name))
        for nth, (x, value) in enumerate(zip(xs, values, strict=True)):
            if bottom is not None:
                self.label(self.ax, x, bottom[nth] + value / 2, value, self.years[nth], 0, va="center")
            else:
                self.label(self.ax, x, value, value, self.years[nth], 3 if value >= 0 else -3 - self.size)

    def line(self, values: list[float], name: str, colour: str, above: bool, second: bool) -> None:
        ax = self.ax.twinx() if second else self.ax
        (drawn,) = ax.plot(range(len(values)), values, color=colour, marker=self.rng.choice("os^"), label=name)
        self.handles.append(drawn)
        for x, value in enumerate(values):
            self.label(ax, x, value, value, self.years[x], 4 if above else -4 - self.size)

    def frame(self) -> None:
        """Years, title, unit, legend and margins."""
        form = self.rng.choice(YEAR_FORMS)
        labels = [form.format(y=y, **_era(y)) for y in self.years]
        turned = self.rng.choice([0, 45, 90]) if len(max(labels, key=len)) > 4 and "\n" not in form else 0
        self.ax.set_xticks(range(len(labels)), labels, rotation=turned, fontsize=self.size if turned else 6)
        self.ax.set_title(f"{self.truth.title}（単位：{self.truth.unit}）")
        self.ax.margins(y=0.2)
        self.ax.yaxis.set_visible(self.rng.random() < 0.8)
        if len(self.handles) > 1:
            self.ax.legend(handles=self.handles, fontsize=7, loc="upper left", bbox_to_anchor=(1.08, 1.0))


def _era(year: int) -> dict[str, str]:
    letter, name, number = ("R", "令和", year - 2018) if year >= 2019 else ("H", "平成", year - 1988)
    shown = "元" if number == 1 else str(number)
    return {"e": f"{letter}{shown}", "name": f"{name}{shown}"}
