"""Computed values have a name that both languages can say."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import ComputedName, Figure, FigurePoint, Source
from bot.answering.figures.computing import changes, percent_change
from prompts.wording import LANGUAGES, wording

SOURCE = Source("検証資料", "R5", 3, "chart")
VALUES = st.decimals(-(10**6), 10**6, places=1)


def figure(*values: Decimal | None, first: int = 2020, unit: str = "人") -> Figure:
    points = tuple(
        FigurePoint(year, str(year), value, "actual", SOURCE)
        for year, value in enumerate(values, first)
        if value is not None
    )
    return Figure("指標", unit, None, "R5", points)


def test_each_computation_has_its_words_in_both_languages():
    """A computation without words would be one that no reply can show."""
    for language in LANGUAGES:
        said = {n.removeprefix("text.computed.name.") for n in wording(language).names if "computed.name." in n}
        assert said == set(get_args(ComputedName))


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_a_change_is_exact_and_names_its_years(values):
    """First plus change is last, to the last digit, whatever the values."""
    found = {c.name: c for c in changes(figure(*values))}
    over, previous = found["change_over_period"], found["change_from_previous"]
    assert values[0] + over.value == values[-1]
    assert values[-2] + previous.value == values[-1]
    assert over.years == (2020, 2020 + len(values) - 1)


def test_years_with_a_gap_between_them_are_not_neighbours():
    """A change from the year before is only told where the year before has a value."""
    assert "change_from_previous" not in {c.name for c in changes(figure(Decimal(5), None, Decimal(7)))}


def test_the_last_step_of_a_cumulative_indicator_is_its_yearly_amount():
    """企業立地件数（累計） 41 then 46 means 5 in that year."""
    step = changes(replace(figure(Decimal(41), Decimal(46)), cumulative=True))[-1]
    assert (step.name, step.value) == ("yearly_amount", Decimal(5))


def test_a_change_in_percent_is_rounded_as_office_documents_round():
    """From 1,847 to 2,190 is 18.6%; a percentage or a value at or below zero has no change in percent."""
    grown, rate, negative = (
        figure(Decimal(1847), Decimal(2190)),
        figure(Decimal(40), Decimal(41), unit="%"),
        figure(Decimal(-5), Decimal(3)),
    )
    assert percent_change(grown, *grown.points).value == Decimal("18.6")
    assert percent_change(rate, *rate.points) is None
    assert percent_change(negative, *negative.points) is None


def test_differences_of_percentages_are_points():
    """A rise from 40.0% to 41.5% is 1.5ポイント."""
    assert changes(figure(Decimal("40.0"), Decimal("41.5"), unit="%"))[0].unit == "ポイント"
