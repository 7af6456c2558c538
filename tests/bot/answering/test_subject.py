"""Words that say what is wanted of an indicator are no part of what it is about."""

import pytest

from bot.answering.subject import subject_of


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("企業立地件数の達成率", {"企業", "立地", "件数"}),
        ("出生数の最高値は", {"出生", "数"}),
        ("路線バスは何千人ですか", {"路線", "バス"}),
        ("環境基準達成率の推移", {"環境", "基準", "達成", "率"}),
    ],
)
def test_what_is_wanted_is_told_from_what_it_is_about(question: str, about: set[str]) -> None:
    """達成率, 最高値 and 何千人 ask for something; 達成率 without の may be a name's own."""
    assert {word.surface for word in subject_of(question, "ja").words} <= about
    assert "高値" not in {word.surface for word in subject_of(question, "ja").words}
