"""Text boxes, labelled boxes and tables on a slide, in the one typeface of the sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Length, Mm, Pt

TYPEFACE = "Noto Sans CJK JP"
HEAD_SIGNS = ("■", "◆")
INK, WHITE, PALE, GREY = "333333", "FFFFFF", "F4F6F8", "7F8C8D"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

_Colour: Any = RGBColor  # python-pptx leaves it untyped

ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


def rgb(code: str) -> RGBColor:
    """A colour from six hex digits."""
    made: RGBColor = _Colour.from_string(code)
    return made


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page in millimetres from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[Length, Length, Length, Length]:
        """In the units of python-pptx, in the order that it takes."""
        return Mm(self.left), Mm(self.top), Mm(self.width), Mm(self.height)


@dataclass(frozen=True, slots=True)
class Look:
    """How a box looks; colours are RGB in hex, None is none."""

    size: float = 11
    bold: bool = False
    ink: str = INK
    fill: str | None = None
    border: str | None = None
    align: str = "left"
    middle: bool = False
    shape: MSO_SHAPE = MSO_SHAPE.RECTANGLE
    spacing: float = 1.0
    inset: float = 2.0


def typeface(properties: Any) -> None:
    """Set the typeface of run or default properties for Latin and for Japanese."""
    for tag in ("latin", "ea", "cs"):
        for old in properties.findall(f"{{{_A}}}{tag}"):
            properties.remove(old)
    for tag in ("latin", "ea", "cs"):
        properties.append(parse_xml(f'<a:{tag} xmlns:a="{_A}" typeface="{TYPEFACE}"/>'))


def box(slide: Any, area: Area, text: str | Sequence[str], look: Look) -> None:
    """Draw a box with one paragraph a string."""
    shape = slide.shapes.add_shape(look.shape, *area.emu())
    shape._element.remove(shape._element.find(qn("p:style")))  # its shadow would become a bitmap in the PDF
    _paint(shape, look)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Mm(look.inset)
    frame.margin_top = frame.margin_bottom = Mm(min(1.0, look.inset))
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if look.middle else MSO_ANCHOR.TOP
    lines = [text] if isinstance(text, str) else text
    for nth, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if nth == 0 else frame.add_paragraph()
        _write(paragraph, line, look)


def _paint(shape: Any, look: Look) -> None:
    if look.fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(look.fill)
    else:
        shape.fill.background()
    if look.border:
        shape.line.color.rgb = rgb(look.border)
        shape.line.width = Pt(1)
    else:
        shape.line.fill.background()


def _write(paragraph: Any, text: str, look: Look) -> None:
    paragraph.alignment = ALIGN[look.align]
    paragraph.line_spacing = look.spacing
    if text.startswith(HEAD_SIGNS):
        paragraph.space_before = Pt(4)
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(look.size)
    run.font.bold = look.bold or text.startswith(HEAD_SIGNS)
    run.font.color.rgb = rgb(look.ink)
    typeface(run.font._element)


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its width in millimetres and how its cells under the head are set."""

    width: float
    align: str = "right"


def table(slide: Any, area: Area, rows: Sequence[Sequence[str]], columns: Sequence[Column], accent: str) -> None:
    """Draw a table with a head row."""
    grid = slide.shapes.add_table(len(rows), len(rows[0]), *area.emu()).table
    for drawn, column in zip(grid.columns, columns, strict=True):
        drawn.width = Mm(column.width)
    for y, row in enumerate(rows):
        grid.rows[y].height = Mm(area.height / len(rows))
        for x, text in enumerate(row):
            head = y == 0
            fill = accent if head else (PALE if y % 2 else WHITE)
            align = "center" if head else columns[x].align
            _cell(grid.cell(y, x), text, Look(size=10, bold=head, ink=WHITE if head else INK, fill=fill, align=align))


def _cell(cell: Any, text: str, look: Look) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(look.fill or WHITE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Mm(0.6)
    _write(cell.text_frame.paragraphs[0], text, look)
