"""Which indicators of different documents are one, and which are not."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BIRTHS, WAITING, indicator, reading
from stores import published

from corpus.reading import IndicatorReading
from kpi_store import publications
from kpi_store.store import KpiStore
from kpi_store.units import same_kind, same_unit

TREND = {2019: 63, 2020: 41, 2021: 9, 2022: 5}


def _names(store: KpiStore) -> list[tuple[str, ...]]:
    return [view.names for view in store.indicators()]


def _two_editions(store: KpiStore, old: IndicatorReading, new: IndicatorReading) -> list[tuple[str, ...]]:
    published(store, reading(old), edition="R4")
    published(store, reading(new), edition="R5")
    return _names(store)


@pytest.mark.parametrize(
    "spelling",
    [
        "（再掲）保育所等の待機児童数",
        "保育所などの待機児童数",
        "保育所等待機児童数（単位：人）",
        "保育所等の待機児童数　",
    ],
)
def test_spellings_of_a_name_are_one_indicator(store: KpiStore, spelling: str) -> None:
    """再掲, など / 等, the unit in the name and white space make no other indicator."""
    assert _two_editions(store, indicator(WAITING), indicator(spelling)) == [(spelling, WAITING)]


def test_an_indicator_keeps_its_id_through_editions_and_rollbacks(store: KpiStore) -> None:
    """The id is given once, for good."""
    published(store, reading(indicator(numbers=TREND)), edition="R4")
    id_ = store.find(WAITING).id
    published(store, reading(indicator(numbers=TREND)), edition="R5")
    assert store.find(WAITING).id == id_
    store.rollback(store.plan_rollback(), None)
    assert store.find(WAITING).id == id_


def test_the_same_name_in_another_unit_is_another_indicator(store: KpiStore) -> None:
    """A number of people and a percentage of one name are two indicators; 千円 and 百万円 are one."""
    assert len(_two_editions(store, indicator("相談", "件"), indicator("相談", "%"))) == 2
    published(store, reading(indicator("観光消費額", "千円"), title="三"), edition="R4")
    published(store, reading(indicator("観光消費額", "百万円"), title="三"), edition="R5")
    assert len(_names(store)) == 3


def test_a_document_that_shows_an_indicator_twice_lists_one(store: KpiStore) -> None:
    """再掲 under another measure adds no indicator, and the first place is its place."""
    shown = (indicator(BIRTHS, measure=None, numeric_target=True), indicator(f"(再掲){BIRTHS}", measure=1))
    published(store, reading(*shown))
    (view,) = store.indicators()
    assert view.numeric_target and view.measure is None


def test_a_renamed_indicator_is_known_by_its_values(store: KpiStore) -> None:
    """Same place, same unit and the same run of values: the new name joins the old, and both are found."""
    names = _two_editions(store, indicator("待機している児童", numbers=TREND), indicator(numbers={**TREND, 2023: 4}))
    assert names == [(WAITING, "待機している児童")]
    assert store.find("待機している児童").name == WAITING


@pytest.mark.parametrize(
    "new",
    [
        indicator(numbers={**TREND, 2020: 40}),
        indicator(numbers={2020: 41, 2021: 9, 2023: 4}),
        indicator(unit="世帯", numbers=TREND),
        indicator(numbers=TREND, measure=1),
        indicator(numbers=TREND, goal=None, measure=None),
    ],
    ids=["one value differs", "two shared years", "other unit", "other measure", "no place"],
)
def test_what_is_not_certain_is_not_guessed(store: KpiStore, new: IndicatorReading) -> None:
    """Another value, too few years, another unit or place: a new indicator."""
    assert len(_two_editions(store, indicator("待機している児童", numbers=TREND), new)) == 2


def test_a_run_of_zeros_proves_nothing(store: KpiStore) -> None:
    """Values that are all the same are shared by too many indicators."""
    zeros = dict.fromkeys(TREND, 0)
    assert len(_two_editions(store, indicator("事故件数", numbers=zeros), indicator(numbers=zeros))) == 2


def test_no_rename_where_the_old_name_is_still_listed(store: KpiStore) -> None:
    """An indicator that the new document still lists was not renamed to another of its lines."""
    published(store, reading(indicator("待機している児童", numbers=TREND)), edition="R4")
    both = reading(indicator(numbers=TREND), indicator("待機している児童"))
    published(store, both, edition="R5")
    assert len(_names(store)) == 2


def test_no_rename_where_two_could_be_the_heir(store: KpiStore) -> None:
    """Two new names with the same values are both new: which one continues the old is for a person to say."""
    published(store, reading(indicator("待機している児童", numbers=TREND)), edition="R4")
    published(store, reading(indicator("甲", numbers=TREND), indicator("乙", numbers=TREND)), edition="R5")
    assert len(_names(store)) == 3


EDITIONS = {
    "R3": reading(indicator("待機している児童", numbers={2018: 80, 2019: 63, 2020: 41, 2021: 9}), indicator(BIRTHS)),
    "R4": reading(indicator("待機している児童", numbers=TREND), indicator(f"{BIRTHS}（再掲）")),
    "R5": reading(indicator(numbers={**TREND, 2023: 4}), indicator("相談件数", "件")),
}


@pytest.mark.parametrize("order", list(permutations(EDITIONS)), ids="-".join)
def test_the_order_of_ingestion_makes_no_difference(store: KpiStore, order: tuple[str, ...]) -> None:
    """Whichever edition comes first, the same names belong together and the same values answer."""
    for edition in order:
        published(store, EDITIONS[edition], edition=edition)
    assert sorted(_names(store)) == sorted(
        [(WAITING, "待機している児童"), (f"{BIRTHS}（再掲）", BIRTHS), ("相談件数",)]
    )
    series = store.series(store.find(WAITING).id)
    assert series.edition == "R5"
    assert {seen.year: int(seen.value) for seen in series.observations} == {**TREND, 2023: 4}


_lines = st.lists(
    st.tuples(
        st.sampled_from([WAITING, "保育所などの待機児童数", BIRTHS, "(再掲)出生数", "相談"]),
        st.sampled_from(["人", "名", "千人", "%"]),
    ),
    max_size=4,
)


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(EDITIONS, _lines)), st.permutations(list(EDITIONS)))
def test_names_and_units_belong_together_in_any_order(
    lines: dict[str, list[tuple[str, str]]], order: list[str]
) -> None:
    """Whatever documents list with a unit, the order of publishing does not change which lines are one indicator."""

    def groups(editions: Iterable[str]) -> set[frozenset[tuple[str | None, int]]]:
        with KpiStore.open("sqlite://", create=True) as store:
            for edition in editions:
                published(store, reading(*(indicator(name, unit) for name, unit in lines[edition])), edition=edition)
            with store._database.reading() as session:
                entries = publications.ever_published(session, sample=False)
        found: dict[int | None, set[tuple[str | None, int]]] = defaultdict(set)
        for entry in entries:
            found[entry.indicator].add((entry.document.edition, entry.position))
        return {frozenset(group) for group in found.values()}

    assert groups(order) == groups(EDITIONS)


_listed = st.lists(
    st.builds(
        lambda name, unit, numbers: indicator(name, unit, numbers),
        st.sampled_from([WAITING, "保育所などの待機児童数", BIRTHS, "相談", "(再掲)相談"]),
        st.sampled_from(["人", "％", ""]),
        st.dictionaries(st.sampled_from(list(TREND)), st.integers(0, 9), max_size=3),
    ),
    max_size=4,
)


@settings(max_examples=15, deadline=None)
@given(_listed)
def test_publishing_is_idempotent(listed: list[IndicatorReading]) -> None:
    """Whatever a document lists, publishing it a second time changes no indicator and no series."""
    with KpiStore.open("sqlite://", create=True) as store:
        published(store, reading(*listed))
        before = [(view, store.series(view.id)) for view in store.indicators()]
        published(store, reading(*listed))
        published(store, reading(*listed, stamp="the same in other bytes"))
        after = [(view, store.series(view.id)) for view in store.indicators()]
        assert [view for view, _ in after] == [view for view, _ in before]
        assert [[(o.year, o.value) for o in s.observations] for _, s in after] == [
            [(o.year, o.value) for o in s.observations] for _, s in before
        ]


@pytest.mark.parametrize(
    ("one", "other", "same", "alike"),
    [
        ("人", "名", True, True),
        ("％", "(%)", True, True),
        ("百万円", "百万円", True, True),
        ("千円", "百万円", False, True),
        ("億円", "円", False, True),
        ("万人", "人", False, True),
        ("人", "件", False, False),
        ("", "件", True, True),
    ],
)
def test_units_are_compared_by_spelling_and_by_scale(one: str, other: str, same: bool, alike: bool) -> None:
    """Spellings of one unit are the same; scales of one unit count the same thing; an absent unit takes the other's."""
    assert (same_unit(one, other), same_kind(one, other)) == (same, alike)
