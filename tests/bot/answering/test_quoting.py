"""What is quoted of an indicator, and what of its measure where a document says nothing of the indicator alone."""

import pytest

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from corpus.read import read
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.stores import published
from tests.support.third_city import REPORT


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """Answers from a report that says 今後の方針 of measures, of which some have several indicators."""
    store = KpiStore.open("sqlite://", create=True)
    published(store, read(REPORT))
    return Answerer(store, lambda query, where, many: Findings(()))


def quoted(answer: Answer) -> list[str]:
    return [excerpt.text for excerpt in answer.excerpts]


def test_a_measures_direction_is_quoted_as_the_measures(answerer: Answerer) -> None:
    """Where two indicators share it, the answer says that it is the measure's, and quotes it whole."""
    answer = answerer.answer("空き家バンク成約件数の今後の方針は？")
    assert "に限った記載はなく" in answer.headline
    assert "移住・定住と住まいの支援" in answer.headline
    assert "融雪屋根への改修費" in quoted(answer)[0]


def test_the_direction_of_a_measure_with_one_indicator_is_the_indicators(answerer: Answerer) -> None:
    """Where there is one indicator alone, it needs no such words."""
    answer = answerer.answer("特定健診受診率の今後の方針は？")
    assert "に限った" not in answer.headline
    assert "予約と変更ができる仕組み" in quoted(answer)[0]


def test_why_is_answered_from_the_measure_too(answerer: Answerer) -> None:
    """課題と対応 of the measure stands in for an analysis of each indicator."""
    answer = answerer.answer("除雪ボランティア登録者数が増えた理由は？")
    assert "移動手段と雪処理の担い手の確保" in answer.headline
    assert "平均年齢は５８歳を超えた" in quoted(answer)[0]
