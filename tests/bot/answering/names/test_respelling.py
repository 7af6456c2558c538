"""What was typed wrong is read as a name that sounds the same, and never as another indicator of its own right."""

import pytest

from bot.answering.names.matching import Matcher
from bot.answering.names.naming import named_by
from bot.answering.names.respelling import Speller, folded
from bot.answering.questions.question import understand
from corpus.words import plain
from kpi_store.views import IndicatorView

NAMES = (
    "保育所等の待機児童数",
    "出生数",
    "観光入込客数",
    "男性の育児休業取得率",
    "新規就農者数",
    "創業相談件数",
    "路線バスの年間利用者数",
)

OTHERS = (
    "女性の育児休業取得率",
    "年転入者数",
    "年転出者数",
    "年転入超過数",
    "年転出超過数",
    "市内総生産額",
    "県内総生産額",
    "新規離農者数",
    "廃業相談件数",
    "起業相談件数",
    "企業相談件数",
    "市立保育所の入所児童数",
    "私立保育所の入所児童数",
    "公園の年間利用者数",
    "公演の年間利用者数",
    "観光入込客数(宿泊)",
    "観光消費額",
    "死亡数",
    "婚姻件数",
    "離婚件数",
    "合計特殊出生率",
    "有効求人倍率",
    "有効求職者数",
    "空き家の数",
    "開業件数",
    "廃業件数",
    "65歳以上の高齢者の割合",
    "75歳以上の高齢者の割合",
    "小学校の児童数",
    "中学校の生徒数",
    "健康診査の受診率",
    "がん検診の受診率",
    "鉄道の年間利用者数",
    "市民の図書館の年間利用者数",
    "図書貸出冊数",
    "ごみの排出量",
    "ごみの資源化率",
)


def views(names) -> list[IndicatorView]:
    return [IndicatorView(n, name, "人", None, (name,)) for n, name in enumerate(names)]


def speller(names=NAMES) -> Speller:
    return Speller(views(names), {})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("たいきじどうの推移", "待機児童の推移"),
        ("タイキジドーの推移", "待機児童の推移"),
        ("待期児童の推移", "待機児童の推移"),
        ("待機自動の推移", "待機児童の推移"),
        ("待機児道の推移", "待機児童の推移"),
        ("出世数の推移", "出生数の推移"),
        ("しゅっせいすうは", "出生数は"),
        ("しゅっしょうすうは", "出生数は"),
        ("観光入込み客数", "観光入込客数"),
        ("観光入り込み客数", "観光入込客数"),
        ("だんせいのいくじきゅうぎょうしゅとくりつ", "男性の育児休業取得率"),
        ("男性の育児休業所得率", "男性の育児休業取得率"),
        ("新規就農社数", "新規就農者数"),
        ("trend of brith", "trend of birth"),
        ("waitng children", "waiting children"),
    ],
)
def test_kana_slips_and_other_spellings_are_read_as_the_name(typed, read):
    """What sounds the same is read as the indicator's own words."""
    found = speller().respelled(plain(typed))
    assert found is not None
    assert found.text.startswith(read)


def test_what_was_read_as_another_word_is_told_and_mere_kana_is_not():
    """待期児童 is told to be read as 待機児童; たいきじどう is the same word."""
    other, kana = speller().respelled("待期児童の推移"), speller().respelled("たいきじどうの推移")
    assert other is not None and other.told == (("待期児童", "待機児童"),)
    assert kana is not None and kana.told == ()


@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
def test_no_indicator_is_read_as_another(name):
    """Whatever its likeness, a name asked of a city that does not count it never becomes one that the city counts."""
    others = [n for n in (*NAMES, *OTHERS) if n != name]
    matcher, found = Matcher(views(others)), speller(others).respelled(plain(name))
    asked = understand(name if found is None else found.text)
    assert not named_by(asked, matcher).clear or found is None or found.text == plain(name)


@pytest.mark.parametrize(
    "question",
    ["新規離農者数", "廃業相談件数", "女性の育児休業取得率", "net emigration", "死亡数の推移", "企業相談件数の推移"],
)
def test_another_thing_is_no_slip(question):
    """One character with another sound, or one that tells two things apart, stays what was typed."""
    assert speller().respelled(plain(question)) is None


def test_long_vowels_and_their_spellings_sound_the_same():
    """ジドウ, ジドー and ぢどう fold to one sound."""
    assert folded("ジドウ") == folded("ジドー") == folded("ぢどう")
