"""A number answers only a question that counts the same."""

import pytest

from bot.answering.questions.counters import counts_another
from bot.answering.questions.question import understand


@pytest.mark.parametrize(
    ("question", "unit", "name"),
    [
        ("特定健診を受けた人は何人ですか", "%", "特定健診受診率"),
        ("介護予防教室は週に何回ありますか", "人", "介護予防教室の参加者数"),
        ("観光客は何泊しますか", "千人", "観光入込客数"),
        ("漁業産出額は何トンですか", "百万円", "漁業産出額"),
        ("待機児童の解消にいくらかかった", "人", "待機児童数"),
        ("How much did it cost to reduce the waiting children?", "人", "待機児童数"),
        ("バスは何路線", "千人", "路線バスの利用者数"),
        ("出生数は何%", "人", "出生数"),
        ("病児保育は1日何人まで", "人", "病児保育の延べ利用者数"),
        ("移住相談は何組", "人", "移住者数"),
        ("鉄道駅の年間乗車人員は", "人", "鉄道駅の1日平均乗車人員"),
        ("路線バスは1日に何人乗る", "千人", "路線バスの年間利用者数"),
        ("ごみは何トンですか", "g", "1人1日当たりごみ排出量"),
    ],
)
def test_another_counter_asks_for_another_number(question: str, unit: str, name: str) -> None:
    """How many people is not answered with a rate, nor tonnes with yen."""
    assert counts_another(understand(question), unit, name)


@pytest.mark.parametrize(
    ("question", "unit", "name"),
    [
        ("出生数は何人", "人", "出生数"),
        ("観光客は何人", "千人", "観光入込客数"),
        ("企業立地は何社", "件", "企業立地件数"),
        ("出生数はいくらですか", "人", "出生数"),
        ("観光入込客数は前年から何%増えた", "千人", "観光入込客数"),
        ("再生可能エネルギーは何人分", "kW", "再生可能エネルギーの導入容量"),
        ("ふるさと納税は何円", "千円", "ふるさと納税受入額"),
        ("1日あたりのごみは何グラム", "g", "1人1日当たりごみ排出量"),
        ("4月1日の待機児童は何人", "人", "年間の待機児童数"),
    ],
)
def test_the_same_counter_in_another_form_asks_for_the_number(question: str, unit: str, name: str) -> None:
    """千人 are people, a change may be told in percent of anything, and of unknown units nothing is told."""
    assert not counts_another(understand(question), unit, name)
