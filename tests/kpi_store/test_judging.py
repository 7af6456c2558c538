"""Several values judged at once, certain ones stood by, what would answer seen before it does, and definitions."""

from decimal import Decimal

import pytest
from readings import WAITING, indicator, reading, value
from stores import drafted, publish, published

from corpus.errors import DraftGone, IndicatorUnknown, ValueReviewed
from kpi_store.store import KpiStore
from kpi_store.views import Judgement, ReviewValue


def doubtful(store: KpiStore) -> tuple[ReviewValue, ...]:
    """A draft of a certain value and two that wait."""
    waiting = (value(2022, 5, needs_review=True, page=7), value(2023, 40, needs_review=True, page=7))
    drafted(store, reading(indicator(observations=(value(2021, 9), *waiting))))
    return store.reviews.values()


def test_values_are_judged_all_at_once(store: KpiStore) -> None:
    """One accepted, one edited: both stand, under one name and reason, each in the trail."""
    _, first, second = doubtful(store)
    judged = store.reviews.judge(
        [Judgement(first.key, "accept"), Judgement(second.key, "edit", Decimal(4))], "U1", "印刷の誤り"
    )
    assert [(v.published_as, v.verdict.by, v.verdict.reason) for v in judged if v.verdict] == [
        (Decimal(5), "U1", "印刷の誤り"),
        (Decimal(4), "U1", "印刷の誤り"),
    ]
    assert store.reviews.pending() == ()
    assert [line.facts["decision"] for line in store.audit() if line.action == "review"] == ["edit", "accept"]


def test_one_that_is_decided_already_keeps_all_from_being_judged(store: KpiStore) -> None:
    """The second of two reviewers is told by whom, and nothing of theirs is stored."""
    _, first, second = doubtful(store)
    store.reviews.judge([Judgement(first.key, "accept")], "U1")
    with pytest.raises(ValueReviewed, match="by=U1"):
        store.reviews.judge([Judgement(second.key, "accept"), Judgement(first.key, "reject")], "U2")
    assert [held.key for held in store.reviews.pending()] == [second.key]


def test_a_value_of_a_draft_that_was_superseded_cannot_be_judged(store: KpiStore) -> None:
    """The document was read again meanwhile."""
    _, first, _ = doubtful(store)
    again = reading(indicator(observations=(value(2022, 6),)))
    store.draft(again, "R5", (), again.file, again=True)
    with pytest.raises(DraftGone):
        store.reviews.judge([Judgement(first.key, "accept")], "U1")


def test_what_is_certain_is_stood_by_in_one_go(store: KpiStore) -> None:
    """Doubtful values still wait; a second time there is nothing left."""
    doubtful(store)
    assert store.reviews.accept_certain("R5", "U1") == 1
    assert store.reviews.accept_certain("R5", "U2") == 0
    assert len(store.reviews.pending()) == 2
    assert [v.verdict.by for v in store.reviews.values() if v.verdict] == ["U1"]


def test_a_preview_is_what_publishing_gives_and_leaves_no_trace(store: KpiStore) -> None:
    """Its figures are those of the publication that follows; until then nothing else answers."""
    published(store, reading(indicator(observations=(value(2021, 9),)), edition="R4"), edition="R4")
    drafted(store, reading(indicator(observations=(value(2021, 8), value(2022, 5)))))
    before = store.published(), store.audit(), store.documents()
    seen = store.preview("R5")
    assert (store.published(), store.audit(), store.documents()) == before
    told = [(o.year, o.value) for o in seen.series(seen.find(WAITING).id).observations]
    assert told == [(2021, 8), (2022, 5)] and seen.editions() == ("R5", "R4")
    publish(store, "R5")
    assert [(o.year, o.value) for o in store.series(store.find(WAITING).id).observations] == told


def test_a_definition_is_kept_until_it_is_taken_back(store: KpiStore) -> None:
    """It is the indicator's through all editions, and in the trail."""
    published(store, reading(indicator(observations=(value(2021, 9),))))
    view = store.find(WAITING)
    store.set_definition(view.id, "４月１日に入所を待つ児童の数", "U1")
    assert store.find(WAITING).definition == "４月１日に入所を待つ児童の数"
    assert store.audit()[0].action == "set_definition" and store.audit()[0].by == "U1"
    store.set_definition(view.id, "", "U1")
    assert store.find(WAITING).definition == ""
    with pytest.raises(IndicatorUnknown):
        store.set_definition(999, "x", "U1")
