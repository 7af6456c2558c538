"""Number formats: what a stored number says in the format that it is shown in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.charts.numbers import parse_number
from corpus.office.formats import exact, show, show_date
from corpus.years import parse_year

SHOWN = [
    ("4402", "#,##0", "4,402", "4402", False),
    ("4402", '"("#,##0")"', "(4,402)", "4402", True),
    ("4402", r"\(#,##0\)", "(4,402)", "4402", True),
    ("-412", '#,##0;"△"#,##0', "△412", "-412", False),
    ("-412", "#,##0_);(#,##0)", "(412)", "-412", False),
    ("-412", '"("#,##0")";"(△"#,##0")"', "(△412)", "-412", True),
    ("0.412", "0.0%", "41.2%", "41.2", False),
    ("41.2", '0.0"%"', "41.2%", "41.2", False),
    ("41", "0.0", "41.0", "41.0", False),
    ("0.125", "0.00", "0.13", "0.13", False),
    ("12400", "#,##0,", "12", "12", False),
    ("1250", "0.0,", "1.3", "1.3", False),
    ("1.5", "0.##", "1.5", "1.50", False),
    ("5", '#,##0"人"', "5人", "5", False),
    ("-0.3", "0", "0", "0", False),
    ("0.4119999999999999", "General", "0.412", "0.412", False),
    ("1200", "General", "1200", "1200", False),
    ("15", '[<20]"("0")";0', "(15)", "15", True),
    ("25", '[<20]"("0")";0', "25", "25", False),
    ("7", "[Red]0", "7", "7", False),
    ("0", "0;-0;;@", "", "0", False),
]


@pytest.mark.parametrize(("stored", "code", "text", "value", "carried"), SHOWN)
def test_a_number_is_shown_as_office_shows_it(stored: str, code: str, text: str, value: str, carried: bool) -> None:
    """Scale, decimals, signs and brackets are the format's."""
    number = exact(stored)
    assert number is not None
    shown = show(number, code)
    assert (shown.text, shown.carried) == (text, carried)
    assert shown.value == Decimal(value)


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False), st.integers(0, 3), st.booleans())
def test_what_is_shown_reads_back_as_the_value(number: Decimal, places: int, grouped: bool) -> None:
    """The text of a number in any usual format is read as the value that the format gives it."""
    zeros = "." + "0" * places if places else ""
    body = ("#,##0" if grouped else "0") + zeros
    shown = show(number, f'{body};"△"{body}')
    read = parse_number(shown.text)
    assert read is not None
    assert read.value == shown.value
    assert abs(shown.value - number) <= Decimal(5).scaleb(-places - 1)


@given(st.decimals(-(10**11), 10**11, places=3, allow_nan=False))
def test_how_a_program_writes_a_binary_fraction_never_shows(number: Decimal) -> None:
    """The seventeen digits of the file are the fifteen that Office knows."""
    assert exact(f"{float(number):.17g}") == number


@pytest.mark.parametrize("text", ["#N/A", "", "人", "NaN", "Infinity", "1E+999999"])
def test_what_is_no_number_is_none(text: str) -> None:
    """An error value is never a figure."""
    assert exact(text) is None


@pytest.mark.parametrize(
    ("serial", "code", "text", "year"),
    [
        (45017, 'yyyy"年度"', "2023年度", 2023),
        (45017, "yyyy", "2023年", 2023),
        (45017, '[$-411]ggge"年"', "令和5年", 2023),
        (45017, "[$-411]ge", "R5", 2023),
        (45017, "yyyy/m/d", "2023年4月1日", 2023),
        (45017, "yyyy/m", "2023年4月", None),
        (45017, "h:mm", "45017", None),
    ],
)
def test_dates_are_years_only_if_they_say_so(serial: int, code: str, text: str, year: int | None) -> None:
    """A format that shows a month alone, or a time, makes no year of a date."""
    assert show_date(Decimal(serial), code) == text
    mention = parse_year(text)
    assert (mention.year if mention else None) == year
