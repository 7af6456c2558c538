"""Small PDFs written by hand, so that a test says in its own text what the file holds."""

from collections.abc import Callable
from pathlib import Path

import pytest

WritePdf = Callable[..., Path]

JAPANESE = (
    "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/{encoding}/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>>>]>>"
)


def pdf_bytes(objects: list[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<</Size {len(objects) + 1} {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(content: bytes, extra: str = "") -> bytes:
    """A stream object."""
    return b"<</Length %d %s>>\nstream\n" % (len(content), extra.encode()) + content + b"\nendstream"


@pytest.fixture
def write_pdf(tmp_path: Path) -> WritePdf:
    """Write a one-page PDF: its content stream, and what of the page differs from A4 upright.

    Fonts: /F1 Helvetica, /J1 a Japanese font with the given predefined ``encoding``, and what ``fonts`` names;
    ``more`` are objects numbered from 7.
    """

    def write(
        content: bytes | str,
        page: str = "/MediaBox[0 0 595 842]",
        encoding: str = "90ms-RKSJ-H",
        resources: str = "",
        fonts: str = "",
        more: tuple[bytes, ...] = (),
    ) -> Path:
        raw = content.encode("latin-1") if isinstance(content, str) else content
        named = f"/Font<</F1 5 0 R/J1 6 0 R{fonts}>>"
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R{page}/Contents 4 0 R/Resources<<{named}{resources}>>>>".encode(),
            stream(raw),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            JAPANESE.format(encoding=encoding).encode(),
            *more,
        ]
        path = tmp_path / "made.pdf"
        path.write_bytes(pdf_bytes(objects))
        return path

    return write


@pytest.fixture
def write_objects(tmp_path: Path) -> Callable[..., Path]:
    """Write a PDF of raw objects."""

    def write(objects: list[bytes], trailer: str = "/Root 1 0 R") -> Path:
        path = tmp_path / "raw.pdf"
        path.write_bytes(pdf_bytes(objects, trailer))
        return path

    return write
