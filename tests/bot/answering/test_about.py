"""What is said of one indicator without a typed question."""

import pytest
from readings import indicator, reading, section, target, value
from stores import published

from bot.answering.answerer import Answerer
from corpus.errors import EditionUnknown, IndicatorUnknown
from index.search import Findings
from kpi_store.store import KpiStore

NAME = "令和5年度以降の延べ相談件数"


@pytest.fixture
def answerer() -> Answerer:
    store = KpiStore.open("sqlite://", create=True)
    counted = indicator(NAME, "件", {2021: 3, 2022: 4, 2023: 7}, [target(2025, 9)])
    other = indicator("出張相談の会場数", "か所", {2022: 1, 2023: 2})
    published(store, reading(counted, other, sections=[section("窓口を増やす。", NAME)]))
    return Answerer(store, lambda query, where, many: Findings(()))


def test_an_indicator_is_told_whole_whatever_its_name_says(answerer: Answerer) -> None:
    """A year within an indicator's name is no year that was asked for."""
    answer = answerer.about(NAME, "trend")
    assert [p.year for p in answer.figures[0].points] == [2021, 2022, 2023]
    assert [e.text for e in answer.excerpts] == ["窓口を増やす。"]
    assert answer.status == "answered"


def test_each_kind_of_answer_can_be_had(answerer: Answerer) -> None:
    """The intent alone decides what is told."""
    assert "9件" in answerer.about(NAME, "target").headline
    assert answerer.about(NAME, "direction").excerpts[0].text == "窓口を増やす。"
    assert answerer.about(NAME, "trend", language="en").language == "en"


def test_indicators_are_set_beside_each_other(answerer: Answerer) -> None:
    """Each has its figure, in the order asked for; the same one twice is told once."""
    answer = answerer.about(NAME, "trend", beside=["出張相談の会場数"])
    assert [figure.indicator for figure in answer.figures] == [NAME, "出張相談の会場数"]
    assert len(answerer.about(NAME, "trend", beside=[NAME]).figures) == 1


def test_what_is_not_published_is_refused(answerer: Answerer) -> None:
    """An unknown indicator or edition is an error, never an answer about another one."""
    with pytest.raises(IndicatorUnknown):
        answerer.about("出生数", "trend")
    with pytest.raises(EditionUnknown):
        answerer.about(NAME, "trend", edition="R2")


def test_an_edition_may_be_spelled_in_any_way(answerer: Answerer) -> None:
    """令和5年度 is the edition R5, typed as a question, asked for by name, and set beside another."""
    for edition in ("R5", "令和5年度", "2023"):
        assert answerer.answer(f"{NAME}の推移は？", edition=edition).figures[0].edition == "R5"
        assert answerer.about(NAME, "trend", edition=edition).figures[0].edition == "R5"


def test_no_change_is_told_between_values_that_are_not_the_years_own() -> None:
    """A measured value stands alone, and a past year's in its place is told as that: neither makes a change."""
    store = KpiStore.open("sqlite://", create=True)
    mixed = indicator(
        "甲", "%", observations=(value(2020, 286, status="measured"), value(2022, 7581, status="carried"))
    )
    only = indicator("乙", "人", observations=(value(2021, 5, status="carried"), value(2022, 6, status="carried")))
    published(store, reading(mixed, only))
    answerer = Answerer(store, lambda query, where, many: Findings(()))
    assert "286%" in answerer.about("甲", "trend").headline
    assert "ポイント" not in answerer.about("甲", "trend").headline
    assert "未公表" in answerer.about("乙", "trend").headline
