"""A second reading of a page's text, by pdfminer.six: its own tokenizer, interpreter and fonts over the same streams.

It is handed what pypdf has decoded within limits, and draws on the file's budget, since it has no limits of its own.
Imported only where a page needs it.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import count, islice
from typing import Any

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.encodingdb import name2unicode
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSException, PSLiteral
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from corpus.pdf.budget import FONT_STEPS, FORM_STEPS, GLYPH_STEPS, Budget
from corpus.pdf.cmaps import MOST_ENTRIES
from corpus.pdf.damage import BROKEN
from corpus.pdf.fonts import MOST_WIDTHS, UNKNOWN, cid_widths
from corpus.pdf.matrix import Matrix, union
from corpus.pdf.objects import forget, resolved
from corpus.pdf.page import Glyph, TextRun
from corpus.pdf.show import INVISIBLE_MODES, angle_of, glyph_at, size_of
from corpus.pdf.state import BLACK, GraphicsState

# Its doubts about a file are worth no line each: what counts is whether it reads the same digits.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

FAILURES = (*BROKEN, PSException)
"""What reading a damaged page raises."""

_LEFT_OUT = frozenset({"/Parent", "/FontFile", "/FontFile2", "/FontFile3", "/CharProcs", "/ToUnicode", "/W", "/W2"})
"""Of a font: what text does not need, or what is handed over only within bounds."""


class SecondReader:
    """Reads pages of one file a second time. Fonts are kept from page to page."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._fonts = _Fonts(budget)
        self._known: dict[int, tuple[DictionaryObject, dict[str, Any]]] = {}
        self._forms: dict[int, Any] = {}
        self._numbers = count(1)

    def runs(self, contents: Any, resources: DictionaryObject, start: Matrix) -> list[TextRun]:
        """All text of a page, in sight or not, in the order drawn; U+FFFD where it has no character for a glyph.

        Args:
            contents: The page's /Contents.
            resources: Its resources.
            start: Map from its user space to page points.
        """
        self._forms = {}
        found = contents.get_object()
        streams = [one.get_object() for one in found] if isinstance(found, ArrayObject) else [found]
        device = _Device(self._fonts, self._budget)
        content = [self._stream(one, {}) for one in streams if isinstance(one, StreamObject)]
        PDFPageInterpreter(self._fonts, device).render_contents(self._resources(resources), content, start)
        return device.runs

    def _stream(self, stream: StreamObject, attributes: dict[str, Any]) -> PDFStream:
        data = stream.get_data()
        forget(stream)
        self._budget.spend_content(data)
        handed = PDFStream(attributes, data)
        # By this number pdfminer.six knows a form that draws itself.
        handed.set_objid(next(self._numbers), 0)
        return handed

    def _resources(self, resources: DictionaryObject) -> dict[object, object]:
        """Fonts and forms: all that text needs."""
        if id(resources) in self._forms:
            made: dict[object, object] = self._forms[id(resources)]
            return made
        handed: dict[object, object] = {}
        self._forms[id(resources)] = handed
        fonts, objects = (resolved(resources.get(key)) for key in ("/Font", "/XObject"))
        if isinstance(fonts, DictionaryObject):
            handed["Font"] = {
                name[1:]: self._font(found)
                for name, font in fonts.items()
                if isinstance(found := resolved(font), DictionaryObject)
            }
        if isinstance(objects, DictionaryObject):
            handed["XObject"] = {
                name[1:]: self._form(found)
                for name, form in objects.items()
                if isinstance(found := resolved(form), StreamObject) and found.get("/Subtype") == "/Form"
            }
        return handed

    def _form(self, form: StreamObject) -> PDFStream:
        if id(form) not in self._forms:
            attributes = {"Subtype": LIT("Form"), **_plain(form, ("/BBox", "/Matrix"))}
            attributes.setdefault("BBox", [0, 0, 1, 1])
            self._forms[id(form)] = self._stream(form, attributes)
            own = resolved(form.get("/Resources"))
            if isinstance(own, DictionaryObject):
                attributes["Resources"] = self._resources(own)
        made: PDFStream = self._forms[id(form)]
        return made

    def _font(self, font: DictionaryObject) -> dict[str, Any]:
        # The dictionary is kept so that its identity stays its own.
        if id(font) not in self._known:
            self._budget.spend(FONT_STEPS)
            self._known[id(font)] = font, self._new_font(font)
        return self._known[id(font)][1]

    def _new_font(self, font: DictionaryObject) -> dict[str, Any]:
        handed: dict[str, Any] = _plain(font, [key for key in font if key not in (*_LEFT_OUT, "/DescendantFonts")])
        to_unicode = resolved(font.get("/ToUnicode"))
        # pdfminer.six looks CIDs up in /ToUnicode, which holds codes: right only where they are the same.
        if isinstance(to_unicode, StreamObject) and _codes_are_cids(font):
            handed["ToUnicode"] = self._stream(to_unicode, {})
        below = resolved(font.get("/DescendantFonts"))
        if isinstance(below, ArrayObject) and below:
            descendant = resolved(below[0])
            if isinstance(descendant, DictionaryObject):
                own = _plain(descendant, [key for key in descendant if key not in _LEFT_OUT])
                widths = islice(cid_widths(resolved(descendant.get("/W"))), MOST_WIDTHS)
                own["W"] = [item for cid, width in widths for item in (cid, [1000 * width])]
                handed["DescendantFonts"] = [own]
        return handed


def _codes_are_cids(font: DictionaryObject) -> bool:
    return font.get("/Subtype") != "/Type0" or str(resolved(font.get("/Encoding"))).startswith("/Identity")


class _Fonts(PDFResourceManager):
    """pdfminer.six's fonts, whose maps draw on the budget."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self._made: dict[int, tuple[object, PDFFont]] = {}

    def get_font(self, objid: object, spec: Any) -> PDFFont:
        """The font of a dictionary, which is the same object for the same font."""
        if id(spec) not in self._made:
            known = {key: value for key, value in spec.items() if key != "ToUnicode"}
            font: Any = super().get_font(None, known)
            if isinstance(spec.get("ToUnicode"), PDFStream):
                font.unicode_map = _Map(self._budget)
                CMapParser(font.unicode_map, BytesIO(spec["ToUnicode"].get_data())).run()
            if isinstance(font, PDFSimpleFont):
                font.cid2unicode = {**font.cid2unicode}
                for code in _unnamed(spec.get("Encoding")):
                    font.cid2unicode.pop(code, None)
            self._made[id(spec)] = spec, font
        return self._made[id(spec)][1]


def _unnamed(encoding: Any) -> Iterator[int]:
    """Codes whose glyphs have names that mean nothing (/g12): pdfminer.six leaves them at the base encoding's."""
    code = 0
    for item in encoding.get("Differences") or () if isinstance(encoding, dict) else ():
        if isinstance(item, int):
            code = item
        elif isinstance(item, PSLiteral):
            try:
                name2unicode(str(item.name))
            except (KeyError, ValueError):
                yield code
            code += 1


class _Map(FileUnicodeMap):
    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget

    def add_cid2unichr(self, cid: int, code: Any) -> None:
        """Learn one character."""
        self._budget.spend(1)
        if len(self.cid2unichr) >= MOST_ENTRIES:
            raise ValueError("character map too large")
        super().add_cid2unichr(cid, code)


class _Device(PDFTextDevice):
    """Takes what pdfminer.six draws, as runs of our own."""

    def __init__(self, fonts: _Fonts, budget: Budget) -> None:
        super().__init__(fonts)
        self._budget = budget
        self._glyphs: list[Glyph] = []
        self._frame: Matrix | None = None
        self.runs: list[TextRun] = []

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        """Count the forms drawn."""
        self._budget.spend(FORM_STEPS)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Take one show operation."""
        self._glyphs, self._frame = [], None
        super().render_string(textstate, seq, ncs, graphicstate)
        if self._frame is None:
            return
        self.runs.append(
            TextRun(
                glyphs=tuple(self._glyphs),
                bbox=union([glyph.bbox for glyph in self._glyphs]),
                size=size_of(self._frame, textstate.fontsize),
                angle=angle_of(self._frame, textstate.fontsize, textstate.font.is_vertical()),
                font=str(textstate.font.fontname),
                order=len(self.runs) + 1,
                fill=BLACK,
                visible=textstate.render not in INVISIBLE_MODES,
            )
        )

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Take one glyph, and give its advance."""
        self._budget.spend(GLYPH_STEPS)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        self._frame = self._frame or matrix
        state = GraphicsState(size=fontsize, rise=rise)
        self._glyphs.append(glyph_at(matrix, state, text, advance, font.is_vertical()))
        return advance


def _plain(source: DictionaryObject, keys: Any) -> dict[str, Any]:
    return {key[1:]: _handed(source[key], 0) for key in keys if key in source}


_DEEPEST = 6
"""Levels of a font's dictionary: its /Encoding holds /Differences, and that is all."""


def _handed(value: Any, depth: int) -> Any:
    """A pypdf object as pdfminer.six has it; None for what it has no use for."""
    found = resolved(value)
    if isinstance(found, BooleanObject):
        return found.value
    if isinstance(found, NumberObject | FloatObject):
        return int(found) if isinstance(found, NumberObject) else float(found)
    if isinstance(found, NameObject):
        return LIT(found[1:])
    if isinstance(found, TextStringObject):
        return found.original_bytes
    if isinstance(found, ByteStringObject):
        return bytes(found)
    if depth >= _DEEPEST:
        return None
    if isinstance(found, ArrayObject):
        return [_handed(item, depth + 1) for item in found]
    if isinstance(found, DictionaryObject) and not isinstance(found, StreamObject):
        return {key[1:]: _handed(found[key], depth + 1) for key in found if key not in _LEFT_OUT}
    return None
