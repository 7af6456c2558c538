"""What nobody sees is not read; what annotations and form fields show is."""

from pathlib import Path

import pytest
from small_pdfs import stream

from corpus.pdf.file import open_pdf
from corpus.pdf.page import PdfPage


def page_of(path: Path) -> PdfPage:
    return next(open_pdf(path).pages())


def codes(page: PdfPage) -> list[str]:
    return [warning.code for warning in page.warnings]


TEXT = "BT /F1 10 Tf 50 700 Td ({}) Tj ET "
BOX = "45 695 60 20 re f "


def test_a_figure_under_a_box_laid_over_it_is_not_read(write_pdf) -> None:
    """Staff correct a figure by a white box with the new figure on it."""
    page = page_of(write_pdf(TEXT.format("1820") + "1 g " + BOX + "0 g " + TEXT.format("1280")))
    assert page.text == "1280"
    assert codes(page) == ["hidden_text"]


@pytest.mark.parametrize(
    "over",
    [
        "/G gs 1 1 0 rg " + BOX,
        "1 g 45 695 60 20 re 48 697 54 16 re f* ",
        "1 g 45 695 10 20 re f ",
        "0 G 45 695 60 20 re S ",
    ],
    ids=["highlighter", "frame", "part", "outline"],
)
def test_what_shines_through_a_box_is_read(write_pdf, over: str) -> None:
    """Highlighters, frames and outlines hide nothing."""
    resources = "/ExtGState<</G<</ca 0.4>>>>"
    assert page_of(write_pdf(TEXT.format("1820") + over, resources=resources)).text == "1820"


def test_white_text_is_read_on_a_dark_ground_only(write_pdf) -> None:
    """White labels stand inside bars; white on the bare page nobody sees."""
    white = "1 g " + TEXT.format("1820")
    assert page_of(write_pdf("0 0 1 rg " + BOX + white)).text == "1820"
    bare = page_of(write_pdf(white))
    assert (bare.text, codes(bare)) == ("", ["hidden_text"])


def test_text_outside_the_clip_is_not_read(write_pdf) -> None:
    """Of a number cut off at a cell's edge only what is in sight is read."""
    assert page_of(write_pdf("q 50 690 12 30 re W n " + TEXT.format("1820") + "Q")).text == "18"


def test_a_form_shows_only_what_its_box_holds(write_pdf) -> None:
    """A form's /BBox is a clip: cropped charts keep their data in the file."""
    form = stream(
        b"BT /F1 10 Tf 10 10 Td (in) Tj 90 0 Td (out) Tj ET",
        "/Subtype/Form/BBox[0 0 60 60]/Resources<</Font<</F1 5 0 R>>>>",
    )
    assert page_of(write_pdf("/X Do", resources="/XObject<</X 7 0 R>>", more=(form,))).text == "in"


def _layered(write_pdf, catalogue: str, content: str, properties: str = "/L 7 0 R") -> PdfPage:
    path = write_pdf(content, resources=f"/Properties<<{properties}>>", more=(b"<</Type/OCG/Name(old)>>",))
    made = path.read_bytes().replace(b"<</Type/Catalog", b"<</Type/Catalog/OCProperties" + catalogue.encode())
    path.write_bytes(made)
    return page_of(path)


MARKED = "/OC /L BDC 9 9 5 5 re f " + TEXT.format("old") + "EMC BT /F1 10 Tf 50 600 Td (new) Tj ET"


@pytest.mark.parametrize(
    ("catalogue", "text"),
    [
        ("<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", "new"),
        ("<</OCGs[7 0 R]/D<</BaseState/OFF>>>>", "new"),
        ("<</OCGs[7 0 R]/D<</BaseState/OFF/ON[7 0 R]>>>>", "old\nnew"),
        ("<</OCGs[7 0 R]/D<<>>>>", "old\nnew"),
    ],
)
def test_a_layer_that_is_off_is_not_read(write_pdf, catalogue: str, text: str) -> None:
    """Optional content is read as the file opens in a viewer."""
    page = _layered(write_pdf, catalogue, MARKED)
    assert page.text == text
    assert len(page.shapes) == text.count("old")


def test_a_membership_of_layers_follows_its_policy(write_pdf) -> None:
    """Content that belongs to layers which are all off is not read."""
    membership = "/L<</Type/OCMD/OCGs[7 0 R]>>"
    assert _layered(write_pdf, "<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", MARKED, membership).text == "new"
    inverse = "/L<</Type/OCMD/OCGs[7 0 R]/P/AllOff>>"
    assert _layered(write_pdf, "<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", MARKED, inverse).text == "old\nnew"


def _annotated(write_pdf, annotation: str) -> PdfPage:
    look = stream(b"BT /F1 10 Tf 2 5 Td (1280) Tj ET", "/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F1 5 0 R>>>>")
    page = f"/MediaBox[0 0 595 842]/Annots[<</Rect[100 500 200 540]/AP<</N {annotation}"
    return page_of(write_pdf("BT /F1 10 Tf 50 700 Td (page) Tj ET", page=page, more=(look,)))


def test_form_fields_and_typed_comments_are_read_where_they_stand(write_pdf) -> None:
    """A field's appearance is placed and stretched into its rectangle."""
    page = _annotated(write_pdf, "7 0 R>>/Subtype/Widget>>]")
    (line,) = [line for line in page.lines if line.text == "1280"]
    assert (round(line.bbox.x0), round(line.size)) == (104, 20)


def test_the_state_of_a_field_decides_what_it_shows(write_pdf) -> None:
    """Of several appearances the one named is shown."""
    assert "1280" in _annotated(write_pdf, "<</On 7 0 R>>>>/AS/On/Subtype/Widget>>]").text
    assert "1280" not in _annotated(write_pdf, "<</On 7 0 R>>>>/AS/Off/Subtype/Widget>>]").text


@pytest.mark.parametrize("hidden", ["/F 2/Subtype/Widget", "/F 32/Subtype/FreeText", "/Subtype/Popup"])
def test_hidden_annotations_are_not_read(write_pdf, hidden: str) -> None:
    """What a viewer does not show is not read."""
    assert _annotated(write_pdf, f"7 0 R>>{hidden}>>]").text == "page"


def test_text_behind_a_scanned_page_is_told_as_ocr(write_pdf) -> None:
    """Some scanners put their text under the picture instead of making it invisible."""
    image = stream(b"\0", "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    content = TEXT.format("1820") + "q 595 0 0 842 0 0 cm /I Do Q"
    page = page_of(write_pdf(content, resources="/XObject<</I 7 0 R>>", more=(image,)))
    assert (page.text, codes(page)) == ("1820", ["ocr_text_layer"])


def test_text_of_a_negative_size_runs_as_it_is_shown(write_pdf) -> None:
    """A flipped matrix with a negative size is ordinary text."""
    page = page_of(write_pdf("BT -1 0 0 -1 50 700 Tm /F1 -10 Tf (R5) Tj ET"))
    assert [(line.text, line.angle, line.size) for line in page.lines] == [("R5", 0.0, 10.0)]
