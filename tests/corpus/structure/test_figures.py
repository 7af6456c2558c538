"""Figures in tables: which cell is whose, of which year, and what it is."""

import pytest

from corpus.reading import TableReading
from corpus.structure.figures import TableFigures, table_figures


def _figures(*rows: str) -> list[TableFigures]:
    return list(table_figures(TableReading(1, tuple(tuple(row.split("|")) for row in rows))))


def test_years_in_the_head_make_observations() -> None:
    """Columns headed by a year are actual values; brackets mean carried, a dash is no value, △ is minus."""
    (one,) = _figures("指標|単位|R2|R3|R4|R5", "純移動数|人|△158|(△158)|―|12")
    assert [(o.year, str(o.value), o.status) for o in one.observations] == [
        (2020, "-158", "actual"),
        (2021, "-158", "carried"),
        (2023, "12", "actual"),
    ]
    assert one.entry is not None
    assert (one.entry.name, one.entry.unit) == ("純移動数", "人")


def test_baseline_and_target_columns_make_milestones() -> None:
    """基準値 and 目標値 are never actual values, with their year in the head or in the cell."""
    (one,) = _figures("指標|基準値|実績(R4)|目標値(令和6年度)", "貨物量(千トン)|4,421(平成28年度)|4,600|5,000千トン")
    assert [(m.role, m.year, str(m.value)) for m in one.milestones] == [
        ("baseline", 2016, "4421"),
        ("target", 2024, "5000"),
    ]
    assert [(o.year, str(o.value)) for o in one.observations] == [(2022, "4600")]


@pytest.mark.parametrize(
    ("cell", "value"), [("19※1", "19"), ("1,204（※2）", "1204"), ("31(注1)", "31"), ("△12*", "-12"), ("1※2※3", None)]
)
def test_a_footnotes_mark_behind_a_number_is_no_part_of_it(cell: str, value: str | None) -> None:
    """One mark is told from the number, whichever way it is set; what is left must be a number alone."""
    (one,) = _figures("指標名（単位）|R4|R5", f"創業件数（件）|14|{cell}")
    assert {o.year: str(o.value) for o in one.observations}.get(2023) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.2万件", "1.2"),
        ("10位", "10"),
        ("約1,200", "1200"),
        ("0.8（全国1.2）", "0.8"),
        ("1,234\n(前年1,100)", "1234"),
        ("12件(うち女性3件)", "12"),
        ("1,234（見込）", "1234"),
    ],
)
def test_a_cell_that_says_more_than_its_number_waits_for_a_person(cell: str, value: str) -> None:
    """Another unit, about, a second number or a forecast: the number is kept, and never taken as certain."""
    (one,) = _figures("指標名（単位）|R4|R5", f"創業件数（件）|14|{cell}")
    (found,) = [o for o in one.observations if o.year == 2023]
    assert (str(found.value), found.needs_review, bool(found.reasons)) == (value, True, True)


@pytest.mark.parametrize("cell", ["31件", "31名", "31", "31以上", "31件以上"])
def test_a_unit_that_is_the_indicators_is_no_doubt(cell: str) -> None:
    """A unit printed behind the number again, a bound or another word for 人 say nothing more."""
    unit = "人" if "名" in cell else "件"
    (one,) = _figures("指標名（単位）|R4|R5", f"登録数（{unit}）|14|{cell}")
    assert not any(o.needs_review for o in one.observations)


def test_a_column_of_years_is_no_column_of_values() -> None:
    """基準年度 and 目標年度 say when; 2018年度 and 2024 in them are never a baseline or a target."""
    (one,) = _figures("指標|基準年度|基準値|目標年度|目標値|R5", "創業件数（件）|2018年度|12|2024|40|31")
    assert [(m.role, m.year, str(m.value)) for m in one.milestones] == [
        ("baseline", 2018, "12"),
        ("target", 2024, "40"),
    ]


@pytest.mark.parametrize("head", ["R5全国", "R5県平均", "R5順位", "R5予算額", "R5事業費", "R5上半期"])
def test_a_column_of_others_of_money_or_of_half_a_year_is_not_the_years(head: str) -> None:
    """R5 in a head is the year's own value only where nothing else is said."""
    (one,) = _figures(f"指標|R4|R5|{head}", "創業件数（件）|14|31|99")
    assert [(o.year, str(o.value)) for o in one.observations] == [(2022, "14"), (2023, "31")]


def test_heads_in_both_rows_are_told_once() -> None:
    """R2 over a blank cell, with H30 below 基準値 beside it, is R2."""
    (one,) = _figures("指標|基準値|R2|R3|目標値", "|H30|||R6", "創業件数（件）|12|14|31|40")
    assert [(o.year, str(o.value)) for o in one.observations] == [(2020, "14"), (2021, "31")]


def test_what_a_target_was_before_is_not_the_target() -> None:
    """（改訂前 300） beside a number is another year's say, not a second number of the cell."""
    (one,) = _figures("指標名|R5|目標値(R6)", "寄附額（百万円）|627|600\n（改訂前 300）")
    assert [str(m.value) for m in one.milestones] == ["600"]


def test_a_row_of_targets_gives_no_actual_values() -> None:
    """Rows 実績値 and 目標値 under a merged name keep their roles."""
    first, second = _figures("指標|区分|R4|R5", "出生数(人)|実績値|823|787", "|目標値|900|910")
    assert [(o.year, str(o.value)) for o in first.observations] == [(2022, "823"), (2023, "787")]
    assert second.observations == ()
    assert [(m.role, m.year, str(m.value)) for m in second.milestones] == [
        ("target", 2022, "900"),
        ("target", 2023, "910"),
    ]
    assert second.entry is not None
    assert second.entry.name == "出生数"


def test_heads_over_two_rows_are_read_together() -> None:
    """実績値 spans its years, which stand in the second row."""
    (one,) = _figures("指標|実績値||目標値", "|R4|R5|R6", "貨物量|12|13|20")
    assert [(o.year, str(o.value)) for o in one.observations] == [(2022, "12"), (2023, "13")]
    assert [(m.role, m.year, str(m.value)) for m in one.milestones] == [("target", 2024, "20")]


def test_a_table_by_year_is_of_whatever_it_stands_with() -> None:
    """Years along the top and rows 実績値, 目標値: the table names no indicator itself."""
    (one,) = _figures("年度|R3|R4", "実績値|12|13", "目標値|15|16")
    assert one.entry is None
    assert [(o.year, str(o.value)) for o in one.observations] == [(2021, "12"), (2022, "13")]
    assert [(m.year, str(m.value)) for m in one.milestones] == [(2021, "15"), (2022, "16")]


@pytest.mark.parametrize("head", ["達成率(R4)", "目標値に対する達成度", "対前年増減(R4)", "R4評価"])
def test_columns_that_compare_are_left_out(head: str) -> None:
    """A rate of attainment is neither a value nor a target of the indicator."""
    (one,) = _figures(f"指標|R3|{head}", "貨物量|12|80")
    assert [(o.year, str(o.value)) for o in one.observations] == [(2021, "12")]
    assert one.milestones == ()


def test_the_unit_behind_the_figures_is_the_indicators() -> None:
    """Where neither name nor column says the unit, the cells do, if they agree."""
    agreed, mixed = _figures("指標|基準値|目標値", "就業者数|45人|60人", "来場者数|45人|60組")
    assert agreed.entry is not None
    assert mixed.entry is not None
    assert (agreed.entry.unit, mixed.entry.unit) == ("人", "")


@pytest.mark.parametrize(
    "rows",
    [
        ("氏名|所属", "代表|商工会"),
        ("区分|R2|R3", "立地の協定|3|6"),
        ("指標|説明", "貨物量|船で運ぶ量"),
        ("日程|会場",),
    ],
)
def test_other_tables_give_nothing(rows: tuple[str, ...]) -> None:
    """Tables that are not of indicators are left alone."""
    assert _figures(*rows) == []


def test_words_in_place_of_figures_give_nothing() -> None:
    """増加 or 毎年度 as a target is not a number."""
    (one,) = _figures("指標|基準値|目標値", "貨物量|12|増加")
    assert [(m.role, str(m.value)) for m in one.milestones] == [("baseline", "12")]


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("119人\n(R6.3.31現在)", 2023),
        ("119人(令和5年10月1日)", 2023),
        ("119人(R4)", 2022),
        ("119人（令和4年度）", 2022),
    ],
)
def test_a_day_of_the_columns_year_is_no_other_year(cell: str, year: int) -> None:
    """31 March of R6 closes R5, whose column it stands in; a year by itself is one that the value is of."""
    (one,) = _figures("指標|R4|R5|目標値", f"移住者数|－|{cell}|130人")
    assert [(o.year, str(o.value)) for o in one.observations] == [(year, "119")]


@pytest.mark.parametrize("target", ["75.0％以上", "75.0％"])
def test_a_bound_is_no_part_of_the_unit(target: str) -> None:
    """以上 behind a target leaves the unit that the cells agree in."""
    (one,) = _figures("指標|R5|目標値", f"満足している保護者の割合|63.5％|{target}")
    assert one.entry is not None
    assert one.entry.unit == "%"


def test_a_common_head_names_indicators_beside_heads_of_values() -> None:
    """項目 heads names where 現状値 and 目標値 stand beside it, and none where one of them does."""
    (one,) = _figures("項目|現状値（R1）|目標値（R7）", "成約件数|16件|40件")
    assert one.entry is not None
    assert [(m.role, m.year, str(m.value)) for m in one.milestones] == [
        ("baseline", 2019, "16"),
        ("target", 2025, "40"),
    ]
    assert not _figures("項目|R5決算|備考", "会場の借上げ|120|2回")


def test_a_head_printed_again_is_no_row() -> None:
    """Where a table goes on over the page with its head, the head's years are no values."""
    head = "施策|項目|現状値|R4|R5|目標値"
    assert [
        f.entry.name for f in _figures(head, "1-1 港|便数|3便|4便|5便|6便", head, "|乗客数|8人|9人|9人|9人") if f.entry
    ] == [
        "便数",
        "乗客数",
    ]


def test_a_measures_cell_is_no_head() -> None:
    """数値目標 in a column of measures, beside 集計中 and numbers, does not make its row the head of the table."""
    (one,) = _figures("施策|指標|現状値|R5|目標値", "数値目標|出生数|371人|297人|360人")
    assert one.entry is not None
    assert (one.entry.name, one.entry.numeric_target) == ("出生数", True)
