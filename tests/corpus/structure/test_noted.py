"""Notes below a table are of the indicators that they name, or whose cells lead to them."""

import pytest

from corpus.structure.blocks import Block
from corpus.structure.frame import Frame
from corpus.structure.noted import is_told_of, marked


@pytest.mark.parametrize(
    ("note", "name", "told"),
    [
        ("※1　待機児童数は、各年度の4月1日現在の人数である。", "保育所等の待機児童数", True),
        ("※　婚姻届出件数及び出生数は、人口動態統計による。", "出生数", True),
        ("※　婚姻届出件数及び出生数は、人口動態統計による。", "転入者数", False),
        ("※　人数は、延べ人数である。", "産後ケアの利用人数", False),
        ("（注）令和4年度の宿泊者数に補助分を含む。", "宿泊者数", True),
        ("※1　特別枠による3件を含む。", "創業件数", False),
    ],
)
def test_a_note_is_of_what_it_names(note: str, name: str, told: bool) -> None:
    """Its subject may be the end of a name; a word that many names end with is none of theirs."""
    assert is_told_of(note, name) is told


def test_a_mark_leads_to_the_note_that_begins_with_it() -> None:
    """※1 leads to ※1 and neither to ※2 nor to ※10."""
    frame = Frame(page=1)
    for at, text in enumerate(("※1　3件を含む。", "※2　隔年の調査", "※10　速報値")):
        frame.add("note", Block(text, 1, at))
    assert list(marked(frame, {"※1"})) == ["※1　3件を含む。"]
