"""Pages of PDFs as pictures: what is marked is what was meant, turned pages and missing fonts or not."""

import io
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image
from small_pdfs import one_page

from bot.rendering.pages import LONGEST_SIDE, page_picture, places_of
from bot.rendering.pages_marks import Mark
from corpus.pdf.file import open_pdf
from corpus.read import read
from corpus.reading import BBox
from corpus.sample import sample_files

INK, PAPER, HIGHLIGHT, WORD = (0, 0, 0), (255, 255, 255), (255, 226, 122), (191, 80, 0)


def japanese(text: str, at: str = "50 700", size: int = 20) -> bytes:
    """A line of text in a font that is not in the file."""
    return f"BT /J1 {size} Tf {at} Td <{text.encode('cp932').hex()}> Tj ET\n".encode()


def picture(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png)).convert("RGB")


def where(png: Image.Image, is_it: Callable[[Any], Any]) -> tuple[int, int, int, int] | None:
    """The smallest rectangle around the pixels of a kind (given as an array of rows): left, top, right, bottom."""
    return Image.fromarray(is_it(np.asarray(png).astype(int))).getbbox()


def test_a_mark_covers_its_place_and_nothing_else() -> None:
    """The highlighter lies over the box, with a little room, and the rest of the page is as it was."""
    document = one_page("0 g 100 700 50 20 re f", page="/MediaBox[0 0 400 800]")
    seen = picture(page_picture(document, 1, [Mark(BBox(100, 700, 150, 720))]))
    assert seen.size == (LONGEST_SIDE // 2, LONGEST_SIDE)
    assert where(seen, lambda pixels: (pixels != PAPER).any(axis=2)) == (196, 156, 305, 205)
    assert seen.getpixel((250, 180)) == INK
    assert seen.getpixel((198, 180)) == HIGHLIGHT


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_what_the_reader_places_is_marked_on_turned_and_cropped_pages(rotate: int, tmp_path) -> None:
    """Boxes of the reader land on the letters they are of, whichever way the page is shown."""
    box = f"/MediaBox[0 0 595 842]/CropBox[100 200 400 500]/Rotate {rotate}"
    document = one_page("BT /F1 40 Tf 150 300 Td (1820) Tj ET", page=box)
    (tmp_path / "made.pdf").write_bytes(document)
    (page,) = open_pdf(tmp_path / "made.pdf").pages()
    bare = where(picture(page_picture(document, 1)), lambda pixels: pixels.sum(axis=2) < 200)
    marked = where(picture(page_picture(document, 1, [Mark(page.runs[0].bbox)])), lambda pixels: pixels[..., 2] < 200)
    assert bare is not None and marked is not None
    assert marked[0] <= bare[0] and marked[1] <= bare[1] and marked[2] >= bare[2] and marked[3] >= bare[3]
    grown = (marked[2] - marked[0]) * (marked[3] - marked[1]) / ((bare[2] - bare[0]) * (bare[3] - bare[1]))
    assert grown < 2.5
    found = places_of(document, 1, "1820")
    assert len(found) in (1, 4)  # upright letters make a line; turned ones stand above each other
    assert abs(min(b.x0 for b in found) - page.runs[0].bbox.x0) < 8
    assert abs(max(b.y1 for b in found) - page.runs[0].bbox.y1) < 12


def test_a_part_of_a_page_is_shown_larger() -> None:
    """A clip shows that part with some room around it, and marks land in it."""
    document = one_page("0 g 100 700 50 20 re f 300 100 50 20 re f")
    seen = picture(page_picture(document, 1, [Mark(BBox(100, 700, 150, 720), "63")], BBox(90, 690, 160, 730)))
    assert seen.size == ((70 + 24) * 4, (40 + 24) * 4)
    box = where(seen, lambda pixels: pixels.sum(axis=2) < 60)
    assert box is not None and abs(box[0] - 22 * 4) <= 2 and abs(box[2] - 72 * 4) <= 2
    assert where(seen, lambda pixels: (pixels == WORD).all(axis=2))


def test_words_beside_marks_do_not_cover_each_other_or_the_marks() -> None:
    """Neighbouring values are each labelled where there is room."""
    marks = [Mark(BBox(100 + 30 * n, 700, 120 + 30 * n, 712), "63") for n in range(8)]
    seen = picture(page_picture(one_page(""), 1, marks))
    scale = LONGEST_SIDE / 842
    for mark in marks:
        x, y = (mark.box.x0 + mark.box.x1) / 2 * scale, (842 - (mark.box.y0 + mark.box.y1) / 2) * scale
        assert seen.getpixel((round(x), round(y))) == HIGHLIGHT
    words = where(seen, lambda pixels: (pixels == WORD).all(axis=2))
    assert words is not None and words[3] - words[1] < 60


def test_marks_off_the_page_or_over_its_edge_do_no_harm() -> None:
    """A box that a reader put somewhere impossible costs nothing but itself."""
    far, wide = Mark(BBox(5000, 5000, 5010, 5010), "遠"), Mark(BBox(-50, -50, 700, 900), "広い" * 500)
    assert picture(page_picture(one_page(""), 1, [far, wide])).size[1] == LONGEST_SIDE
    assert picture(page_picture(one_page(""), 1, (), BBox(900, 900, 950, 950))).size[1] == LONGEST_SIDE


def test_fonts_that_the_file_leaves_to_the_machine_are_drawn_without_any_on_it() -> None:
    """Japanese in a font that is neither in the file nor on the server comes out in the font that is installed."""
    code = (
        "import sys; from bot.rendering import pages; pages._FONT_FOLDERS = ();"
        "sys.stdout.buffer.write(pages.page_picture(sys.stdin.buffer.read(), 1))"
    )
    document = one_page(japanese("待機児童"), japanese="MS-Gothic")
    png = subprocess.run([sys.executable, "-c", code], input=document, capture_output=True, check=True).stdout
    box = where(picture(png), lambda pixels: pixels.sum(axis=2) < 300)
    assert box is not None
    assert box[2] - box[0] > 3 * 20 * LONGEST_SIDE / 842


def test_a_quotation_is_found_over_broken_lines_and_however_wide_its_letters() -> None:
    """A sentence that the page breaks over two lines is two boxes at their heights."""
    document = one_page(japanese("保育士の確保と施設整") + japanese("備を進め、待機児童ゼロ", "50 670"))
    found = places_of(document, 1, "保育士の確保と施設整備を進め、待機児童ゼロ")
    assert [round(box.x0) // 10 for box in found] == [5, 5]
    assert found[0].y0 > found[1].y1 - 4


def test_a_quotation_of_another_page_has_no_place() -> None:
    """What does not stand on the page is not marked anywhere on it."""
    assert places_of(one_page(japanese("保育士の確保と施設整備")), 1, "交通網を維持し、利用を促す。") == ()


def test_the_rest_of_a_passage_that_goes_over_the_page_is_left_out() -> None:
    """Sentences that stand on the page are marked though others do not."""
    document = one_page(japanese("保育士の確保と施設整備を進める。"))
    assert len(places_of(document, 1, "保育士の確保と施設整備を進める。交通網を維持し、利用を促す。")) == 1


def test_every_direction_of_the_sample_is_found_on_its_page() -> None:
    """What the reader quotes, PDFium finds, on the page that the reader says."""
    file = sample_files()[-1]
    document = file.read_bytes()
    directions = [section for section in read(file).sections if section.section == "future_direction"]
    assert len(directions) > 5
    assert all(places_of(document, section.page, section.text) for section in directions)


@pytest.mark.parametrize(("document", "page"), [(b"no pdf", 1), (b"", 1), (one_page(""), 2), (one_page(""), 0)])
def test_what_cannot_be_drawn_is_none(document: bytes, page: int) -> None:
    """Text files and pages that are not there give no picture and no places, and no error."""
    assert page_picture(document, page) is None
    assert places_of(document, page, "保育士の確保と施設整備") == ()
