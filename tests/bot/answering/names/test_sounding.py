"""Names in Latin letters are met by the Japanese words that sound like them."""

import pytest

from bot.answering.names.sounding import sounds_in, without_own
from bot.answering.questions.subject import subject_of
from corpus.words import plain


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("kumamoto", "熊本市の観光", True),
        ("minato", "「みなとラボ」に相談員4人を配置", True),
        ("tsmc", "半導体関連産業の集積", False),
        ("tsmc", "TSMCの進出", True),
        ("shiokaze", "路線バスの利用者", False),
    ],
)
def test_a_name_is_held_as_spelled_or_by_its_sound(name: str, text: str, held: bool) -> None:
    """TSMC only letter by letter, Kumamoto also as 熊本."""
    assert sounds_in(name, plain(text)) is held


def test_the_citys_own_name_tells_nothing() -> None:
    """Of Kumamoto Castle only the castle is asked after; another name stays."""
    subject = subject_of("visitors of kumamoto and shiokaze", "en").of_names(["Kumamoto", "Shiokaze"])
    left = without_own(subject, frozenset({"熊本"}))
    assert (left.latin_names, left.parts) == (("shiokaze",), ("Shiokaze",))
    assert "kumamoto" not in left.foreign
