"""Fonts in the ways that producers embed them, or do not: each gives its characters or says that it cannot."""

from pathlib import Path

import pytest
from small_pdfs import stream

from corpus.pdf.characters import meant
from corpus.pdf.file import open_pdf
from corpus.pdf.page import PdfPage


def page_of(path: Path) -> PdfPage:
    return next(open_pdf(path).pages())


def shown(text: str, codec: str) -> bytes:
    return b"BT /J1 12 Tf 50 700 Td <" + text.encode(codec).hex().encode() + b"> Tj ET 1 1 9 9 re f"


FIGURES = "令和５年度△1,250人"


@pytest.mark.parametrize(
    ("encoding", "codec", "text"),
    [
        ("90ms-RKSJ-H", "cp932", FIGURES),
        ("90msp-RKSJ-H", "cp932", FIGURES),
        ("90pv-RKSJ-H", "cp932", FIGURES),
        ("Ext-RKSJ-H", "shift_jis", FIGURES),
        ("83pv-RKSJ-H", "shift_jis", FIGURES),
        ("EUC-H", "euc_jp", FIGURES),
        ("UniJIS-UTF16-H", "utf-16-be", FIGURES),
        ("UniJIS-UCS2-H", "utf-16-be", FIGURES),
        ("UniJIS2004-UTF16-H", "utf-16-be", FIGURES),
        ("UniJIS-UTF8-H", "utf-8", FIGURES),
        ("UniJIS-UTF32-H", "utf-32-be", FIGURES),
    ],
)
def test_figures_in_predefined_encodings_are_read_and_doubted_by_none(
    write_pdf, encoding: str, codec: str, text: str
) -> None:
    """Digits, signs and full-width forms come out as drawn, and both readers agree on them."""
    page = page_of(write_pdf(shown(text, codec), encoding=encoding))
    assert page.text == text
    assert page.warnings == ()


def test_the_encoding_of_jis_codes_is_read(write_pdf) -> None:
    """``H`` takes two-byte JIS X 0208 codes: EUC without its high bits."""
    text = "待機児童数１２５０"
    codes = bytes(byte & 0x7F for byte in text.encode("euc_jp"))
    page = page_of(write_pdf(b"BT /J1 12 Tf 50 700 Td <" + codes.hex().encode() + b"> Tj ET", encoding="H"))
    assert page.text == text


def test_half_width_kana_are_kept(write_pdf) -> None:
    """Tables of narrow columns use them; whoever compares names normalises."""
    assert page_of(write_pdf(shown("ｶﾀﾛｸﾞ12", "cp932"))).text == "ｶﾀﾛｸﾞ12"


@pytest.mark.parametrize("encoding", ["90ms-RKSJ-V", "EUC-V", "UniJIS-UTF16-V"])
def test_vertical_encodings_run_down(write_pdf, encoding: str) -> None:
    """The twin of a horizontal encoding has the same characters, one under the other."""
    codec = {"90ms-RKSJ-V": "cp932", "EUC-V": "euc_jp"}.get(encoding, "utf-16-be")
    page = page_of(write_pdf(shown("実績、１２３", codec), encoding=encoding))
    (line,) = page.lines
    assert (line.text, line.angle) == ("実績、１２３", -90.0)


def _type3(to_unicode: bool) -> tuple[bytes, ...]:
    glyph = stream(b"500 0 d0 0 0 400 700 re f")
    head = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 8 0 R/b 8 0 R>>"
    )
    head += "/Encoding<</Differences[49/a/b]>>/FirstChar 49/LastChar 50/Widths[500 500]"
    mapping = stream(b"1 begincodespacerange <00><FF> endcodespacerange 1 beginbfrange <31><32><0031> endbfrange")
    return (f"{head}{'/ToUnicode 9 0 R' if to_unicode else ''}>>".encode(), glyph, mapping)


def test_a_font_of_drawings_is_read_by_its_map(write_pdf) -> None:
    """Type 3 fonts (matplotlib, dvips, scanners) are text where they map to Unicode; widths are in their own space."""
    page = page_of(write_pdf("BT /T3 10 Tf 50 700 Td (12) Tj ET", fonts="/T3 7 0 R", more=_type3(True)))
    assert page.text == "12"
    assert [round(glyph.advance, 2) for glyph in page.runs[0].glyphs] == [5, 5]
    assert page.warnings == ()


def test_a_font_of_drawings_without_a_map_says_so(write_pdf) -> None:
    """Glyph names of the font's own making mean nothing: /a is no letter a where /b is its neighbour."""
    made = tuple(
        one.replace(b"/a 8", b"/g1 8").replace(b"/b 8", b"/g2 8").replace(b"[49/a/b]", b"[49/g1/g2]")
        for one in _type3(False)
    )
    page = page_of(write_pdf("BT /T3 10 Tf 50 700 Td (12) Tj ET", fonts="/T3 7 0 R", more=made))
    assert [warning.code for warning in page.warnings] == ["garbled_text"]


def test_false_bold_is_read_once(write_pdf) -> None:
    """A figure drawn twice, a fraction of a point apart, is one figure; outline and fill together too."""
    twice = "BT /F1 10 Tf 50 700 Td (1820) Tj 0.3 0 Td (1820) Tj ET"
    assert page_of(write_pdf(twice)).text == "1820"
    assert page_of(write_pdf("BT /F1 10 Tf 2 Tr 50 700 Td (1820) Tj ET")).text == "1820"


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("⼈⼝⽇本", "人口日本"),
        ("市⺠⻑⻄⻘⻝", "市民長西青食"),
        ("ofﬁce ﬂow", "office flow"),
        ("\u00ad320", "-320"),
        ("a\u200bb\ufeff", "ab"),
        ("①２０㎡△▲−", "①２０㎡△▲−"),
        ("﨑髙神", "﨑髙神"),
    ],
)
def test_characters_are_the_ones_meant(drawn: str, read: str) -> None:
    """Radicals and ligatures become what they stand for, drawn soft hyphens are seen, signs and digits stay."""
    assert meant(drawn) == read
