"""How years are written: each form, the year it is and the period that its words state."""

import pytest

from corpus.reading import Period
from corpus.years import find_years

FORMS: dict[tuple[int, Period | None], tuple[str, ...]] = {
    (2023, None): (
        *("R5", "R05", "Ｒ５", "Ｒ5", "r5", "R 5", "R.5", "R. 5", "Ｒ．５", "R5年", "R 5 年"),
        *("令和5", "令和５", "令和05年", "令和5年", "令和５年", "令和五年", "令和 5 年", "令和　５　年", "令 和 5 年"),
        *("令和\n5年", "令和5\n年", "㋿5年", "㋿５", "令5", "令5年", "Reiwa 5", "reiwa5", "REIWA 5"),
        *("2023", "２０２３", "2023年", "２０２３年", "2023 年", "2023\n年", "二〇二三年", "二〇二三 年"),
        *("R5(2023)", "R5（2023）", "R5 (2023)", "R5\n(2023)", "R5(2023年)", "R5[2023]", "R5〔2023〕", "R5【2023】"),
        *(
            "2023(R5)",
            "2023（令和５）",
            "2023(令5)",
            "2023年(令和5年)",
            "令和5年(2023年)",
            "令和5(2023)年",
            "2023(令和5)年",
        ),
        *("2023/R5", "R5/2023", "2023・R5", "令和5/2023年"),
        *("R5年8月", "令和5年8月", "令和 5 年 8 月", "令和五年8月", "2023年8月", "R5.8月", "令和5.8"),
    ),
    (2023, "fiscal_year"): (
        *("R5年度", "Ｒ５年度", "r5年度", "R 5 年度", "R5 年度", "R5年 度", "R5\n年度", "R5年\n度", "R05年度"),
        *(
            "令和5年度",
            "令和５年度",
            "令和 5 年度",
            "令和 5 年 度",
            "令 和 5 年 度",
            "令和\n5年度",
            "令和5年\n度",
            "令和05年度",
        ),
        *("令和五年度", "㋿5年度", "令5年度", "Reiwa 5年度", "二〇二三年度"),
        *(
            "2023年度",
            "２０２３年度",
            "2023 年度",
            "2023\n年度",
            "FY2023",
            "ＦＹ２０２３",
            "FY 2023",
            "fy2023",
            "FY23",
            "FY'23",
        ),
        *("2023FY", "2023 FY", "2023fy", "fiscal 2023", "Fiscal 2023", "fiscal year 2023", "Fiscal Year 2023"),
        *(
            "R5(2023)年度",
            "令和5(2023)年度",
            "令和5（2023）年度",
            "令和5年度(2023年度)",
            "R5年度(2023)",
            "R5(2023年度)",
        ),
        *("2023(R5)年度", "2023年度(R5)", "2023年度(令和5年度)", "2023(令和5)年度", "2023年度\n(R5)", "2023/R5年度"),
        *("令和5年度末", "令和5年度末現在", "2023年度末", "R5年度末", "令和5年度当初", "令和5年度時点", "令和5年度分"),
        *("令和5年度実績", "令和5年度(実績)", "令和5年度見込", "令和5年度目標", "R5年度実績値", "令和5年度決算"),
    ),
    (2023, "calendar_year"): (
        *("令和5年(暦年)", "2023年（暦年）", "2023暦年", "R5暦年", "2023 暦年", "CY2023", "calendar year 2023"),
        *("令和5年中", "令和5年中の件数", "令和5年1月～12月", "2023年1月1日から12月", "2023年(1月～12月)"),
    ),
    (2023, "as_of"): (
        *("令和5年4月1日", "令和5年4月1日現在", "令和５年４月１日時点", "令和 5 年 4 月 1 日 現在", "令和5年\n4月1日"),
        *(
            "令和五年4月1日",
            "R5年4月1日",
            "2023年4月1日",
            "2023年 4月 1日",
            "2023(令和5)年4月1日",
            "令和5(2023)年4月1日現在",
        ),
        *("R5.4.1", "Ｒ５．４．１", "R5.04.01", "R5.4.1現在", "令和5.4.1", "R5/4/1", "R5-4-1", "r5.4.1"),
        *("2023.4.1", "2023/4/1", "2023-04-01", "2023/04/01", "2023.10.31"),
        *(
            "令和5年3月末",
            "令和5年3月末現在",
            "令和5年3月末日",
            "令和 5 年 3 月 末",
            "R5.3末",
            "R5.3月末",
            "R5/3末",
            "2023年3月末",
        ),
        *("令和5年10月現在", "令和5年3月時点", "R5.3現在", "R5.3月時点", "令和5年現在", "R5時点", "2023年時点"),
        *("令和5年末", "2023年末", "R5年末現在", "令和5年央", "2023年央"),
    ),
    (2019, None): (
        *(
            "R1",
            "R元",
            "Ｒ元",
            "R元年",
            "令和元",
            "令和元年",
            "令和1年",
            "令和一年",
            "㋿元年",
            "令元",
            "平成31年",
            "H31",
            "㍻31年",
        ),
        *(
            "令和元(2019)年",
            "H31(R1)",
            "H31/R1",
            "H31・R元",
            "平成31・令和元年",
            "平成31年(令和元年)",
            "令和元年(平成31年)",
            "R1(H31)",
        ),
        *("平成31年4月", "2019(R元)", "2019(平成31)", "二〇一九年"),
    ),
    (2019, "fiscal_year"): (
        *(
            "平成31年度",
            "令和元年度",
            "R元年度",
            "R1年度",
            "H31年度",
            "令和 元 年度",
            "令和元\n年度",
            "平成三十一年度",
            "平31年度",
        ),
        *(
            "平成31年度(令和元年度)",
            "令和元年度(平成31年度)",
            "平成31(令和元)年度",
            "平成31・令和元年度",
            "令和元(2019)年度",
        ),
    ),
    (2018, None): (
        "H30",
        "h30",
        "Ｈ３０",
        "H30年",
        "平成30年",
        "平成三十年",
        "平成三〇年",
        "㍻30年",
        "平30",
        "Heisei 30",
    ),
    (2018, "fiscal_year"): (
        *("H30年度", "平成30年度", "平成３０年度", "平成 3 0 年度", "平成三十年度", "平成30(2018)年度", "平成\n30年度"),
        *("H30年度(2018年度)", "2018年度(H30)"),
    ),
    (2028, "fiscal_year"): ("令和10年度", "令和十年度", "令和一〇年度", "R10年度", "令和 1 0 年度"),
    (2011, "fiscal_year"): ("平成23年度", "平成二十三年度", "平成二三年度", "H23年度", "2011年度"),
    (2020, "fiscal_year"): ("平成32年度", "H32年度", "令和2年度"),
    (2060, None): ("平成72年", "平成72(2060)年", "令和42年", "2060年", "2060"),
    (1988, None): (
        "S63",
        "Ｓ６３",
        "s63",
        "昭和63年",
        "昭和六十三年",
        "昭和六三年",
        "昭63",
        "Showa 63",
        "1988年",
        "S63(1988)",
    ),
    (1989, None): ("S64", "昭和64年", "H1", "H元", "平成元年", "平成1年", "昭和64・平成元年", "1989"),
    (1945, "as_of"): ("昭和20年8月15日", "S20.8.15", "1945年8月15日"),
    (1920, None): ("大正9年", "大正九年", "T9年", "大正9(1920)年", "1920年", "1920", "Taisho 9"),
    (1889, None): ("明治22年", "明治二十二年", "M22年", "明治22(1889)年", "1889年", "1889(明治22)年"),
    (1995, None): ("1995年生まれ", "1995年以降", "1995年前後", "平成7年生まれ"),
    (2025, None): ("2025万博", "2025年の人口", "2025年目", "in 2025, and"),
    (2022, None): (
        *(
            "2022 人口",
            "2022人口",
            "2022件数",
            "2022世帯数",
            "2022 日本",
            "2022の出生数",
            "2022回答",
            "2022GDP",
            "2022点検",
            "2022,",
        ),
        *("2022年間入込客数", "R4 年齢別人口", "令和4 年間客数", "births in 2022.", "2022?"),
    ),
}
CASES = [(text, year, period) for (year, period), texts in FORMS.items() for text in texts]


def test_the_table_is_long() -> None:
    """Two hundred forms and more are told apart, none of them twice."""
    assert len({text for text, _, _ in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize(("text", "year", "period"), CASES)
def test_each_form_is_its_year(text: str, year: int, period: Period | None) -> None:
    """One year is found, with the period that the words state."""
    found = find_years(text)
    assert [(m.year, m.period) for m in found] == [(year, period)]


@pytest.mark.parametrize(
    "around", ["出生数({})の推移", "{}、", "※{}", "・{} 。", "「{}」", "R3\n{}\nR9", "1,234 {} 5.6"]
)
@pytest.mark.parametrize("text", ["R5", "令和5年度", "2023年度", "令和 5 年度", "R5(2023)", "FY2023", "2023"])
def test_what_stands_around_does_not_matter(text: str, around: str) -> None:
    """A year is found in the midst of a sentence, in brackets and between numbers."""
    assert (2023, text) in [(m.year, m.label) for m in find_years(around.format(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("平成25年平成26年", ["平成25年", "平成26年"]),
        ("2019,2020,2021", ["2019", "2020", "2021"]),
        ("R2～R6", ["R2", "R6"]),
        ("H30-R2", ["H30", "R2"]),
        ("2018-2020", ["2018", "2020"]),
        ("2018 -2020", ["2018", "2020"]),
        ("- 2019\n- 2020", ["2019", "2020"]),
        ("# 2020 births\nsee page 5, 2021", ["2020", "2021"]),
        ("2019vs2023", ["2019", "2023"]),
        ("R5とR6", ["R5", "R6"]),
        ("R4・R5", ["R4", "R5"]),
        ("令和5(2022)年", ["令和5", "2022"]),
        ("R5(2023年比)", ["R5", "2023年"]),
        ("2019人から2020年に", ["2020年"]),
        ("令和5年度 120件", ["令和5年度"]),
        ("電話 0123-20-2019 令和5年度", ["令和5年度"]),
        ("https://city.example/2019/r5.pdf R6", ["R6"]),
    ],
)
def test_years_that_stand_together(text: str, labels: list[str]) -> None:
    """Each year is one mention; the same year said twice in one breath is one, and two different years never are."""
    assert [m.label for m in find_years(text)] == labels


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("令和4・5年度", [2022, 2023]),
        ("令和4年度と5年度", [2022, 2023]),
        ("令和元年度、2年度及び3年度", [2019, 2020, 2021]),
        ("平成29,30年度", [2017, 2018]),
        ("R4・5年度実績", [2022, 2023]),
    ],
)
def test_an_era_that_is_said_once(text: str, years: list[int]) -> None:
    """Fiscal years in a list share the era of the first."""
    found = find_years(text)
    assert [m.year for m in found] == years
    assert len(years) == 1 or {m.period for m in found} == {"fiscal_year"}


@pytest.mark.parametrize(
    "text", ["令和4年、5年ぶりに", "令和5年と10年後", "令和5・4年度", "R5・6件", "2022・23年度", "令和4年度 5年度数"]
)
def test_a_number_behind_a_year_is_no_year(text: str) -> None:
    """A duration, an earlier number or a count behind a year is no second year."""
    assert len(find_years(text)) == 1


@pytest.mark.parametrize(
    ("text", "year", "month", "fiscal"),
    [
        ("令和6年3月末現在", 2024, 3, 2023),
        ("令和6年3月31日", 2024, 3, 2023),
        ("R6.3末", 2024, 3, 2023),
        ("令和6年4月1日現在", 2024, 4, 2024),
        ("R6.4.1", 2024, 4, 2024),
        ("2024/1/31", 2024, 1, 2023),
        ("令和6年12月", 2024, 12, 2024),
        ("平成31年4月", 2019, 4, 2019),
        ("令和6年末", 2024, 12, 2024),
        ("令和5年度末", 2023, None, 2023),
        ("令和5年度3月", 2023, 3, 2023),
        ("令和6年", 2024, None, 2024),
        ("令和6年13月", 2024, None, 2024),
    ],
)
def test_a_date_is_of_a_fiscal_year(text: str, year: int, month: int | None, fiscal: int) -> None:
    """A date bears its calendar year, and January to March are of the fiscal year before."""
    (mention,) = find_years(text)
    assert (mention.year, mention.month, mention.fiscal_year) == (year, month, fiscal)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("令和5年度実績", "actual"),
        ("R5(実績)", "actual"),
        ("R5 決算", "actual"),
        ("令和5年度見込み", "forecast"),
        ("R7（見込）", "forecast"),
        ("2030年推計", "forecast"),
        ("令和6年度目標値", "target"),
        ("R6\n目標", "target"),
        ("令和6年度の目標", "target"),
        ("令和元年度末目標", "target"),
        ("H30基準", "baseline"),
        ("R2現状値", "baseline"),
        ("R5", None),
        ("令和5年度の人口", None),
    ],
)
def test_the_word_behind_a_year(text: str, qualifier: str | None) -> None:
    """実績, 見込, 目標 and 基準 behind a year are told, and are no part of its label."""
    (mention,) = find_years(text)
    assert mention.qualifier == qualifier
    assert not any(word in mention.label for word in ("実績", "見込", "目標", "基準"))


@pytest.mark.parametrize(
    ("text", "name"), [("R5", "令和"), ("平成31年", "平成"), ("H30(2018)", "平成"), ("2018(H30)", None)]
)
def test_the_era_as_written(text: str, name: str | None) -> None:
    """A mention keeps the era that it is written in; a Gregorian year has none."""
    (mention,) = find_years(text)
    assert (mention.era.name if mention.era else None) == name
