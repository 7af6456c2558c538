"""What python-docx leaves to XML: fields, bookmarks, shaded cells, fonts for Japanese text."""

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bot.briefs.words import FONT, FONT_LATIN, PANOSE

_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def style_font(style: Any, points: float, colour: str) -> None:
    """Give a style its size in points, its colour (RRGGBB) and the Japanese typeface, for every script."""
    style.font.size, style.font.color.rgb = Pt(points), RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMED:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT_LATIN)
    fonts.set(qn("w:eastAsia"), FONT)


def name_fonts(document: Any) -> None:
    """Describe the typefaces, so that a program without them finds ones that look alike, and Japanese ones."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    table = parse_xml(part.blob)
    for name, other in ((FONT, FONT_LATIN), (FONT_LATIN, FONT)):
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        facts = (("altName", other), ("panose1", PANOSE), ("charset", "80"), ("family", "swiss"), ("pitch", "variable"))
        for tag, fact in facts:
            element = OxmlElement(f"w:{tag}")
            element.set(qn("w:val"), fact)
            font.append(element)
        table.append(font)
    part._blob = serialize_part_xml(table)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Append a field; ``shown`` stands there until the program that opens the file has computed it."""
    _field_char(paragraph, "begin")
    run = paragraph.add_run()
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    run._element.append(text)
    _field_char(paragraph, "separate")
    paragraph.add_run(shown)
    _field_char(paragraph, "end")


def _field_char(paragraph: Any, kind: str) -> None:
    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._element.append(char)


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Mark a paragraph, so that the contents page can name its page."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    paragraph._element.insert(1 if paragraph._element.pPr is not None else 0, start)
    paragraph._element.append(end)


def shade(cell: Any, colour: str) -> None:
    """Colour a cell's ground (RRGGBB)."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:color"), "auto")
    fill.set(qn("w:fill"), colour)
    cell._element.get_or_add_tcPr().append(fill)


def repeat_as_header(row: Any) -> None:
    """Print a row again at the head of each page that its table reaches."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
