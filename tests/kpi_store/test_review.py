"""Review: what a person decides about a read value, and what becomes of it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BIRTHS, WAITING, baseline, indicator, reading, target, value
from stores import drafted, publish, published

from corpus.errors import (
    EditionUnknown,
    IndicatorUnknown,
    NothingToReview,
    ReviewError,
    ReviewPending,
    ValueAmbiguous,
    ValuePublished,
    ValueReviewed,
    ValueUnknown,
)
from corpus.reading import IndicatorReading
from kpi_store.reviewing import Selection
from kpi_store.schema import upgrade
from kpi_store.store import KpiStore

BY = "係長"


def doubtful(name: str = WAITING, **facts: object) -> IndicatorReading:
    """Two values that a person must look at, a certain one, and a doubtful target."""
    return indicator(
        name,
        observations=(
            value(2021, 9),
            value(2022, 5, needs_review=True, reasons=("one_channel",), page=7),
            value(2023, "4.0", needs_review=True, page=7, status="measured", text=""),
        ),
        marks=[target(2024, 0, needs_review=True), baseline(2015, 397)],
        **facts,
    )


def shown(store: KpiStore, name: str = WAITING) -> dict[int, tuple[str, str | None]]:
    """Published values with who looked at them."""
    return {o.year: (str(o.value), o.reviewed_by) for o in store.series(store.find(name).id).observations}


def go(store: KpiStore) -> None:
    """Publish R5 with nothing overridden."""
    store.publish("R5", store.plan_publication("R5"), None)


def test_only_what_is_doubtful_waits_for_a_person(store: KpiStore) -> None:
    """Values that the reader is certain of are shown but not asked for."""
    drafted(store, reading(doubtful(), indicator(BIRTHS, numbers={2022: 1})))
    waiting = store.reviews.pending()
    assert [(v.role, v.year, v.page, v.reasons) for v in waiting] == [
        ("actual", 2022, 7, ("one_channel",)),
        ("actual", 2023, 7, ()),
        ("target", 2024, 15, ()),
    ]
    assert len(store.reviews.values("R5", WAITING)) == 5


def test_accepting_an_edition_lets_it_be_published(store: KpiStore) -> None:
    """Until all that waits is decided nothing is published; then figures say who looked at them and when."""
    drafted(store, reading(doubtful()))
    with pytest.raises(ReviewPending):
        go(store)
    before = datetime.now(UTC)
    assert len(store.reviews.accept(Selection(edition="令和5年度"), BY)) == 3
    assert store.reviews.pending() == () and store.difference("R5").needs_review == ()
    go(store)
    assert shown(store) == {2021: ("9", None), 2022: ("5", BY), 2023: ("4.0", BY)}
    series = store.series(store.find(WAITING).id)
    assert series.target is not None and series.target.reviewed_by == BY
    assert series.target.reviewed_at is not None and before <= series.target.reviewed_at <= datetime.now(UTC)
    assert series.baseline is not None and series.baseline.reviewed_by is None
    assert store.audit()[0].facts["unreviewed"] == 0


def test_accepting_one_indicator_leaves_the_others(store: KpiStore) -> None:
    """Whatever its spelling, just its values are decided."""
    drafted(store, reading(doubtful(), doubtful(BIRTHS)))
    store.reviews.accept(Selection(indicator="(再掲)保育所などの待機児童数"), BY)
    assert {v.indicator for v in store.reviews.pending()} == {BIRTHS}


def test_accepting_one_year_leaves_the_others(store: KpiStore) -> None:
    """A single point is decided by year, role or page."""
    drafted(store, reading(doubtful()))
    (accepted,) = store.reviews.accept(Selection(indicator=WAITING, year=2022), BY, "紙面と一致")
    assert accepted.verdict is not None
    assert (accepted.verdict.by, accepted.verdict.reason) == (BY, "紙面と一致")
    assert [v.year for v in store.reviews.pending()] == [2023, 2024]
    store.reviews.accept(Selection(indicator=WAITING, role="target"), BY)
    assert [v.year for v in store.reviews.pending()] == [2023]


def test_an_edited_value_answers_and_the_read_one_stays_recorded(store: KpiStore) -> None:
    """The person's digits are published as manual; beside them stands what the reader saw, and why it was changed."""
    drafted(store, reading(doubtful()))
    store.reviews.edit(Selection(indicator=WAITING, year=2023, role="actual"), Decimal("6.50"), BY, "桁の誤り")
    store.reviews.accept(Selection(edition="R5"), BY)
    go(store)
    seen = store.series(store.find(WAITING).id).observations[-1]
    assert (str(seen.value), seen.method, seen.status) == ("6.50", "manual", "actual")
    assert (str(seen.read_value), seen.reviewed_by, seen.page) == ("4.0", BY, 7)
    facts = store.audit(3)[2].facts
    assert (facts["decision"], facts["value"], facts["reason"]) == ("edit", "6.50", "桁の誤り")
    assert facts["read"][0]["read"] == "4.0"


def test_a_value_that_the_reader_was_certain_of_can_be_edited(store: KpiStore) -> None:
    """A certain reading may still be wrong."""
    drafted(store, reading(doubtful()))
    store.reviews.edit(Selection(indicator=WAITING, year=2021), Decimal(8), BY, "訂正表のとおり")
    publish(store)
    assert shown(store)[2021] == ("8", BY)


def test_a_target_can_be_edited(store: KpiStore) -> None:
    """Milestones are decided like observations."""
    drafted(store, reading(doubtful()))
    store.reviews.edit(Selection(indicator=WAITING, role="target"), Decimal(2), BY, "資料編を参照")
    publish(store)
    mark = store.series(store.find(WAITING).id).target
    assert mark is not None
    assert (mark.value, mark.method, mark.read_value, mark.reviewed_by) == (2, "manual", 0, BY)


def test_a_rejected_value_is_never_published(store: KpiStore) -> None:
    """Neither in figures, nor counted as waiting, nor compared; a year without a value has none."""
    drafted(store, reading(doubtful()))
    store.reviews.reject(Selection(indicator=WAITING, year=2023), BY, "凡例の数字")
    assert store.difference("R5").added == 2
    store.reviews.accept(Selection(indicator=WAITING), BY)
    go(store)
    assert set(shown(store)) == {2021, 2022}
    (kept,) = [v for v in store.audit(10) if v.action == "review" and v.facts["decision"] == "reject"]
    assert kept.by == BY and kept.facts["reason"] == "凡例の数字"


def test_what_was_accepted_unseen_stays_marked_so(store: KpiStore) -> None:
    """Publishing with what nobody looked at records their number, and names no reviewer."""
    drafted(store, reading(doubtful()))
    store.reviews.accept(Selection(indicator=WAITING, year=2022), BY)
    publish(store)
    assert store.audit()[0].facts["unreviewed"] == 2
    assert shown(store)[2023] == ("4.0", None)


def refused(store: KpiStore, call: Callable[[], object]) -> ReviewError:
    """The error of a decision that changes nothing."""
    before = store.audit(), store.reviews.values()
    with pytest.raises(ReviewError) as caught:
        call()
    assert (store.audit(), store.reviews.values()) == before
    return caught.value


def test_a_decision_is_taken_once(store: KpiStore) -> None:
    """The second one is refused with who took the first."""
    drafted(store, reading(doubtful()))
    one = Selection(indicator=WAITING, year=2022)
    store.reviews.accept(one, BY)
    for again in (
        lambda: store.reviews.accept(one, "部長"),
        lambda: store.reviews.edit(one, Decimal(1), "部長", "?"),
        lambda: store.reviews.reject(one, "部長", "?"),
    ):
        error = refused(store, again)
        assert isinstance(error, ValueReviewed)
        assert error.facts == {"indicator": WAITING, "year": "R4", "by": BY}


def test_what_is_not_there_cannot_be_decided(store: KpiStore) -> None:
    """An unknown indicator, a year without a value and an edition without drafts are told apart."""
    drafted(store, reading(doubtful()))
    with pytest.raises(IndicatorUnknown) as unknown:
        store.reviews.accept(Selection(indicator="待機児童数"), BY)
    assert unknown.value.facts["near"] == (WAITING,)
    error = refused(store, lambda: store.reviews.accept(Selection(indicator=WAITING, year=2019), BY))
    assert isinstance(error, ValueUnknown)
    assert error.facts["known"] == ("R3", "R4", "R5", "R6", "H27")
    with pytest.raises(EditionUnknown):
        store.reviews.pending("R4")
    store.reviews.accept(Selection(indicator=WAITING), BY)
    assert isinstance(refused(store, lambda: store.reviews.accept(Selection(indicator=WAITING), BY)), NothingToReview)


def test_published_values_are_not_edited_in_place(store: KpiStore) -> None:
    """Not while they answer, and not when their document is drafted once more as it was."""
    first = reading(doubtful(), stamp="1")
    published(store, first)
    one = Selection(indicator=WAITING, year=2022)
    assert isinstance(refused(store, lambda: store.reviews.edit(one, Decimal(1), BY, "?")), ValuePublished)
    published(store, reading(doubtful(), stamp="2"))
    drafted(store, first)
    assert isinstance(refused(store, lambda: store.reviews.edit(one, Decimal(1), BY, "?")), ValuePublished)


def test_one_new_value_does_not_stand_for_two_documents(store: KpiStore) -> None:
    """Which one is meant must be said; shown twice in one document alike, it is one value."""
    drafted(store, reading(doubtful(), doubtful(f"（再掲）{WAITING}", measure=1)), "R5")
    drafted(store, reading(doubtful(), edition="R4"), "R4")
    one = Selection(indicator=WAITING, year=2022)
    error = refused(store, lambda: store.reviews.edit(one, Decimal(1), BY, "?"))
    assert isinstance(error, ValueAmbiguous)
    assert error.facts["pages"] == ("R4 p.7", "R5 p.7")
    assert len(store.reviews.edit(Selection("R5", WAITING, 2022), Decimal(1), BY, "?")) == 2


def test_reading_again_gives_a_new_draft_to_correct_what_answers(store: KpiStore) -> None:
    """Both readings are kept; the difference is shown; nothing decided about the first holds for the second."""
    first = reading(doubtful())
    drafted(store, first)
    store.reviews.accept(Selection(edition="R5"), BY)
    go(store)
    improved, new = store.draft(first, "R5", (), first.file, again=True)
    assert new and improved.state == "draft" and len(store.documents("published")) == 1
    assert len(store.reviews.pending()) == 3
    store.reviews.edit(Selection(indicator=WAITING, year=2022), Decimal(6), BY, "訂正")
    (change,) = store.difference("R5").changed
    assert (change.old, change.new) == (5, 6)
    store.reviews.accept(Selection(edition="R5"), BY)
    assert shown(store)[2022] == ("5", BY)
    go(store)
    assert shown(store)[2022] == ("6", BY)
    assert [d.sha256 for d in store.documents()] == [first.sha256] * 2
    store.rollback(store.plan_rollback(), None)
    assert shown(store)[2022] == ("5", BY)


def test_an_improved_reader_changes_what_is_drafted(store: KpiStore) -> None:
    """The same bytes, read otherwise, take the place of their first draft even under another title."""
    first = reading(indicator(numbers={2023: 40}))
    drafted(store, first)
    better = reading(indicator(numbers={2023: 4}), title="総合戦略の検証（令和5年度）")
    better = replace(better, sha256=first.sha256)
    store.draft(better, "R5", (), better.file, again=True)
    assert [d.title for d in store.documents("draft")] == [better.title]
    publish(store)
    assert shown(store) == {2023: ("4", None)}


_decisions = st.permutations(
    [
        (Selection(indicator=WAITING, year=2022), "accept", None),
        (Selection(indicator=WAITING, year=2023, role="actual"), "edit", Decimal("6.50")),
        (Selection(indicator=WAITING, role="target"), "reject", None),
        (Selection(indicator=BIRTHS), "accept", None),
        (Selection(indicator=BIRTHS, year=2021), "edit", Decimal(7)),
    ]
)


@settings(max_examples=15, deadline=None)
@given(_decisions)
def test_the_order_of_decisions_makes_no_difference(decisions: list[tuple[Selection, str, Decimal | None]]) -> None:
    """Whoever is decided about first, the same values are published."""
    with KpiStore.open("sqlite://", create=True) as store:
        drafted(store, reading(doubtful(), doubtful(BIRTHS)))
        for selection, decision, new in decisions:
            if decision == "edit":
                assert new is not None
                store.reviews.edit(selection, new, BY, "r")
            else:
                decide = store.reviews.accept if decision == "accept" else store.reviews.reject
                decide(selection, BY, "r")
        go(store)
        assert shown(store) == {2021: ("9", None), 2022: ("5", BY), 2023: ("6.50", BY)}
        assert shown(store, BIRTHS) == {2021: ("7", BY), 2022: ("5", BY), 2023: ("4.0", BY)}
        assert store.series(store.find(WAITING).id).target is None


def test_two_reviewers_never_decide_about_the_same_value(new_url: Callable[[], str]) -> None:
    """Of decisions at the same time one is kept, and the others learn whose it is."""
    url = new_url()
    upgrade(url)
    outcome: list[object] = []
    with KpiStore.open(url, create=False) as store:
        drafted(store, reading(doubtful()))

        def decide(who: str) -> None:
            with KpiStore.open(url, create=False) as own:
                try:
                    outcome.append(own.reviews.accept(Selection(indicator=WAITING, year=2022), who))
                except ValueReviewed as error:
                    outcome.append(error)

        threads = [threading.Thread(target=decide, args=(f"係{nth}",)) for nth in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(outcome) == 4
        assert sum(isinstance(result, ValueReviewed) for result in outcome) == 3
