"""The graphics state of a content stream: what q saves and Q brings back."""

from copy import copy
from dataclasses import dataclass, field

from corpus.pdf.fonts import MissingFont, PdfFont
from corpus.pdf.matrix import IDENTITY, Matrix
from corpus.pdf.page import Colour, Paint
from corpus.reading import BBox

BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class GraphicsState:
    """ISO 32000-1, 8.4 and 9.3; lengths are in user space as the operators give them."""

    ctm: Matrix = IDENTITY
    fill: Paint | None = BLACK
    stroke: Paint | None = BLACK
    width: float = 1.0
    dash: tuple[float, ...] = ()
    clip: BBox | None = None
    opaque: bool = True
    font: PdfFont = field(default_factory=MissingFont)
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render_mode: int = 0

    def copy(self) -> "GraphicsState":
        """An independent state, for q."""
        return copy(self)
