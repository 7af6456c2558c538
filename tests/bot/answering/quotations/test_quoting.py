"""What is quoted of an indicator, and what of its measure where a document says nothing of the indicator alone."""

from dataclasses import replace

import pytest

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from corpus.passages import passages
from corpus.read import read
from corpus.reading import Section
from index.search import Findings, Hit
from kpi_store.store import KpiStore
from tests.support.readings import reading, section
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


def test_what_holds_little_of_the_subject_is_not_quoted_beside_what_holds_it_all() -> None:
    """Two passages name the term of the plan; a third, found for its likeness, shares one word."""
    asked = [
        "計画期間は、令和3年度から令和7年度までとします。",
        "計画の期間と計画期間の見直しを定めます。",
        "期間を限って割り引く。",
    ]
    answer = _found(asked).answer("計画期間について")
    assert quoted(answer) == asked[:2]


def test_passages_found_by_meaning_stay_together() -> None:
    """Where none has all of the subject's words, one that has some of them sets none aside that has none."""
    asked = ["新婚の世帯に家賃を助成する。", "少子化に備える。"]
    assert quoted(_found(asked).answer("少子化対策について")) == asked


def test_a_label_of_a_picture_gives_way_to_the_prose_over_it() -> None:
    """What the picture shows is told by the initiative that it stands under; the label tells where a name stands."""
    told = "認定した企業を広く知らせる。"
    label = replace(section("推しの会社マスコット", None, section="overview"), heading=("認定事業",))
    prose = replace(section(told, None, section="initiative"), heading=("認定事業",))
    answerer = _answerer([prose, label], found=[1])
    assert quoted(answerer.answer("マスコットについて")) == [told, label.text]
    assert quoted(answerer.answer("会社の認定について")) == [told]


def test_a_caption_that_is_a_clause_tells_before_the_prose_over_it() -> None:
    """What a thing in the picture is for is told by its caption alone."""
    label = replace(
        section("防除作業を行うために導入した散布機", None, section="overview"), heading=("夢ある農業事業",)
    )
    prose = replace(section("先進の農業を支援する。", None, section="initiative"), heading=("夢ある農業事業",))
    assert quoted(_answerer([prose, label], found=[1]).answer("散布機について"))[0] == label.text


def test_a_caption_names_what_the_prose_over_it_counts() -> None:
    """The name of an event may stand under its picture alone."""
    told = "利用を促すキャンペーンを実施し、約2700人の来場があった。"
    label = replace(section("「ECOフェスタ2022」", None, section="overview"), heading=("利用促進",))
    prose = replace(section(told, None, section="initiative"), heading=("利用促進",))
    assert quoted(_answerer([prose, label], found=[0, 1]).answer("ECOフェスタの来場者数")) == [told]


def test_a_list_of_indicators_is_no_evidence() -> None:
    """What a measure's list names it does not tell."""
    told = section("町内自治会の活動を支援する。", None, section="initiative")
    listed = "(2)安心の推進\n【KPI】 町内自治会などの地域の活動に参加した市民の割合(この一年に一度でも)(単位:%)"
    named = section(listed, None, section="overview")
    assert quoted(_answerer([told, named], found=[0, 1]).answer("町内自治会について")) == [told.text]


def test_a_note_on_an_indicator_does_not_ride_along() -> None:
    """What is said of a subject is quoted, and not how an indicator beside it is counted."""
    told = section("総人口は4万6千人で、減り続けている。", None, section="overview")
    note = section("※ 各年10月1日現在の総人口による。", "人口密度", section="note")
    assert quoted(_answerer([told, note], found=[0, 1]).answer("総人口について")) == [told.text]


def _answerer(sections: list[Section], found: list[int]) -> Answerer:
    """Answers from sections, of which the search finds some, in the order given."""
    store = KpiStore.open("sqlite://", create=True)
    given = reading(sections=sections)
    published(store, given)
    held = passages(given, "R5")
    hits = tuple(Hit(held[at], 1.0, 0.9, 1.0) for at in found)
    return Answerer(store, lambda query, where, many: Findings(hits, cosine=0.9, gap=0.06, coverage=1.0))


def _found(texts: list[str]) -> Answerer:
    """Answers from passages that the search finds in this order, the first standing out."""
    store = KpiStore.open("sqlite://", create=True)
    given = reading(sections=[section(text, None, section="policy") for text in texts])
    published(store, given)
    hits = tuple(Hit(passage, 1.0, 0.9, 1.0) for passage in passages(given, "R5"))
    return Answerer(store, lambda query, where, many: Findings(hits, cosine=0.9, gap=0.06, coverage=1.0))
