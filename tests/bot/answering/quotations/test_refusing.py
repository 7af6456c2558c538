"""What no document answers is refused by what is asked, however near the documents come."""

import pytest
from made_passages import made_passage

from bot.answering.names.matching import Match
from bot.answering.questions.question import understand
from bot.answering.quotations.refusing import beyond, forecasts, not_found, of_others, only_whole
from kpi_store.views import IndicatorView
from prompts.wording import wording


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("来年度の出生数の予測", "forecast"),
        ("令和12年の待機児童は何人？", "forecast"),
        ("出生数は来年増えますか", "forecast"),
        ("Will births increase next year?", "forecast"),
        ("市の政策は正しいと思いますか", "opinion"),
        ("目標は高すぎるのでは", "opinion"),
        ("What do you think about the policy?", "opinion"),
        ("担当者の電話番号", "person"),
        ("男性の育休取得率の県平均は", "elsewhere"),
        ("出生数は全国の平均より多い？", "elsewhere"),
        ("What is the national average?", "elsewhere"),
        ("ごみ排出量は県内で何位ですか", "elsewhere"),
        ("男性の育休取得率は県より高いですか", "elsewhere"),
        ("出生数は隣の市に比べてどう", "elsewhere"),
        ("births in neighboring cities", "elsewhere"),
        ("待機児童は少なすぎませんか", "opinion"),
        ("市長はふるさと納税をどう評価していますか", "opinion"),
        ("Is the garbage target too strict?", "opinion"),
        ("過去最高の年はいつ", None),
        ("出生数は何人になりますか", None),
        ("待機児童の平均は？", None),
        ("相談員の氏名", "person"),
        ("出生数の推移", None),
        ("待機児童の今後の方向性", None),
        ("目標は達成できそう？", None),
        ("What will be done for older people?", None),
        ("令和4年の出生数", None),
    ],
)
def test_forecasts_opinions_and_persons_are_told_by_the_wording(question, kind):
    """A year after all that is known is a forecast; a direction is none."""
    assert beyond(understand(question), lambda: 2024) == kind


def test_what_an_indicators_own_name_says_is_asked_of_the_city():
    """An indicator may itself be of a mean of others: its name asks for nothing beyond the documents."""
    question = understand("全国平均を上回る教科の数は")
    assert beyond(question, lambda: 2024) == "elsewhere"
    assert beyond(question, lambda: 2024, ["全国平均を上回る教科の数"]) is None


def test_an_average_of_others_is_held_only_where_a_document_states_it():
    """全国平均を上回る rate is quoted for that rate; the same words about another thing are not."""
    passage = made_passage("男性の育児休業取得率は、全国平均を5ポイント上回っています。")
    assert of_others(understand("男性の育児休業取得率の全国平均は？"), passage)
    assert not of_others(understand("待機児童数の全国平均は？"), passage)
    assert not of_others(understand("男性の育児休業取得率の県平均は？"), passage)


def test_a_forecast_of_the_documents_own_is_no_forecast_of_ours():
    """令和22年の人口は…と推計されます answers the question about that year and that thing alone."""
    passage = made_passage("今のままでは、令和22年の人口は10万2千人になると推計されます。")
    assert forecasts(understand("2040年の人口は"), passage)
    assert not forecasts(understand("2050年の人口は"), passage)
    assert not forecasts(understand("2040年の出生数は"), passage)


def test_a_refusal_says_what_was_looked_for_and_that_only_the_whole_is_known():
    """The subject is named as typed; the nearest indicator is said to have no value for that part."""
    question = understand("外国人の観光入込客数は？")
    match = Match(
        IndicatorView(1, "観光入込客数", "千人", None, ("観光入込客数",)), "観光入込客数", 0.8, 1.0, True, ("外国",)
    )
    answer = only_whole(not_found(question, candidates=["観光入込客数"]), question, match)
    assert answer.status == "not_found"
    assert "外国人の観光入込客数" in answer.headline
    assert "外国" in answer.remarks[0] and "観光入込客数" in answer.remarks[0]
    assert answer.candidates == ("観光入込客数",)
    assert not answer.figures


@pytest.mark.parametrize("asked", ["市長の好きな食べ物は？", "what is the mayor's favourite dish?"])
def test_a_refusal_that_is_near_nothing_says_how_to_see_what_there_is(asked: str) -> None:
    """Nobody is left without a next step; where something is near, that is the next step."""
    question = understand(asked)
    told = wording(question.language).say("answer.not_found.list")
    assert not_found(question).remarks == (told,)
    assert told not in not_found(question, candidates=["出生数"]).remarks
