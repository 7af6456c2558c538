"""Passages hold all that a section says, in pieces that a model can take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import LONGEST, is_contents, passages, pieces
from corpus.reading import Reading, Section

TEXT = st.text(alphabet="市民の声を聞く。\n ・※1２", max_size=3_000)


def reading(*texts: str) -> Reading:
    sections = tuple(Section(page=n, section="overview", heading=(), text=text) for n, text in enumerate(texts, 1))
    return Reading("a.txt", "0" * 64, "text", len(texts), "資料", "other", sections=sections)


@given(TEXT)
def test_pieces_lose_nothing_and_none_is_too_long(text):
    """Joined together the pieces give the text back, white space aside, and each fits the model."""
    cut = list(pieces(text))
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(piece.strip() and len(piece) <= LONGEST for piece in cut)


def test_a_sentence_is_cut_only_where_it_ends():
    """A piece ends with 。 or a line wherever a sentence fits."""
    cut = list(pieces("市民の声を聞く。" * 200))
    assert len(cut) > 1
    assert all(piece.endswith("。") for piece in cut)


def test_the_same_passage_always_has_the_same_id():
    """Ids depend on document, edition, place and text, so that identical text in two places stays two passages."""
    one, two = passages(reading("同じ文。", "同じ文。"), "R5")
    again, _ = passages(reading("同じ文。", "同じ文。"), "R5")
    other_edition, _ = passages(reading("同じ文。", "同じ文。"), "R4")
    assert one.id == again.id
    assert len({one.id, two.id, other_edition.id}) == 3


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("1 調査の目的 ........ 1\n2 調査の対象者 …… 1", True),
        ("前提 ・・・・・ P3", True),
        ("【基本目標1】 .....\tP16", True),
        ("待機児童は4人である。\n前年は0人であった。", False),
        ("目標は50.0", False),
    ],
)
def test_tables_of_contents_are_told_from_text(text, contents):
    """Lines that lead by dots to a page number are no passage; figures at a line's end are."""
    assert is_contents(text) == contents


def test_contents_are_no_passages():
    """A question about a heading finds the chapter, not the line of the contents that names it."""
    assert [p.text for p in passages(reading("1 目的 ..... 3", "目的は定住の促進です。"), "R5")] == [
        "目的は定住の促進です。"
    ]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("まちなかループバス", True),
        ("区分 R3 R4\n延べ参加者数(人) 2,637 4,115.5\n(表)教室の推移", True),
        ("利用者は前年度より増えた。", False),
        ("The city runs a loop bus. It is free", False),
    ],
)
def test_captions_and_tables_have_no_sentence(text, lacking):
    """A full stop ends a sentence, the point of a number does not."""
    (passage,) = passages(reading(text), "R5")
    assert passage.lacks_sentences == lacking
