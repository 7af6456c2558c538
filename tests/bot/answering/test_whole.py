"""Questions about the whole of what is published: rankings, targets, goals, what changed, and what one word means."""

import pytest

from bot.answering.answerer import Answerer
from corpus.reading import Goal, Measure
from index.search import Findings, Hit
from kpi_store.store import KpiStore
from tests.support.readings import BIRTHS, SPENDING, WAITING, baseline, indicator, reading, section, target
from tests.support.stores import drafted, publish, published

COMMENT = f"{BIRTHS}は、婚姻数の減少により減った。"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """Two editions of three indicators; search finds a comment that is tied to none of them."""
    store = KpiStore.open("sqlite://", create=True)
    drafted(store, reading(indicator(SPENDING, numbers={2021: 50, 2022: 61}), stamp="R4"), "R4")
    publish(store, "R4")
    published(
        store,
        reading(
            indicator(WAITING, numbers={2021: 60, 2022: 20, 2023: 10}, marks=[baseline(2020, 100), target(2024, 0)]),
            indicator(SPENDING, numbers={2021: 50, 2022: 60, 2023: 75}, marks=[baseline(2020, 50), target(2024, 100)]),
            indicator(BIRTHS, numbers={2022: 90, 2023: 80}, marks=[baseline(2020, 100), target(2024, 120)]),
            goals=[Goal(1, "しごとをつくる", "", (Measure(1, "働く場", ()),)), Goal(2, "子どもを育てる", "", ())],
            sections=[section("受入枠を広げる。", WAITING), section(COMMENT, None, section="policy")],
        ),
    )
    (comment,) = [p for p in store.passages(d.id for d in store.documents()) if p.text == COMMENT]
    hit = Hit(comment, 1.0, 0.8, 1.0)
    return Answerer(store, lambda query, where, many: Findings(() if where.sections else (hit,), 0.8, 0.05, 0.9))


def test_indicators_are_ranked_by_attainment(answerer: Answerer) -> None:
    """The least attained stands first unless the most is asked for; behind the baseline no rate is told."""
    lowest = answerer.answer("達成率が低い順に並べて")
    assert lowest.about == (BIRTHS, SPENDING, WAITING)
    assert "基準値より後退" in lowest.remarks[0] and "50.0%" in lowest.remarks[1] and "90.0%" in lowest.remarks[2]
    assert answerer.answer("達成率の高い順").about == (WAITING, SPENDING, BIRTHS)
    assert answerer.answer("rank the indicators by attainment").about == (BIRTHS, SPENDING, WAITING)


def test_a_list_of_targets_tells_targets(answerer: Answerer) -> None:
    """目標値一覧 is not answered with the latest values."""
    told = answerer.answer("目標値一覧").remarks
    assert any("目標値 100" in line for line in told) and not any("75" in line for line in told)


def test_the_goals_are_told_by_their_titles(answerer: Answerer) -> None:
    """基本目標は何がありますか lists them as printed."""
    assert answerer.answer("基本目標は何がありますか").remarks == (
        "・基本目標1　しごとをつくる",
        "・基本目標2　子どもを育てる",
    )


def test_what_changed_between_editions_is_told_of_all(answerer: Answerer) -> None:
    """Old and new value stand side by side with their editions; neither edition is the one that answers."""
    answer = answerer.answer("R4版とR5版で変わった点は？")
    assert answer.intent == "revision"
    (told,) = answer.remarks
    assert SPENDING in told and "61" in told and "60" in told


def test_what_one_year_brought_is_set_against_the_year_before(answerer: Answerer) -> None:
    """令和4年度に増えた is the step to that year, not from it."""
    (step,) = answerer.answer(f"{SPENDING}は令和4年度にいくら増えた？").computed
    assert (step.name, step.years, step.value) == ("change_between", (2021, 2022), 10)


def test_a_comment_is_sought_before_it_is_denied(answerer: Answerer) -> None:
    """A comment that is tied to no indicator is still found by its words."""
    assert answerer.answer(f"{BIRTHS}が減った理由は？").excerpts[0].text == COMMENT


def test_a_name_that_no_dictionary_knows_is_found_letter_by_letter(answerer: Answerer) -> None:
    """婚姻数とは finds where the very word stands; a word that stands nowhere finds nothing."""
    assert answerer.answer("婚姻数とは").excerpts[0].text == COMMENT
    assert answerer.answer("ささえりあとは").status == "not_found"


def test_nothing_named_is_asked_back_and_not_searched_for(answerer: Answerer) -> None:
    """目標は? alone names nothing: some indicators are offered."""
    answer = answerer.answer("目標は？")
    assert answer.status == "clarify" and WAITING in answer.candidates
