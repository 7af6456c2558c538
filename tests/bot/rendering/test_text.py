"""A reply as plain text: aligned, quoted word for word, each line with its source, no digit of its own."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal, get_args

import pytest
from answers import DIRECTION, trend, waiting_children
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.answering.answer import Computed, ComputedName, Figure, Source
from bot.rendering.text import plain_text
from bot.rendering.text_numbers import number, quantity, shown, source_line, year_label
from corpus.reading import Period, SectionKind
from prompts.wording import LANGUAGES, Language, wording


def test_a_reply_has_its_parts_in_order() -> None:
    """Headline, remarks, table, quotation and sources follow each other, with an empty line between."""
    text = plain_text(trend())
    order = ["R4年の0人へ減りました", "R3年の値は", "保育所等の待機児童数（人", "今後の方向性（", "「保育士の", "出典"]
    assert sorted(order, key=text.index) == order
    assert len(text.split("\n\n")) == 4


def test_a_quotation_is_word_for_word_and_marked_as_one() -> None:
    """The document's words stand between quotation marks, unbroken."""
    assert f"「{DIRECTION}」 [3]" in plain_text(trend())


def test_the_table_is_aligned_by_the_width_of_japanese_characters() -> None:
    """Every row of a table is as wide as the others up to its source mark."""
    rows = [line for line in plain_text(trend()).split("\n") if line.endswith("]") and line.startswith("  R")]
    assert len({cell_len(row[: row.index("[")]) for row in rows}) == 1


def test_a_year_without_a_value_has_no_row() -> None:
    """What the documents do not say is not written as anything."""
    assert "2021" not in plain_text(replace(trend(), remarks=()))


def test_a_carried_value_is_in_parentheses_and_named() -> None:
    """A past year's value looks as in the document and says what it is."""
    assert re.search(r"R5\(2023\)\s+\(0\)\s+過年度の値", plain_text(trend()))


def test_one_source_for_a_whole_table_stands_at_its_title() -> None:
    """A mark on every row would say the same again and again."""
    figure = replace(waiting_children(), baseline=None)
    text = plain_text(replace(trend(), figures=(figure,)))
    assert "保育所等の待機児童数（人、時点、R5版） [1]" in text
    assert text.count("[1]") == 2


def test_a_target_alone_in_a_list_has_its_source_and_no_word_of_missing_values() -> None:
    """Where only the target is told (it has changed), the row does not say that there are no values."""
    one = replace(waiting_children(), points=waiting_children().points[:1], indicator="出生数")
    text = plain_text(replace(trend(), figures=(replace(one, indicator="自主防災組織の結成率", points=()), one)))
    assert re.search(r"自主防災組織の結成率 +人 +目標値 R6\(2024\) 0 +\[[0-9]\]", text)
    assert "なし" not in text


def test_several_indicators_of_one_value_each_share_a_table() -> None:
    """A list of indicators is a row an indicator, with its target."""
    one = replace(waiting_children(), points=waiting_children().points[:1])
    other = replace(one, indicator="出生数", target=None)
    text = plain_text(replace(trend(), figures=(one, other)))
    assert re.search(r"保育所等の待機児童数 +R1\(2019\) +12 +人 +目標値 R6\(2024\) 0 +\[1\]", text)
    assert re.search(r"出生数 +R1\(2019\) +12 +人 +\[1\]", text)


def test_a_list_is_not_told_twice() -> None:
    """Where the sentences already list the indicators, only their sources follow."""
    text = plain_text(replace(trend(), intent="list", excerpts=()))
    assert "（人、時点" not in text
    assert "[1] " in text


def test_computed_values_are_named_with_their_years() -> None:
    """A computed value says what it is and from which years it comes."""
    computed = Computed("change_from_previous", Decimal(-16), "百万円", (2022, 2023), "観光消費額")
    assert "前年からの増減 △16百万円（R4(2022)→R5(2023)）" in plain_text(replace(trend(), computed=(computed,)))


def test_candidates_are_offered_when_the_question_is_open() -> None:
    """What could be meant is listed right below the question back; a clear answer offers nothing."""
    asked = replace(trend(), status="clarify", candidates=("出生数", "婚姻数"), figures=(), excerpts=())
    assert plain_text(asked).endswith("- 出生数\n- 婚姻数")
    assert "- 出生数" not in plain_text(replace(asked, status="answered"))


def test_english_words_stand_around_japanese_evidence() -> None:
    """An English reply keeps names and quotations as they are in the documents."""
    text = plain_text(replace(trend(), language="en"))
    for part in (
        "Future direction (今後の方向性): 保育所等",
        f"“{DIRECTION}”",
        "2019 (R1)",
        "Sources",
        "R5 edition, p. 15",
    ):
        assert part in text


def test_an_imported_figure_names_its_address_and_no_page() -> None:
    """A figure that no document printed shows where it was published."""
    source = Source("figures.csv", None, None, "import", url="https://example.jp/a")
    assert source_line(source, "ja") == "figures.csv https://example.jp/a"


@pytest.mark.parametrize(
    ("value", "written"),
    [("4", "4"), ("1234567", "1,234,567"), ("-16", "-16"), ("81.98", "81.98"), ("1E+3", "1,000"), ("80.60", "80.6")],
)
def test_numbers_have_separators_and_no_exponent(value: str, written: str) -> None:
    """A number reads the same wherever it stands."""
    assert number(Decimal(value)) == written


def test_a_japanese_reply_writes_values_below_zero_as_offices_do() -> None:
    """△ in Japanese, wherever a reply shows the value; the plain sign in English and where a value is worked with."""
    below = Decimal("-1234.5")
    assert number(below, language="ja") == "△1,234.5"
    assert quantity(below, "人", language="ja") == "△1,234.5人"
    assert shown(below, "carried", language="ja") == "(△1,234.5)"
    assert number(below, language="en") == number(below) == "-1,234.5"


@given(st.decimals(-(10**12), 10**12, places=3), st.integers(0, 2))
def test_writing_a_number_never_changes_it(value: Decimal, decimals: int) -> None:
    """Fewer digits asked for than there are do not round."""
    assert Decimal(number(value, decimals).replace(",", "")) == value


def test_a_columns_decimals_line_up() -> None:
    """The most precise value of an indicator decides for all of them."""
    points = waiting_children().points
    rate: Figure = replace(waiting_children(), points=(replace(points[0], value=Decimal("80.6")), points[1]), unit="%")
    text = plain_text(replace(trend(), figures=(rate,)))
    assert "80.6" in text
    assert re.search(r" 4\.0 ", text)


def test_small_pieces() -> None:
    """Unit, parentheses and year in either language."""
    assert quantity(Decimal(1234), "人") == "1,234人"
    assert shown(Decimal(63), "carried") == "(63)"
    assert year_label(2019, "ja") == "R1(2019)"
    assert year_label(2018, "en") == "2018 (H30)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_an_answer_can_hold_has_its_words(language: Language) -> None:
    """No computation, kind of passage, kind of year or status is without a name in either language."""
    held = {
        "computed.name": ComputedName,
        "section": SectionKind,
        "period": Period,
        "row": Literal["carried", "measured", "target", "baseline"],
    }
    needed = {f"text.{table}.{name}" for table, names in held.items() for name in get_args(names)}
    assert needed <= wording(language).names
    assert {name for name in wording(language).names if name.startswith("text.computed.name.")} <= needed


def test_a_computed_value_without_years_has_no_empty_brackets() -> None:
    """An undated target's former value is told without a year."""
    computed = Computed("target_before", Decimal(30), "%", (), "男性の育児休業取得率")
    assert plain_text(replace(trend(), computed=(computed,))).count("（）") == 0
