"""The documents' words asked for by the place, by the edition, and by 何と書いてあるか."""

import pytest

from bot.answering.answerer import Answerer
from corpus.read import read
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.stores import published
from tests.support.third_city import REPORT, SHEETS, STRATEGY


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """Answers from two years' reports, the first telling of measures, the second of indicators."""
    store = KpiStore.open("sqlite://", create=True)
    for file, edition in ((STRATEGY, "R3"), (REPORT, "R5"), (SHEETS, "R6")):
        published(store, read(file), edition=edition)
    return Answerer(store, lambda query, where, many: Findings(()))


def quoted(answerer: Answerer, question: str) -> list[tuple[str | None, str]]:
    return [(excerpt.source.edition, excerpt.text) for excerpt in answerer.answer(question).excerpts]


def test_how_a_direction_changed_is_told_by_both_editions(answerer: Answerer) -> None:
    """The newest edition's words come first, then those of the one before, of the measure if of no indicator."""
    (newest, now), (older, then) = quoted(answerer, "特定健診受診率の今後の方向性は前の版からどう変わった？")
    assert (newest, older) == ("R6", "R5")
    assert "かかりつけ医から" in now
    assert "予約と変更ができる仕組み" in then


def test_what_is_written_of_an_indicator_is_quoted_and_not_drawn(answerer: Answerer) -> None:
    """何と書いてある asks for words: the direction first, no figures."""
    answer = answerer.answer("町内会加入率について何と書いてありますか")
    assert not answer.figures
    assert "回覧板を電子化し" in answer.excerpts[0].text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("具体的施策2-1の取組実績は", "空き家相談員が"),
        ("具体的施策1-2の評価は", "外国人の宿泊は"),
        ("具体的施策3-1の施策の方針は", "具体的施策（１）健康づくりの推進"),
    ],
)
def test_a_place_is_told_by_what_the_documents_print_over_it(answerer: Answerer, question: str, first: str) -> None:
    """取組実績 and 評価 of a measure are quoted as printed, rather than its indicators listed."""
    assert quoted(answerer, question)[0][1].startswith(first)


def test_goals_and_measures_go_by_their_printed_word(answerer: Answerer) -> None:
    """This city has 重点戦略 and 具体的施策; nothing is called 基本目標 in a reply."""
    goals = answerer.answer("重点戦略は何ですか")
    assert "重点戦略" in goals.headline
    assert goals.remarks[0].startswith("・重点戦略1　雪と大地の恵み")
    listed = answerer.answer("重点戦略3の具体的施策2の指標一覧")
    assert listed.headline.startswith("重点戦略3・具体的施策2の指標は")


def test_a_measure_may_be_named_by_its_title(answerer: Answerer) -> None:
    """健康づくり is the title of one measure: its indicators are listed."""
    for question in ("健康づくりのKPIは何", "健康づくりのKPIは？"):
        assert answerer.answer(question).about == ("特定健診受診率",)
