"""Like is set beside like, and what differs is told."""

from decimal import Decimal

import pytest
from readings import BIRTHS, SPENDING, WAITING, indicator, reading, section, value
from stores import published

from bot.answering.answerer import Answerer
from bot.answering.figures.side_by_side import Sides
from corpus.errors import EditionUnknown, IndicatorUnknown
from index.search import Findings
from kpi_store.store import KpiStore

NOTE = "各年4月1日現在。"


@pytest.fixture
def answerer() -> Answerer:
    """Two editions; the newer restates a value and words its note otherwise."""
    store = KpiStore.open("sqlite://", create=True)
    for edition, last, note in (("R4", 40, NOTE), ("R5", 44, NOTE + "速報値を含む。")):
        waiting = indicator(WAITING, "人", {2019: 50, 2021: 45, 2022: last}, period="as_of")
        births = indicator(BIRTHS, "人", {2019: 0, 2020: 12}, period="calendar_year")
        spent = indicator(SPENDING, "百万円", {2019: 8, 2020: 6}, period="fiscal_year")
        carried = indicator("耕作地", "ha", observations=(value(2019, 3), value(2020, 3, status="carried")))
        sections = [section(note, WAITING, section="note")]
        published(store, reading(waiting, births, spent, carried, sections=sections, edition=edition), edition=edition)
    return Answerer(store, lambda query, where, many: Findings(()))


def test_years_are_aligned_and_differences_of_unit_and_year_are_told(answerer: Answerer) -> None:
    """Units and kinds of year that differ are named; years are those asked for."""
    answer = answerer.beside([WAITING, SPENDING], Sides(first=2020, last=2021))
    assert [[p.year for p in figure.points] for figure in answer.figures] == [[2021], [2020]]
    assert "単位が異なります（保育所等の待機児童数は人、観光消費額は百万円）。" in answer.remarks
    assert "グラフは、単位ごとに軸を分けています。" in answer.remarks
    assert "年の数え方が異なります（保育所等の待機児童数は時点、観光消費額は年度）。" in answer.remarks
    assert answer.intent == "compare" and answer.wants_chart


def test_editions_stand_side_by_side_with_what_was_restated(answerer: Answerer) -> None:
    """Both values stay, the change is told, and a note that was worded anew is told and quoted twice."""
    answer = answerer.beside([WAITING], Sides(editions=("R4", "R5")))
    assert [(f.edition, [int(p.value) for p in f.points]) for f in answer.figures] == [
        ("R4", [50, 45, 40]),
        ("R5", [50, 45, 44]),
    ]
    assert any("40人からR5版で44人に改められています" in remark for remark in answer.remarks)
    assert any("文言が異なります" in remark for remark in answer.remarks)
    assert [e.text for e in answer.excerpts] == [NOTE, NOTE + "速報値を含む。"]


def test_an_index_is_computed_of_own_values_to_the_base_years(answerer: Answerer) -> None:
    """100 × value / base, to one digit; the base year need not be shown, and zero is no base."""
    answer = answerer.beside([WAITING, BIRTHS], Sides(first=2021, base=2019))
    index = {(c.indicator, c.years[-1]): c.value for c in answer.computed if c.name == "index"}
    assert index == {(WAITING, 2021): Decimal("90.0"), (WAITING, 2022): Decimal("88.0")}
    assert any("出生数は" in remark and "指数にしていません" in remark for remark in answer.remarks)
    assert any("令和元年（2019年）の値に対する割合" in remark for remark in answer.remarks)


def test_a_past_years_value_has_no_index(answerer: Answerer) -> None:
    """A carried value is not the year's own, so nothing is computed of it."""
    answer = answerer.beside(["耕作地"], Sides(base=2019))
    assert [c.years[-1] for c in answer.computed] == [2019]


def test_what_is_not_published_cannot_be_compared(answerer: Answerer) -> None:
    """Unknown indicators and editions are errors."""
    with pytest.raises(IndicatorUnknown):
        answerer.beside([WAITING, "雪の日数"], Sides())
    with pytest.raises(EditionUnknown):
        answerer.beside([WAITING], Sides(editions=("R9",)))
