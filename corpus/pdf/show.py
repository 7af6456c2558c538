"""Text show operators: where each glyph of a string lands on the page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.pdf.matrix import IDENTITY, Matrix, apply, around, then, union
from corpus.pdf.page import Glyph, TextRun
from corpus.pdf.state import GraphicsState
from corpus.reading import BBox

ASCENT, DESCENT = 0.88, -0.12
"""The em box of CJK fonts. One box for all fonts: what fonts declare varies more than what they draw."""

INVISIBLE_MODES = (3, 7)


@dataclass(slots=True)
class TextCursor:
    """The text and line matrices between BT and ET."""

    matrix: Matrix = field(default=IDENTITY)
    line: Matrix = field(default=IDENTITY)

    def begin(self) -> None:
        """BT."""
        self.matrix = self.line = IDENTITY

    def place(self, matrix: Matrix) -> None:
        """Tm."""
        self.matrix = self.line = matrix

    def move(self, x: float, y: float) -> None:
        """Td."""
        self.matrix = self.line = then((1, 0, 0, 1, x, y), self.line)

    def advance(self, x: float, y: float) -> None:
        """Step along after a glyph or a number of TJ."""
        self.matrix = then((1, 0, 0, 1, x, y), self.matrix)


def show(state: GraphicsState, cursor: TextCursor, items: Sequence[bytes | float], order: int) -> TextRun | None:
    """Draw the strings and numbers of one Tj or TJ, moving the cursor along.

    Returns:
        The glyphs drawn, or None if there were none.
    """
    glyphs: list[Glyph] = []
    frame = then(cursor.matrix, state.ctm)
    for item in items:
        if isinstance(item, bytes):
            glyphs.extend(_string(state, cursor, item))
        else:
            step = -item / 1000 * state.size
            cursor.advance(*((0.0, step) if state.font.vertical else (step * state.stretch, 0.0)))
    if not glyphs:
        return None
    return TextRun(
        glyphs=tuple(glyphs),
        bbox=union([g.bbox for g in glyphs]),
        size=size_of(frame, state.size),
        angle=angle_of(frame, state.size, state.font.vertical),
        font=state.font.name,
        order=order,
        fill=state.fill if state.render_mode % 4 != 1 else state.stroke,
        visible=state.render_mode not in INVISIBLE_MODES,
    )


def _string(state: GraphicsState, cursor: TextCursor, raw: bytes) -> list[Glyph]:
    glyphs = []
    for glyph in state.font.decode(raw):
        spacing = state.character_spacing + (state.word_spacing if glyph.is_word_space else 0.0)
        frame = then(cursor.matrix, state.ctm)
        width = glyph.advance * state.size
        glyphs.append(glyph_at(frame, state, glyph.text, width * state.stretch, state.font.vertical))
        if state.font.vertical:
            cursor.advance(0.0, -(width + spacing))
        else:
            cursor.advance((width + spacing) * state.stretch, 0.0)
    return glyphs


def glyph_at(frame: Matrix, state: GraphicsState, text: str, width: float, vertical: bool) -> Glyph:
    """One glyph at the origin of a text space, with ``width`` in its units."""
    return _glyph_below(frame, state, text) if vertical else _glyph_beside(frame, state, text, width)


def _glyph_beside(frame: Matrix, state: GraphicsState, text: str, width: float) -> Glyph:
    low, high = state.rise + DESCENT * state.size, state.rise + ASCENT * state.size
    x, y = apply(frame, 0.0, state.rise)
    if frame[1] == frame[2] == 0.0:  # upright, as nearly all text is
        corners = [apply(frame, 0.0, low), apply(frame, width, high)]
    else:
        corners = [apply(frame, across, up) for across in (0.0, width) for up in (low, high)]
    return Glyph(text, x, y, abs(width) * math.hypot(frame[0], frame[1]), around(corners))


def _glyph_below(frame: Matrix, state: GraphicsState, text: str) -> Glyph:
    """A glyph of vertical writing: its origin is the middle of its top (ISO 32000-1, 9.7.4.3)."""
    half, size = state.size / 2, state.size
    corners = [apply(frame, x, y) for x in (-half, half) for y in (0.0, -size)]
    x, y = apply(frame, 0.0, 0.0)
    return Glyph(text, x, y, size * math.hypot(frame[2], frame[3]), around(corners))


def clipped(run: TextRun, clip: BBox | None) -> TextRun | None:
    """What the clip leaves of a run: the glyphs whose middle is in sight, or None."""
    if clip is None or _holds(clip, run.bbox):
        return run
    glyphs = tuple(glyph for glyph in run.glyphs if _is_in(clip, glyph.bbox))
    if len(glyphs) == len(run.glyphs):
        return run
    return replace(run, glyphs=glyphs, bbox=union([glyph.bbox for glyph in glyphs])) if glyphs else None


def _holds(outer: BBox, inner: BBox) -> bool:
    return outer.x0 <= inner.x0 and inner.x1 <= outer.x1 and outer.y0 <= inner.y0 and inner.y1 <= outer.y1


def _is_in(clip: BBox, box: BBox) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return clip.x0 <= x <= clip.x1 and clip.y0 <= y <= clip.y1


def size_of(frame: Matrix, size: float) -> float:
    """Height of the em in points."""
    return round(abs(size) * math.hypot(frame[2], frame[3]), 3)


def angle_of(frame: Matrix, size: float, vertical: bool) -> float:
    """Direction of writing in degrees. A negative size turns it round."""
    sign = -1 if (size < 0) != vertical else 1
    along = (sign * frame[2], sign * frame[3]) if vertical else (sign * frame[0], sign * frame[1])
    angle = math.degrees(math.atan2(along[1], along[0]))
    return round(angle, 1) + 0.0 if abs(angle) > 0.05 else 0.0
