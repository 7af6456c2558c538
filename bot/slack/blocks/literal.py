"""Text of people and documents is data: it neither pings, nor links, nor formats, nor hides anything.

Rich text and table cells show what they are given as it is, so quotations go there; mrkdwn needs escaping.
"""

import re
import unicodedata

from bot.slack.blocks.limits import size

_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_MENTION = re.compile(r"<(?=[!@#])")
_ZERO_WIDTH_SPACE = "\u200b"
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def literal(text: str) -> str:
    """The text without control and direction marks, for rich text, plain text and table cells.

    A mention (``<!channel>``) is broken by a zero-width space: it reads the same, and cannot ping even where a
    client or a later edit takes the text for mrkdwn.
    """
    lines = _LINE_END.sub("\n", text)
    return _MENTION.sub("<" + _ZERO_WIDTH_SPACE, "".join(_kept(c) for c in lines))


def _kept(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return " "
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    return "" if character in _DIRECTIONS or unicodedata.category(character) == "Cc" else character


def escaped(text: str) -> str:
    """The text for mrkdwn, where ``&``, ``<`` and ``>`` begin something unless written as entities."""
    return literal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """The literal text with every run of white space made one space."""
    return re.sub(r"\s+", " ", literal(text)).strip()


def clipped(text: str, longest: int) -> str:
    """At most ``longest`` characters; where something is left out, an ellipsis says so."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def fitted(text: str, units: int) -> str:
    """At most ``units`` UTF-16 code units on one line; where something is left out, an ellipsis says so."""
    line = one_line(text)
    if size(line) <= units:
        return line
    while size(line) > units - 1:
        line = line[:-1]
    return line.rstrip() + "…"
