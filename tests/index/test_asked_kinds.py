"""The words of a question tell which kind of section it asks for."""

import pytest

from corpus.reading import SectionKind
from index.asked_kinds import asked_kinds


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("待機児童の今後の方向性", {"future_direction"}),
        ("What will the city do about nurseries?", {"future_direction"}),
        ("出生数が減った理由", {"analysis"}),
        ("Why did births fall?", {"analysis"}),
        ("結成率の算出方法", {"note"}),
        ("主な取組は", {"initiative"}),
        ("理由と今後の方針", {"analysis", "future_direction"}),
        ("防災士は何人", {"overview"}),
        ("How many wardens are there?", {"overview"}),
        ("事業所の数", set()),
        ("", set()),
        ("\ud800", set()),
    ],
)
def test_cue_words_tell_the_kind(query: str, kinds: set[SectionKind]) -> None:
    """Each kind has words of its own in both languages; most questions ask for none."""
    assert asked_kinds(query) == kinds
