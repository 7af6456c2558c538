"""Lists by condition are asked for in many ways and never by a question about one indicator."""

import pytest

from bot.answering.questions.conditions import condition_of
from bot.answering.questions.question import understand


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
        ("目標未達成の指標を教えて", "missed"),
        ("未達成の指標はいくつ？", "missed"),
        ("目標を達成した指標は何件ありますか", "reached"),
        ("目標を達成した指標の数", "reached"),
        ("遅れている指標は？", "behind"),
        ("順調でない指標は？", "behind"),
        ("基本目標1で遅れているものは？", "behind"),
        ("順調に進んでいる指標は？", "on_track"),
        ("判定できない指標は？", "undecided"),
        ("前年度より下がった指標は", "fallen"),
        ("前年より増えたKPIは？", "risen"),
        ("which indicators fell from the year before?", "fallen"),
        ("基準値を下回っている指標を教えてください", "under_baseline"),
        ("基準値を上回った指標", "over_baseline"),
        ("基準値より悪化している指標は？", "behind_baseline"),
        ("達成率100%以上の指標はいくつある", "reached"),
        ("which indicators are behind schedule?", "behind"),
        ("which indicators are on track?", "on_track"),
        ("3年連続で減っている指標は？", "fallen"),
        ("毎年増えている指標はどれ", "risen"),
        ("2年続けて悪化した指標", "worse"),
        ("改善し続けている指標は？", "better"),
        ("which indicators have not met their target?", "missed"),
    ],
)
def test_a_condition_is_read_off_the_question(question, condition):
    """Met, missed, better and worse are told apart, the negative before the positive."""
    assert condition_of(understand(question)) == condition


@pytest.mark.parametrize(
    "question",
    [
        "出生数の目標は達成できた？",
        "出生数は遅れている？",
        "達成率の高い企業立地の指標",
        "待機児童は悪化した？",
        "指標の一覧",
        "改善策は？",
        "3年連続で目標を達成している指標は",
        "前年より最も減った指標は",
    ],
)
def test_a_question_about_one_indicator_asks_for_no_list(question):
    """A named subject, or no condition, leaves the question to the other answers."""
    assert condition_of(understand(question)) is None
