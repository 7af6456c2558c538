"""Laws of years: what is written comes back, positions are true, and no text takes long."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.reading import Period
from corpus.years import (
    ERAS,
    Era,
    era_label,
    era_name,
    find_years,
    nfkc,
    parse_run,
    parse_year,
    stated_period,
    year_span,
)

DIGITS = "〇一二三四五六七八九"
PERIODS: list[Period | None] = [None, "fiscal_year", "calendar_year", "as_of"]


def in_tens(number: int) -> str:
    """23 as 二十三."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def by_digits(number: int) -> str:
    """23 as 二三."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


def wide(text: str) -> str:
    """ASCII as full-width forms."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


WRITERS = {
    "era_label": lambda year, era, n: era_label(year),
    "era_name": lambda year, era, n: era_name(year),
    "fiscal era_name": lambda year, era, n: era_name(year, "fiscal_year"),
    "letter": lambda year, era, n: f"{era.letter}{n}年度",
    "wide letter": lambda year, era, n: wide(f"{era.letter}{n}") + "年",
    "spaced": lambda year, era, n: f"{era.name} {n} 年 度",
    "broken": lambda year, era, n: f"{era.name}\n{n}年度",
    "in tens": lambda year, era, n: f"{era.name}{in_tens(n)}年",
    "by digits": lambda year, era, n: f"{era.name}{by_digits(n)}年度",
    "Gregorian": lambda year, era, n: f"{year}年度",
    "wide Gregorian": lambda year, era, n: wide(str(year)) + "年",
    "kanji Gregorian": lambda year, era, n: f"{by_digits(year)}年",
    "both": lambda year, era, n: f"{era.name}{n}({year})年度",
    "both, letter first": lambda year, era, n: f"{era.letter}{n}({year})",
    "both, Gregorian first": lambda year, era, n: f"{year}年度({era.letter}{n})",
    "date": lambda year, era, n: f"{era.name}{n}年4月1日現在",
    "dotted date": lambda year, era, n: f"{era.letter}{n}.4.1",
    "month end": lambda year, era, n: f"{era.name}{n}年3月末",
}


@st.composite
def era_years(draw: st.DrawFn) -> tuple[int, Era, int]:
    """A year with an era that it belongs to, which for 2019 is 平成 or 令和."""
    year = draw(st.integers(1868, 2099))
    era = draw(st.sampled_from([era for era in ERAS if 1 <= year - era.zero <= era.last]))
    return year, era, year - era.zero


@pytest.mark.parametrize("writer", WRITERS)
@given(written=era_years())
def test_what_is_written_comes_back(writer: str, written: tuple[int, Era, int]) -> None:
    """Every year from Meiji on comes back from every form, as a label and in a sentence."""
    label = WRITERS[writer](*written)
    mention = parse_year(label)
    assert mention is not None
    assert mention.year == written[0]
    if writer != "era_label":  # a lone M7 is a label; in a sentence it is an earthquake
        assert [m.year for m in find_years(f"出生数は{label}、増えた。")] == [written[0]]


@given(st.integers(1868, 2099), st.sampled_from(PERIODS))
def test_a_long_name_keeps_its_period(year: int, period: Period | None) -> None:
    """年度 stays 年度."""
    mention = parse_year(era_name(year, period))
    assert mention is not None
    assert (mention.period == "fiscal_year") == (period == "fiscal_year")


@given(st.integers(1868, 2094), st.integers(1, 4), st.sampled_from(["{}～{}", "{}から{}まで", "{} - {}"]))
def test_a_range_comes_back(first: int, more: int, form: str) -> None:
    """The ends of a range come back, in order."""
    ends = (first, first + more)
    assert year_span(form.format(*(era_name(year, "fiscal_year") for year in ends))) == ends
    assert year_span(form.format(*reversed([era_name(year, "fiscal_year") for year in ends]))) is None


@given(st.integers(1990, 2090), st.integers(2, 8))
def test_a_row_of_labels_comes_back(first: int, count: int) -> None:
    """A row that names its era once at each change is read to the end."""
    years = range(first, first + count)
    labels = [era_label(y) if y == first or era_label(y)[1:] == "1" else era_label(y)[1:] for y in years]
    assert [year and year.year for year in parse_run(labels)] == list(years)


PIECES = st.sampled_from(
    [
        *(
            "令和",
            "平成",
            "元",
            "R",
            "H",
            "M",
            "5",
            "30",
            "2018",
            "2019",
            "年",
            "年度",
            "月",
            "日",
            "末",
            "現在",
            "1月",
            "4月1日",
        ),
        *(
            " ",
            "\n",
            "　",
            "(",
            ")",
            "～",
            "-",
            "/",
            ".",
            ",",
            "'",
            "人",
            "FY",
            "から",
            "二〇二三",
            "十",
            "No.",
            "㋿",
            "m³",
            "約",
            "・",
        ),
    ]
)
HOSTILE = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map("".join))


@given(HOSTILE)
@example("令和5年(2023年)度 R5.4.1")
def test_positions_cut_the_label_out(text: str) -> None:
    """Mentions are in order, apart, and cut from the NFKC text as they say."""
    plain, mentions = nfkc(text), find_years(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(plain[m.start : m.end] == m.label == m.label.strip() for m in mentions)
    assert all(1868 <= m.year <= 2117 and m.fiscal_year in (m.year, m.year - 1) for m in mentions)


@given(HOSTILE)
def test_the_ends_of_a_span_are_in_order(text: str) -> None:
    """Whatever the text, a span leads forward."""
    span = year_span(text)
    assert span is None or span[0] < span[1]


@given(st.lists(HOSTILE, max_size=5))
def test_any_row_can_be_read(labels: list[str]) -> None:
    """A row gives one answer a label, and full labels are read as they are by themselves."""
    run = parse_run(labels)
    assert len(run) == len(labels)
    assert all(parse_year(label) in (None, year) for label, year in zip(labels, run, strict=True))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "令和",
            "令和 ",
            "令和\n",
            "令 ",
            " ",
            "\n",
            "R",
            "R ",
            "R5.",
            "R5.4.",
            "1",
            "20",
            "20 ",
            "2022",
            "2022 ",
            "2022.1",
            "2,019,",
        ),
        *(
            "H30(",
            "H30(2018",
            "(2018)(",
            "2018-",
            "R2～",
            "令和2年度から",
            "令和2・",
            "令和2・3年度、",
            "・5年度",
            "令和5年 ",
            "令和4年 1月～",
            "平成31・令和元",
            "'",
            "一二",
            "二〇",
        ),
        *("http://a", "0123-", "No.1", "v1.", "FY", "fiscal ", "2020人", "約2000", "年度", "各年 1月 1日 から "),
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    """100,000 characters that invite backtracking are read in under a second."""
    text = (piece * 100_000)[:100_000]
    for read in (find_years, year_span, parse_year, stated_period):
        # A busy machine may be late once; backtracking is late each time, by minutes.
        assert any(seconds(read, text) < 1 for _ in range(3))


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time of one reading."""
    began = time.process_time()
    read(text)
    return time.process_time() - began
