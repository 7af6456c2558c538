"""A quotation is shown word for word, without what the document's text brings along besides its words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.quoted import quoted


def test_a_mark_that_a_conversion_doubled_is_shown_once():
    """``- ・`` and ``- ①`` are one mark each."""
    assert (
        quoted("- ・ 独身者への支援を継続する。\n- ① 産業を強くします。")
        == "・独身者への支援を継続する。\n① 産業を強くします。"
    )


def test_captions_after_the_last_sentence_are_left_out():
    """Names of pictures say nothing of their own."""
    assert quoted("24社を認定した。\n認定企業事例集") == "24社を認定した。"


def test_rows_lists_and_notes_stay():
    """A table's rows, a list's entries and notes are part of what is said."""
    for end in ("家賃補助(人) 68 79 86", "・市内総生産額(単位:億円)", "※天明地区は11/16~、東区は11/28~開始"):
        assert quoted(f"支援を行う。\n{end}") == f"支援を行う。\n{end}"


def test_a_heading_without_a_sentence_stays():
    """Where there is no sentence, the lines are all there is."""
    assert quoted("(1)農水産業の振興\n【KPI】 出荷額") == "(1)農水産業の振興\n【KPI】 出荷額"


@given(st.text(alphabet="ー-・①あ。1 \n", max_size=60))
def test_each_line_shown_stands_in_the_document(text):
    """But for the marks before it, a line is shown as the document has it."""
    bare = ["".join(line.split()).lstrip("-*・") for line in text.split("\n")]
    for line in quoted(text).split("\n"):
        assert "".join(line.split()).lstrip("-*・") in bare
