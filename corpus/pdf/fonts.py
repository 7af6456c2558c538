"""Fonts of a PDF: from the bytes of a show operation to characters and their widths.

pypdf's own font class keys widths by character and guesses at encodings it does not know, so a wrong character would
come without a sign; here an unknown one stays U+FFFD. From pypdf only the tables of simple encodings are taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from pypdf._cmap import get_encoding
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from corpus.pdf.characters import meant
from corpus.pdf.cmaps import CMap, parse_cmap, predefined, unicode_of_cids
from corpus.pdf.damage import BROKEN
from corpus.pdf.objects import dictionary, resolved

UNKNOWN = "\ufffd"

MOST_WIDTHS = 200_000
"""Widths that a font may state: CIDs have two bytes, and some producers repeat themselves."""


@dataclass(frozen=True, slots=True)
class DecodedGlyph:
    """One code of a show operation: its text, its advance in ems, and whether word spacing applies to it."""

    text: str
    advance: float
    is_word_space: bool


class PdfFont(Protocol):
    """What the content walker needs of a font."""

    name: str
    vertical: bool
    entries: int
    """Codes that its tables tell something of: what it cost to load."""

    def decode(self, raw: bytes) -> Iterator[DecodedGlyph]:
        """The glyphs that the string shows."""
        ...


def load_font(font: DictionaryObject) -> PdfFont:
    """Make a font ready from its dictionary; damage inside it costs characters (U+FFFD), never an exception."""
    return CompositeFont(font) if font.get("/Subtype") == "/Type0" else SimpleFont(font)


class MissingFont:
    """Stands in where a page names a font that its resources lack."""

    name = "missing"
    vertical = False
    entries = 0

    def decode(self, raw: bytes) -> Iterator[DecodedGlyph]:
        """One unknown glyph of half an em a byte."""
        for _ in raw:
            yield DecodedGlyph(UNKNOWN, 0.5, False)


class SimpleFont:
    """Type 1, TrueType and Type 3 fonts: one byte a glyph."""

    vertical = False

    def __init__(self, font: DictionaryObject) -> None:
        self.name = str(font.get("/BaseFont", font.get("/Name", "/unnamed"))).lstrip("/")
        self._text = _simple_text(font)
        self._widths = _simple_widths(font, self._text)
        descriptor = dictionary(font.get("/FontDescriptor"))
        self._missing_width = _number(descriptor.get("/MissingWidth"), 0.0) / 1000 or 0.5
        self.entries = len(self._text) + len(self._widths)

    def decode(self, raw: bytes) -> Iterator[DecodedGlyph]:
        """The glyphs that the string shows."""
        for code in raw:
            yield DecodedGlyph(self._text.get(code, UNKNOWN), self._widths.get(code, self._missing_width), code == 32)


class CompositeFont:
    """Type 0 fonts: codes of one to four bytes, through a CMap to CIDs."""

    def __init__(self, font: DictionaryObject) -> None:
        self.name = str(font.get("/BaseFont", "/unnamed")).lstrip("/")
        descendants = resolved(font.get("/DescendantFonts"))
        below = dictionary(descendants[0] if isinstance(descendants, ArrayObject) and descendants else None)
        self._cmap = _code_map(resolved(font.get("/Encoding")))
        self.vertical = self._cmap.vertical
        self._to_unicode = _to_unicode(font)
        self._of_cid = unicode_of_cids(_collection(below))
        self._widths = dict(islice(cid_widths(resolved(below.get("/W"))), MOST_WIDTHS))
        self._default_width = _number(below.get("/DW"), 1000.0) / 1000
        self.entries = len(self._to_unicode) + len(self._widths)

    def decode(self, raw: bytes) -> Iterator[DecodedGlyph]:
        """The glyphs that the string shows."""
        for code, length, cid in self._cmap.split(raw):
            text = self._to_unicode.get((code, length))
            if text is None:
                text = self._of_cid.get(cid) or UNKNOWN
            width = 1.0 if self.vertical else self._widths.get(cid, self._default_width)
            yield DecodedGlyph(text, width, length == 1 and code == 32)


def _number(value: Any, default: float) -> float:
    found = resolved(value)
    return float(found) if isinstance(found, int | float) else default


def _to_unicode(font: DictionaryObject) -> dict[tuple[int, int], str]:
    try:
        stream = resolved(font.get("/ToUnicode"))
        if not isinstance(stream, StreamObject):
            return {}
        # A mapping to U+0000 says that the producer did not know.
        return {code: meant(text) for code, text in parse_cmap(stream.get_data()).text.items() if text.strip("\0")}
    except BROKEN:
        return {}


def _code_map(encoding: Any) -> CMap:
    if isinstance(encoding, StreamObject):
        try:
            cmap = parse_cmap(encoding.get_data())
        except BROKEN:
            return CMap()
        base = encoding.get("/UseCMap")
        inherited = predefined(str(base).lstrip("/")) if base is not None else None
        if inherited and not inherited.identity:
            cmap.cid = {**inherited.cid, **cmap.cid}
            cmap.lengths = tuple(sorted({*inherited.lengths, *cmap.lengths}))
        return cmap if cmap.cid else CMap(identity=True, vertical=cmap.vertical)
    return predefined(str(encoding).lstrip("/")) or CMap()


def _collection(below: DictionaryObject) -> str:
    system = dictionary(below.get("/CIDSystemInfo"))
    return f"{_label(system.get('/Registry'))}-{_label(system.get('/Ordering'))}"


def _label(value: Any) -> str:
    found = resolved(value)
    return found.decode("latin-1") if isinstance(found, bytes) else str(found)


def cid_widths(array: Any) -> Iterator[tuple[int, float]]:
    """Widths in ems by CID, from the /W array: ``first [w w ...]`` or ``first last w`` (ISO 32000-1, 9.7.4.3)."""
    if not isinstance(array, ArrayObject):
        return
    items = [resolved(item) for item in array]
    at = 0
    while at + 1 < len(items):
        first = items[at]
        if isinstance(items[at + 1], ArrayObject):
            for offset, width in enumerate(items[at + 1]):
                yield int(first) + offset, _number(width, 1000.0) / 1000
            at += 2
        elif at + 2 < len(items):
            for cid in range(int(first), min(int(items[at + 1]), int(first) + 0xFFFF) + 1):
                yield cid, _number(items[at + 2], 1000.0) / 1000
            at += 3
        else:
            return


def _simple_text(font: DictionaryObject) -> dict[int, str]:
    table: dict[int, str] = {}
    trusted = "/Encoding" in font or not _is_embedded_symbol(font)
    try:
        encoding, characters = get_encoding(font)
    except BROKEN:
        # pypdf fails in many ways on broken encodings; the font is then only as readable as its ToUnicode.
        encoding, characters = {}, {}
    if isinstance(encoding, dict) and trusted:
        for code, char in encoding.items():
            mapped = characters.get(char, char)
            # A glyph name that means nothing to pypdf (/g123, /glyph5) stays as the name.
            if isinstance(mapped, str) and mapped and not mapped.startswith("/") and mapped != "\0":
                table[code] = meant(mapped)
    table.update({code: text for (code, length), text in _to_unicode(font).items() if length == 1})
    return table


def _is_embedded_symbol(font: DictionaryObject) -> bool:
    """Whether codes are of the font's own making: a subset flagged symbolic (ISO 32000-1, 9.8.2, bit 3)."""
    descriptor = dictionary(font.get("/FontDescriptor"))
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return embedded and bool(int(_number(descriptor.get("/Flags"), 0)) & 4) and font.get("/Subtype") == "/TrueType"


def _simple_widths(font: DictionaryObject, text: dict[int, str]) -> dict[int, float]:
    widths = resolved(font.get("/Widths"))
    if isinstance(widths, ArrayObject):
        # Type 3 widths are in the font's own space, all others in thousandths of an em.
        matrix = resolved(font.get("/FontMatrix")) if font.get("/Subtype") == "/Type3" else None
        unit = _number(matrix[0], 0.001) if isinstance(matrix, ArrayObject) and matrix else 0.001
        first = int(_number(font.get("/FirstChar"), 0))
        return {first + n: _number(width, 0.0) * unit for n, width in enumerate(widths[:256])}
    metrics = CORE_FONT_METRICS.get(str(font.get("/BaseFont", "")).lstrip("/"))
    if metrics is None:
        return {}
    known = metrics.character_widths
    return {code: known[char] / 1000 for code, char in text.items() if char in known}
