"""Numbers, units and milestones as charts print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.charts.categories import meaning_of
from corpus.charts.milestones import parse_milestones
from corpus.charts.numbers import parse_number
from corpus.charts.units import is_unit, split_unit


@pytest.mark.parametrize(
    ("text", "value", "carried", "suffix"),
    [
        ("1,250", "1250", False, ""),
        ("０．５", "0.5", False, ""),
        ("▲1,204", "-1204", False, ""),
        ("△ 0.3", "-0.3", False, ""),
        ("−58", "-58", False, ""),
        ("+12", "12", False, ""),
        ("(2,297)", "2297", True, ""),
        ("（▲0.5）", "-0.5", True, ""),
        ("〔47.0〕", "47.0", True, ""),
        ("41.2%", "41.2", False, "%"),
        ("１２０人", "120", False, "人"),
        ("45.4人/ha", "45.4", False, "人/ha"),
        ("0", "0", False, ""),
    ],
)
def test_a_printed_number_is_read(text: str, value: str, carried: bool, suffix: str) -> None:
    """Signs, brackets, full-width digits and units."""
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.carried, number.suffix) == (Decimal(value), carried, suffix)


@pytest.mark.parametrize(
    "text",
    ["", "H27", "第1期", "(12", "12)", "1,23", "1.2.3", "12※1", "1,2451,310", "R6:50.0%", "-", "1 250人増加した件数"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    """Half a bracket, fused labels, notes and words give no number rather than a wrong one."""
    assert parse_number(text) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_a_number_comes_back_as_it_was_printed(value: Decimal) -> None:
    """Printing with thousands separators and reading again gives the same value."""
    number = parse_number(f"{value:,}")
    assert number is not None
    assert number.value == value
    assert number.decimals == 2


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("保育所等の待機児童数（単位：人）", "保育所等の待機児童数", "人"),
        ("企業立地件数（累計）（単位：件）", "企業立地件数(累計)", "件"),
        ("企業立地件数（累計）", "企業立地件数(累計)", ""),
        ("県内定着率［％］", "県内定着率", "%"),
        ("ごみ排出量(t-CO2)", "ごみ排出量", "t-CO2"),
        ("(単位:億円)", "", "億円"),
        ("(単位:%)男性の育児休業取得率", "男性の育児休業取得率", "%"),
        ("新規学卒者（大学）", "新規学卒者(大学)", ""),
        ("人口密度 単位：人/ha", "人口密度", "人/ha"),
    ],
)
def test_a_title_is_parted_from_its_unit(text: str, words: str, unit: str) -> None:
    """A bracket is a unit only if it says so or holds a known unit."""
    assert split_unit(text) == (words, unit)


@pytest.mark.parametrize(
    ("text", "known"), [("人", True), ("百万円", True), ("kWh", True), ("累計", False), ("", False)]
)
def test_known_units(text: str, known: bool) -> None:
    """Counters, money, measures; no other words."""
    assert is_unit(text) is known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("検証値(R6) 2,450", [("target", 2024, "2450")]),
        ("検証値(R6)\n2,450億円", [("target", 2024, "2450")]),
        ("目標値 R6:50.0%", [("target", 2024, "50.0")]),
        ("R6目標値：△95", [("target", 2024, "-95")]),
        ("令和6年度目標 120件", [("target", 2024, "120")]),
        ("目標値95(R6)", [("target", 2024, "95")]),
        ("目標値 95", [("target", None, "95")]),
        ("基準値(H26) 41人 目標値(R6) 0人", [("baseline", 2014, "41"), ("target", 2024, "0")]),
    ],
)
def test_a_milestone_is_read(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    """Role, year and value in any order."""
    found = [(role, m.year, str(m.value)) for role, m in parse_milestones(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "基本目標2",
        "目標値",
        "目標値 65歳以上",
        "目標値を15%上回り、過去最高となった。",
        "検証値(R6)の120件に向け、R5は3社を誘致する。",
        "数値目標・KPI一覧",
    ],
)
def test_what_is_no_milestone_is_left_alone(text: str) -> None:
    """Headings, legends and prose that speak of targets state none."""
    assert parse_milestones(text) == []


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("検証値(R6)", "target"),
        ("R6目標", "target"),
        ("目標値", "target"),
        ("目標値（第2期）", "target"),
        ("数値目標", "target"),
        ("計画値", "target"),
        ("基準値(H30)", "baseline"),
        ("現状値", "baseline"),
        ("R5(見込)", "forecast"),
        ("令和6年度見込み", "forecast"),
        ("推計値", "forecast"),
        ("実績値", "other"),
        ("目標達成者数", "other"),
        ("計画相談支援", "other"),
        ("現状維持", "other"),
        ("第1期", "other"),
        ("", "other"),
    ],
)
def test_what_a_name_means(label: str, meaning: str) -> None:
    """Only a name that says target, baseline or forecast as a whole is one."""
    assert meaning_of(label) == meaning
