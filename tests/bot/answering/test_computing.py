"""Computed values have a name that both languages can say."""

from decimal import Decimal
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import ComputedName, Figure, FigurePoint, Goalpost, Source
from bot.answering.computing import changes, distance_to_target, reached
from prompts.wording import LANGUAGES, wording

SOURCE = Source("検証資料", "R5", 3, "chart")
VALUES = st.decimals(-(10**6), 10**6, places=1)


def figure(*values: Decimal | None, first: int = 2020, unit: str = "人", target: Decimal | None = None) -> Figure:
    points = tuple(
        FigurePoint(year, str(year), value, "actual", SOURCE)
        for year, value in enumerate(values, first)
        if value is not None
    )
    goalpost = None if target is None else Goalpost("R6", 2024, target, SOURCE)
    return Figure("指標", unit, None, "R5", points, target=goalpost, desired="up")


def test_each_computation_has_its_words_in_both_languages():
    """A computation without words would be one that no reply can show."""
    for language in LANGUAGES:
        said = {n.removeprefix("text.computed.name.") for n in wording(language).names if "computed.name." in n}
        assert said == set(get_args(ComputedName))


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_a_change_is_exact_and_names_its_years(values):
    """First plus change is last, to the last digit, whatever the values."""
    over, previous = changes(figure(*values))
    assert values[0] + over.value == values[-1]
    assert values[-2] + previous.value == values[-1]
    assert over.years == (2020, 2020 + len(values) - 1)


def test_years_with_a_gap_between_them_are_not_neighbours():
    """A change from the year before is only told where the year before has a value."""
    assert [c.name for c in changes(figure(Decimal(5), None, Decimal(7)))] == ["change_over_period"]


def test_differences_of_percentages_are_points():
    """A rise from 40.0% to 41.5% is 1.5ポイント."""
    assert changes(figure(Decimal("40.0"), Decimal("41.5"), unit="%"))[0].unit == "ポイント"


@given(VALUES, VALUES)
def test_a_target_is_reached_only_from_the_right_side(value, target):
    """Where up is better, reached means at or above; the distance is what is still to rise."""
    held = figure(value, target=target)
    distance = distance_to_target(held)
    assert distance is not None
    assert value + distance.value == target
    assert reached(held) == (value >= target)
