"""What python-pptx leaves to XML: fonts for Japanese text, the slide's number as a field."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from bot.briefs.words import FONT, FONT_LATIN


def colour(rgb: str) -> Any:
    """A colour from RRGGBB."""
    return RGBColor.from_string(rgb)  # type: ignore[no-untyped-call]


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Append an element, named with its prefix (``c:marker``)."""
    element = parent.makeelement(qn(tag), attributes)
    parent.append(element)
    return element


def typeface(properties: Any) -> None:
    """The Japanese typeface for every script; python-pptx sets only the Latin one."""
    for tag, name in (("a:latin", FONT_LATIN), ("a:ea", FONT)):
        child(properties, tag, typeface=name)


def slide_number(paragraph: Any, shown: int) -> None:
    """The slide's number as a field; ``shown`` until the program that opens the file has counted."""
    for run in list(paragraph._p.findall(qn("a:r"))):
        paragraph._p.remove(run)
    field = child(paragraph._p, "a:fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    child(field, "a:rPr", sz="900")
    child(field, "a:t").text = str(shown)
