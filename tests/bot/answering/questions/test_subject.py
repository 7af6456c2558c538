"""Words that say what is wanted of an indicator are no part of what it is about."""

import pytest

from bot.answering.questions.subject import subject_of


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


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("深刻な出生数の減少", {"出生", "数"}),
        ("好調な観光", {"観光"}),
        ("防災士さんの数", {"防災", "士", "数"}),
        ("重要文化財の数", {"重要", "数"}),
        ("昨日の出生数", {"出生", "数"}),
    ],
)
def test_what_is_thought_of_it_is_no_part_of_what_it_is_about(question: str, about: set[str]) -> None:
    """深刻な and 好調な judge; within a name the same word names the thing."""
    assert {word.surface for word in subject_of(question, "ja").words} >= about
    assert {word.surface for word in subject_of(question, "ja").words} <= about | {"減少", "財", "文化"}


@pytest.mark.parametrize(
    ("question", "said"),
    [("ふるさと納税はいくら集まったの", {"集まる"}), ("外国から来た観光客の数", set()), ("働く女性の割合", set())],
)
def test_a_verb_at_the_end_is_only_said_of_the_subject(question: str, said: set[str]) -> None:
    """A verb before a noun tells which is meant, and is none of these."""
    assert subject_of(question, "ja").predicates == said
