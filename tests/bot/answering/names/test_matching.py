"""Indicators are found by what staff call them, and none is forced on a question about something else."""

import pytest

from bot.answering.names.matching import Matcher
from bot.answering.names.naming import named_by
from bot.answering.questions.question import understand
from kpi_store.views import IndicatorView

NAMES = (
    "保育所等の待機児童数",
    "放課後児童クラブの登録児童数",
    "企業立地件数（累計）",
    "新規学卒者（大学）の市内定着率",
    "バスの年間利用者数",
    "65歳以上の元気な高齢者の割合（要介護認定を受けていない者の割合）",
    "障がいのある人の一般就労者数",
    "出生数",
)


INDICATORS = [IndicatorView(n, name, "人", None, (name,)) for n, name in enumerate(NAMES)]


def matcher() -> Matcher:
    return Matcher(INDICATORS)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("待機児童の推移は？", "保育所等の待機児童数"),
        ("ホイクショの待機児童", "保育所等の待機児童数"),
        ("企業立地の件数は", "企業立地件数（累計）"),
        ("大学卒業者の定着率は何%ですか", "新規学卒者（大学）の市内定着率"),
        ("バス利用者数の目標", "バスの年間利用者数"),
        ("元気な高齢者の割合", "65歳以上の元気な高齢者の割合（要介護認定を受けていない者の割合）"),
        ("障害者の就労者数", "障がいのある人の一般就労者数"),
        ("how many births", "出生数"),
        ("学童の登録児童数", "放課後児童クラブの登録児童数"),
    ],
)
def test_an_indicator_is_found_by_a_part_of_its_name_or_another_spelling(question, name):
    """Short forms, other spellings, everyday and English words lead to the indicator."""
    named = named_by(understand(question), matcher())
    assert named.matches[0].indicator.name == name


def test_what_an_administrator_says_that_a_word_means_is_looked_for():
    """A synonym leads to the indicator, in Japanese and English; one in Latin letters only by itself."""
    synonyms = {"こどもルーム": "放課後児童クラブ", "lgs": "障がいのある人の一般就労"}
    known = Matcher(INDICATORS, synonyms)
    for said, name in (("こどもルームの登録児童数", NAMES[1]), ("how many LGS", NAMES[6]), ("LGSの推移", NAMES[6])):
        named = named_by(understand(said, synonyms=synonyms), known)
        assert named.clear and named.matches[0].indicator.name == name, said
        assert not named_by(understand(said), matcher()).clear
    assert not named_by(understand("algsの推移", synonyms=synonyms), known).matches


@pytest.mark.parametrize(
    "question", ["今日の天気", "国民健康保険料の納付方法", "児童公園の遊具", "市長についてどう思う？"]
)
def test_a_question_about_something_else_names_no_indicator_clearly(question):
    """A shared word alone never makes a match that figures are shown for."""
    assert not named_by(understand(question), matcher()).clear


def test_nothing_is_offered_beside_a_name_that_was_said_in_full():
    """出生数 is meant when 出生数 is said, whatever else shares its words."""
    named = named_by(understand("出生数の推移"), matcher())
    assert named.matches[0].indicator.name == "出生数"
    assert named.others == ()


def test_two_indicators_joined_by_and_are_both_meant():
    """「AとB」 names two indicators, each by words of its own."""
    named = named_by(understand("出生数とバス利用者数の推移"), matcher())
    assert named.together
    assert {m.indicator.name for m in named.matches} == {"出生数", "バスの年間利用者数"}


def test_a_long_name_beside_a_short_one_is_still_one_of_two() -> None:
    """The longer of two names holds most of the question's words, and does not take the other's place."""
    named = named_by(understand("出生数と保育所等の待機児童数の推移を比べて"), matcher())
    assert named.together
    assert {match.indicator.name for match in named.matches} == {"出生数", "保育所等の待機児童数"}


def test_words_that_two_names_share_are_not_taken_for_one_of_them():
    """児童 alone fits two indicators, so neither leads clearly."""
    assert not named_by(understand("児童の数"), matcher()).clear


@pytest.mark.parametrize(
    "question",
    [
        "外国人の出生数",
        "女性の障がいのある人の一般就労者数",
        "放課後児童クラブの待機児童数",
        "地区別の出生数",
        "20代のバスの年間利用者数",
        "大学の市内定着者数",
        "元気な高齢者の数",
        "要介護認定を受けている者の割合",
        "バスの運賃",
        "births by month",
    ],
)
def test_a_part_or_another_measure_of_an_indicator_is_not_the_indicator(question):
    """A noun that no name holds, another measure, the contrary: none is answered with the whole's figures."""
    assert not named_by(understand(question), matcher()).clear


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("出生数の数字を全体で教えて", "出生数"),
        ("恐れ入りますが、出生数についてご教示いただけますでしょうか", "出生数"),
        ("議会で聞かれているのですが、生まれた赤ちゃんの数がどうなっているか知りたいです", "出生数"),
        ("Could you please tell me how the number of babies has been changing?", "出生数"),
        ("バスに乗る人の数", "バスの年間利用者数"),
    ],
)
def test_politeness_and_long_windedness_hide_no_indicator(question, name):
    """Words that may stand beside anything weigh nothing; one clause that names an indicator is enough."""
    named = named_by(understand(question), matcher())
    assert named.clear and named.matches[0].indicator.name == name


@pytest.mark.parametrize("question", ["件数は？", "割合", "数の推移"])
def test_words_that_stand_in_any_name_mean_none_for_sure(question):
    """A measure alone asks for a question back, also where just one name holds it."""
    assert not named_by(understand(question), matcher()).clear


def test_a_measure_alone_brings_no_indicator_near():
    """失業率 and 定着率 share but the way of counting; 出生率 and 出生数 share the thing."""
    known = matcher()
    assert known.nearest(understand("完全失業率").subject) == []
    assert [m.indicator.name for m in known.nearest(understand("出生率").subject)] == ["出生数"]


@pytest.mark.parametrize(
    "question", ["出生数はヤバいですか", "出生数が気になっています", "深刻な出生数の数字", "出生数さん"]
)
def test_what_is_said_of_the_very_name_does_not_unsay_it(question):
    """A verb or a judgement beside an indicator's whole name names no other thing."""
    assert named_by(understand(question), matcher()).clear


@pytest.mark.parametrize("question", ["出生数って、給付金はいくらですか", "待機児童についてですが、財源は何ですか"])
def test_what_is_asked_after_the_topic_must_be_of_it(question):
    """A clause behind the one that names an indicator may ask for something else of it."""
    assert not named_by(understand(question), matcher()).clear


def _named(*names: str) -> list[IndicatorView]:
    return [
        IndicatorView(number, name, "%" if name.endswith("率") else "人", None, (name,))
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize("question", ["保育所の待機児童", "保育所等の待機児童数はR3年度に何人"])
def test_a_name_that_holds_each_word_goes_before_one_that_has_words_for_it(question):
    """待機児童 may stand for 保育所の待機児童, but not for those of a club where a name says 保育所."""
    named = named_by(understand(question), Matcher(_named("保育所等の待機児童数", "放課後児童クラブの待機児童数")))
    assert named.clear and named.matches[0].indicator.name == "保育所等の待機児童数"


def test_a_target_beside_a_rate_leaves_the_name():
    """目標と達成率 is what is wanted of the indicator."""
    named = named_by(understand("移住者数の目標と達成率"), Matcher(_named("県外からの移住者数", "要介護認定率")))
    assert named.clear and named.matches[0].indicator.name == "県外からの移住者数"
