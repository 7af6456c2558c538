"""Who likely continues whom: proposed, and done only when a person says so."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BIRTHS, WAITING, indicator, reading
from stores import drafted, publish, published

from corpus.errors import ProposalUnknown
from corpus.reading import IndicatorReading
from kpi_store.store import KpiStore

BY = "係長"
OLD = "待機している児童"
TREND = {2019: 63, 2020: 41, 2021: 9, 2022: 5}
NEARLY = {**TREND, 2020: 40, 2023: 4}

NURSERIES = {2019: 10, 2020: 12, 2021: 15}
KINDERGARTENS = {2019: 7, 2020: 6, 2021: 5}
BOTH = {2019: 17, 2020: 18, 2021: 20}


def two_editions(store: KpiStore, old: list[IndicatorReading], new: list[IndicatorReading]) -> None:
    """Publish R4 and draft R5."""
    published(store, reading(*old), edition="R4")
    drafted(store, reading(*new), "R5")


def names(store: KpiStore) -> set[tuple[str, ...]]:
    return {view.names for view in store.indicators()}


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (indicator(numbers=NEARLY), ("place", "values")),
        (indicator("待機している児童の数", numbers={2023: 4}), ("name", "place")),
        (indicator("待機児童（保育所）", numbers={2021: 9, 2022: 5}), ("place", "values")),
    ],
    ids=["one value restated", "like names in one place", "two shared years"],
)
def test_a_likely_rename_is_proposed_and_not_done(store: KpiStore, new: IndicatorReading, why: tuple[str, ...]) -> None:
    """The difference names both, what speaks for it, and goes on calling the new one new."""
    two_editions(store, [indicator(OLD, numbers=TREND)], [new])
    told = store.difference("R5")
    (proposal,) = told.proposed
    assert (proposal.kind, proposal.old, proposal.new) == ("rename", (OLD,), (new.name,))
    assert set(why) <= set(proposal.why)
    assert (told.new, told.dropped, told.renamed) == ((new.name,), (OLD,), ())
    assert store.reviews.proposals() == (proposal,)
    publish(store)
    assert names(store) == {(OLD,), (new.name,)}


@pytest.mark.parametrize(
    "new",
    [
        indicator("相談の満足度", "%", numbers={2022: 80}),
        indicator("保育所の定員", numbers={2019: 700, 2020: 710, 2021: 730}),
        indicator("空き家の数", measure=1, numbers={2021: 9, 2022: 5}),
    ],
    ids=["another unit", "other values in the same place", "another place and name"],
)
def test_what_is_not_even_likely_is_not_proposed(store: KpiStore, new: IndicatorReading) -> None:
    """A person is not asked about every new line of a document."""
    two_editions(store, [indicator(OLD, numbers=TREND)], [new])
    assert store.difference("R5").proposed == ()


def test_what_is_still_listed_was_not_renamed(store: KpiStore) -> None:
    """Neither by the new document nor by another of its edition that stays."""
    published(store, reading(indicator(OLD, numbers=TREND)), edition="R4")
    drafted(store, reading(indicator(numbers=NEARLY), indicator(OLD)), "R5")
    assert store.reviews.proposals() == ()
    published(store, reading(indicator(OLD), title="別冊", kind="other"), edition="R6")
    drafted(store, reading(indicator("待機児童（保育所）", numbers=NEARLY)), "R6")
    assert store.reviews.proposals("R6") == ()


def test_an_accepted_rename_makes_both_one_indicator(store: KpiStore) -> None:
    """Told as a rename from then on, it keeps id and history when it is published, for good."""
    two_editions(store, [indicator(OLD, numbers=TREND)], [indicator(numbers=NEARLY)])
    id_ = store.find(OLD).id
    (proposal,) = store.reviews.proposals()
    store.reviews.rule(proposal.key, "accept", BY, "所管課に確認")
    told = store.difference("R5")
    assert (told.renamed, told.new, told.dropped, told.proposed) == (((OLD, WAITING),), (), (), ())
    publish(store)
    assert store.find(WAITING).id == store.find(OLD).id == id_
    assert [(r.year, r.old.value, r.new.value) for r in store.restatements(id_)] == [(2020, 41, 40)]
    published(store, reading(indicator(numbers={2024: 3})), edition="R6")
    assert [series.edition for series in store.published().history(id_)] == ["R4", "R5", "R6"]
    assert [series.indicator.name for series in store.published().history(id_)] == [OLD, WAITING, WAITING]
    ruled = next(row for row in store.audit() if row.action == "rule")
    assert (ruled.by, ruled.facts["decision"], ruled.facts["reason"]) == (BY, "accept", "所管課に確認")


def test_a_rename_can_be_accepted_after_both_were_published(store: KpiStore) -> None:
    """The two become one at once, later editions join it, and rolling back does not part them."""
    two_editions(store, [indicator(OLD, numbers=TREND)], [indicator(numbers=NEARLY)])
    (drafted_as,) = store.reviews.proposals()
    publish(store)
    (proposal,) = store.reviews.proposals()
    assert (proposal.key, proposal.new_ids) == (drafted_as.key, (store.find(WAITING).id,))
    assert store.counts().indicators == 2
    store.reviews.rule(proposal.key, "accept", BY)
    assert names(store) == {(WAITING, OLD)}
    assert store.counts().indicators == 1 and store.reviews.proposals() == ()
    published(store, reading(indicator(numbers={2024: 3})), edition="R6")
    assert [s.edition for s in store.published().history(store.find(OLD).id)] == ["R4", "R5", "R6"]
    store.rollback(store.plan_rollback(), None)
    assert store.find(WAITING).id == store.find(OLD).id


@pytest.mark.parametrize("later_first", [False, True])
def test_an_indicator_renamed_twice_is_one(store: KpiStore, later_first: bool) -> None:
    """In whichever order the two renames are accepted, the first of the three is the one that stays."""
    third = "待機児童（保育所）"
    two_editions(store, [indicator(OLD, numbers=TREND)], [indicator(numbers=NEARLY)])
    publish(store)
    published(store, reading(indicator(third, numbers={**NEARLY, 2021: 8})), edition="R6")
    first = store.find(OLD).id
    for edition in ("R6", "R5") if later_first else ("R5", "R6"):
        (proposal,) = store.reviews.proposals(edition)
        store.reviews.rule(proposal.key, "accept", BY)
    assert names(store) == {(third, WAITING, OLD)}
    assert {store.find(name).id for name in (OLD, WAITING, third)} == {first}


def test_a_ruling_holds_when_the_document_is_read_again(store: KpiStore) -> None:
    """It is about names of an edition, not about one reading of it."""
    published(store, reading(indicator(OLD, numbers=TREND)), edition="R4")
    first = reading(indicator(numbers=NEARLY))
    drafted(store, first)
    (proposal,) = store.reviews.proposals()
    store.reviews.rule(proposal.key, "accept", BY)
    store.draft(first, "R5", (), first.file, again=True)
    assert store.difference("R5").renamed == ((OLD, WAITING),)


def test_a_declined_proposal_is_not_made_again(store: KpiStore) -> None:
    """The indicator stays new, and nobody is asked twice."""
    two_editions(store, [indicator(OLD, numbers=TREND)], [indicator(numbers=NEARLY)])
    (proposal,) = store.reviews.proposals()
    store.reviews.rule(proposal.key, "reject", BY)
    assert store.reviews.proposals() == store.difference("R5").proposed == ()
    with pytest.raises(ProposalUnknown):
        store.reviews.rule(proposal.key, "accept", BY)
    publish(store)
    assert names(store) == {(OLD,), (WAITING,)}


def test_a_merge_is_proposed_and_told_once_confirmed(store: KpiStore) -> None:
    """The whole is the sum of what is no longer listed; confirmed, every one of them tells it, and keeps its values."""
    parts = [indicator("保育所の利用者数", numbers=NURSERIES), indicator("幼稚園の利用者数", numbers=KINDERGARTENS)]
    two_editions(store, [*parts, indicator(BIRTHS)], [indicator("利用者数の計", numbers=BOTH), indicator(BIRTHS)])
    (proposal,) = [p for p in store.reviews.proposals() if p.kind == "merge"]
    assert (set(proposal.old), proposal.new, proposal.why) == (
        {"保育所の利用者数", "幼稚園の利用者数"},
        ("利用者数の計",),
        ("sum",),
    )
    store.reviews.rule(proposal.key, "accept", BY)
    publish(store)
    for name in (*proposal.old, *proposal.new):
        (kin,) = store.lineage(store.find(name).id)
        assert (kin.kind, kin.edition, set(kin.old), kin.new, kin.by) == (
            "merge",
            "R5",
            set(proposal.old),
            proposal.new,
            BY,
        )
    assert store.lineage(store.find(BIRTHS).id) == ()
    series = store.series(store.find("保育所の利用者数").id)
    assert {seen.year: seen.value for seen in series.observations} == NURSERIES


def test_a_split_is_proposed(store: KpiStore) -> None:
    """The parts add up to what is no longer listed."""
    parts = [indicator("保育所の利用者数", numbers=NURSERIES), indicator("幼稚園の利用者数", numbers=KINDERGARTENS)]
    two_editions(store, [indicator("利用者数の計", numbers=BOTH)], parts)
    (proposal,) = [p for p in store.reviews.proposals() if p.kind == "split"]
    assert (proposal.old, set(proposal.new)) == (("利用者数の計",), {"保育所の利用者数", "幼稚園の利用者数"})


def test_percentages_do_not_add_up(store: KpiStore) -> None:
    """Shares are no amounts, whatever their sums."""
    parts = [indicator("男性の割合", "%", NURSERIES), indicator("女性の割合", "%", KINDERGARTENS)]
    two_editions(store, parts, [indicator("参加の割合", "%", BOTH)])
    assert not [p for p in store.reviews.proposals() if p.kind == "merge"]


def test_a_dropped_indicator_keeps_its_history(store: KpiStore) -> None:
    """What the newest edition no longer lists is still found, with the values of those that did."""
    published(store, reading(indicator(OLD, numbers=TREND)), edition="R4")
    published(store, reading(indicator(BIRTHS)), edition="R5")
    (series,) = store.published().history(store.find(OLD).id)
    assert series.edition == "R4" and len(series.observations) == len(TREND)


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_order_of_rulings_makes_no_difference(store: KpiStore, order: tuple[int, ...]) -> None:
    """Each proposal keeps its key while others are decided."""
    births = {2021: 900, 2022: 880}
    old = [indicator(OLD, numbers=TREND), indicator("出生", measure=1, numbers=births)]
    new = [indicator(numbers=NEARLY), indicator(BIRTHS, measure=1, numbers=births)]
    two_editions(store, old, new)
    keys = [proposal.key for proposal in store.reviews.proposals()]
    assert len(keys) == 2
    for nth in order:
        store.reviews.rule(keys[nth], "accept", BY)
    publish(store)
    assert names(store) == {(WAITING, OLD), (BIRTHS, "出生")}


_lines = st.lists(
    st.builds(
        lambda name, unit, numbers: indicator(name, unit, numbers),
        st.sampled_from([WAITING, OLD, BIRTHS, "相談", "利用者数の計"]),
        st.sampled_from(["人", "件"]),
        st.dictionaries(st.sampled_from(list(TREND)), st.integers(0, 3), max_size=4),
    ),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(_lines, _lines)
def test_nothing_comes_of_a_proposal_by_itself(old: list[IndicatorReading], new: list[IndicatorReading]) -> None:
    """Whatever is proposed, publishing makes the same indicators as if nothing had been, and keys do not change."""
    with KpiStore.open("sqlite://", create=True) as store, KpiStore.open("sqlite://", create=True) as declined:
        for one in (store, declined):
            two_editions(one, old, new)
        proposed = store.reviews.proposals()
        assert proposed == store.reviews.proposals()
        assert len({proposal.key for proposal in proposed}) == len(proposed)
        for proposal in proposed:
            declined.reviews.rule(proposal.key, "reject", BY)
        for one in (store, declined):
            publish(one)
        assert names(store) == names(declined)
