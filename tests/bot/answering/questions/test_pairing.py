"""What is asked of two indicators is told from what is asked of one."""

from decimal import Decimal

import pytest

from bot.answering.answer import Computed
from bot.answering.proofs.recomputing import Stored, confirmed_of_two
from bot.answering.questions.pairing import pair_of, sides_of
from corpus.words import plain
from tests.bot.answering.figures.test_computing import figure


@pytest.mark.parametrize(
    ("said", "kind", "sides"),
    [
        ("出生数と新規就農者数の差は？", "difference", ("出生数", "新規就農者数")),
        ("出生数は待機児童数の何倍ですか", "times", ("出生数", "待機児童数")),
        ("年間宿泊者数に占める外国人宿泊者数の割合", "share", ("外国人宿泊者数", "年間宿泊者数")),
        ("外国人宿泊者数は年間宿泊者数の何%", "share", ("外国人宿泊者数", "年間宿泊者数")),
        ("婚姻件数と離婚件数を合わせるといくつ", "sum", ("婚姻件数", "離婚件数")),
        ("交通事故と刑法犯はどちらが多い？", "difference", ("交通事故", "刑法犯")),
        ("健康寿命の男女差は", "difference", ("健康寿命の男性", "健康寿命の女性")),
    ],
)
def test_a_question_is_cut_into_its_two_sides(said: str, kind: str, sides: tuple[str, str]) -> None:
    """Of a share the part comes first, whichever way it is said."""
    assert pair_of(plain(said)) == kind
    assert sides in list(sides_of(plain(said), pair_of(plain(said)) or "sum"))


@pytest.mark.parametrize(
    "said", ["出生数は平成27年の何割に減った", "出生数の推移と目標", "合計特殊出生率は何倍になった", "観光客は何倍"]
)
def test_what_is_asked_of_one_indicator_is_no_pair(said: str) -> None:
    """A part of an earlier year's value is no share of another indicator."""
    assert pair_of(plain(said)) is None


@pytest.mark.parametrize(
    ("name", "value", "unit", "stands"),
    [
        ("difference_of_two", "30", "人", True),
        ("difference_of_two", "31", "人", False),
        ("sum_of_two", "50", "人", True),
        ("times_the_other", "4.0", "倍", True),
        ("share_of_the_other", "400.0", "%", True),
        ("share_of_the_other", "25.0", "%", False),
    ],
)
def test_what_two_values_give_is_worked_out_again(name: str, value: str, unit: str, stands: bool) -> None:
    """A value that the two stored ones do not give is not confirmed."""
    first, second = (Stored.of(figure(Decimal(v), first=2023), None, ()) for v in ("40", "10"))
    computed = Computed(name, Decimal(value), unit, (2023,), "甲", beside="乙")  # type: ignore[arg-type]
    assert confirmed_of_two(computed, first, second) is stands
