"""Labels of charts, tables and cells: one year alone, and rows in which some are cut short."""

import pytest

from corpus.years import parse_run, parse_year

WIDE = str.maketrans("0123456789RHS()", "０１２３４５６７８９ＲＨＳ（）")
FORMS = (
    *("{letter}{n}", "{letter} {n}", "{letter}.{n}", "{letter}{n}年", "{letter}{n}年度", "{letter}{n:02}", "{name}{n}"),
    *("{name}{n}年", "{name}{n}年度", "{name} {n} 年度", "{name}　{n}　年", "{name}\n{n}年\n度", "{name}{n}年度末"),
    *("{name}{n}年度実績", "{name}{n}年度(実績)", "{name}{n}年(暦年)", "{name}{n}年3月31日", "{name}{n}年4月1日現在"),
    *(
        "{name}{n}年3月末現在",
        "{name}{n}年末",
        "{letter}{n}.4.1",
        "{letter}{n}.3末",
        "{letter}{n}({ad})",
        "{letter}{n}※",
    ),
    *(
        "{letter}{n}年度({ad}年度)",
        "{name}{n}({ad})年度",
        "{name}{n}年({ad}年)",
        "{ad}({letter}{n})",
        "{ad}({name}{n})年度",
    ),
    *(
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
    ),
)
ERAS = (("令和", "R", 5, 2023), ("平成", "H", 30, 2018), ("昭和", "S", 63, 1988))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "letter", "n", "ad"), ERAS)
@pytest.mark.parametrize("wide", [False, True])
def test_a_label_is_its_year(form: str, name: str, letter: str, n: int, ad: int, wide: bool) -> None:
    """A label that is one year is read whatever its form, half-width and full."""
    label = form.format(name=name, letter=letter, n=n, ad=ad)
    mention = parse_year(label.translate(WIDE) if wide else label)
    assert mention is not None
    assert mention.year == ad


@pytest.mark.parametrize(
    "label", ["2 0 2 3", "R 5", "令 和 5 年 度", "令和 5 年 4 月 1 日 現 在", "F Y 2 0 2 3", " R5 "]
)
def test_a_spaced_out_label_is_closed_up(label: str) -> None:
    """Spaces between the characters of a label mean nothing."""
    mention = parse_year(label)
    assert mention is not None
    assert mention.year == 2023


@pytest.mark.parametrize(
    ("labels", "years"),
    [
        ("H27 28 29 30 R1 2 3", [2015, 2016, 2017, 2018, 2019, 2020, 2021]),
        ("H29 30 元 2", [2017, 2018, 2019, 2020]),
        ("27 28 29 30 R1", [2015, 2016, 2017, 2018, 2019]),
        ("平成22年度 23年度 24年度", [2010, 2011, 2012]),
        ("2018 19 20", [2018, 2019, 2020]),
        ("2018 '19 '20", [2018, 2019, 2020]),
        ("'98 '99 '00 '01", [1998, 1999, 2000, 2001]),
        ("’18 ’19", [2018, 2019]),
        ("'18年度 '19年度", [2018, 2019]),
        ("H29 H30 H31 H32 H33", [2017, 2018, 2019, 2020, 2021]),
        ("H17 22 27 R2 7", [2005, 2010, 2015, 2020, 2025]),
        ("R2 合計 R4", [2020, None, 2022]),
        ("R2 5 6", [2020, None, None]),
        ("R2 4", [2020, None]),
        ("2018 31", [2018, None]),
        ("2018 R1", [2018, 2019]),
        ("23年度 24年度", [None, None]),
        ("27 28 29", [None, None, None]),
        ("'19 '18", [None, None]),
        ("'19", [None]),
        ("'19 合計", [None, None]),
        ("", []),
    ],
)
def test_a_short_label_is_read_by_its_neighbours(labels: str, years: list[int | None]) -> None:
    """A number counts as a year only where its place in the row leads to that very year."""
    assert [year and year.year for year in parse_run(labels.split())] == years


def test_a_short_label_shares_the_period() -> None:
    """A short label without a word of its own is of the same kind of year as its neighbour."""
    assert [y and y.period for y in parse_run(["H22年度", "23", "24年度"])] == ["fiscal_year"] * 3
