"""Walk a content stream and collect what it paints: text runs, shapes, pictures.

pypdf's own text extraction joins runs that share a baseline and gives no widths, so neighbouring numbers fuse and
bars are lost; here each glyph and each path keeps its place.
"""

import math
from collections.abc import Callable
from typing import Any

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from corpus.pdf.budget import FORM_STEPS, GLYPH_STEPS, Budget
from corpus.pdf.colours import colour_of
from corpus.pdf.damage import BROKEN
from corpus.pdf.fontcache import FontCache
from corpus.pdf.layers import Layers
from corpus.pdf.matrix import Matrix, apply, around, then
from corpus.pdf.objects import box_of, dictionary, forget, resolved
from corpus.pdf.page import Paint, Picture, Shape, TextRun
from corpus.pdf.paths import PathBuilder, in_sight, within
from corpus.pdf.show import TextCursor, clipped, show
from corpus.pdf.state import BLACK, GraphicsState
from corpus.reading import BBox

DEEPEST_FORM = 12
DEEPEST_SAVE = 500


class Walker:
    """Interprets the operators of one page (ISO 32000-1, annex A).

    Attributes:
        runs: The text that the clip and the layers leave in sight.
        shapes: The vector shapes in sight.
        pictures: The raster images in sight.
        drawn: All text, in sight or not.
        of_content: How many of ``drawn`` the page's own content holds; the rest is of annotations.
    """

    def __init__(self, file: Any, fonts: FontCache, layers: Layers, budget: Budget, start: Matrix, sight: BBox) -> None:
        self._file = file
        self._fonts = fonts
        self._layers = layers
        self._budget = budget
        self.state = GraphicsState(ctm=start, clip=sight)
        self._saved: list[GraphicsState] = []
        self._cursor = TextCursor()
        self._path = PathBuilder()
        self._clips_next = False
        self._resources = DictionaryObject()
        self._streams: dict[int, list[tuple[list[Any], bytes]]] = {}
        self._open_forms: list[StreamObject] = []
        self._marked: list[bool] = []
        self._order = 0
        self.drawn: list[TextRun] = []
        self.of_content = 0
        self.runs: list[TextRun] = []
        self.shapes: list[Shape] = []
        self.pictures: list[Picture] = []

    def walk(self, contents: Any, resources: DictionaryObject) -> None:
        """Interpret one stream with its resources.

        Raises:
            OverBudget: If the page takes more work than its budget allows.
        """
        before, self._resources = self._resources, resources
        try:
            for operands, operator in self._parsed(contents):
                self._act(operator, operands)
        finally:
            self._resources = before

    def _act(self, operator: bytes, operands: list[Any]) -> None:
        self._budget.spend(1)
        act = _ACTIONS.get(operator)
        if act is None:
            return
        try:
            act(self, operands)
        except LimitReachedError:
            raise
        except BROKEN:
            # An operator with wrong operands paints nothing, in every viewer.
            return

    def _parsed(self, contents: Any) -> list[tuple[list[Any], bytes]]:
        """The operations of a stream; a form that is drawn for each marker of a line is parsed once."""
        if id(contents) not in self._streams:
            stream = ContentStream(contents, self._file)
            forget(contents)
            self._budget.spend_content(stream.get_data())
            operations = stream.operations
            self._budget.spend(sum(len(operands) for operands, _ in operations))
            self._streams[id(contents)] = operations
        return self._streams[id(contents)]

    def _save(self, _: list[Any]) -> None:
        if len(self._saved) < DEEPEST_SAVE:
            self._saved.append(self.state.copy())

    def _restore(self, _: list[Any]) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def _transform(self, operands: list[Any]) -> None:
        self.state.ctm = then(_matrix(operands), self.state.ctm)

    def _set_dash(self, operands: list[Any]) -> None:
        lengths = tuple(float(n) for n in operands[0])
        self.state.dash = lengths if any(lengths) else ()

    def _set_fill(self, operands: list[Any]) -> None:
        self.state.fill = _paint(operands)

    def _set_stroke(self, operands: list[Any]) -> None:
        self.state.stroke = _paint(operands)

    def _reset_fill(self, _: list[Any]) -> None:
        self.state.fill = BLACK

    def _reset_stroke(self, _: list[Any]) -> None:
        self.state.stroke = BLACK

    def _set_font(self, operands: list[Any]) -> None:
        fonts = dictionary(self._resources.get("/Font"))
        self.state.font, self.state.size = self._fonts.get(fonts, operands[0], self._budget), float(operands[1])

    def _external_state(self, operands: list[Any]) -> None:
        settings = dictionary(dictionary(self._resources.get("/ExtGState")).get(operands[0]))
        width, dash, font = (resolved(settings.get(key)) for key in ("/LW", "/D", "/Font"))
        if width is not None:
            self.state.width = float(width)
        if dash is not None:
            self._set_dash(list(dash))
        self._set_transparency(settings)
        if isinstance(font, ArrayObject):
            self.state.font, self.state.size = self._fonts.load(font[0], self._budget), float(font[1])

    def _set_transparency(self, settings: DictionaryObject) -> None:
        alpha, mode, mask = (resolved(settings.get(key)) for key in ("/ca", "/BM", "/SMask"))
        if alpha is not None:
            self.state.opaque = float(alpha) >= 1.0
        if (mode is not None and mode not in ("/Normal", "/Compatible")) or isinstance(mask, DictionaryObject):
            self.state.opaque = False

    def _next_line(self, _: list[Any]) -> None:
        self._cursor.move(0.0, -self.state.leading)

    def _move_setting_leading(self, operands: list[Any]) -> None:
        self.state.leading = -float(operands[1])
        self._cursor.move(*_numbers(operands))

    def _show_text(self, operands: list[Any]) -> None:
        self._show([_bytes(operands[0])])

    def _show_spaced(self, operands: list[Any]) -> None:
        self._show([float(item) if isinstance(item, int | float) else _bytes(item) for item in operands[0]])

    def _show_on_next_line(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show([_bytes(operands[-1])])

    def _show_with_spacing(self, operands: list[Any]) -> None:
        self.state.word_spacing, self.state.character_spacing = float(operands[0]), float(operands[1])
        self._show_on_next_line(operands)

    def _show(self, items: list[bytes | float]) -> None:
        self._order += 1
        run = show(self.state, self._cursor, items, self._order)
        if run is None:
            return
        self._budget.spend(GLYPH_STEPS * len(run.glyphs))
        self.drawn.append(run)
        seen = None if any(self._marked) else clipped(run, self.state.clip)
        if seen is not None:
            self.runs.append(seen)

    def _curve_from_here(self, operands: list[Any]) -> None:
        self._path.curve(self.state, *_numbers(operands[-2:]))

    def _paint(self, fill: bool, stroke: bool) -> None:
        self._order += 1
        if not any(self._marked):
            self.shapes.extend(self._path.shapes(self.state, fill, stroke, self._order))
        self._end_path()

    def _end_path(self) -> None:
        box = self._path.clip_box()
        if self._clips_next and box is not None:
            self.state.clip = box if self.state.clip is None else within(box, self.state.clip)
        self._clips_next = False
        self._path = PathBuilder()

    def _shade(self, operands: list[Any]) -> None:
        """``sh`` fills what the clip leaves: how gradients in bars are painted."""
        box = self.state.clip
        if box is None or any(self._marked):
            return
        self._order += 1
        corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
        self.shapes.append(
            Shape("rectangle", corners, box, self._order, str(operands[0]), None, width=0.0, dash=(), closed=True)
        )

    def _close_path(self, _: list[Any]) -> None:
        self._path.close()

    def _clip(self, _: list[Any]) -> None:
        self._clips_next = True

    def _draw_object(self, operands: list[Any]) -> None:
        drawn = resolved(dictionary(self._resources.get("/XObject")).get(operands[0]))
        if not isinstance(drawn, StreamObject):
            return
        self._marked.append(self._layers.hides(drawn, "/OC"))
        if drawn.get("/Subtype") == "/Image":
            self._place_picture([], opaque="/SMask" not in drawn and "/Mask" not in drawn)
        elif drawn.get("/Subtype") == "/Form":
            self._draw_form(drawn)
        self._marked.pop()

    def draw(self, form: StreamObject, place: Matrix) -> None:
        """Draw a form where the map puts it, over what is there already.

        Raises:
            OverBudget: If the page takes more work than its budget allows.
        """
        self._save([])
        self.state.ctm = then(place, self.state.ctm)
        self._draw_form(form)
        self._restore([])

    def _draw_form(self, form: StreamObject) -> None:
        if len(self._open_forms) >= DEEPEST_FORM or any(form is above for above in self._open_forms):
            return
        self._budget.spend(FORM_STEPS)
        self._open_forms.append(form)
        outer, saved, cursor, marked = self.state.copy(), self._saved, self._cursor, self._marked
        self._saved, self._cursor, self._marked = [], TextCursor(), [any(marked)]
        try:
            matrix = resolved(form.get("/Matrix"))
            if matrix is not None:
                self._transform(list(matrix))
            self._clip_to(box_of(form.get("/BBox")))
            own = form.get("/Resources")
            self.walk(form, dictionary(own) if own is not None else self._resources)
        finally:
            self.state, self._saved, self._cursor, self._marked = outer, saved, cursor, marked
            self._open_forms.pop()

    def _clip_to(self, box: BBox | None) -> None:
        if box is not None:
            shown = around([apply(self.state.ctm, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
            self.state.clip = within(shown, self.state.clip) if self.state.clip else shown

    def _begin_marked(self, operands: list[Any]) -> None:
        hidden = False
        if len(operands) > 1 and operands[0] == "/OC" and isinstance(operands[1], str):
            hidden = self._layers.hides(dictionary(self._resources.get("/Properties")), operands[1])
        self._marked.append(hidden)

    def _end_marked(self, _: list[Any]) -> None:
        if self._marked:
            self._marked.pop()

    def _place_picture(self, _: list[Any], opaque: bool = True) -> None:
        self._order += 1
        corners = [apply(self.state.ctm, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        box = around(corners)
        if in_sight(box, self.state.clip) and not any(self._marked):
            box = within(box, self.state.clip) if self.state.clip else box
            self.pictures.append(Picture(box, self._order, opaque and self.state.opaque))


def _paint(operands: list[Any]) -> Paint | None:
    """A colour, or the name of a pattern."""
    if operands and isinstance(operands[-1], str):
        return str(operands[-1])
    return colour_of(_numbers(operands))


def _numbers(operands: list[Any]) -> list[float]:
    return [float(n) for n in operands if isinstance(n, int | float) and math.isfinite(n)]


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands)
    return a, b, c, d, e, f


def _bytes(string: Any) -> bytes:
    if isinstance(string, bytes):
        return bytes(string)
    return bytes(string.original_bytes)


Action = Callable[[Walker, list[Any]], None]


def _text_setting(name: str, factor: float = 1.0) -> Action:
    def act(walker: Walker, operands: list[Any]) -> None:
        setattr(walker.state, name, float(operands[0]) * factor)

    return act


def _painting(fill: bool, stroke: bool, close: bool = False) -> Action:
    def act(walker: Walker, _: list[Any]) -> None:
        if close:
            walker._close_path([])
        walker._paint(fill, stroke)

    return act


_ACTIONS: dict[bytes, Action] = {
    b"q": Walker._save,
    b"Q": Walker._restore,
    b"cm": Walker._transform,
    b"w": _text_setting("width"),
    b"d": Walker._set_dash,
    b"gs": Walker._external_state,
    b"g": Walker._set_fill,
    b"rg": Walker._set_fill,
    b"k": Walker._set_fill,
    b"sc": Walker._set_fill,
    b"scn": Walker._set_fill,
    b"cs": Walker._reset_fill,
    b"G": Walker._set_stroke,
    b"RG": Walker._set_stroke,
    b"K": Walker._set_stroke,
    b"SC": Walker._set_stroke,
    b"SCN": Walker._set_stroke,
    b"CS": Walker._reset_stroke,
    b"BT": lambda w, _: w._cursor.begin(),
    b"Tf": Walker._set_font,
    b"Tc": _text_setting("character_spacing"),
    b"Tw": _text_setting("word_spacing"),
    b"Tz": _text_setting("stretch", 0.01),
    b"TL": _text_setting("leading"),
    b"Ts": _text_setting("rise"),
    b"Tr": lambda w, o: setattr(w.state, "render_mode", int(o[0])),
    b"Td": lambda w, o: w._cursor.move(*_numbers(o)),
    b"TD": Walker._move_setting_leading,
    b"Tm": lambda w, o: w._cursor.place(_matrix(o)),
    b"T*": Walker._next_line,
    b"Tj": Walker._show_text,
    b"TJ": Walker._show_spaced,
    b"'": Walker._show_on_next_line,
    b'"': Walker._show_with_spacing,
    b"m": lambda w, o: w._path.move(w.state, *_numbers(o)),
    b"l": lambda w, o: w._path.line(w.state, *_numbers(o)),
    b"c": Walker._curve_from_here,
    b"v": Walker._curve_from_here,
    b"y": Walker._curve_from_here,
    b"h": Walker._close_path,
    b"re": lambda w, o: w._path.rectangle(w.state, *_numbers(o)),
    b"W": Walker._clip,
    b"W*": Walker._clip,
    b"n": lambda w, _: w._end_path(),
    b"f": _painting(True, False),
    b"F": _painting(True, False),
    b"f*": _painting(True, False),
    b"S": _painting(False, True),
    b"s": _painting(False, True, close=True),
    b"B": _painting(True, True),
    b"B*": _painting(True, True),
    b"b": _painting(True, True, close=True),
    b"b*": _painting(True, True, close=True),
    b"sh": Walker._shade,
    b"Do": Walker._draw_object,
    b"BMC": Walker._begin_marked,
    b"BDC": Walker._begin_marked,
    b"EMC": Walker._end_marked,
    b"INLINE IMAGE": Walker._place_picture,
}
