"""Lists by condition are asked for in many ways and never by a question about one indicator."""

import pytest

from bot.answering.question import understand
from bot.answering.screening import condition_of


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("目標を達成した指標はどれ？", "reached"),
        ("目標に届いていない指標は？", "missed"),
        ("未達の指標を教えて", "missed"),
        ("達成できていないKPIはどれ", "missed"),
        ("目標を達成できない指標は？", "missed"),
        ("達成していない指標は？", "missed"),
        ("前年度より悪化した指標は？", "worse"),
        ("改善した指標は", "better"),
        ("which indicators got worse?", "worse"),
        ("Which KPIs have met their target?", "reached"),
        ("基本目標2で悪化した指標は？", "worse"),
    ],
)
def test_a_condition_is_read_off_the_question(question, condition):
    """Met, missed, better and worse are told apart, the negative before the positive."""
    assert condition_of(understand(question)) == condition


@pytest.mark.parametrize("question", ["出生数の目標は達成できた？", "待機児童は悪化した？", "指標の一覧", "改善策は？"])
def test_a_question_about_one_indicator_asks_for_no_list(question):
    """A named subject, or no condition, leaves the question to the other answers."""
    assert condition_of(understand(question)) is None
