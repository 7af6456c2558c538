"""The sample city as frozen data: what the TOML files beside this say, and what an edition shows of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from corpus.years import era_label, era_name

PLAN_START, PLAN_END = 2020, 2024
"""First and last fiscal year of the strategy; targets are for the last."""

ChartStyle = Literal["column", "line", "phases", "target_columns", "target_line", "target_bar"]
LabelStyle = Literal["short", "first", "long", "dated"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One value as an edition shows it; ``carried`` ones are an earlier year's and stand in parentheses."""

    year: int
    value: Decimal
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; see the head of figures.toml for what each field means."""

    key: str
    name: str
    unit: str
    period: str
    desired: str
    start: int
    values: tuple[Decimal, ...]
    baseline: int
    target: Decimal
    chart: ChartStyle
    labels: LabelStyle
    note: str
    step: int = 1
    lag: int = 0
    decimals: int = 0
    percent_sign: bool = False
    axis: tuple[Decimal, Decimal] | Literal["hidden"] | None = None
    yearly_targets: tuple[Decimal, ...] = ()
    cumulative: bool = False
    why_late: str = ""

    def value(self, year: int) -> Decimal:
        """The value of a year in which one was counted."""
        return self.values[(year - self.start) // self.step]

    def observed(self, edition_year: int) -> tuple[Observation, ...]:
        """What the edition of a year shows, in year order."""
        known = edition_year - self.lag
        own = tuple(Observation(y, self.value(y)) for y in range(self.start, known + 1, self.step))
        late = range(known + 1, edition_year + 1)
        return own + tuple(Observation(y, self.value(known), carried=True) for y in late)

    def label(self, year: int) -> str:
        """A year as this indicator's chart writes it."""
        match self.labels:
            case "long":
                return era_name(year)
            case "first" if year == 2019:
                return "R元"
            case "dated" if year == 2019:
                return "H31"
        return era_label(year)

    def printed(self, value: Decimal, carried: bool = False) -> str:
        """A value as it is drawn: thousands separated, △ for a negative, parentheses for a carried one."""
        text = f"{'△' if value < 0 else ''}{abs(value):,.{self.decimals}f}{'%' if self.percent_sign else ''}"
        return f"({text})" if carried else text

    def with_unit(self, value: Decimal) -> str:
        """A value followed by its unit, as baselines and targets are written."""
        return f"{replace(self, percent_sign=False).printed(value)}{self.unit}"

    @property
    def title(self) -> str:
        """Name and unit, as charts and lists head them."""
        return f"{self.name}(単位:{self.unit})"


@dataclass(frozen=True, slots=True)
class Measure:
    """施策; ``details`` say in the strategy how each of the ``approaches`` is done."""

    title: str
    indicators: tuple[str, ...]
    text: str
    approaches: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """基本目標 with its measures; ``numeric_targets`` are keys of indicators."""

    title: str
    subtitle: str
    numeric_targets: tuple[str, ...]
    issue: str
    direction: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the strategy outside the goals."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The strategy's text and the names on the covers."""

    city: str
    fictitious: str
    strategy_title: str
    strategy_date: str
    verification_title: str
    committee: str
    chapters: tuple[Chapter, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Initiative:
    """主な取組 under a measure, with a flow of ``steps`` or a ``table`` of its own over the caption."""

    goal: int
    measure: int
    title: str
    overview: str
    results: tuple[str, ...]
    caption: str
    steps: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Where an edition differs on purpose from the figures as first published, by indicator key."""

    names: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's verification document: the prose of its file, and the figures that it shows."""

    year: int
    published: str
    accent: str
    premise: str
    analysis: Mapping[str, str]
    directions: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]
    initiatives: tuple[Initiative, ...]
    changes: Changes

    @property
    def label(self) -> str:
        """``R5``."""
        return era_label(self.year)

    @property
    def fiscal_year(self) -> str:
        """``令和5年度``."""
        return era_name(self.year, "fiscal_year")

    def indicator(self, key: str) -> Indicator:
        """An indicator as this edition names and counts it."""
        first = indicators()[key]
        values = list(first.values)
        for year, value in self.changes.values.get(key, {}).items():
            values[(year - first.start) // first.step] = value
        return replace(
            first,
            name=self.changes.names.get(key, first.name),
            target=self.changes.targets.get(key, first.target),
            values=tuple(values),
        )

    def all_notes(self, key: str) -> tuple[str, ...]:
        """The ※ notes under an indicator's chart, without the sign."""
        it = self.indicator(key)
        late = f"{it.why_late}、( )内には直近の{era_name(self.year - it.lag, 'fiscal_year')}の実績を掲載している。"
        return (it.note, *([late] if it.lag else []), *self.notes.get(key, ()))


def _toml(name: str) -> dict[str, Any]:
    text = files("corpus.sample.make").joinpath(f"{name}.toml").read_text("utf-8")
    return {key: _frozen(value) for key, value in tomllib.loads(text, parse_float=Decimal).items()}


def _frozen(value: Any) -> Any:
    """Arrays as tuples, strings without the line ends of their quotes."""
    match value:
        case list():
            return tuple(_frozen(v) for v in value)
        case dict():
            return {k: _frozen(v) for k, v in value.items()}
        case str():
            return value.strip("\n")
    return value


def _decimals(values: tuple[int | Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(Decimal(v) for v in values)


def _indicator(table: dict[str, Any]) -> Indicator:
    table["values"], table["target"] = _decimals(table["values"]), Decimal(table["target"])
    table["yearly_targets"] = _decimals(table.get("yearly_targets", ()))
    if isinstance(table.get("axis"), tuple):
        table["axis"] = _decimals(table["axis"])
    return Indicator(**table)


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators as first published, by key, in the order of figures.toml."""
    return {table["key"]: _indicator(table) for table in _toml("figures")["indicator"]}


def _goal(table: dict[str, Any]) -> Goal:
    measures = tuple(Measure(**m) for m in table.pop("measure"))
    return Goal(**table, measures=measures)


@cache
def policy() -> Policy:
    """The strategy."""
    table = _toml("policy")
    goals = tuple(_goal(g) for g in table.pop("goal"))
    chapters = tuple(Chapter(**c) for c in table.pop("chapter"))
    return Policy(**table, goals=goals, chapters=chapters)


@cache
def edition(label: str) -> Edition:
    """The verification document of ``R4`` or ``R5``."""
    table = _toml(label)
    changes = table.pop("changes", {})
    initiatives = tuple(Initiative(**i) for i in table.pop("initiative"))
    return Edition(
        **table,
        initiatives=initiatives,
        changes=Changes(
            names=changes.get("names", {}),
            targets={k: Decimal(v) for k, v in changes.get("targets", {}).items()},
            values={k: {int(y): Decimal(v) for y, v in of.items()} for k, of in changes.get("values", {}).items()},
        ),
    )
