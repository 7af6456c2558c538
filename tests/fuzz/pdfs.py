"""PDFs of the sample's pages, broken in their structure: numbers, names, references, operators and streams."""

import re
import zlib
from functools import cache
from io import BytesIO

from corpus.sample import sample_files
from tests.fuzz.choices import Choices

_TOKEN = re.compile(
    rb"\d+ \d+ R\b|/[A-Za-z][\w.+-]*|-?\d+\.?\d*|<<|>>|\[|\]|<[0-9A-Fa-f]+>|[A-Za-z]+\*?|\((?:[^()\\]|\\.)*\)"
)
"""What a PDF's syntax is made of, content streams included."""

_IN_PLACE = (
    *(
        b"0",
        b"-1",
        b"1",
        b"65535",
        b"99999999999",
        b"-1e38",
        b"1e-38",
        b"0.0000001",
        b"null",
        b"true",
        b"<<>>",
        b"[]",
        b"()",
    ),
    *(
        b"1 0 R",
        b"2 0 R",
        b"3 0 R",
        b"4 0 R",
        b"9999 0 R",
        b"<FFFF>",
        b"<D8>",
        b"/Type",
        b"/Kids",
        b"/Parent",
        b"/Length",
    ),
    *(
        b"/Contents",
        b"/Resources",
        b"/Font",
        b"/XObject",
        b"/Filter",
        b"/FlateDecode",
        b"/LZWDecode",
        b"/ToUnicode",
        b"/W",
    ),
    *(
        b"q",
        b"Q",
        b"cm",
        b"Tm",
        b"Td",
        b"Tj",
        b"TJ",
        b"Tf",
        b"Do",
        b"re",
        b"m",
        b"l",
        b"c",
        b"f",
        b"S",
        b"W",
        b"n",
        b"gs",
    ),
    *(b"BT", b"ET", b"BI", b"ID", b"EI", b"stream", b"endstream", b"endobj", b"obj", b"xref", b"trailer", b"startxref"),
)
_MOST_EDITS = 24


@cache
def seeds() -> tuple[bytes, ...]:
    """Pages of the sample, each a file of its own, with what is in their streams unpacked."""
    from pypdf import PdfReader, PdfWriter

    made = []
    for file in sample_files():
        for page in PdfReader(file).pages[1:6:2]:
            writer, out = PdfWriter(), BytesIO()
            writer.add_page(page)
            writer.write(out)
            made.append(_unpacked(out.getvalue()))
    return tuple(made)


def _unpacked(pdf: bytes) -> bytes:
    """The file with content streams as they read; fonts stay packed, since nobody mends a byte of those by hand."""
    stream = re.compile(rb"/Filter\s*/FlateDecode(.*?)/?Length \d+(.*?)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)

    def plain(match: re.Match[bytes]) -> bytes:
        try:
            content = zlib.decompress(match[3])
        except zlib.error:
            return match[0]
        if not re.search(rb"\b(Tj|TJ|re|cm|begincmap)\b", content):
            return match[0]
        return match[1] + b"/Length %d" % len(content) + match[2] + b"stream\n" + content + b"\nendstream"

    return stream.sub(plain, pdf)


def pdf(choices: Choices) -> bytes:
    """A page with some of its tokens exchanged, doubled or gone, its bytes cut or turned."""
    made = choices.one_of(seeds())
    edits = 0
    while choices.left and edits < _MOST_EDITS:
        made = _edited(made, choices)
        edits += 1
    return made


def _edited(pdf: bytes, choices: Choices) -> bytes:
    at = choices.number(len(pdf) or 1)
    token = _TOKEN.search(pdf, at)
    match choices.number(8):
        case 0:
            return pdf[:at] + bytes([choices.number(256)]) + pdf[at + 1 :]
        case 1:
            return pdf[:at] + pdf[at + choices.number(2000) :]
        case 2:
            return pdf[:at] + pdf[at : at + choices.number(300)] * (2 + choices.number(40)) + pdf[at:]
        case 3 if token:
            return pdf[: token.end()] + b" " + choices.one_of(_IN_PLACE) + b" " + pdf[token.end() :]
        case 4 if token:
            return pdf[: token.start()] + pdf[token.end() :]
        case _ if token:
            return pdf[: token.start()] + choices.one_of(_IN_PLACE) + pdf[token.end() :]
    return pdf[:at]
