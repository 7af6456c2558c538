"""Indicators at a glance, in an order that says what matters."""

from decimal import Decimal

from readings import baseline, indicator, reading, target, value
from stores import published

from bot.answering.lists.overview import Overview, overview, sorted_by
from kpi_store.store import KpiStore


def rows() -> list[Overview]:
    store = KpiStore.open("sqlite://", create=True)
    rising = indicator("甲", "件", {2021: 10, 2022: 11, 2023: 22}, [baseline(2018, 0), target(2025, 20)])
    late = indicator("乙", "人", {2022: 100, 2023: 90}, [baseline(2018, 100), target(2025, 200)])
    gap = indicator("丙", "%", {2021: 5, 2023: 6})
    empty = indicator("丁", "円", observations=(value(2023, 3, status="carried"),))
    published(store, reading(rising, late, gap, empty))
    figures = store.published()
    return overview(figures, figures.indicators())


def test_a_row_tells_the_latest_own_value_its_change_and_status() -> None:
    """A gap gives no change, a past year's value no latest, and percentages no change in %."""
    told = {row.indicator.name: row for row in rows()}
    assert told["甲"].change is not None and told["甲"].change.value == 11
    assert told["甲"].rate is not None and told["甲"].rate.value == Decimal("100.0")
    assert (told["甲"].standing, told["乙"].standing) == ("reached", "behind")
    assert told["丙"].change is None and told["丙"].latest is not None
    assert told["丁"].latest is None and told["丁"].standing == "undecided"


def test_rows_are_sorted_and_what_cannot_be_told_is_last() -> None:
    """Status begins with what is behind, change and attainment with the greatest."""
    names = {order: [row.indicator.name for row in sorted_by(order, rows())] for order in ("status", "change", "name")}
    assert names["status"][:2] == ["乙", "甲"]
    assert names["change"][:2] == ["甲", "乙"]
    assert names["name"] == sorted(names["name"])
    assert [row.indicator.name for row in sorted_by("attainment", rows())][:2] == ["甲", "乙"]
