"""Japanese years: every form is the same year, and what is no year is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.years import (
    era_label,
    era_name,
    era_year,
    find_years,
    fiscal_year_of,
    kanji_number,
    parse_year,
    year_span,
)

WIDE = str.maketrans("0123456789RHS()", "０１２３４５６７８９ＲＨＳ（）")
KANJI = {1: "元", 5: "五", 10: "十", 12: "十二", 23: "二十三", 30: "三十", 63: "六十三"}
FORMS = (
    "{letter}{n}",
    "{letter} {n}",
    "{letter}.{n}",
    "{letter}{n}年",
    "{letter}{n}年度",
    "{letter}{n:02}",
    "{name}{n}",
    "{name}{n}年",
    "{name}{n}年度",
    "{name} {n} 年度",
    "{name}　{n}　年",
    "{name}{n}年度末",
    "{name}{n}年度実績",
    "{name}{n}年度(実績)",
    "{name}{n}年3月31日",
    "{name}{n}年4月1日現在",
    "{name}{n}年3月末現在",
    "{letter}{n}.4.1",
    "{letter}{n}.3末",
    "{letter}{n}({ad})",
    "{letter}{n}年度({ad}年度)",
    "{name}{n}({ad})年度",
    "{name}{n}年({ad}年)",
    "{ad}({letter}{n})",
    "{ad}({name}{n})年度",
    "{ad}/{letter}{n}",
    "{ad}",
    "{ad}年",
    "{ad}年度",
    "{ad} 年度",
    "FY{ad}",
    "{ad}FY",
    "{ad}.4.1",
    "{ad}/4/1",
    "{ad}年4月1日",
)
ERAS = (("令和", "R", 5, 2023), ("平成", "H", 30, 2018), ("昭和", "S", 63, 1988))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "letter", "n", "ad"), ERAS)
@pytest.mark.parametrize("wide", [False, True])
def test_each_form_is_its_year(form: str, name: str, letter: str, n: int, ad: int, wide: bool) -> None:
    """210 ways to write three years, half-width and full."""
    label = form.format(name=name, letter=letter, n=n, ad=ad)
    mention = parse_year(label.translate(WIDE) if wide else label)
    assert mention is not None
    assert mention.year == ad


@pytest.mark.parametrize(
    "first", ["令和元年", "令和1年度", "R元", "R1", "R元年度", "㋿元年", "平成31年度", "H31", "平成31年4月"]
)
def test_the_year_of_two_eras_is_one(first: str) -> None:
    """平成31年度 and 令和元年度 are both 2019."""
    assert [m.year for m in find_years(first)] == [2019]


@pytest.mark.parametrize(("number", "text"), KANJI.items())
def test_kanji_numbers(number: int, text: str) -> None:
    """元 is one; tens and ones are read."""
    assert kanji_number(text) == number


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("令和5年度", "fiscal_year"),
        ("FY2023", "fiscal_year"),
        ("2023年度末", "fiscal_year"),
        ("令和5年4月1日現在", "as_of"),
        ("R5.4.1", "as_of"),
        ("令和5年3月末", "as_of"),
        ("令和5年", None),
        ("R5", None),
    ],
)
def test_the_words_tell_the_period(label: str, period: str | None) -> None:
    """年度 is a fiscal year, a date is a point in time; 年 alone says neither."""
    mention = parse_year(label)
    assert mention is not None
    assert mention.period == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H32",
        "S65",
        "R0",
        "令和100年",
        "CO2",
        "H2O",
        "R5.5",
        "R4.5%",
        "2022.5",
        "12.2022",
        "1,2022",
        "20225",
        "第2期",
        "30年",
    ],
)
def test_what_is_no_year_is_none(text: str) -> None:
    """Years that an era never had, decimals, chemistry and bare numbers."""
    assert find_years(text) == []


@pytest.mark.parametrize("label", ["R6目標", "R5見込", "R4・R5", "R2～R6", "令和5年度 120件", "検証値(R6)", "R5とR6"])
def test_a_label_with_more_than_a_year_is_no_year(label: str) -> None:
    """Only a label that is one year is read as one."""
    assert parse_year(label) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("R2～R6", (2020, 2024)),
        ("R2~6", (2020, 2024)),
        ("R2-R6", (2020, 2024)),
        ("H27～R元", (2015, 2019)),
        ("令和2～6年度", (2020, 2024)),
        ("令和2年度から4年度", (2020, 2022)),
        ("令和2年度から令和6年度までの5年間", (2020, 2024)),
        ("平成27年度から令和元年度まで", (2015, 2019)),
        ("2020年度～2024年度", (2020, 2024)),
        ("2020-2024", (2020, 2024)),
        ("計画期間：令和2(2020)年度～令和6(2024)年度", (2020, 2024)),
        ("R2～6件", None),
        ("令和5年度", None),
        ("R6～R2", None),
    ],
)
def test_ranges(text: str, span: tuple[int, int] | None) -> None:
    """A range has a first and a later last year, the era said once or twice."""
    assert year_span(text) == span


@given(st.integers(1868, 2100))
def test_a_short_label_comes_back(year: int) -> None:
    """era_label and parse_year are inverse."""
    mention = parse_year(era_label(year))
    assert mention is not None
    assert mention.year == year


@given(st.integers(1868, 2100), st.sampled_from([None, "fiscal_year", "calendar_year", "as_of"]))
def test_a_long_name_comes_back(year: int, period) -> None:
    """era_name and parse_year are inverse, and 年度 stays 年度."""
    mention = parse_year(era_name(year, period))
    assert mention is not None
    assert mention.year == year
    assert (mention.period == "fiscal_year") == (period == "fiscal_year")


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    """Mentions are in order, apart, and cut from the text as they say."""
    mentions = find_years(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(1868 <= m.year <= 2117 for m in mentions)


@pytest.mark.parametrize("sign", ["R", "r", "令和"])
def test_an_era_has_only_its_years(sign: str) -> None:
    """An era year below one is refused."""
    assert era_year(sign, 1) == 2019
    with pytest.raises(ValueError, match="no year"):
        era_year(sign, 0)


@pytest.mark.parametrize(("month", "fiscal"), [(1, 2022), (3, 2022), (4, 2023), (12, 2023)])
def test_the_fiscal_year_starts_in_april(month: int, fiscal: int) -> None:
    """March 2023 is still 令和4年度."""
    assert fiscal_year_of(2023, month) == fiscal
