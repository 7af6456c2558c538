"""Values worked out of an indicator's own, by hand of what the store holds."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Figure, FigurePoint, Source
from bot.answering.answerer import Answerer
from bot.answering.figures.bounds import lies
from bot.answering.figures.streaks import newest_run
from bot.answering.figures.totals import adds_up
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.readings import BIRTHS, SPENDING, WAITING, indicator, reading, target, value
from tests.support.stores import published

SOURCE = Source("検証資料", "R5", 3, "chart")
FIRMS = "企業立地件数(累計)"
MARRIAGES = "婚姻件数"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """A stock, a flow with a gap and a value that is not its year's own, a running total, and amounts in thousands."""
    store = KpiStore.open("sqlite://", create=True)
    gap = (value(2019, 90), value(2021, 80), value(2022, 85), value(2023, 85, status="carried"))
    published(
        store,
        reading(
            indicator(WAITING, numbers={2020: 12, 2021: 0, 2022: 0, 2023: 4}, marks=[target(2024, 0)], period="as_of"),
            indicator(BIRTHS, observations=gap, period="calendar_year"),
            indicator(FIRMS, "件", numbers={2020: 10, 2021: 13, 2022: 20}, cumulative=True),
            indicator(SPENDING, "百万円", numbers={2020: 900, 2021: 1100, 2022: 1300}),
            indicator(MARRIAGES, "件", numbers={2021: 410, 2022: 400, 2023: 400}),
        ),
    )
    return Answerer(store, lambda query, where, many: Findings(()))


def points(values: list[int]) -> list[FigurePoint]:
    return [FigurePoint(2000 + n, "", Decimal(v), "actual", SOURCE) for n, v in enumerate(values)]


def test_a_bound_is_held_against_values_in_their_unit(answerer: Answerer) -> None:
    """10億円 of 百万円 is 1,000百万円; a bound in another counter is none of theirs."""
    told = answerer.answer(f"{SPENDING}が10億円を超えたのはいつ？")
    assert told.computed[0].years == (2021, 2022) and told.computed[0].value == 1000
    assert "1,000百万円" in told.headline and "1,100百万円" in told.headline
    assert not answerer.answer(f"{SPENDING}が10人を超えたのはいつ？").computed[0].name.startswith("years")


def test_a_bound_that_was_passed_before_the_first_value_is_told_so(answerer: Answerer) -> None:
    """No document says when it first was, so the first value there is is not called the first time."""
    told = answerer.answer(f"{WAITING}が100人を下回ったのはいつ？")
    assert "すでに" in told.headline and "初めて" not in told.headline


def test_a_value_of_another_year_passes_no_bound(answerer: Answerer) -> None:
    """A value in parentheses is no year's own, so 2023 is not among the years."""
    assert answerer.answer(f"{BIRTHS}が82人を超えた年は？").computed[0].years == (2019, 2022)


def test_equal_newest_values_are_no_streak(answerer: Answerer) -> None:
    """Where the newest year brought no change, that is said, in either language."""
    assert "増減はありません" in answerer.answer(f"{MARRIAGES}は何年連続で減っている？").headline
    assert "no change" in answerer.answer(f"How many years in a row has {MARRIAGES} fallen?").headline


def test_a_sum_leaves_out_what_is_no_result_and_says_so(answerer: Answerer) -> None:
    """A gap and a carried value are named beside the sum of the others."""
    told = answerer.answer(f"{BIRTHS}の合計は？")
    assert told.computed[0].value == 90 + 80 + 85
    assert any("令和2年" in line for line in told.remarks) and any("含めていません" in line for line in told.remarks)


def test_a_stock_is_not_added_up_and_a_running_total_only_by_what_it_gained(answerer: Answerer) -> None:
    """Children waiting on a day in several years are no number of children; 10, 13, 20 running are 10 gained."""
    assert answerer.answer(f"{WAITING}の合計は？").computed == ()
    gained = answerer.answer(f"{FIRMS}の令和3年度から令和4年度の合計は？")
    assert gained.computed[0].value == 10 and "累計の値です" in gained.headline
    assert [p.year for p in gained.figures[0].points] == [2020, 2021, 2022], "the year it is counted from is shown"


@pytest.mark.parametrize(
    ("name", "unit", "sums"),
    [("来館者数", "人", True), ("受診率", "%", False), ("1人当たり排出量", "g", False), ("人口密度", "人/ha", False)],
)
def test_only_amounts_add_up(name: str, unit: str, sums: bool) -> None:
    """Shares, densities and values per head of several years have no sum."""
    assert adds_up(Figure(name, unit, "fiscal_year", "R5", ())) is sums


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8))
def test_the_newest_run_goes_one_way_and_cannot_be_longer(values: list[int]) -> None:
    """Each step of it has the sign of the last, and the step before it has not."""
    run = [p.value for p in newest_run(points(values))]
    steps = [newer - older for older, newer in pairwise(run)]
    assert len({(s > 0) - (s < 0) for s in steps}) == 1
    before = values[-len(run) - 1 :][:1] if len(run) < len(values) else []
    assert not before or (run[0] - before[0]) * steps[-1] <= 0


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_a_value_lies_above_below_or_at_a_bound(value_: int, bound: int) -> None:
    """Just one of the three holds, and at least and at most are made of them."""
    held = {side: lies(Decimal(value_), side, Decimal(bound)) for side in ("above", "below", "at")}
    assert sum(held.values()) == 1
    assert lies(Decimal(value_), "at_least", Decimal(bound)) == (held["above"] or held["at"])
    assert lies(Decimal(value_), "at_most", Decimal(bound)) == (held["below"] or held["at"])
