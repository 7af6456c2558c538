"""Next steps are offered only where they show something new."""

from dataclasses import replace

import pytest
from answers import about, trend
from readings import indicator, reading, section
from stores import published

from bot.answering.answerer import Answerer
from bot.answering.conversation.offers import Offers, offers
from index.search import Findings
from kpi_store.store import KpiStore

WAITING, BIRTHS, PLAIN = "保育所等の待機児童数", "出生数", "相談窓口の数"


@pytest.fixture
def store() -> KpiStore:
    """Two editions of one indicator, another in the newer one alone, and a third without figures."""
    store = KpiStore.open("sqlite://", create=True)
    older = indicator(WAITING, "人", {2021: 5, 2022: 3})
    newer = indicator(WAITING, "人", {2021: 5, 2022: 3, 2023: 1})
    told = [section("保育士を確保する。", WAITING)]
    published(store, reading(older, edition="R4", sections=told), edition="R4")
    births = indicator(BIRTHS, "人", {2023: 961})
    published(store, reading(newer, births, indicator(PLAIN, "か所"), edition="R5", sections=told))
    return store


def offered(store: KpiStore, question: str, edition: str | None = None) -> Offers:
    answer = Answerer(store, lambda query, where, many: Findings(())).answer(question, edition=edition)
    return offers(answer, store.published())


def test_a_value_leads_to_all_years_other_indicators_and_the_other_edition(store: KpiStore) -> None:
    """One year of two editions: every step leads on."""
    told = offered(store, "令和5年度の待機児童数は何人？")
    assert told == Offers(all_years=True, comparable=True, editions=("R4",), figures=True)


def test_a_trend_has_all_its_years_already(store: KpiStore) -> None:
    """Where every year stands there, none is offered."""
    assert not offered(store, "待機児童の推移は？").all_years


def test_an_older_editions_answer_leads_to_the_newer(store: KpiStore) -> None:
    """The way back is offered too."""
    assert offered(store, "待機児童の推移は？", edition="R4").editions == ("R5",)


def test_an_indicator_of_one_edition_has_no_other(store: KpiStore) -> None:
    """An edition that does not list the indicator is not offered."""
    assert offered(store, "出生数の推移は？").editions == ()


def test_words_lead_to_the_other_editions_words(store: KpiStore) -> None:
    """A direction without figures is offered as the other edition has it, and nothing is to be compared."""
    told = offered(store, "待機児童の今後の方向性は？")
    assert told.editions == ("R4",)
    assert not told.comparable and not told.figures


def test_a_lone_indicator_is_not_compared() -> None:
    """Without another indicator that has figures there is nothing to set beside it."""
    store = KpiStore.open("sqlite://", create=True)
    published(store, reading(indicator(WAITING, "人", {2023: 1}), indicator(PLAIN, "か所")))
    assert not offered(store, "待機児童の推移は？").comparable


def test_questions_back_and_refusals_offer_nothing(store: KpiStore) -> None:
    """Only an answer leads on; what it tells of may be unknown by now."""
    assert offers(about("x"), store.published()) == Offers()
    gone = replace(trend(), figures=tuple(replace(f, indicator="消えた指標") for f in trend().figures))
    assert offers(gone, store.published()) == Offers(figures=True)
