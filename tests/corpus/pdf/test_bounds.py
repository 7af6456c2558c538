"""Bounds: hostile and broken files end in one clear error or warning, soon, and within a gibibyte."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from small_pdfs import pdf_bytes, stream

from corpus.errors import DocumentCorrupt, DocumentError, DocumentTooLarge
from corpus.pdf import pages as pdf_pages
from corpus.pdf.budget import PAGE_STEPS, Budget, FileOverBudget, OverBudget
from corpus.pdf.file import open_pdf
from corpus.pdf.page import PdfPage

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
KEPT = stream(b"BT /F1 10 Tf 50 700 Td (kept 12) Tj ET")


def packed(content: bytes, extra: str = "") -> bytes:
    return stream(zlib.compress(content, 9), "/Filter/FlateDecode" + extra)


def document(contents: list[bytes], resources: bytes = b"/Font<</F1 3 0 R>>", more: tuple[bytes, ...] = ()) -> bytes:
    """A page for each content stream; ``more`` are numbered from 4."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/MediaBox[0 0 595 842]/Resources<<" + resources + b">>/Kids[" + kids + b"]/Count 1>>",
        HELVETICA,
        *more,
    ]
    for n, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (first + 2 * n + 1), content]
    return pdf_bytes(objects)


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[bytes], list[PdfPage]]:
    def read(source: bytes) -> list[PdfPage]:
        path = tmp_path / "made.pdf"
        path.write_bytes(source)
        return list(open_pdf(path).pages())

    return read


def codes(page: PdfPage) -> list[str]:
    return [warning.code for warning in page.warnings]


LONG_MAP = b"beginbfrange " + b"<0000><FFFF><0000>" * 20_000 + b" endbfrange"
TOO_MUCH = {
    "bomb": packed(b" " * 80_000_000),
    "operators": packed(b"1 1 m 2 2 l S " * 6_000),
    "operands": packed(b"0 " * 40_000 + b"n"),
    "glyphs": packed(b"BT /F1 9 Tf (" + b"1" * 4_000 + b") Tj ET"),
    "inline pictures": packed(b"BI /W 1 /H 1 ID x E" * 1_000),
    "endless inline picture": packed(b"BI /W 5000 /H 5000 ID " + b"E" * 180_000),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_one_page_beyond_its_bounds_leaves_the_others_readable(
    pages, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that takes more work than its budget is told, and the rest of the file is read."""
    monkeypatch.setattr("corpus.pdf.budget.PAGE_STEPS", PAGE_STEPS // 50)
    bad, good = pages(document([TOO_MUCH[kind], KEPT]))
    assert codes(bad) == ["page_too_large"]
    assert bad.runs == ()
    assert good.text == "kept 12"


def test_a_file_of_nothing_but_pages_beyond_their_bounds_is_too_large(pages) -> None:
    """Nothing readable is no document."""
    with pytest.raises(DocumentTooLarge):
        pages(document([TOO_MUCH["bomb"]]))


def test_pages_together_have_a_budget(pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many pages of much work end, however many they are."""
    monkeypatch.setattr("corpus.pdf.file.Budget", lambda: Budget(2_000))
    with pytest.raises(DocumentTooLarge):
        pages(document([packed(b"0 0 m 9 9 l S " * 100)] * 20))


def test_forms_that_multiply_are_counted(pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms that each draw the next ten times would be ten thousand million drawings."""
    monkeypatch.setattr("corpus.pdf.budget.PAGE_STEPS", PAGE_STEPS // 50)
    forms = tuple(
        stream(b"/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {5 + n} 0 R>>>>")
        for n in range(10)
    )
    last = stream(b"", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    bad, good = pages(document([stream(b"/X Do"), KEPT], b"/Font<</F1 3 0 R>>/XObject<</X 4 0 R>>", (*forms, last)))
    assert (codes(bad), good.text) == (["page_too_large"], "kept 12")


@pytest.mark.parametrize(
    "source",
    [b"1 beginbfrange <00000000><FFFFFFFF><0000> endbfrange", b"beginbfrange " * 100_000, LONG_MAP, b" " * 50_000_000],
    ids=["wide range", "no end", "many ranges", "bomb"],
)
def test_an_absurd_character_map_costs_characters_not_time(pages, source: bytes) -> None:
    """A /ToUnicode that would fill the memory is not used, and its characters are told as unreadable."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/X/W[0 999999999 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    content = stream(b"BT /F2 10 Tf 50 700 Td <0031> Tj ET 1 1 9 9 re f")
    (page,) = pages(document([content], b"/Font<</F2 4 0 R>>", (font, packed(source))))
    assert codes(page) == ["garbled_text"]


def test_a_page_of_very_many_shapes_keeps_its_text(pages) -> None:
    """A map drawn as vectors has no charts, and seeking them would take for ever."""
    many = pdf_pages.MOST_SHAPES + 1
    (page,) = pages(document([packed(b"BT /F1 9 Tf 50 700 Td (map) Tj ET " + b"1 1 9 9 re f " * many)]))
    assert (page.text, page.shapes, codes(page)) == ("map", (), ["page_too_dense"])


def test_a_page_tree_that_branches_into_nothing_ends(write_objects) -> None:
    """Fifty levels of two branches to the same node have no loop, and no end either."""
    levels = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]>>" % (n, n) for n in range(3, 43)]
    with pytest.raises(DocumentCorrupt, match="too wide"):
        open_pdf(write_objects([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Pages/Kids[]>>"]))


def test_resources_that_hold_themselves_end(pages) -> None:
    """A form whose resources lead back to itself is drawn once."""
    form = stream(b"/X Do BT /F1 9 Tf 5 5 Td (in) Tj ET", "/Subtype/Form/BBox[0 0 99 99]/Resources 5 0 R")
    resources = b"/Font<</F1 3 0 R>>/XObject<</X 4 0 R>>"
    (page,) = pages(document([stream(b"/X Do 1 1 9 9 re f 5 w")], resources, (form, b"<<" + resources + b">>")))
    assert page.text == "in"


@pytest.mark.parametrize("opening", [b"[", b"<</A", b"[<</A", b"("])
def test_deep_nesting_is_damage_of_one_page(pages, opening: bytes) -> None:
    """Objects within objects without end cost their page, not the program."""
    bad, good = pages(document([packed(opening * 100_000), KEPT]))
    assert (bad.text, good.text) == ("", "kept 12")


@pytest.mark.parametrize("box", ["[0 0 1e38 1e38]", "[0 0 0 0]", "[9 9]", "[(a) 0 1 2]", "[-5 -5 1e-9 1e-9]", "5"])
def test_an_absurd_page_box_does_no_harm(write_pdf, box: str) -> None:
    """The box says what is in sight; a senseless one is taken for A4."""
    page = next(open_pdf(write_pdf("BT /F1 10 Tf 50 700 Td (12) Tj ET 1 1 9 9 re f", page=f"/MediaBox{box}")).pages())
    assert page.width > 0


def _small() -> bytes:
    return document([KEPT])


def _updated() -> bytes:
    """The same file with the page's content replaced by an incremental update."""
    old = _small()
    table = old.rindex(b"xref\n0")
    offset = len(old)
    new = old + b"5 0 obj\n" + stream(b"BT /F1 10 Tf 50 700 Td (newer 34) Tj ET") + b"\nendobj\n"
    trailer = b"trailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(new))
    return new + b"xref\n5 1\n%010d 00000 n \n" % offset + trailer


def _looping() -> bytes:
    made = _small()
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % made.rindex(b"xref\n0"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (_small(), "kept 12"),
        (b"HTTP/1.1 200 OK\r\n\r\n" * 20 + _small(), "kept 12"),
        (_small() + b"\0" * 5_000, "kept 12"),
        (_small().replace(b"/Length 38", b"/Length 3 "), "kept 12"),
        (_small().replace(b"/Length 38", b"/Length 99"), "kept 12"),
        (_small().replace(b"/Length 38", b"/Length -9"), "kept 12"),
        (_small().replace(b"startxref\n", b"startxref\n9"), "kept 12"),
        (_looping(), "kept 12"),
        (_updated(), "newer 34"),
    ],
    ids=["sound", "junk before", "junk after", "short", "long", "negative", "xref astray", "xref loop", "updated"],
)
def test_common_damage_is_read_past(pages, source: bytes, text: str) -> None:
    """What viewers open without a word is read: wrong lengths, junk around, tables astray, updates."""
    assert [page.text for page in pages(source)] == [text]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_file_cut_off_is_read_or_refused(pages, share: float) -> None:
    """A download that broke off gives an error of the tree at worst."""
    made = _small()
    try:
        pages(made[: int(share * len(made))])
    except DocumentError:
        return


def test_a_budget_says_whose_it_was() -> None:
    """A page's share ends with OverBudget, the file's with FileOverBudget."""
    budget = Budget(2 * PAGE_STEPS)
    budget.begin_page()
    with pytest.raises(OverBudget):
        budget.spend(PAGE_STEPS + 1)
    budget.begin_page()
    with pytest.raises(FileOverBudget):
        budget.spend(PAGE_STEPS)


MEASURE = """
import json, re, sys
from pathlib import Path
from corpus.errors import DocumentError
from corpus.read import read
try:
    read(Path(sys.argv[1]))
    said = "read"
except DocumentError as error:
    said = type(error).__name__
# Not ru_maxrss: a child starts with what its parent, the tests, had at the most.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(json.dumps([said, int(peak[1]) // 1024]))
"""

LARGEST = {
    "bombs": [packed(b" " * 74_000_000)] * 8,
    "operands": [packed(b"0 " * 480_000)] * 4,
    "rectangles": [packed(b"10 10 5 50 re f " * 90_000)] * 2,
    "texts": [packed(b"BT /F1 9 Tf 50 700 Td " + b"(1) Tj " * 70_000 + b"ET")] * 2,
    "one path": [packed(b"0 0 m " + b"5 5 l " * 240_000 + b"S")],
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGEST)
def test_no_file_takes_a_gibibyte(tmp_path: Path, kind: str) -> None:
    """The most that a page may hold stays well within the memory of a small machine."""
    path = tmp_path / "large.pdf"
    path.write_bytes(document(LARGEST[kind]))
    ran = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, timeout=120, check=True)
    said, mebibytes = json.loads(ran.stdout)
    assert said in ("read", "DocumentTooLarge", "DocumentEmpty")
    assert mebibytes < 1024
