"""What is to be worked out is read off the question, and off no name or condition that only looks like it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.answering.questions.bounding import Bound
from bot.answering.questions.placing import Places
from bot.answering.questions.question import understand
from bot.answering.questions.reckoning import FromPeak, Moves, Streak, Times, Total, Turn, Yearly, reckoning_of
from bot.answering.questions.targeting import OfTarget
from corpus.words import plain


def bound(side, value, measure="other", counter=""):
    return Bound(side, Decimal(value), measure, counter)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("観光客が200万人を超えたのは何年ぶり？", replace(bound("above", 2_000_000, counter="人"), again=True)),
        ("待機児童が発生したのは何年ぶり", replace(bound("above", 0), again=True)),
        ("バスの利用者数が前年を上回ったのは何年ぶり", Moves("up", again=True)),
        ("バスの利用者が増加に転じたのはいつ", Turn("up")),
        ("出生数はいつから減っていますか", Turn("down")),
        ("転入超過数が改善に転じた年", Turn("better")),
        ("when did bus ridership start to increase?", Turn("up")),
        ("従業員30人以上の事業所はいつから増えた？", Turn("up")),
        ("出生数は3年連続で減っている？", Streak("down")),
        ("町内会加入率は下がり続けている？何年連続？", Streak("down")),
        ("創業相談件数が200件を超えたのはいつ？", bound("above", 200, counter="件")),
        ("観光客はいつ200万人を上回った？", bound("above", 2_000_000, counter="人")),
        ("観光客が200万人をいつ超えましたか", bound("above", 2_000_000, counter="人")),
        ("出生数が1,000人を割り込んだのは何年", bound("below", 1000, counter="人")),
        ("取得率が3割に達した年は？", bound("reached", 30, "percent", "%")),
        ("待機児童ゼロはいつ達成した？", bound("at", 0)),
        ("転入超過数がプラスになったのはいつ", bound("above", 0)),
        ("when did births first fall below 900?", bound("below", 900)),
        ("did tourism ever reach 2.5 million visitors?", bound("reached", 2_500_000, counter="visitors")),
        ("創業相談が目標を達成したのはいつ？", Bound("reached", None)),
        ("when did births reach the target?", Bound("reached", None)),
        ("待機児童は何年連続でゼロ？", bound("at", 0)),
        ("出生数が900人台だったのはいつ", Bound("within", Decimal(900), counter="人", until=Decimal(1000))),
        ("出生数が3桁になったのは何年", Bound("within", Decimal(100), until=Decimal(1000))),
        ("出生数が900人台を割ったのはいつ", bound("below", 900, counter="人")),
        ("出生数は令和5年に800人を割りましたか", bound("below", 800, counter="人")),
        ("出生数が一度でも1000人を超えたことは", bound("above", 1000, counter="人")),
        ("宿泊者数が10万人泊を切ったのは", bound("below", 100_000, counter="人泊")),
        ("待機児童が平成27年の半分以下になったのは", Bound("at_most", Decimal("0.5"), part="半分", base=2015)),
        ("新規就農者数が目標の8割を超えた年", Bound("above", Decimal("0.8"), part="8割", of_target=True)),
        ("観光客が半減したのはいつ", Bound("at_most", Decimal("0.5"), part="半分")),
        ("出生数は何年連続で減っている？", Streak("down")),
        ("結成率は毎年上がっていますか", Streak("up")),
        ("how many years in a row have births fallen?", Streak("down")),
        ("直近5年の新規就農者数の合計は？", Total()),
        ("total births from 2019 to 2023", Total()),
        ("観光客が多かった年を3つ教えて", Places("greatest", 1, 3)),
        ("出生数が2番目に少なかった年は？", Places("smallest", 2, 2)),
        ("待機児童が一番良かった年は？", Places("best", 1, 1)),
        ("the three worst years for births", Places("worst", 1, 3)),
        ("創業相談件数はあと何件で目標に届く？", OfTarget("needed")),
        ("観光客は目標の何%？", OfTarget("share")),
        ("基準値から出生数は何人減った？", OfTarget("baseline")),
        ("年度ごとの新規就農者数の目標", OfTarget("each_year")),
        ("出生数は順調？", OfTarget("standing")),
        ("新規就農者数が前の年より減ったのはいつ", Moves("down")),
        ("観光客が最も増えた年は？", Moves("up", most=True)),
        ("創業相談件数の伸びが一番大きかった年", Moves("up", most=True)),
        ("出生数の減少率が最大の年は", Moves("down", most=True, by_rate=True)),
        ("観光客はピーク時から何人減ってる？", FromPeak()),
        ("観光客数の最大と最小の差は", FromPeak(to_lowest=True)),
        ("漁業産出額はピーク時の何割", FromPeak(as_share=True)),
        ("出生数は毎年何人ずつ減っている", Yearly()),
        ("出生数の年平均の減少数は", Yearly()),
        ("by how many have births fallen per year?", Yearly()),
        ("新規就農者は前年度比で何%増？", Times(as_change=True)),
        ("創業相談は平成27年度の何倍？", Times()),
        ("how many times higher is it than in 2015?", Times()),
    ],
)
def test_what_is_to_be_worked_out_is_told(question, wanted):
    """Bounds with their scale and counter, runs of years, sums and multiples."""
    assert reckoning_of(plain(question))[0] == wanted


@pytest.mark.parametrize(
    "question",
    [
        "合計特殊出生率の推移",
        "正社員の有効求人倍率は？",
        "65歳以上の高齢者の割合が一番高いのはいつ？",
        "令和5年の出生数は？",
        "放課後児童クラブが1500人を超えたのはなぜ？",
        "ごみ排出量は目標を達成した？",
        "total number of births in 2023",
        "total fertility rate in 2020",
        "高校3年生の地元就職率",
        "出生数が減ったのはなぜ",
        "令和2年度から5年度までに増えた理由",
        "創業相談件数の目標は？",
        "順調でない理由は？",
        "1人1日当たりごみ排出量の推移",
        "出生数のピークは",
        "令和2年から何人減ったの",
        "年に3回以上開く交流会の参加者は？",
        "観光客がピークの半分になったのはいつ",
    ],
)
def test_what_only_looks_like_it_is_left_alone(question):
    """Names that hold such a word, bounds that say what is counted, and questions for reasons."""
    assert understand(question).reckoning is None


def test_the_last_bound_is_the_one_asked_about():
    """The age says who is counted, the share is what was passed."""
    asked = understand("65歳以上の元気な高齢者の割合が80%を下回ったのはいつ？")
    assert asked.reckoning == bound("below", 80, "percent", "%")
    assert asked.subject.parts == ("65歳",)
