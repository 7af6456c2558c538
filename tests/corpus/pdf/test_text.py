"""Text of a page: characters, places, lines, in all the ways that producers write them."""

import pytest

from corpus.pdf.file import open_pdf
from corpus.pdf.page import PdfPage


def page_of(path) -> PdfPage:
    return next(open_pdf(path).pages())


def test_a_run_keeps_place_size_and_order(write_pdf) -> None:
    """Each show operation is one run with its box in page points."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td (12) Tj 100 0 Td (34) Tj ET"))
    first, second = page.runs
    assert (first.text, second.text) == ("12", "34")
    assert first.size == 10
    assert (round(first.bbox.x0, 2), round(second.bbox.x0, 2)) == (50, 150)
    # Digits of Helvetica are 0.556 em wide.
    assert round(first.bbox.x1, 2) == round(50 + 2 * 5.56, 2)
    assert first.order < second.order


def test_columns_never_join(write_pdf) -> None:
    """A gap of more than about an em parts lines, even on one baseline."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td (60) Tj 60 0 Td (0%) Tj ET"))
    assert [line.text for line in page.lines] == ["60", "0%"]


def test_pieces_of_one_line_join(write_pdf) -> None:
    """A line shown in pieces is one line, with the space that its gap shows."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td (KPI) Tj 20 0 Td (2024) Tj 22.24 0 Td (.5) Tj ET"))
    assert [line.text for line in page.lines] == ["KPI 2024.5"]


@pytest.mark.parametrize("first", [True, False])
def test_a_sign_of_another_font_keeps_its_place(write_pdf, first: bool) -> None:
    """Writer draws the characters of a fallback font apart, and leaves a gap for them: a lost △ makes a loss a gain."""
    rest = [text.encode("cp932").hex() for text in ("減の", "３２０人", "△")]
    line = f"BT /J1 10 Tf 50 700 Td [<{rest[0]}> -1000 <{rest[1]}>] TJ ET "
    sign = f"BT /J1 10 Tf 70 700 Td <{rest[2]}> Tj ET "
    page = page_of(write_pdf(sign + line if first else line + sign))
    assert [line.text for line in page.lines] == ["減の△３２０人"]


def test_one_show_operation_can_fill_several_cells(write_pdf) -> None:
    """A TJ that jumps is cut where it jumps."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td [(12) -5000 (34) -5000 (56)] TJ ET"))
    assert [line.text for line in page.lines] == ["12", "34", "56"]


def test_a_rotated_line_has_its_angle(write_pdf) -> None:
    """Text that runs upwards is one line at 90 degrees."""
    page = page_of(write_pdf("BT 0 1 -1 0 100 300 Tm /F1 10 Tf (H27) Tj ET"))
    (line,) = page.lines
    assert (line.text, line.angle) == ("H27", 90.0)
    assert line.bbox.y1 - line.bbox.y0 > line.bbox.x1 - line.bbox.x0


def test_text_state_operators_move_glyphs(write_pdf) -> None:
    """Character spacing, horizontal scaling and leading count as the standard says."""
    page = page_of(write_pdf("BT /F1 10 Tf 2 Tc 50 Tz 14 TL 50 700 Td (11) Tj T* (2) Tj ET"))
    first, second = page.runs
    assert round(first.glyphs[1].x - first.glyphs[0].x, 2) == round((5.56 + 2) * 0.5, 2)
    assert second.glyphs[0].y == 686


def test_saved_state_comes_back(write_pdf) -> None:
    """Q brings back matrix and font of the matching q."""
    page = page_of(write_pdf("/F1 10 Tf q 2 0 0 2 0 0 cm BT 10 10 Td (a) Tj ET Q BT 10 10 Td (b) Tj ET"))
    assert [(run.size, round(run.bbox.x0)) for run in page.runs] == [(20, 20), (10, 10)]


def test_text_inside_a_form_is_read_at_its_place(write_pdf) -> None:
    """A form's matrix and resources apply to its content."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Matrix[1 0 0 1 30 40]/Length 31>>\n"
    form += b"stream\nBT /F1 10 Tf 10 10 Td (in) Tj ET\nendstream"
    page = page_of(write_pdf("/X Do", resources="/XObject<</X 7 0 R>>", more=(form,)))
    (run,) = page.runs
    assert (run.text, run.bbox.x0, run.glyphs[0].y) == ("in", 40, 50)


CODED = "待機児童数1,250"


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("90ms-RKSJ-H", "cp932"),
        ("90msp-RKSJ-H", "cp932"),
        ("90pv-RKSJ-H", "cp932"),
        ("EUC-H", "euc_jp"),
        ("UniJIS-UTF16-H", "utf-16-be"),
        ("UniJIS-UCS2-H", "utf-16-be"),
        ("UniJIS-UTF8-H", "utf-8"),
        ("UniJIS-UTF32-H", "utf-32-be"),
    ],
)
def test_predefined_japanese_encodings_are_read(write_pdf, encoding: str, codec: str) -> None:
    """Fonts without ToUnicode are read through Adobe's own tables, for every encoding that producers use."""
    text = CODED if codec != "euc_jp" else "待機児童数"
    content = b"BT /J1 12 Tf 50 700 Td <" + text.encode(codec).hex().encode() + b"> Tj ET"
    page = page_of(write_pdf(content, encoding=encoding))
    assert page.text == text
    assert page.warnings == ()


def test_identity_codes_of_a_japanese_collection_are_read(write_pdf) -> None:
    """CIDs of Adobe-Japan1 have a known meaning even without ToUnicode."""
    page = page_of(write_pdf(b"BT /J1 12 Tf 50 700 Td <00110012> Tj ET", encoding="Identity-H"))
    assert page.text == "01"


def test_vertical_writing_runs_down(write_pdf) -> None:
    """A vertical encoding gives one line that runs downwards."""
    content = b"BT /J1 12 Tf 300 700 Td <" + "実績値".encode("utf-16-be").hex().encode() + b"> Tj ET"
    page = page_of(write_pdf(content, encoding="UniJIS-UTF16-V"))
    (line,) = page.lines
    assert (line.text, line.angle) == ("実績値", -90.0)
    assert line.bbox.y1 - line.bbox.y0 > 30


def test_letter_spaced_words_lose_their_spaces(write_pdf) -> None:
    """待 機 児 童 is 待機児童, but a single space between words stays."""
    spread = "待 機 児 童".encode("cp932").hex().encode()
    page = page_of(write_pdf(b"BT /J1 12 Tf 50 700 Td <" + spread + b"> Tj ET"))
    assert page.text == "待機児童"


def test_a_shadow_is_not_read_twice(write_pdf) -> None:
    """Text drawn again in the same place within a line adds nothing."""
    page = page_of(write_pdf("BT /F1 10 Tf 50 700 Td (120) Tj 200 -300 Td (x) Tj -200 300 Td (120) Tj ET"))
    assert sorted(line.text for line in page.lines) == ["120", "x"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_shown(write_pdf, rotate: int) -> None:
    """/Rotate and the crop box's origin give the page as a reader sees it, upright and from its own corner."""
    turned = {
        0: "1 0 0 1 150 300",
        90: "0 1 -1 0 250 250",
        180: "-1 0 0 -1 350 400",
        270: "0 -1 1 0 200 350",
    }[rotate]
    box = f"/MediaBox[0 0 595 842]/CropBox[100 200 400 500]/Rotate {rotate}"
    page = page_of(write_pdf(f"BT {turned} Tm /F1 10 Tf (R5) Tj ET", page=box))
    (line,) = page.lines
    assert (page.width, page.height) == (300, 300)
    assert (line.text, line.angle) == ("R5", 0.0)
    assert 40 < line.bbox.x0 < 160
    assert 90 < line.bbox.y0 < 210
