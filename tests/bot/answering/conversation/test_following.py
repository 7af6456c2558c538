"""A question goes on from the one before it: it fills what it leaves open, and nothing that it says is bent."""

import json

import pytest

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from bot.answering.said import Said
from index.search import Findings
from kpi_store.store import KpiStore
from tests.support.readings import BIRTHS, WAITING, indicator, reading, section, target
from tests.support.stores import drafted, publish, published

AFTER_SCHOOL = "放課後児童クラブの登録児童数"
WAITED = {2020: 4, 2021: 0, 2022: 0, 2023: 4}
BORN = {2020: 900, 2021: 861, 2022: 823, 2023: 787}


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    """Answers from two editions of three indicators; nothing is found by search."""
    store = KpiStore.open("sqlite://", create=True)
    drafted(store, reading(indicator(BIRTHS, numbers={2021: 861, 2022: 825}), stamp="R4"), "R4")
    publish(store, "R4")
    published(
        store,
        reading(
            indicator(WAITING, numbers=WAITED, marks=[target(2024, 0)]),
            indicator(AFTER_SCHOOL, numbers={2022: 1664, 2023: 1731}),
            indicator(BIRTHS, numbers=BORN, marks=[target(2024, 950)]),
            sections=[
                section("受入枠を広げる。", WAITING),
                section("1歳児の申込みが増えた。", WAITING, section="analysis"),
                section("婚姻数が減った。", BIRTHS, section="analysis"),
            ],
        ),
    )
    return Answerer(store, lambda query, where, many: Findings(()))


def talk(answerer: Answerer, *questions: str) -> Answer:
    """The answer to the last question of a conversation; what was said is kept as JSON in between."""
    said = None
    for question in questions:
        answer = answerer.answer(question, after=said)
        assert answer.said is not None
        said = Said.from_json(json.loads(json.dumps(answer.said.as_json())))
    return answer


def years(answer: Answer) -> list[int]:
    return [point.year for figure in answer.figures for point in figure.points]


@pytest.mark.parametrize(
    ("talked", "intent", "about", "shown"),
    [
        (["待機児童の推移は？", "目標は?"], "target", [WAITING], [2023]),
        (["待機児童の推移は？", "目標は?", "じゃあ出生数は?"], "target", [BIRTHS], [2023]),
        (["待機児童の推移は？", "なぜ?"], "analysis", [WAITING], []),
        (["待機児童の推移は？", "去年は?"], "value", [WAITING], [2023]),
        (["令和3年の待機児童は何人？", "グラフにして"], "trend", [WAITING], [2020, 2021, 2022, 2023]),
        (["令和3年の待機児童は何人？", "その前は？"], "value", [WAITING], [2020]),
        (["令和3年の待機児童は何人？", "翌年は？"], "value", [WAITING], [2022]),
        (["令和3年の待機児童は何人？", "では出生数は？"], "value", [BIRTHS], [2021]),
        (["令和3年の待機児童は何人？", "推移は？"], "trend", [WAITING], [2020, 2021, 2022, 2023]),
        (["令和3年の待機児童は何人？", "令和4年は？"], "value", [WAITING], [2022]),
        (["待機児童の推移は？", "ここ2年だと？"], "trend", [WAITING], [2022, 2023]),
        (["出生数が最も多い年は？", "その年の待機児童は？"], "value", [WAITING], [2020]),
        (["待機児童の推移は？", "いつから増えた？"], "summary", [WAITING], [2020, 2021, 2022, 2023]),
        (["待機児童の目標は？", "いつまでに？"], "target", [WAITING], [2023]),
        (["待機児童と出生数を比較して", "後者の目標は？", "前者は？"], "target", [WAITING], [2023]),
        (["令和3年の待機児童は何人？", "4年は？"], "value", [WAITING], [2022]),
        (["待機児童の目標は？", "出生数は？"], "target", [BIRTHS], [2023]),
        (["待機児童の推移は？", "基準値は？"], "target", [WAITING], [2023]),
        (["直近3年の出生数", "グラフにして"], "trend", [BIRTHS], [2021, 2022, 2023]),
        (["what is the 待機児童 trend", "what about the target?"], "target", [WAITING], [2023]),
        (["what is the 待機児童 trend", "what about the target?", "and births?"], "target", [BIRTHS], [2023]),
        (["how many births in 2021?", "and the year before?"], "value", [BIRTHS], [2020]),
        (["待機児童の推移", "出生数と比べて"], "compare", [WAITING, BIRTHS], [2020, 2021, 2022, 2023] * 2),
        (["待機児童と出生数を比較して", "目標は？"], "target", [WAITING, BIRTHS], [2023, 2023]),
        (["待機児童と出生数を比較して", "なぜ？"], "analysis", [WAITING, BIRTHS], []),
    ],
)
def test_what_a_question_leaves_open_is_taken_from_the_one_before(answerer, talked, intent, about, shown):
    """Subject, intent and years are filled where the question has none; the reply names the indicator."""
    answer = talk(answerer, *talked)
    assert (answer.status, answer.intent, list(answer.about), years(answer)) == ("answered", intent, about, shown)
    assert all(name in " ".join([answer.headline, *answer.remarks]) for name in about)


@pytest.mark.parametrize(
    ("choice", "about"),
    [
        ("2つ目", [AFTER_SCHOOL]),
        ("2", [AFTER_SCHOOL]),
        ("②", [AFTER_SCHOOL]),
        ("二番目の方でお願いします", [AFTER_SCHOOL]),
        ("the second one", [AFTER_SCHOOL]),
        ("下の方", [AFTER_SCHOOL]),
        ("クラブの方", [AFTER_SCHOOL]),
        ("保育所の方です", [WAITING]),
        ("最初の", [WAITING]),
        ("両方", [WAITING, AFTER_SCHOOL]),
    ],
)
def test_a_candidate_is_chosen_by_its_place_or_its_name(answerer, choice, about):
    """After a question back, a number, an order or part of a name chooses; the first question is then answered."""
    assert talk(answerer, "令和4年の児童の数").status == "clarify"
    answer = talk(answerer, "令和4年の児童の数", choice)
    assert (answer.status, list(answer.about), set(years(answer))) == ("answered", about, {2022})


def test_a_choice_may_ask_for_something_else(answerer):
    """「1つ目の目標は?」 chooses and asks at once."""
    answer = talk(answerer, "児童の数", "1つ目の目標は？")
    assert (answer.intent, answer.about) == ("target", (WAITING,))


@pytest.mark.parametrize("choice", ["3つ目", "9", "最も多いのは", "一番多かったのは"])
def test_what_chooses_no_candidate_is_no_choice(answerer, choice):
    """A place that there is not, or a superlative, takes no candidate: it is asked back again."""
    assert talk(answerer, "児童の数", choice).status == "clarify"


@pytest.mark.parametrize(
    "question",
    [
        "出生数の推移は？",
        "出生数",
        "births",
        "指標の一覧",
        "前年より悪化した指標は？",
        "使い方を教えて",
        "いつ公表された？",
        "出生数は前年と比べて増えた？",
        "図書館の開館時間は？",
    ],
)
def test_a_whole_new_question_is_not_bent(answerer, question):
    """A question that says what it is about is answered as if it were the first, whatever was said before."""
    first = answerer.answer(question)
    after = talk(answerer, "令和3年の待機児童は何人？", question)
    assert (after.headline, after.remarks, after.figures) == (first.headline, first.remarks, first.figures)


def test_the_same_is_told_in_another_language(answerer):
    """「英語で」 repeats the answer in English, and 「日本語で」 turns back."""
    english = talk(answerer, "令和3年の待機児童は何人？", "英語で")
    assert (english.language, english.about, years(english)) == ("en", (WAITING,), [2021])
    assert talk(answerer, "令和3年の待機児童は何人？", "英語で", "日本語でお願いします").language == "ja"
    assert answerer.answer("待機児童の推移を英語で").language == "en"


def test_an_answer_without_words_keeps_the_language(answerer):
    """「2」 is in no language, so the conversation's stays."""
    assert talk(answerer, "show the 児童 trend", "2").language == "en"


def test_an_edition_stays_and_is_told(answerer):
    """Within a question about an older edition one stays there, and the reply says so."""
    answer = talk(answerer, "令和4年度の資料では令和4年の出生数は？", "令和3年は？")
    assert [figure.edition for figure in answer.figures] == ["R4"]
    assert any("R4版" in remark for remark in answer.remarks)


def test_the_present_is_no_older_edition(answerer):
    """「今は?」 comes back from an older edition to what is in force."""
    answer = talk(answerer, "R4版の資料では令和4年の出生数は？", "今は？")
    assert [figure.edition for figure in answer.figures] == ["R5"]


def test_an_offer_waits_for_its_choice(answerer):
    """A word that leads nowhere after a question back leaves the candidates to be chosen from."""
    assert talk(answerer, "児童の数", "どうしよう", "2").about == (AFTER_SCHOOL,)


def test_a_list_stays_to_be_chosen_from(answerer):
    """One after another can be taken from a list, with other questions between."""
    listed = talk(answerer, "指標の一覧")
    assert listed.said is not None
    third = talk(answerer, "指標の一覧", "1つ目の推移は？", "目標は？", "3つ目は？")
    assert (third.intent, third.about) == ("target", (listed.said.candidates[2],))


def test_what_was_not_found_stays_not_found(answerer):
    """A question about something that the documents lack finds no other indicator's target."""
    answer = talk(answerer, "図書館の開館時間は？", "目標は？")
    assert (answer.status, answer.figures) == ("not_found", ())
    assert "図書館" in answer.headline


def test_a_list_can_be_chosen_from(answerer):
    """The order in which a list names indicators is the order of the choice."""
    listed = talk(answerer, "指標の一覧")
    assert listed.said is not None
    assert talk(answerer, "指標の一覧", "2つ目の推移は？").about == (listed.said.candidates[1],)


def test_a_year_left_out_is_no_year_without_a_value(answerer):
    """Two indicators in two years: the years between have values, so none is told as missing."""
    answer = talk(answerer, "待機児童と出生数の令和2年と令和5年を比較して")
    assert years(answer) == [2020, 2023, 2020, 2023]
    assert not any("掲載がなく" in remark for remark in answer.remarks)


def test_a_list_by_a_condition_goes_on_with_another(answerer):
    """「達成していないのは?」 after a list asks for the other indicators, and after one indicator for itself."""
    assert talk(answerer, "目標を達成した指標は？", "達成していないのは？").intent == "list"
    assert talk(answerer, "待機児童の推移は？", "達成していないのは？").about == (WAITING,)


def test_thanks_get_no_figures(answerer):
    """A word of thanks is no question about what was said before."""
    assert talk(answerer, "待機児童の推移は？", "ありがとうございます").intent == "help"
    assert talk(answerer, "待機児童の目標は？", "ありがとう。じゃあ出生数は？").intent == "target"


def test_an_indicator_that_is_published_no_more_is_not_taken_over(answerer):
    """What was said outlives a publication: a name that is gone leaves the words of the question."""
    said = Said(language="ja", indicators=("廃止された指標",), subject=("廃止",))
    assert answerer.answer("目標は？", after=said).status == "not_found"


@pytest.mark.parametrize("held", [None, [], {"language": "fr"}, {"language": "ja", "years": 3}, {"indicators": [1]}])
def test_what_is_no_conversation_is_refused(held):
    """Kept elsewhere it may come back as anything."""
    with pytest.raises(ValueError, match="validation error"):
        Said.from_json(held)
