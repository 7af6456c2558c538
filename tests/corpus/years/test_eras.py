"""The eras, numbers in kanji, fiscal years, and periods that notes state."""

import pytest

from corpus.reading import Period
from corpus.years import era_label, era_name, era_year, fiscal_year_of, kanji_number, stated_period


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "元"),
        (1, "一"),
        (5, "五"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (23, "二十三"),
        (30, "三〇"),
        (31, "三一"),
        (63, "六十三"),
    ],
)
def test_kanji_numbers(number: int, text: str) -> None:
    """元 is one; tens and ones are read, with 十 and without."""
    assert kanji_number(text) == number


@pytest.mark.parametrize("text", ["", "百", "十十", "二十十", "R", "1.5", "-1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Anything else raises a ValueError and nothing but that."""
    with pytest.raises(ValueError, match="not a number"):
        kanji_number(text)


@pytest.mark.parametrize("sign", ["R", "r", "令和", "令", "Reiwa"])
def test_an_era_has_only_its_years(sign: str) -> None:
    """An era year below one is refused."""
    assert era_year(sign, 1) == 2019
    with pytest.raises(ValueError, match="no year"):
        era_year(sign, 0)


def test_an_era_ends() -> None:
    """平成 ended in its year 31, 昭和 in its year 64."""
    assert era_year("H", 31) == 2019
    assert era_year("S", 64) == 1989
    for sign, number in (("H", 32), ("S", 65), ("大正", 16)):
        with pytest.raises(ValueError, match="no year"):
            era_year(sign, number)


@pytest.mark.parametrize(
    ("year", "label", "name"),
    [
        (2023, "R5", "令和5年"),
        (2019, "R1", "令和元年"),
        (1989, "H1", "平成元年"),
        (1988, "S63", "昭和63年"),
        (1868, "M1", "明治元年"),
    ],
)
def test_years_are_written(year: int, label: str, name: str) -> None:
    """The short form counts, the long form has 元 for the first year."""
    assert (era_label(year), era_name(year), era_name(year, "fiscal_year")) == (label, name, f"{name}度")


def test_no_era_before_meiji() -> None:
    """1867 has no label."""
    with pytest.raises(ValueError, match="before Meiji"):
        era_label(1867)


@pytest.mark.parametrize(("month", "fiscal"), [(1, 2022), (3, 2022), (4, 2023), (12, 2023)])
def test_the_fiscal_year_starts_in_april(month: int, fiscal: int) -> None:
    """March 2023 is still 令和4年度."""
    assert fiscal_year_of(2023, month) == fiscal


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("※各年4月1日現在", "as_of"),
        ("※各年 4 月 1 日時点", "as_of"),
        ("毎年10月1日", "as_of"),
        ("各年3月末", "as_of"),
        ("各年度末現在", "fiscal_year"),
        ("各年度3月末現在", "fiscal_year"),
        ("※年度の1月1日現在", "fiscal_year"),
        ("各年度4月1日現在", "as_of"),
        ("各年末現在", "as_of"),
        ("各年末", "as_of"),
        ("年央", "as_of"),
        ("※各年1月～12月の集計", "calendar_year"),
        ("1月1日から12月31日", "calendar_year"),
        ("(暦年)", "calendar_year"),
        ("※暦年の数値(年度ではない)", "calendar_year"),
        ("※年度集計", "fiscal_year"),
        ("各年 度", "fiscal_year"),
        ("※令和3年4月1日に統合した", None),
        ("※年末年始を除く", None),
        ("※各年11月～12月", None),
        ("※速報値", None),
        ("各年", None),
        ("度数", None),
        ("", None),
    ],
)
def test_a_note_states_a_period(text: str, period: Period | None) -> None:
    """A date makes a point in time, 暦年 or January to December a calendar year, 年度 a fiscal year."""
    assert stated_period(text) == period
