"""Doubts about a page's text are told with a stable code."""

import pytest

from corpus.pdf.file import open_pdf
from corpus.pdf.health import share_unreadable


def codes(path) -> list[str]:
    return [w.code for w in next(open_pdf(path).pages()).warnings]


def test_a_plain_page_has_no_warning(write_pdf) -> None:
    """Ordinary text is not doubted."""
    assert codes(write_pdf("BT /F1 10 Tf 50 700 Td (KPI 2024) Tj ET")) == []


def test_an_empty_page_has_no_warning(write_pdf) -> None:
    """A blank page is no defect."""
    assert codes(write_pdf("")) == []


def test_hidden_text_is_told_as_ocr(write_pdf) -> None:
    """Invisible text is what OCR programs lay over a scan: its digits are not certain."""
    assert codes(write_pdf("BT 3 Tr /F1 10 Tf 50 700 Td (1820) Tj ET")) == ["ocr_text_layer"]


def test_letters_drawn_as_shapes_are_told(write_pdf) -> None:
    """A page of outlines has no text to read."""
    outline = " ".join(f"{x} 700 m {x} 705 {x + 3} 705 {x + 3} 700 c h f" for x in range(50, 450, 5))
    assert codes(write_pdf(outline)) == ["outlined_text"]


def test_glyphs_without_unicode_are_told(write_pdf) -> None:
    """A subset font without ToUnicode cannot be read: silence would be the defect."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/DescendantFonts["
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+X/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    path = write_pdf("BT /X1 10 Tf 50 700 Td <00110012> Tj ET", fonts="/X1 7 0 R", more=(font,))
    assert codes(path) == ["garbled_text"]


@pytest.mark.parametrize(
    ("text", "share"), [("令和5年度", 0.0), ("", 0.0), ("\ufffd\ufffd", 1.0), ("ab\ue000\ue001", 0.5)]
)
def test_the_share_of_unreadable_characters(text: str, share: float) -> None:
    """Replacement marks and private-use characters count; white space does not."""
    assert share_unreadable(text) == share
