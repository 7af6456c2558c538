"""What python-pptx leaves to XML: fonts for Japanese text, the slide's number as a field."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from bot.briefs.words import FONT, FONT_LATIN, PANOSE


def colour(rgb: str) -> Any:
    """A colour from RRGGBB."""
    return RGBColor.from_string(rgb)  # type: ignore[no-untyped-call]


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Append an element, named with its prefix (``c:marker``)."""
    element = parent.makeelement(qn(tag), attributes)
    parent.append(element)
    return element


def typeface(properties: Any) -> None:
    """The Japanese typeface for every script; python-pptx sets only the Latin one.

    Where it is not installed, programs look for one of the same kind: sans-serif (``pitchFamily``), and for Japanese
    (``charset``, Shift JIS).
    """
    for tag, name in (("a:latin", FONT_LATIN), ("a:ea", FONT)):
        for before in properties.findall(qn(tag)):
            properties.remove(before)
        child(properties, tag, typeface=name, panose=PANOSE, pitchFamily="34", charset="-128")


def theme_fonts(deck: Any) -> None:
    """Let the theme name the Japanese typeface too, so that what staff add looks like the rest."""
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = parse_xml(theme.blob)
    for fonts in (found for kind in ("major", "minor") for found in root.iter(qn(f"a:{kind}Font"))):
        fonts.find(qn("a:latin")).set("typeface", FONT_LATIN)
        fonts.find(qn("a:ea")).set("typeface", FONT)
        for one in fonts.findall(qn("a:font")):
            if one.get("script") == "Jpan":
                one.set("typeface", FONT)
    theme._blob = serialize_part_xml(root)


def slide_number(paragraph: Any, shown: int) -> None:
    """The slide's number as a field; ``shown`` until the program that opens the file has counted."""
    for run in list(paragraph._p.findall(qn("a:r"))):
        paragraph._p.remove(run)
    field = child(paragraph._p, "a:fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    child(field, "a:rPr", sz="900")
    child(field, "a:t").text = str(shown)
