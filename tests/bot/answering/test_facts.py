"""A passage on the right topic answers only if it states the kind of fact that was asked for."""

import pytest
from made_passages import made_passage

from bot.answering.evidence import supporting
from bot.answering.facts import fact_asked
from bot.answering.question import understand
from index.search import Findings, Hit

BUS = "三ツ岳地区の7集落と葦川病院を結ぶ予約型交通「しおかぜ号」を運行し、運賃は1回300円で、平日の午前8時から走る。"
CARE = "保育士に月3万円までの家賃補助を支給する。職場復帰研修を年2回開き、参加した28人のうち17人が市内の園に就職した。"
DISTRICT = "宅地開発が続く西原台地区で申込みが増え、待機児童が4人生じた。"
TABLE = "区分 R3 R4 R5\n防災士の累計(人) 161 186 214"
FOOD = "2.8トンの食品を受け付け、市内6か所の子ども食堂に届けた。"
OUTLOOK = "死亡数が出生数を上回り、平成30年の自然減は612人でした。"


def supported(question: str, text: str, **fields: object) -> bool:
    hit = Hit(made_passage(text, **fields), 1.0, 0.8, 1.0)
    return bool(supporting(understand(question), Findings((hit,), cosine=0.85, gap=0.05, coverage=0.9)))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("しおかぜ号の運賃はいくら", "money"),
        ("しおかぜ号はどの地区を走る？", "place"),
        ("みなとラボは何時まで？", "hour"),
        ("防災士は何人", "count"),
        ("高齢化率は", "share"),
        ("転入者数", "count"),
        ("出生数の地区別の内訳", "number"),
        ("高齢化率の推移", "series"),
        ("自主防災組織の会長は誰", "person"),
        ("公共交通について", None),
    ],
)
def test_the_wording_tells_the_kind_of_fact(question, fact):
    """An amount, a place, an hour, a person; an open question asks for none."""
    assert fact_asked(understand(question)) == fact


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("しおかぜ号の運賃はいくら？", BUS),
        ("しおかぜ号は何時から走る？", BUS),
        ("しおかぜ号はどの地区を走る？", BUS),
        ("職場復帰研修には何人参加した？", CARE),
        ("防災士は何人", TABLE),
        ("西原台地区の待機児童は何人", DISTRICT),
    ],
)
def test_a_passage_that_states_the_fact_supports_the_answer(question, text):
    """The amount, the hour, the place or the number stands with what is asked."""
    assert supported(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("路線バスの運賃はいくら？", BUS),
        ("しおかぜ号の事故は何件？", BUS),
        ("しおかぜ号の運転手は誰？", BUS),
        ("保育士の給料はいくら？", CARE),
        ("保育士の数は？", CARE),
        ("東台地区の待機児童は何人", DISTRICT),
        ("待機児童数の推移", DISTRICT),
        ("子どもの数", FOOD),
        ("死亡数は何人", OUTLOOK),
        ("死亡数の推移", OUTLOOK),
        ("出生数の月別の内訳", OUTLOOK),
        ("20代の待機児童は何人", DISTRICT),
    ],
)
def test_a_passage_that_only_comes_near_does_not(question, text):
    """Another thing's number, another place, another kind of fact: nothing that was asked."""
    assert not supported(question, text)


@pytest.mark.parametrize("question", ["waiting children by district", "How much is the bus fare?", "fare of the bus"])
def test_an_english_question_asks_for_facts_as_well(question):
    """What the glossary made of the English words must stand in the passage, its affixes on their own words."""
    assert fact_asked(understand(question)) in ("number", "money")
    assert not supported(question, DISTRICT) and not supported(question, BUS.replace("運賃", "料金"))


def test_what_a_heading_says_need_not_stand_in_the_sentence():
    """The number stands below the name of what it is about."""
    text = "新たに24社を認定した。"
    assert supported("子育て優良企業に認定されたのは何社？", text, heading=("子育て優良企業認定事業",))
    assert not supported("子育て優良企業に認定されたのは何社？", text, heading=("防災士養成事業",))
