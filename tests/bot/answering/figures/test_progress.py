"""An indicator's way to its target is computed by the rules that the answer states."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Direction, Figure, FigurePoint, Goalpost, Source
from bot.answering.figures.goalposts import status
from bot.answering.figures.progress import (
    attainment_rate,
    distance_to_target,
    lacking,
    progress,
    reached,
    required_pace,
    standing,
)
from prompts.wording import wording

SOURCE = Source("検証資料", "R5", 3, "chart")
VALUES = st.decimals(-(10**6), 10**6, places=1)


def figure(
    value: str | Decimal,
    target: str | Decimal | None,
    baseline: str | Decimal | None = None,
    desired: Direction | None = "up",
    status: str = "actual",
) -> Figure:
    """An indicator of 2022, with a baseline of 2020 and a target of 2024."""
    return Figure(
        "指標",
        "人",
        "fiscal_year",
        "R4",
        (FigurePoint(2022, "R4", Decimal(value), status, SOURCE),),  # type: ignore[arg-type]
        target=None if target is None else Goalpost("R6", 2024, Decimal(target), SOURCE),
        baseline=None if baseline is None else Goalpost("R2", 2020, Decimal(baseline), SOURCE),
        desired=desired,
    )


@given(VALUES, VALUES)
def test_the_distance_is_what_is_still_to_go(value, target):
    """Value plus distance is the target, and reached means at the target or beyond it."""
    held = figure(value, target)
    distance = distance_to_target(held)
    assert distance is not None
    assert value + distance.value == target
    assert reached(held) == (value >= target)
    assert reached(figure(value, target, desired="down")) == (value <= target)


def test_attainment_counts_from_the_baseline_where_there_is_one():
    """From 100 to 200, 150 is half the way; without a baseline it is 75% of the target."""
    assert [attainment_rate(figure("150", "200", base)).value for base in ("100", None)] == [
        Decimal("50.0"),
        Decimal("75.0"),
    ]


def test_attainment_is_not_told_where_the_target_lies_against_the_desired_direction():
    """A target that only slows a decline has no share of a way: births from 961 to 950 where up is better."""
    assert attainment_rate(figure("787", "950", "961")) is None


@given(VALUES, VALUES, VALUES)
def test_nothing_is_judged_where_the_desired_direction_is_not_known(value, target, baseline):
    """Without knowing which way is better there is no status, no rate and nothing reached."""
    held = figure(value, target, baseline, desired=None)
    assert (standing(held), attainment_rate(held), reached(held)) == ("undecided", None, None)


@pytest.mark.parametrize(
    ("value", "status"), [("200", "reached"), ("150", "on_track"), ("149", "behind"), ("90", "behind")]
)
def test_the_status_weighs_the_way_done_against_the_years_gone(value, status):
    """Half of the years from 2020 to 2024 are gone in 2022: half of the way from 100 to 200 must be done."""
    assert standing(figure(value, "200", "100")) == status


def test_the_pace_is_spread_over_the_years_left():
    """50 in two years are 25 a year; nothing is needed any more once the target is reached."""
    assert required_pace(figure("150", "200")).value == Decimal("25.0")
    assert required_pace(figure("210", "200")) is None


def test_a_carried_value_is_no_progress():
    """A past year's value in parentheses says nothing of this year's way to the target."""
    assert progress(figure("150", "200", "100", status="carried")) == ()
    assert standing(figure("250", "200", "100", status="carried")) == "undecided"


def test_a_result_behind_the_baseline_has_no_share_of_the_way() -> None:
    """A share of a way that was not gone would be a large negative number that says nothing."""
    behind = figure("2807", "3300", "3287")
    assert "attainment_rate" not in {computed.name for computed in progress(behind)}
    assert standing(behind) == "behind"


@pytest.mark.parametrize(
    ("held", "what"),
    [
        (figure("150", "200", "100", desired=None), "desired"),
        (figure("150", "200", "100", status="carried"), "actual"),
        (figure("150", "200"), "baseline"),
        (figure("787", "950", "961"), "way"),
        (replace(figure("150", "200", "100"), target=Goalpost("R4", None, Decimal(200), SOURCE)), "years"),
        (figure("150", "200", "100"), None),
    ],
)
def test_a_status_that_cannot_be_told_says_what_it_lacks(held: Figure, what: str | None) -> None:
    """The one thing that is not known is named, in both languages, not all that might be."""
    assert lacking(held) == what
    assert (standing(held) == "undecided") == (what is not None)
    for language in ("ja", "en"):
        told = status(held, wording(language))
        assert told.startswith({"ja": "判定不可", "en": "undecided"}[language]) == (what is not None)
