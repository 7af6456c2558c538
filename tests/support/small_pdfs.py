"""Small PDFs written by hand, so that a test says in its own text what the file holds."""

JAPANESE = (
    "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/DW 1000"
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


def one_page(
    content: bytes | str,
    page: str = "/MediaBox[0 0 595 842]",
    encoding: str = "90ms-RKSJ-H",
    resources: str = "",
    fonts: str = "",
    more: tuple[bytes, ...] = (),
    japanese: str = "Ryumin-Light",
) -> bytes:
    """A PDF of one page: its content stream, and what of the page differs from A4 upright.

    Fonts: /F1 Helvetica, /J1 a font named ``japanese`` with the given predefined ``encoding`` that is not in the
    file, and what ``fonts`` names; ``more`` are objects numbered from 7.
    """
    raw = content.encode("latin-1") if isinstance(content, str) else content
    named = f"/Font<</F1 5 0 R/J1 6 0 R{fonts}>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}/Contents 4 0 R/Resources<<{named}{resources}>>>>".encode(),
        stream(raw),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        JAPANESE.format(name=japanese, encoding=encoding).encode(),
        *more,
    ]
    return pdf_bytes(objects)
