"""What stands on which page of an edition, and what each chart shows: drawn by ``slides``, told by ``truth``."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.sample.make.model import PLAN_END, PLAN_START, Edition, Indicator, Initiative, policy
from corpus.years import era_label

PageKind = Literal["cover", "contents", "premise", "tree", "goal", "indicator", "initiatives", "summary"]
INITIATIVES_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page; goals and measures count from 1, ``keys`` are of the indicators charted."""

    kind: PageKind
    goal: int = 0
    measure: int = 0
    keys: tuple[str, ...] = ()
    initiatives: tuple[Initiative, ...] = ()


def pages(edition: Edition) -> tuple[Page, ...]:
    """The edition's pages in order; the page number is the position plus 1."""
    front = (Page("cover"), Page("contents"), Page("premise"), Page("tree"))
    body = (page for number in range(1, len(policy().goals) + 1) for page in _goal_pages(edition, number))
    return (*front, *body, Page("summary"))


def _goal_pages(edition: Edition, number: int) -> Iterator[Page]:
    goal = policy().goals[number - 1]
    yield Page("goal", number, keys=goal.numeric_targets)
    for nth, measure in enumerate(goal.measures, start=1):
        for key in measure.indicators:
            yield Page("indicator", number, nth, (key,))
    told = [i for i in edition.initiatives if i.goal == number]
    for at in range(0, len(told), INITIATIVES_A_PAGE):
        yield Page("initiatives", number, initiatives=tuple(told[at : at + INITIATIVES_A_PAGE]))


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """One value of a chart's series, with the text drawn at it."""

    category: str
    value: Decimal
    text: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """One series: ``points`` only where it has a value."""

    name: str
    role: Literal["actual", "target"]
    points: tuple[PlannedPoint, ...]


@dataclass(frozen=True, slots=True)
class PlannedChart:
    """A chart to draw; ``target_bar`` is the text of a last category that shows the target as a bar."""

    indicator: Indicator
    categories: tuple[str, ...]
    series: tuple[PlannedSeries, ...]
    target_bar: str | None = None

    @property
    def baseline_text(self) -> str:
        """``基準値(H30) 19件``."""
        it = self.indicator
        return f"基準値({it.label(it.baseline)}) {it.with_unit(it.value(it.baseline))}"

    @property
    def target_text(self) -> str:
        """``検証値(R6) 50件``."""
        return f"検証値({era_label(PLAN_END)}) {self.indicator.with_unit(self.indicator.target)}"


def chart(indicator: Indicator, year: int) -> PlannedChart:
    """The chart of an indicator in the edition of a year."""
    points = tuple(
        PlannedPoint(indicator.label(o.year), o.value, indicator.printed(o.value, o.carried), o.carried)
        for o in indicator.observed(year)
    )
    categories = tuple(p.category for p in points)
    series: tuple[PlannedSeries, ...]
    match indicator.chart:
        case "phases":
            first = PLAN_START - indicator.start
            phases = {"第1期": points[:first], "第2期": points[first:]}
            series = tuple(PlannedSeries(name, "actual", own) for name, own in phases.items())
        case "target_columns" | "target_line":
            years = range(PLAN_START, PLAN_START + len(indicator.yearly_targets))
            goal = tuple(
                PlannedPoint(indicator.label(y), v, indicator.printed(v))
                for y, v in zip(years, indicator.yearly_targets, strict=True)
            )
            categories += tuple(p.category for p in goal if p.category not in categories)
            series = (PlannedSeries("実績値", "actual", points), PlannedSeries("目標値", "target", goal))
        case _:
            series = (PlannedSeries("実績", "actual", points),)
    bar = f"検証値({era_label(PLAN_END)})" if indicator.chart == "target_bar" else None
    return PlannedChart(indicator, categories, series, bar)


SUMMARY_YEARS = 3


def summary_rows(edition: Edition) -> tuple[tuple[str, ...], ...]:
    """The closing table of all indicators: head row, then one row an indicator."""
    years = range(edition.year - SUMMARY_YEARS + 1, edition.year + 1)
    head = ("基本目標", "指標", "単位", "基準値", *(era_label(y) for y in years), f"検証値({era_label(PLAN_END)})")
    return (head, *_rows(edition, years))


def _rows(edition: Edition, years: range) -> Iterator[tuple[str, ...]]:
    for number, goal in enumerate(policy().goals, start=1):
        for key in dict.fromkeys([*goal.numeric_targets, *(k for m in goal.measures for k in m.indicators)]):
            it = edition.indicator(key)
            seen = {o.year: it.printed(o.value, o.carried) for o in it.observed(edition.year)}
            base = f"{it.printed(it.value(it.baseline))}({it.label(it.baseline)})"
            yield (str(number), it.name, it.unit, base, *(seen.get(y, "―") for y in years), it.printed(it.target))
