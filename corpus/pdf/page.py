"""What one page of a PDF holds: glyphs in runs, runs in lines, vector shapes and pictures, all in page points.

The origin is the lower left corner of the page as shown (after /Rotate, from the crop box); angles are in degrees,
counter-clockwise, 0 for ordinary text. ``order`` counts the painting operations of the page from 0: what is painted
later has the higher number.
"""

from dataclasses import dataclass
from typing import Literal

from corpus.reading import BBox, ReadingWarning

Colour = tuple[float, float, float]
"""Red, green, blue, each 0.0-1.0."""

Paint = Colour | str
"""A colour, or the resource name of a pattern or shading: unlike paints differ, even if the hatching is not known."""

ShapeKind = Literal["rectangle", "polyline", "curve"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character.

    Attributes:
        text: Its Unicode text, mostly one character; U+FFFD where the font does not say.
        x: Where its baseline starts.
        y: Likewise.
        advance: Width along the baseline, in points, without extra character spacing.
    """

    text: str
    x: float
    y: float
    advance: float
    bbox: BBox


@dataclass(frozen=True, slots=True)
class TextRun:
    """The glyphs of one show operation.

    Attributes:
        size: Height of the em in points, as drawn.
        visible: False for text that is not painted (render mode 3: what OCR programs lay over a scan).
    """

    glyphs: tuple[Glyph, ...]
    bbox: BBox
    size: float
    angle: float
    font: str
    order: int
    fill: Paint | None
    visible: bool = True

    @property
    def text(self) -> str:
        """All its characters, in the order drawn."""
        return "".join(g.text for g in self.glyphs)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Runs that stand on one baseline of one text box, with the white space a reader would see."""

    text: str
    bbox: BBox
    size: float
    angle: float
    order: int
    runs: tuple[TextRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted subpath.

    Attributes:
        points: Its corners; of a curve, the ends of its segments.
        fill: Paint of the inside, None if not filled.
        stroke: Paint of the outline, None if not stroked.
        width: Of the outline, in points.
        dash: Lengths of dashes and gaps in points; empty for a solid line.
        closed: Whether the end joins the start.
        opaque: False where what lies beneath shines through.
    """

    kind: ShapeKind
    points: tuple[tuple[float, float], ...]
    bbox: BBox
    order: int
    fill: Paint | None
    stroke: Paint | None
    width: float
    dash: tuple[float, ...]
    closed: bool
    opaque: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A placed raster image; ``opaque`` unless it has a mask or is transparent."""

    bbox: BBox
    order: int
    opaque: bool = True


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page. ``number`` is 1-based; ``width`` and ``height`` are points as shown."""

    number: int
    width: float
    height: float
    runs: tuple[TextRun, ...]
    lines: tuple[TextLine, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]
    warnings: tuple[ReadingWarning, ...] = ()

    @property
    def text(self) -> str:
        """The lines in the order drawn, one a line."""
        return "\n".join(line.text for line in self.lines)
