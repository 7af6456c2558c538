"""Extremes and means are taken over actual values only."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Figure, FigurePoint, Source
from bot.answering.figures.summary import highest, lowest, mean, rank_among_years
from bot.answering.questions.intents import intent_of

SOURCE = Source("検証資料", "R5", 3, "chart")
VALUES = st.lists(st.decimals(-(10**6), 10**6, places=1), min_size=1, max_size=9)


def figure(values: list[Decimal]) -> Figure:
    points = [FigurePoint(2015 + n, "", value, "actual", SOURCE) for n, value in enumerate(values)]
    carried = FigurePoint(2030, "", Decimal(10**9), "carried", SOURCE)
    return Figure("指標", "人", None, "R5", (*points, carried))


@given(VALUES)
def test_the_extremes_bound_the_mean_and_name_every_year_that_has_them(values):
    """Lowest ≤ mean ≤ highest, and each year that shares an extreme is told; a carried value never counts."""
    held = figure(values)
    top, bottom, middle = highest(held), lowest(held), mean(held)
    assert top.value == max(values) and bottom.value == min(values)
    assert bottom.value <= middle.value <= top.value
    assert [values[y - 2015] for y in top.years] == [max(values)] * values.count(max(values))


@given(VALUES)
def test_the_rank_counts_the_greater_values(values):
    """The latest value's place is one more than there are greater ones."""
    held = figure(values)
    assert rank_among_years(held).value == 1 + sum(v > values[-1] for v in values)


def test_a_mean_is_one_digit_finer_than_the_values():
    """The mean of 1 and 2 is 1.5; of 1.0, 1.0 and 1.1 it is 1.03."""
    assert mean(figure([Decimal(1), Decimal(2)])).value == Decimal("1.5")
    assert mean(figure([Decimal("1.0"), Decimal("1.0"), Decimal("1.1")])).value == Decimal("1.03")


def test_a_name_that_holds_a_cue_is_no_question_for_an_extreme():
    """平均寿命 is an indicator's name, 平均は asks for a mean."""
    assert intent_of("平均寿命の推移") == "trend"
    assert intent_of("出生数の平均は?") == "summary"
    assert intent_of("the most recent value of births") == "value"
