"""What publishing a draft would change, told beforehand."""

from decimal import Decimal

from readings import BIRTHS, SPENDING, WAITING, baseline, indicator, reading, target, value
from stores import drafted, published

from kpi_store.store import KpiStore
from kpi_store.views import Change, Difference, MilestoneChange, PendingReview, RuleBreak


def test_a_first_draft_is_all_new(store: KpiStore) -> None:
    """With nothing published, every value is added and every indicator new."""
    document = drafted(store, reading(indicator(numbers={2022: 5, 2023: 4})))
    assert store.difference("R5") == Difference("R5", (document,), added=2, new=(WAITING,))


def test_without_a_draft_nothing_differs(store: KpiStore) -> None:
    """An edition with no draft changes nothing."""
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    assert store.difference("R5") == Difference("R5", ())


def test_a_step_on_the_way_to_a_target_changes_no_target(store: KpiStore) -> None:
    """A verification that also prints targets for the years before the last one leaves the target as it was."""
    published(store, reading(indicator(marks=[target(2024, 16)])), edition="R2")
    drafted(store, reading(indicator(numbers={2022: 12}, marks=[target(2023, 15), target(2024, 16)])), "R4")
    assert store.difference("R4").targets_changed == ()


def test_the_next_edition_is_compared_with_the_last(store: KpiStore) -> None:
    """Added years, restated values, a changed target, new and dropped indicators, each told once."""
    old = [
        indicator(numbers={2021: 9, 2022: 5}, marks=[target(2024, 0), baseline(2015, 397)]),
        indicator(BIRTHS, measure=1),
    ]
    published(store, reading(*old), edition="R4")
    new = [
        indicator(numbers={2021: 9, 2022: 6, 2023: 4}, marks=[target(2026, 0), baseline(2015, 397)]),
        indicator(SPENDING, "億円", goal=1),
    ]
    drafted(store, reading(*new), "R5")
    told = store.difference("R5")
    assert told.added == 1
    assert told.changed == (Change(WAITING, 2022, Decimal(5), Decimal(6)),)
    assert told.targets_changed == (MilestoneChange(WAITING, "target", "R6 0", "R8 0"),)
    assert (told.new, told.dropped, told.renamed) == ((SPENDING,), (BIRTHS,), ())
    assert store.editions() == ("R4",)


def test_a_corrected_document_is_compared_with_the_one_it_replaces(store: KpiStore) -> None:
    """Within an edition, the change is against what this edition says now."""
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    published(store, reading(indicator(numbers={2022: 6})), edition="R5")
    drafted(store, reading(indicator(numbers={2022: 7})), "R5")
    assert store.difference("R5").changed == (Change(WAITING, 2022, Decimal(6), Decimal(7)),)


def test_a_document_that_contradicts_itself_is_told(store: KpiStore) -> None:
    """Two values for one year of one indicator, on one page or under 再掲, are named; equal ones are not."""
    twice = indicator(f"(再掲){BIRTHS}", numbers={2021: 6039, 2022: 6000}, measure=1)
    drafted(store, reading(indicator(BIRTHS, numbers={2021: 6093, 2022: 6000}), twice))
    told = store.difference("R5")
    assert told.rule_breaks == (RuleBreak("contradicts", BIRTHS, "R3"),)
    assert told.added == 2


def test_a_rename_is_told(store: KpiStore) -> None:
    """An indicator known by its values under a new name is renamed: neither new nor dropped."""
    trend = {2020: 41, 2021: 9, 2022: 5}
    published(store, reading(indicator("待機している児童", numbers=trend)), edition="R4")
    drafted(store, reading(indicator(numbers={**trend, 2023: 4})), "R5")
    told = store.difference("R5")
    assert (told.renamed, told.new, told.dropped) == ((("待機している児童", WAITING),), (), ())


def test_a_strategy_drops_no_results(store: KpiStore) -> None:
    """Dropped indicators are those of documents of the same kind."""
    published(store, reading(indicator(), indicator(BIRTHS)), edition="R4")
    drafted(store, reading(indicator(), kind="strategy", title="戦略"), "R5")
    assert store.difference("R5").dropped == ()


def test_a_value_in_parentheses_changes_and_adds_nothing(store: KpiStore) -> None:
    """A past year's value shown again is no news of this year; its own value later is."""
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    carried = (value(2022, 5), value(2023, 5, status="carried"))
    published(store, reading(indicator(observations=carried)), edition="R5")
    drafted(store, reading(indicator(numbers={2022: 5, 2023: 4, 2024: 3})), "R6")
    told = store.difference("R6")
    assert (told.added, told.changed) == (2, ())


def test_what_needs_review_is_told_by_indicator(store: KpiStore) -> None:
    """Page, number of values and reasons, so that a person finds the place."""
    doubtful = (
        value(2022, 5, needs_review=True, reasons=("one_channel",), page=7),
        value(2023, 4, needs_review=True, reasons=("one_channel", "ocr"), page=7),
    )
    drafted(store, reading(indicator(observations=doubtful), indicator(BIRTHS, numbers={2022: 1})))
    assert store.difference("R5").needs_review == (PendingReview(WAITING, 7, 2, ("one_channel", "ocr")),)


def test_values_that_break_a_rule_are_told(store: KpiStore) -> None:
    """A falling total, a percentage over 100, a leap and another unit are named with indicator and year."""
    published(store, reading(indicator(SPENDING, "千円", {2021: 5})), edition="R4")
    listed = [
        indicator("企業立地件数", "件", {2021: 10, 2022: 9}, cumulative=True),
        indicator("就業率", "%", {2021: 96, 2022: "963"}),
        indicator(SPENDING, "百万円", {2021: 5, 2022: "25"}),
    ]
    drafted(store, reading(*listed), "R5")
    assert store.difference("R5").rule_breaks == (
        RuleBreak("cumulative_falls", "企業立地件数", "R4"),
        RuleBreak("over_100_percent", "就業率", "R4"),
        RuleBreak("jumps", "就業率", "R4"),
        RuleBreak("unit_changed", SPENDING, "千円 → 百万円"),
    )


def test_a_moved_target_is_written_as_values_are(store: KpiStore) -> None:
    """Thousands are set apart, as in the line that tells a restated value."""
    published(store, reading(indicator(marks=[target(2025, 400000)])), edition="R4")
    drafted(store, reading(indicator(marks=[target(2025, 600000)])), "R5")
    (moved,) = store.difference("R5").targets_changed
    assert (moved.old, moved.new) == ("R7 400,000", "R7 600,000")
