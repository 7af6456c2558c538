"""The fourth city's files: forms of labels and texts, cells that say more than a number, a workbook with its charts."""

from functools import cache
from pathlib import Path

import pytest

from corpus.names import normalise, take_apart
from corpus.read import read
from corpus.reading import IndicatorReading, Reading
from tests.support.fourth_city import SHEETS, STRATEGY, WORKBOOK
from tests.support.fourth_city.told import TOLD, Year, baseline, goal_value, keys, number, printed_name, truth

KEYS = [key for _, _, key in keys()]
EDITIONS: list[tuple[Path, Year]] = [(WORKBOOK, "R5"), (SHEETS, "R6")]
BOTH = pytest.mark.parametrize(("path", "edition"), EDITIONS, ids=["R5", "R6"])
PLACED = [
    (goal, measure) for goal, told in enumerate(TOLD["goal"], 1) for measure in range(1, len(told["measure"]) + 1)
]


@cache
def _reading(path: Path) -> Reading:
    return read(path)


def _indicator(path: Path, key: str) -> IndicatorReading:
    name = take_apart(printed_name(key, "R6" if path is SHEETS else "R5").replace("\n", "")).name
    (found,) = [one for one in _reading(path).indicators if normalise(one.name) == normalise(name)]
    return found


def _said(path: Path, goal: int, measure: int, kind: str) -> str:
    sections = _reading(path).sections
    return "\n".join(s.text for s in sections if (s.goal, s.measure, s.section) == (goal, measure, kind))


@pytest.mark.parametrize("key", KEYS)
@BOTH
def test_every_value_is_read_and_no_other(path: Path, edition: Year, key: str) -> None:
    """A mark, a remark or a line break in a cell does not lose its number, and what is no number gives none."""
    found = _indicator(path, key)
    assert {o.year: o.value for o in found.observations if o.status == "actual" and o.year >= 2020} == truth(
        key, edition
    )
    assert not [o for o in (*found.observations, *found.milestones) if o.needs_review]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("path", [STRATEGY, WORKBOOK, SHEETS], ids=lambda path: path.stem)
def test_baseline_and_target_are_read(path: Path, key: str) -> None:
    """A baseline has the year in its own cell; a target loses what it was before it was revised."""
    wanted = {("target", 2024): goal_value(key)}
    if base := baseline(key):
        wanted["baseline", base[0]] = base[1]
    assert {(m.role, m.year): m.value for m in _indicator(path, key).milestones} == wanted


@pytest.mark.parametrize(("goal", "measure", "key"), list(keys()), ids=KEYS)
@pytest.mark.parametrize("path", [STRATEGY, WORKBOOK, SHEETS], ids=lambda path: path.stem)
def test_each_indicator_has_its_place_and_unit(path: Path, goal: int, measure: int | None, key: str) -> None:
    """Cells 基本目標 | 1　… and 施策 | 1-1　… say where a sheet belongs; a unit in the name is none of the name."""
    found = _indicator(path, key)
    assert (found.goal, found.measure) == (goal, measure)
    printed = TOLD["indicator"][key]["name"].replace("\n", "")
    assert found.unit == take_apart(printed).unit.replace("％", "%")


@pytest.mark.parametrize(("goal", "measure"), PLACED)
@BOTH
def test_a_sheet_says_what_was_done_what_is_amiss_and_what_comes(
    path: Path, edition: Year, goal: int, measure: int
) -> None:
    """However a form heads its boxes, each text is of its kind, whole, and of its measure."""
    told = TOLD["goal"][goal - 1]["measure"][measure - 1]
    told = told if edition == "R6" else told["before"]
    done, issue, ahead = (
        [told[part]] if isinstance(told[part], str) else told[part] for part in ("done", "issue", "next")
    )
    direction = _said(path, goal, measure, "future_direction")
    wanted = (
        [*(f"・{one}" for one in issue), *(f"⇒{one}" for one in ahead)] if goal == 4 else [f"・{one}" for one in ahead]
    )
    assert direction == "\n".join(wanted)
    assert "\n".join(f"・{one}" for one in done) in _said(path, goal, measure, "initiative")
    if goal != 4:
        assert "\n".join(f"・{one}" for one in issue) in _said(path, goal, measure, "analysis")


@pytest.mark.parametrize(("goal", "measure"), PLACED)
def test_a_rank_is_said_with_its_reason(goal: int, measure: int) -> None:
    """施策の評価 | B　… is an analysis of the measure."""
    told = TOLD["goal"][goal - 1]["measure"][measure - 1]
    assert f"{told['overall']}　{told['why']}" in _said(SHEETS, goal, measure, "analysis")


@pytest.mark.parametrize("key", ["healthym", "healthyf"])
@BOTH
def test_a_value_in_brackets_is_a_past_years(path: Path, edition: Year, key: str) -> None:
    """（79.8） in the columns of years that are not yet known is carried, never theirs."""
    carried = {o.year for o in _indicator(path, key).observations if o.status == "carried"}
    assert carried == ({2023} if edition == "R5" else {2023, 2024})


@pytest.mark.parametrize(("path", "notes"), [(WORKBOOK, ["R5：集計中"]), (SHEETS, ["R6：集計中"])], ids=["R5", "R6"])
def test_what_is_still_to_come_is_noted(path: Path, notes: list[str]) -> None:
    """集計中 is a note of its year."""
    assert [one for one in _indicator(path, "shipment").notes if "：" in one] == notes


@pytest.mark.parametrize(
    ("key", "notes"),
    [
        ("trialstay", ["R2：中止"]),
        ("satisfied", [f"令和{at}年度({2018 + at})：未実施" for at in (2, 4, 6)]),
        ("quake", []),
    ],
)
def test_what_was_not_done_is_noted(key: str, notes: list[str]) -> None:
    """中止 and 未実施 say why a year has no value; a dash says nothing."""
    assert [one for one in _indicator(SHEETS, key).notes if "：" in one] == notes


@pytest.mark.parametrize(
    ("key", "period"),
    [("social", "calendar_year"), ("births", "calendar_year"), ("marriages", "calendar_year"), ("waiting", "as_of")],
)
@BOTH
def test_a_note_tells_the_period_of_those_that_it_names(path: Path, edition: Year, key: str, period: str) -> None:
    """A note may name an indicator by the end of its name, or two at once."""
    assert _indicator(path, key).period == period


def test_a_mark_in_a_cell_leads_to_its_note() -> None:
    """19※1 has the note ※1 below its table, which names no indicator."""
    assert any("特別支援枠" in note for note in _indicator(SHEETS, "startups").notes)
    assert not any("特別支援枠" in note for note in _indicator(SHEETS, "shipment").notes)


def test_what_stands_in_charts_alone_is_read() -> None:
    """Printed values of a chart of years are certain; those measured on it wait; a chart without years gives none."""
    told = TOLD["extra"][0]
    (people,) = [one for one in _reading(SHEETS).indicators if one.name == "総人口(国勢調査)"]
    assert [int(o.value) for o in people.observations] == told["values"]
    assert {o.page for o in people.observations} == {14}
    (homes,) = [one for one in _reading(SHEETS).indicators if one.name == "住民基本台帳の世帯数"]
    assert all(o.needs_review for o in homes.observations)


@BOTH
def test_nothing_else_is_an_indicator(path: Path, edition: Year) -> None:
    """Neither the same name with の推移, nor a part of a stacked bar, nor a chart without years is a further one."""
    more = ["総人口(国勢調査)", "住民基本台帳の世帯数"] if edition == "R6" else []
    known = [normalise(_indicator(path, key).name) for key in KEYS]
    assert [one.name for one in _reading(path).indicators if normalise(one.name) not in known] == more


@pytest.mark.parametrize("path", [STRATEGY, WORKBOOK, SHEETS], ids=lambda path: path.stem)
def test_running_heads_and_feet_are_left_out(path: Path) -> None:
    """The title over each sheet and the office below it are no text of theirs, in whichever size a sheet is printed."""
    texts = [one.text for one in _reading(path).sections if one.page > 2]
    assert not any(TOLD["footer"] in text or "効果検証シート" in text for text in texts)


def test_what_a_workbook_does_not_print_is_not_read() -> None:
    """Numbers beyond the print area, which only its charts are drawn from, are no text of the sheet."""
    assert not any("日帰り" in one.text for one in _reading(WORKBOOK).sections)


def test_the_number_of_a_stacked_bar_is_the_tables() -> None:
    """日帰り and 宿泊 are parts of the indicator; the chart does not make its values doubtful."""
    found = _indicator(SHEETS, "bathers")
    assert {o.year: o.value for o in found.observations}[2024] == number("1,018.3")


def test_a_measured_value_lends_no_decimals() -> None:
    """1.24 of the table stays 1.24 beside 1.2400, measured on the line of the same values."""
    assert [str(o.value) for o in _indicator(SHEETS, "tfr").observations if o.year >= 2020] == [
        "1.41",
        "1.38",
        "1.29",
        "1.24",
    ]
