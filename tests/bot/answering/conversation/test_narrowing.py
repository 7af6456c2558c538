"""A follow-up that asks for just a part is read as that part of what was said."""

import pytest

from bot.answering.conversation.narrowing import narrowed, part_asked


@pytest.mark.parametrize(
    ("follow_up", "part"),
    [
        ("男性だけでは？", "男性"),
        ("三ツ岳地区だけだと？", "三ツ岳地区"),
        ("うち外国人のみだと？", "外国人"),
        ("それを女性に絞ると？", "女性"),
        ("製造業に限ると？", "製造業"),
        ("路線別では？", "路線別"),
        ("what about only men?", "men"),
        ("年度別に", None),
        ("どれだけ増えた？", None),
        ("目標だけ教えて", None),
        ("出生数は？", None),
    ],
)
def test_a_part_is_told_by_its_wording(follow_up: str, part: str | None) -> None:
    """だけ, のみ, に限ると and 別 ask for a part; years and どれだけ ask for none."""
    assert part_asked(follow_up) == part


def test_the_whole_is_named_without_the_part_that_it_was() -> None:
    """「女性だけでは?」 after the men's figure asks for the women's."""
    assert narrowed("女性", "健康寿命(男性)") == "女性の健康寿命"
