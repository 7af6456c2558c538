"""The fifth city's files: one long table of all indicators, whose cells hold units and days, and sheets of measures."""

from functools import cache
from pathlib import Path

import pytest

from corpus.names import normalise, take_apart
from corpus.read import read
from corpus.reading import IndicatorReading, Reading
from tests.support.fifth_city import LIST, REPORT, STRATEGY
from tests.support.fifth_city.told import TOLD, Year, baseline, goal_value, keys, printed_name, truth

KEYS = [key for _, _, key in keys()]
EDITIONS: list[tuple[Path, Year]] = [(LIST, "R5"), (REPORT, "R6")]
ALL: list[tuple[Path, Year]] = [(STRATEGY, "R5"), *EDITIONS]
BOTH = pytest.mark.parametrize(("path", "edition"), EDITIONS, ids=["R5", "R6"])
EACH = pytest.mark.parametrize(("path", "edition"), ALL, ids=["strategy", "R5", "R6"])
PLACED = [
    (goal, measure) for goal, told in enumerate(TOLD["goal"], 1) for measure in range(1, len(told["measure"]) + 1)
]


@cache
def _reading(path: Path) -> Reading:
    return read(path)


def _indicator(path: Path, key: str, edition: Year) -> IndicatorReading:
    name = take_apart(printed_name(key, edition).replace("\n", "")).name
    (found,) = [one for one in _reading(path).indicators if normalise(one.name) == normalise(name)]
    return found


def _said(path: Path, goal: int, measure: int, kind: str) -> str:
    sections = _reading(path).sections
    return "\n".join(s.text for s in sections if (s.goal, s.measure, s.section) == (goal, measure, kind))


@pytest.mark.parametrize("key", KEYS)
@BOTH
def test_every_value_is_read_and_no_other(path: Path, edition: Year, key: str) -> None:
    """A unit behind a number is none of it, and the day that it is of stays in its column's year."""
    found = _indicator(path, key, edition)
    values = {o.year: o.value for o in found.observations if o.status == "actual" and o.year >= 2020}
    assert values == truth(key, edition)
    assert not [o for o in found.observations if o.needs_review]


@pytest.mark.parametrize("key", KEYS)
@EACH
def test_baseline_and_target_are_read(path: Path, edition: Year, key: str) -> None:
    """A baseline is of its column's year unless its cell says another; a target loses 以上 and 以下."""
    wanted = {("target", 2025): goal_value(key, edition)}
    if base := baseline(key):
        wanted["baseline", base[0]] = base[1]
    found = _indicator(path, key, edition)
    assert {(m.role, m.year): m.value for m in found.milestones if not m.needs_review} == wanted


@pytest.mark.parametrize(("goal", "measure", "key"), list(keys()), ids=KEYS)
@EACH
def test_each_indicator_has_its_place_and_unit(
    path: Path, edition: Year, goal: int, measure: int | None, key: str
) -> None:
    """Merged cells 基本目標 and 施策 say where a row belongs, on whichever page it is; its cells say its unit."""
    found = _indicator(path, key, edition)
    assert (found.goal, found.measure, found.numeric_target) == (goal, measure, measure is None)
    assert found.unit == TOLD["indicator"][key]["unit"].replace("％", "%")


@pytest.mark.parametrize(("goal", "measure"), PLACED)
def test_a_measures_sheet_says_why_and_what_comes(goal: int, measure: int) -> None:
    """However its label is worded, and though it runs from top to bottom, each box is of its kind and measure."""
    told = TOLD["goal"][goal - 1]["measure"][measure - 1]
    issue, ahead = ("\n".join(f"・{one}" for one in told[part]) for part in ("issue", "next"))
    direction = _said(REPORT, goal, measure, "future_direction")
    assert direction == (f"{issue}\n{ahead}" if goal == 1 else ahead)
    assert told["why"] in _said(REPORT, goal, measure, "analysis")
    if goal != 1:
        assert issue in _said(REPORT, goal, measure, "analysis")


@pytest.mark.parametrize(("goal", "measure"), PLACED)
def test_what_a_measure_has_done_stands_apart_from_the_list(goal: int, measure: int) -> None:
    """In the Word document 取組の成果 and 課題と今後の取組 under a measure's heading are that measure's."""
    told = TOLD["goal"][goal - 1]["measure"][measure - 1]["before"]
    assert _said(LIST, goal, measure, "initiative") == "\n".join(f"・{one}" for one in told["done"])
    assert _said(LIST, goal, measure, "future_direction") == "\n".join(f"・{one}" for one in told["ahead"])


@pytest.mark.parametrize("path", [STRATEGY, LIST])
def test_nothing_else_is_an_indicator(path: Path) -> None:
    """Neither a measure beside its indicators, nor a head printed again, nor a forecast is one."""
    assert len(_reading(path).indicators) == len(KEYS)


def test_what_charts_alone_show_is_read_besides() -> None:
    """A chart's title names one indicator or two; parts of a stacked bar wait for a person."""
    known = [normalise(_indicator(REPORT, key, "R6").name) for key in KEYS]
    more = {one.name: one for one in _reading(REPORT).indicators if normalise(one.name) not in known}
    assert all(o.needs_review for o in more.pop("年齢3区分別人口").observations)
    drawn = {name.partition("（")[0]: values for told in TOLD["chart"] for name, values in told["series"].items()}
    assert sorted(more) == sorted(["市税収入額", "救急出動件数", "死亡数", "世帯数", "1世帯当たり人員"])
    for name, one in more.items():
        assert [str(o.value) for o in one.observations] == [str(value) for value in drawn[name]]
        assert not any(o.needs_review for o in one.observations)
    assert (more["世帯数"].unit, more["1世帯当たり人員"].unit, more["死亡数"].unit) == ("世帯", "人", "人")


@pytest.mark.parametrize("key", KEYS)
def test_the_catalogue_notes_what_each_indicator_counts(key: str) -> None:
    """A row of 指標の説明 is a note on the indicator that it names, with its source."""
    name = _indicator(REPORT, key, "R6").name
    notes = [s.text for s in _reading(REPORT).sections if s.section == "note" and s.indicator == name]
    told = TOLD["indicator"][key]
    assert any(told["define"] in note and told["source"] in note for note in notes)


@pytest.mark.parametrize(
    ("key", "period"), [("births", "calendar_year"), ("nursery", "as_of"), ("furusato", "fiscal_year"), ("web", None)]
)
def test_a_definition_tells_the_period(key: str, period: str | None) -> None:
    """1月から12月まで, 各年4月1日現在 and 当該年度 stand in the definition alone."""
    assert _indicator(REPORT, key, "R6").period == period


def test_tables_of_figures_are_no_prose() -> None:
    """Rows of the list of all indicators are never quoted: their figures are told."""
    assert not [s for s in _reading(REPORT).sections if s.page in (3, 4) and s.section != "note"]


def test_what_is_still_to_come_is_noted() -> None:
    """集計中 is a note of its year; a dash says nothing."""
    assert [one for one in _indicator(REPORT, "garbage", "R6").notes if "：" in one] == ["2024(R6)：集計中"]
    assert not [one for one in _indicator(REPORT, "settle", "R6").notes if "：" in one]
