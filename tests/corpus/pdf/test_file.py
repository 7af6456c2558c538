"""Opening PDFs: each kind of bad file gets its own error, and none hangs or fills the memory."""

import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import DocumentCorrupt, DocumentEmpty, DocumentEncrypted, DocumentMissing, DocumentTooLarge
from corpus.pdf import file as pdf_file
from corpus.pdf.file import open_pdf


def test_a_missing_file_is_named_missing(tmp_path: Path) -> None:
    """A path without a file is no document."""
    with pytest.raises(DocumentMissing):
        open_pdf(tmp_path / "none.pdf")


def test_a_file_without_bytes_is_empty(tmp_path: Path) -> None:
    """Zero bytes are an empty document, not a corrupt one."""
    path = tmp_path / "empty.pdf"
    path.touch()
    with pytest.raises(DocumentEmpty):
        open_pdf(path)


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7\ngarbage", b"%PDF-1.4\n1 0 obj\n<<", bytes(range(256)) * 40])
def test_a_file_that_is_no_pdf_is_corrupt(tmp_path: Path, content: bytes) -> None:
    """Bytes that cannot be parsed raise one error of the tree."""
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(DocumentCorrupt):
        open_pdf(path)


def test_a_pdf_without_pages_is_empty(write_objects) -> None:
    """A page tree with no page holds no document."""
    with pytest.raises(DocumentEmpty):
        open_pdf(write_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]))


def _encrypted(path: Path, out: Path, user: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    writer.write(out)
    return out


def test_a_pdf_that_asks_for_a_password_is_encrypted(write_pdf, tmp_path: Path) -> None:
    """A user password closes the document."""
    path = _encrypted(write_pdf("BT /F1 10 Tf (x) Tj ET"), tmp_path / "locked.pdf", "secret")
    with pytest.raises(DocumentEncrypted):
        open_pdf(path)


def test_a_pdf_with_only_an_owner_password_opens(write_pdf, tmp_path: Path) -> None:
    """Cities often restrict printing; reading needs no password."""
    path = _encrypted(write_pdf("BT /F1 10 Tf 50 700 Td (hello) Tj ET"), tmp_path / "restricted.pdf", "")
    assert next(open_pdf(path).pages()).text == "hello"


def test_a_page_tree_that_loops_is_corrupt(write_objects) -> None:
    """A node below itself is refused rather than followed for ever."""
    with pytest.raises(DocumentCorrupt):
        open_pdf(write_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]))


def test_a_wrong_page_count_is_not_believed(write_objects) -> None:
    """/Count may lie; the pages are counted."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 999999999>>",
        b"<</Type/Page/MediaBox[0 0 100 100]>>",
    ]
    assert open_pdf(write_objects(objects)).page_count == 2


def test_more_pages_than_the_limit_are_refused(write_objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page limit holds while pages are counted."""
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 3)
    kids = b"3 0 R " * 4
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 4>>",
        b"<</Type/Page/MediaBox[0 0 100 100]>>",
    ]
    with pytest.raises(DocumentTooLarge) as caught:
        open_pdf(write_objects(objects))
    assert caught.value.facts["what"] == "pages"


def test_a_decompression_bomb_is_refused(write_objects) -> None:
    """A stream that swells beyond the decoded limit is too large, not an out-of-memory."""
    bomb = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        content,
    ]
    with pytest.raises(DocumentTooLarge):
        list(open_pdf(write_objects(objects)).pages())


def test_a_form_that_draws_itself_ends(write_pdf) -> None:
    """Forms nest only so deep."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>/Length 11>>\n"
    form += b"stream\n/X Do /X Do\nendstream"
    page = next(open_pdf(write_pdf("/X Do", resources="/XObject<</X 7 0 R>>", more=(form,))).pages())
    assert page.runs == ()


def test_a_damaged_content_stream_is_told(write_pdf) -> None:
    """What can be read before the damage is kept."""
    page = next(open_pdf(write_pdf("BT /F1 10 Tf 50 700 Td (kept) Tj ET 1 2 Td (more) Tj <</A")).pages())
    assert "kept" in page.text


def test_pages_come_one_by_one(write_pdf) -> None:
    """Nothing is read before it is asked for."""
    pages = open_pdf(write_pdf("")).pages()
    assert next(pages).number == 1
    with pytest.raises(StopIteration):
        next(pages)
