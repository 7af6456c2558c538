"""Lines become blocks: broken sentences whole, everything else as it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.blocks import Line, blocks, mend
from corpus.textfile import text_lines

pieces = st.sampled_from(
    [
        "港の貨物量は",
        "ふえた。",
        "・便を保つ",
        "① 市場を開く",
        "今後の",
        "方向性",
        "※4月1日現在",
        "（旧港を",
        "含む）",
        "GDP per",
        "person 12",
    ]
)
some_lines = st.lists(
    st.builds(Line, text=pieces, page=st.integers(1, 2), apart=st.booleans(), full=st.booleans()), max_size=30
)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(some_lines)
def test_joining_neither_loses_nor_adds_a_character(lines: list[Line]) -> None:
    """White space apart, the blocks hold what the lines hold, in the same order."""
    assert _bare("".join(b.text for b in blocks(lines))) == _bare("".join(line.text for line in lines))


@given(some_lines)
def test_no_block_reaches_over_a_page(lines: list[Line]) -> None:
    """A quotation has one page, so its block does too."""
    for page in (1, 2):
        of_page = _bare("".join(line.text for line in lines if line.page == page))
        assert _bare("".join(b.text for b in blocks(lines) if b.page == page)) == of_page


def test_a_broken_sentence_is_mended() -> None:
    """Japanese is joined without a space."""
    first = Line("用地の造成を急ぎ、県外の", 1, full=True)
    assert [b.text for b in blocks([first, Line("展示会で伝える。", 1)])] == [
        "用地の造成を急ぎ、県外の展示会で伝える。"
    ]


@pytest.mark.parametrize("start", ["・次の便", "① 次の便", "※次の便", "(2) 次の便", "【施策2】次の便", "今後の方向性"])
def test_what_begins_anew_is_not_joined(start: str) -> None:
    """Bullets, numbers, notes and labels start a block even after a full line."""
    assert len(blocks([Line("用地の造成を急ぐとともに", 1, full=True), Line(start, 1)])) == 2


def test_a_finished_sentence_is_not_joined() -> None:
    """After 。 a new line is a new paragraph."""
    assert len(blocks([Line("用地の造成を急ぐ。", 1, full=True), Line("市場を開く。", 1)])) == 2


def test_a_broken_label_is_one_label() -> None:
    """今後の / 方向性 in a narrow box, even with a gap between, is the label."""
    (label,) = blocks([Line("今後の", 1), Line("方向性", 1, apart=True)])
    assert label.mark is not None
    assert label.mark.kind == "direction"


def test_a_subtitle_is_joined_up_to_its_closing_wave() -> None:
    """～…～ goes on until it is closed."""
    (subtitle,) = blocks(text_lines("～港と市場の\nにぎわい～"))
    assert subtitle.text == "～港と市場のにぎわい～"


def test_items_of_a_list_of_indicators_stay_apart() -> None:
    """A line that ends in its unit is complete, however long."""
    lines = [Line("港の年間取扱貨物量(単位:千トン)", 1, full=True), Line("市場の来場者数(単位:人)", 1, full=True)]
    assert len(blocks(lines)) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [("貨物", "量", "貨物量"), ("per", "person", "per person"), ("GDP", "の値", "GDPの値"), ("3,", "4", "3, 4")],
)
def test_mending_puts_a_space_between_latin_words_alone(first: str, second: str, joined: str) -> None:
    """Latin words keep their space, Japanese gets none."""
    assert mend(first, second) == joined


def test_a_label_set_upright_is_one_label() -> None:
    """One character a line, as vertical text boxes come out of a PDF."""
    (label,) = blocks([Line(char, 1, apart=at == 0, full=True) for at, char in enumerate("今後の方向性")])
    assert label.text == "今後の方向性"
    assert label.mark is not None
    assert label.mark.kind == "direction"
