"""Which value answers, under which name, with which target, and in which order."""

from decimal import Decimal

import pytest
from readings import BIRTHS, GOALS, SPENDING, WAITING, baseline, indicator, reading, section, target, value
from stores import published

from corpus.errors import EditionUnknown, IndicatorUnknown
from corpus.reading import Goal, Measure, MilestoneReading
from kpi_store.store import KpiStore
from kpi_store.views import SeriesView


def _years(series: SeriesView) -> dict[int, str]:
    return {seen.year: str(seen.value) for seen in series.observations}


def test_the_newest_edition_answers_and_an_older_one_when_asked(store: KpiStore) -> None:
    """Each edition's values stay what that edition printed; the newest is the default."""
    published(store, reading(indicator(numbers={2021: 9, 2022: 5})), edition="R4")
    published(store, reading(indicator(numbers={2022: 6, 2023: 4})), edition="R5")
    id_ = store.find(WAITING).id
    assert store.editions() == ("R5", "R4")
    newest, older = store.series(id_), store.series(id_, edition="令和4年度")
    assert (newest.edition, _years(newest)) == ("R5", {2022: "6", 2023: "4"})
    assert (older.edition, _years(older)) == ("R4", {2021: "9", 2022: "5"})


def test_an_edition_that_lists_an_indicator_without_values_hides_none(store: KpiStore) -> None:
    """Where the newest edition holds no value of an indicator, the newest that holds any answers, under its label."""
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    published(store, reading(indicator()), edition="R5")
    series = store.series(store.find(WAITING).id)
    assert (series.edition, _years(series)) == ("R4", {2022: "5"})


def test_a_strategy_hides_no_results(store: KpiStore) -> None:
    """A lone value in a later strategy does not take the place of a verification's whole series."""
    published(store, reading(indicator(numbers={2021: 9, 2022: 5})), edition="R4")
    published(store, reading(indicator(numbers={2022: 5}), kind="strategy", title="戦略"), edition="R6")
    assert store.series(store.find(WAITING).id).edition == "R4"


def test_a_year_has_one_value_the_surest(store: KpiStore) -> None:
    """Of several values for one year in one edition, an actual and accepted one answers."""
    seen = (
        value(2022, 7, status="carried"),
        value(2022, 6, status="measured"),
        value(2022, 55, needs_review=True),
        value(2022, 5),
    )
    published(store, reading(indicator(observations=seen)))
    assert _years(store.series(store.find(WAITING).id)) == {2022: "5"}


def test_a_carried_value_stays_carried(store: KpiStore) -> None:
    """A value in parentheses is given as what it is, never as the year's actual one."""
    published(store, reading(indicator(observations=(value(2023, 5, status="carried"),))))
    (seen,) = store.series(store.find(WAITING).id).observations
    assert seen.status == "carried"


def test_an_unknown_edition_or_indicator_is_told(store: KpiStore) -> None:
    """Asking for an edition that is not published, or an indicator nobody lists, is an error with what there is."""
    published(store, reading(indicator(numbers={2023: 4})))
    with pytest.raises(EditionUnknown) as raised:
        store.series(store.find(WAITING).id, edition="R2")
    assert raised.value.facts["known"] == ("R5",)
    with pytest.raises(IndicatorUnknown):
        store.series(999)


def test_a_name_is_found_in_any_spelling_and_others_are_offered(store: KpiStore) -> None:
    """Brackets, width and 再掲 do not matter; a wrong name is refused with the names like it."""
    published(store, reading(indicator(), indicator(BIRTHS, measure=1)))
    assert store.find("（再掲）保育所等の待機児童数（単位：人）").name == WAITING
    with pytest.raises(IndicatorUnknown) as raised:
        store.find("待機児童数")
    assert raised.value.facts["near"] == (WAITING,)


def test_the_target_comes_from_the_edition_else_from_the_newest_strategy(store: KpiStore) -> None:
    """A verification's own target wins; where it states none the strategy's does, each with its document."""
    strategy = reading(
        indicator(marks=[target(2024, 0), baseline(2015, 397)]),
        indicator(BIRTHS, marks=[target(2024, 7000)], measure=1),
        kind="strategy",
        title="戦略",
    )
    published(store, strategy, edition="R2")
    published(store, reading(indicator(numbers={2023: 4}, marks=[target(2024, 1)]), indicator(BIRTHS, measure=1)))
    waiting, births = (store.series(store.find(name).id) for name in (WAITING, BIRTHS))
    assert waiting.target and (waiting.target.value, waiting.target.document.edition) == (1, "R5")
    assert waiting.baseline and (waiting.baseline.value, waiting.baseline.document.title) == (397, "戦略")
    assert births.target and births.target.value == 7000


def test_an_older_edition_is_measured_by_the_strategy_of_its_time(store: KpiStore) -> None:
    """A strategy revised later lends its target to the newest answer, not to what an older edition said."""
    for edition, goal in (("R2", 10), ("R5", 0)):
        published(store, reading(indicator(marks=[target(2024, goal)]), kind="strategy", title="戦略"), edition=edition)
    published(store, reading(indicator(numbers={2022: 5})), edition="R4")
    id_ = store.find(WAITING).id
    older, newest = store.series(id_, edition="R4").target, store.series(id_).target
    assert older and newest and (older.value, newest.value) == (10, 0)


def test_of_several_targets_the_last_year_s_is_in_force(store: KpiStore) -> None:
    """An intermediate target does not hide the final one."""
    published(store, reading(indicator(marks=[target(2024, 0), target(2022, 3)])))
    found = store.series(store.find(WAITING).id).target
    assert found and found.year == 2024


def test_values_of_another_unit_are_not_mixed_in(store: KpiStore) -> None:
    """A strategy in 億円 lends no target to a series in 百万円, and a change of unit is no restatement."""
    old = indicator(SPENDING, "億円", {2021: 8}, [target(2024, 10)])
    published(store, reading(old, kind="strategy", title="戦略"), edition="R2")
    published(store, reading(indicator(SPENDING, "億円", {2021: 8, 2022: 9})), edition="R4")
    published(store, reading(indicator(SPENDING, "百万円", {2021: 800, 2022: 912})), edition="R5")
    view = store.find(SPENDING)
    assert view.unit == "百万円" and store.series(view.id).target is None
    assert store.series(view.id, edition="R4").indicator.unit == "億円"
    assert store.restatements(view.id) == ()


def test_a_restated_value_is_told_with_both(store: KpiStore) -> None:
    """Each year that a later edition gives otherwise is told once, old and new with their documents."""
    published(store, reading(indicator(numbers={2020: 1, 2021: 9})), edition="R3")
    published(store, reading(indicator(numbers={2020: 1, 2021: 8, 2022: 5})), edition="R4")
    published(store, reading(indicator(numbers={2020: 1, 2021: 8, 2022: 6})), edition="R5")
    told = store.restatements(store.find(WAITING).id)
    assert [(r.year, r.old.value, r.new.value, r.old.document.edition, r.new.document.edition) for r in told] == [
        (2021, 9, 8, "R3", "R4"),
        (2022, 5, 6, "R4", "R5"),
    ]


def test_a_carried_value_is_no_restatement(store: KpiStore) -> None:
    """That a value in parentheses is followed by the year's own changes no value."""
    published(store, reading(indicator(observations=(value(2022, 9, status="carried"),))), edition="R4")
    published(store, reading(indicator(numbers={2022: 5})), edition="R5")
    assert store.restatements(store.find(WAITING).id) == ()


def test_indicators_stand_in_the_order_of_the_policy_tree(store: KpiStore) -> None:
    """By goal, its 数値目標 first, then measure by measure as listed; those without a place last."""
    names = ["末尾", "施策2の二", "施策2の一", "施策1", "数値目標", "基本目標1"]
    published(
        store,
        reading(
            indicator(names[0], goal=None, measure=None),
            indicator(names[2]),
            indicator(names[1]),
            indicator(names[3], measure=1),
            indicator(names[4], measure=None, numeric_target=True),
            indicator(names[5], goal=1, measure=1),
        ),
    )
    assert [view.name for view in store.indicators()] == names[::-1]


def test_an_indicator_says_where_it_stands(store: KpiStore) -> None:
    """Titles of goal and measure, unit, period, notes and decimals come from the newest document."""
    listed = indicator(numbers={2022: 5, 2023: "4.25"}, period="as_of", notes=("※ 4月1日時点",), cumulative=True)
    published(store, reading(listed))
    view = store.find(WAITING)
    assert (view.goal, view.goal_title, view.measure, view.measure_title) == (2, GOALS[1].title, 2, "子育ての支援")
    assert (view.unit, view.period, view.decimals, view.cumulative) == ("人", "as_of", 2, True)
    assert view.notes == ("※ 4月1日時点",)


FALLING, RISING = {2015: 1042, 2018: 961, 2023: 787}, {2015: 50, 2018: 90}


@pytest.mark.parametrize(
    ("marks", "numbers", "desired"),
    [
        ([target(2025, "20.5", text="20.5％以下"), baseline(2019, "19.8")], {2019: 19}, "down"),
        ([target(2025, "300", text="300人以上（毎年度）"), baseline(2019, "310")], {2019: 310}, "up"),
        ([target(2025, "20.5", text="20.5％（全国平均以下）"), baseline(2019, "19.8")], {2019: 19}, "up"),
        ([target(2024, 0), baseline(2018, 397)], {}, "down"),
        ([target(2024, 500), baseline(2018, 397)], {}, "up"),
        ([target(2024, 397), baseline(2018, 397)], {}, None),
        ([target(2024, 0)], {}, None),
        ([], {}, None),
        ([target(2024, 950), baseline(2018, 961)], FALLING, None),
        ([target(2024, 799), baseline(2018, 961)], FALLING, "down"),
        ([target(2024, 80), baseline(2018, 90)], RISING, "down"),
        ([target(2024, 80), baseline(2018, 90)], {2018: 90, 2023: 70}, None),
        ([target(None, 80), baseline(2018, 90)], RISING, None),
    ],
)
def test_the_desired_direction_is_told_by_the_documents_or_unknown(
    store: KpiStore, marks: list[MilestoneReading], numbers: dict[int, int], desired: str | None
) -> None:
    """From the baseline to the target; a target that may only slow a fall, or a missing one, tells nothing."""
    published(store, reading(indicator(numbers=numbers, marks=marks)))
    assert store.find(WAITING).desired == desired


def test_a_direction_that_was_set_counts_until_it_is_taken_back(store: KpiStore) -> None:
    """A person's word goes before the documents', is recorded, and shows at once."""
    published(store, reading(indicator(marks=[target(2024, 0), baseline(2015, 397)])))
    id_ = store.find(WAITING).id
    store.set_desired(id_, "keep", by="企画課")
    assert store.find(WAITING).desired == "keep"
    assert store.audit()[0].facts == {"old": None, "new": "keep"}
    store.set_desired(id_, None, by="企画課")
    assert store.find(WAITING).desired == "down"
    with pytest.raises(IndicatorUnknown):
        store.set_desired(999, "up", by="企画課")


def test_goals_are_those_of_the_newest_document(store: KpiStore) -> None:
    """The policy tree is given as the newest document prints it, or the edition asked for."""
    older = (Goal(1, "旧い目標", "", (Measure(1, "旧い施策", ("①甲",)),)),)
    published(store, reading(goals=older), edition="R4")
    published(store, reading(), edition="R5")
    assert store.goals() == GOALS and store.goals("R4") == older


def test_passages_of_an_indicator_are_those_in_force(store: KpiStore) -> None:
    """The newest verification's words answer, an older one's when asked; other indicators' words never."""
    said = [section("旧い方向性。"), section("出生数の方向性。", BIRTHS)]
    published(store, reading(indicator(), sections=said), edition="R4")
    spoken = [section("新しい方向性。"), section("分析。", section="analysis")]
    published(store, reading(indicator(), sections=spoken), edition="R5")
    id_ = store.find(WAITING).id
    assert [p.text for p in store.passages_of(id_)] == ["新しい方向性。", "分析。"]
    assert [p.text for p in store.passages_of(id_, "future_direction")] == ["新しい方向性。"]
    assert [p.text for p in store.passages_of(id_, "future_direction", "R4")] == ["旧い方向性。"]


def test_initiatives_are_found_by_their_place_in_the_tree(store: KpiStore) -> None:
    """A measure's 主な取組 are those in force under its goal and number, an older edition's when asked."""
    old = section("旧い取組。", None, section="initiative", goal=2, measure=2)
    published(store, reading(indicator(), sections=[old]), edition="R4")
    here = section("保育の取組。", None, section="initiative", goal=2, measure=2)
    elsewhere = section("観光の取組。", None, section="initiative", goal=1, measure=2)
    published(store, reading(indicator(), sections=[here, elsewhere]), edition="R5")
    figures = store.published()
    assert [p.text for p in figures.passages_in("initiative", 2, 2)] == ["保育の取組。"]
    assert [p.text for p in figures.passages_in("initiative", measure=2)] == ["保育の取組。", "観光の取組。"]
    assert [p.text for p in figures.passages_in("initiative", 2, 2, "R4")] == ["旧い取組。"]
    assert figures.passages_in("analysis", 2, 2) == []


def test_a_dropped_indicator_is_still_quoted_from_its_last_edition(store: KpiStore) -> None:
    """An indicator that the newest edition no longer lists is answered from the last that did."""
    published(store, reading(indicator(numbers={2022: 5}), sections=[section("最後の方向性。")]), edition="R4")
    published(store, reading(indicator(BIRTHS, measure=1), sections=[section("別の話。", BIRTHS)]), edition="R5")
    assert [p.text for p in store.passages_of(store.find(WAITING).id)] == ["最後の方向性。"]


def test_an_edition_that_says_nothing_of_an_indicator_is_not_filled_with_old_words(store: KpiStore) -> None:
    """Where the newest edition lists an indicator without a direction, last year's direction is not quoted."""
    published(store, reading(indicator(), sections=[section("旧い方向性。")]), edition="R4")
    published(store, reading(indicator()), edition="R5")
    assert store.passages_of(store.find(WAITING).id) == []


def test_one_published_state_stays_of_one_piece(store: KpiStore) -> None:
    """Figures taken before a publication keep answering as before it; the store answers anew."""
    published(store, reading(indicator(numbers={2022: 5}), sections=[section("旧。")]), edition="R4")
    held = store.published()
    published(store, reading(indicator(numbers={2023: 4}), sections=[section("新。")]), edition="R5")
    id_ = held.find(WAITING).id
    assert _years(held.series(id_)) == {2022: "5"} and [p.text for p in held.passages_of(id_)] == ["旧。"]
    assert _years(store.series(id_)) == {2023: "4"} and [p.text for p in store.passages_of(id_)] == ["新。"]


def test_counts_are_of_what_answers(store: KpiStore) -> None:
    """Replaced documents are not counted."""
    for births in (6093, 6100):
        published(store, reading(indicator(BIRTHS, numbers={2021: births}), sections=[section("甲。")]))
    counts = store.counts()
    assert (counts.documents, counts.indicators, counts.observations, counts.passages) == (1, 1, 1, 1)
    assert store.series(store.find(BIRTHS).id).observations[0].value == Decimal(6100)
