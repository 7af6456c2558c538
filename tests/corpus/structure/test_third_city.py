"""The third city's PDFs: heads over two rows, a table that goes on over the page, one sheet an indicator."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from corpus.names import normalise
from corpus.read import read
from corpus.reading import IndicatorReading, Reading, Section
from tests.support.third_city import REPORT, SHEETS, STRATEGY
from tests.support.third_city.told import TOLD, last_target, name_in, placed

KEYS = [key for key, _ in placed()]


@cache
def _reading(path: Path) -> Reading:
    return read(path)


def _indicator(path: Path, key: str) -> IndicatorReading:
    name = name_in(TOLD["indicator"][key], newest=path is SHEETS)
    (found,) = [one for one in _reading(path).indicators if normalise(one.name) == normalise(name)]
    return found


def _numbers(texts: list[str], first: int) -> dict[int, Decimal]:
    """Values by year of printed texts that are a number, or one with （速報値） behind it."""
    plain = {first + at: text.removesuffix("（速報値）").replace(",", "") for at, text in enumerate(texts)}
    return {year: Decimal(text.replace("△", "-")) for year, text in plain.items() if text[-1:].isdigit()}


def _said(path: Path, key: str) -> list[Section]:
    return [one for one in _reading(path).sections if one.indicator == _indicator(path, key).name]


@pytest.mark.parametrize("key", KEYS)
def test_every_value_of_the_sheets_is_read(key: str) -> None:
    """Each indicator has the values of its sheet, no other, and none waits for a person."""
    found = _indicator(SHEETS, key)
    assert {o.year: o.value for o in found.observations} == _numbers(TOLD["indicator"][key]["values"], 2019)
    assert not any(o.needs_review for o in found.observations)


@pytest.mark.parametrize("key", KEYS)
def test_every_value_of_the_report_is_read(key: str) -> None:
    """So it is where the years stand under 実績値 in a head of two rows, on whichever page a row is."""
    told = TOLD["indicator"][key]
    found = _indicator(REPORT, key)
    assert {o.year: o.value for o in found.observations} == _numbers(told.get("R5") or told["values"][2:5], 2021)
    assert {(m.role, m.year): m.value for m in found.milestones} == {
        ("baseline", 2019): _numbers(told["values"][:1], 2019)[2019],
        ("target", 2025): _numbers([last_target(told, newest=False)], 2025)[2025],
    }


@pytest.mark.parametrize("key", KEYS)
def test_yearly_targets_are_read(key: str) -> None:
    """The row of targets gives one a year where it holds numbers; a dash is none."""
    told = TOLD["indicator"][key]
    texts = told.get("targets", ["-", "-", "-", "-", last_target(told, newest=True)])
    targets = {m.year: m.value for m in _indicator(SHEETS, key).milestones if m.role == "target"}
    assert targets == _numbers(texts, 2021)


@pytest.mark.parametrize("path", [STRATEGY, REPORT, SHEETS], ids=lambda path: path.stem)
@pytest.mark.parametrize(("key", "place"), list(placed()), ids=KEYS)
def test_each_indicator_has_its_place(path: Path, key: str, place: object) -> None:
    """Goal, measure and unit are those of the page, in whichever form it heads them."""
    goal = next(n for n, told in enumerate(TOLD["strategy_goal"], 1) if key in _keys(told))
    policies = TOLD["strategy_goal"][goal - 1]["policy"]
    measure = next((n for n, told in enumerate(policies, 1) if key in told["kpis"]), None)
    found = _indicator(path, key)
    assert (found.goal, found.measure) == (goal, measure)
    assert found.unit == TOLD["indicator"][key]["unit"].replace("－", "").replace("％", "%")


def _keys(goal: dict[str, list[dict[str, list[str]]]]) -> Iterator[object]:
    yield from goal["numeric"]
    yield from (key for policy in goal["policy"] for key in policy["kpis"])


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_says_what_was_done_what_is_amiss_and_what_comes(key: str) -> None:
    """取組実績 is an initiative, 課題 an analysis, 今後の方針 a direction; each is the cell's text and nothing else."""
    told = TOLD["indicator"][key]
    said = {
        kind: [one.text for one in _said(SHEETS, key) if one.section == kind]
        for kind in ("initiative", "analysis", "future_direction")
    }
    assert said == {"initiative": [told["done"]], "analysis": [told["issue"]], "future_direction": [told["next"]]}


@pytest.mark.parametrize("key", [key for key in KEYS if "note" in TOLD["indicator"][key]])
def test_what_stands_under_a_sheets_table_is_its_note(key: str) -> None:
    """The ※ line is the indicator's note; 担当課 is none of the direction's words."""
    notes = [one.text for one in _said(SHEETS, key) if one.section == "note"]
    assert f"※{TOLD['indicator'][key]['note']}。" in notes


def test_a_report_says_so_of_each_policy() -> None:
    """Under a table of several indicators 取組実績, 課題と対応 and 今後の方針 are the policy's, with its place."""
    for goal, told in enumerate(TOLD["strategy_goal"], 1):
        for measure, policy in enumerate(told["policy"], 1):
            said = [one for one in _reading(REPORT).sections if (one.goal, one.measure) == (goal, measure)]
            texts = {
                kind: "\n".join(one.text for one in said if one.section == kind)
                for kind in ("initiative", "analysis", "future_direction")
            }
            assert texts == {
                "initiative": "\n".join(f"・{line}" for line in policy["R5"]["done"]),
                "analysis": policy["R5"]["issue"],
                "future_direction": "\n".join(f"・{line}" for line in policy["R5"]["next"]),
            }


@pytest.mark.parametrize("path", [STRATEGY, REPORT, SHEETS], ids=lambda path: path.stem)
def test_headings_are_as_printed(path: Path) -> None:
    """A city that calls its goals 重点戦略 is quoted with that word."""
    headings = {one.heading[0] for one in _reading(path).sections if one.goal == 1}
    assert headings == {"重点戦略1 雪と大地の恵みで稼ぐ力を高める"}


def test_the_first_words_of_a_report_are_kept() -> None:
    """A sentence above the first note is not lost."""
    assert any(TOLD["R5"]["opening"] in one.text for one in _reading(REPORT).sections)


def test_a_preliminary_value_says_so() -> None:
    """（速報値） behind a number stays with it as its note."""
    (value,) = [o for o in _indicator(SHEETS, "checkup").observations if o.year == 2024]
    assert value.note == "速報値"


@pytest.mark.parametrize(("path", "note"), [(SHEETS, "令和6年：調査中"), (REPORT, "R5年度：調査中")], ids=["R6", "R5"])
def test_a_value_still_to_come_is_noted(path: Path, note: str) -> None:
    """調査中 in a year's column is a note of that year; a dash is none."""
    assert _indicator(path, "farm").notes[-1] == note
    assert not any("：" in one for one in _indicator(path, "bank").notes)


@pytest.mark.parametrize(
    ("key", "period"), [("nights", "calendar_year"), ("farm", "calendar_year"), ("bank", "fiscal_year")]
)
def test_a_note_tells_the_period_of_those_that_it_names(key: str, period: str | None) -> None:
    """Under a table headed by fiscal years ※…は、年度ではなく暦年 is of those it names, and of no other."""
    assert _indicator(REPORT, key).period == period


@pytest.mark.parametrize(
    ("key", "period"), [("townhall", "as_of"), ("highschool", "fiscal_year"), ("snow", "fiscal_year"), ("tfr", None)]
)
def test_a_sheets_note_or_head_tells_its_period(key: str, period: str) -> None:
    """各年度４月１日現在 makes a date of 令和６年度; ３月末現在 does not, or it would be told a year too early."""
    assert _indicator(SHEETS, key).period == period


def test_values_keep_their_zeros() -> None:
    """A target that the chart writes as 60 is the table's 60.0."""
    target = next(m for m in _indicator(SHEETS, "highschool").milestones if m.year == 2025)
    assert str(target.value) == "60.0"


def test_a_label_is_no_part_of_what_stands_over_it() -> None:
    """The text of a measure ends where 【取組実績】 begins."""
    assert not any("【" in one.text for one in _reading(REPORT).sections if one.section == "policy")
