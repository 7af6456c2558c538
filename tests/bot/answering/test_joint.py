"""Several kinds of thing asked side by side are all answered."""

import pytest

from bot.answering.joint import kinds_of
from corpus.words import plain


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("出生数の推移と目標を教えて", ("trend", "target")),
        ("出生数の推移は？あと目標も", ("trend", "target")),
        ("最新値と今後の方向性", ("value", "direction")),
        ("待機児童の最新値、増減の理由", ("value", "analysis")),
        ("the latest value and future direction of births", ("value", "direction")),
        ("推移と分析と今後の方向性", ("trend",)),
        ("目標値と実績値", ("target",)),
        ("出生数の目標", ()),
        ("目標を達成した理由", ()),
        ("出生数と待機児童の推移", ()),
    ],
)
def test_kinds_side_by_side_are_told(said: str, kinds: tuple[str, ...]) -> None:
    """What one answer tells along is not asked for again; a kind by itself is no pair."""
    assert kinds_of(plain(said)) == kinds
