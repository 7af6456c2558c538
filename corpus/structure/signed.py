"""Initiatives that a sign before their name opens, one after another under the heading 主な取組: ◆移動図書館."""

import re

from corpus.structure.blocks import Block
from corpus.structure.frame import Frame

_SIGNED = re.compile(r"^\s*(?P<sign>[◆◇■□●◎▼▶►★])\s*(?P<name>[^。]{2,60})$")
_DIVIDES = re.compile(r"(?:概要|実績|内容|目的|成果|効果|課題|予定|対象|方法|期間|場所)(?:等|など)?\s*$")
"""◆令和5年度の実績 divides an initiative, and opens none."""


def signed_name(block: Block, following: Block | None, frame: Frame, usual: str) -> tuple[str, str] | None:
    """The sign and the name of the initiative that a line opens; None for any other line.

    Args:
        block: The line.
        following: What comes after it: a name is followed by what is said of it.
        frame: Where it stands. The first line under the heading 主な取組 shows the sign.
        usual: The sign that opened the initiative which is being told.
    """
    named = _SIGNED.match(block.text)
    if named is None or frame.name is None or _DIVIDES.search(named["name"]):
        return None
    if following is None or not following.is_text or _SIGNED.match(following.text):
        return None
    known = named["sign"] == usual if frame.has("text") else _heads_initiatives(frame)
    return (named["sign"], named["name"].strip()) if known else None


def _heads_initiatives(frame: Frame) -> bool:
    """Whether a frame is nothing but the heading 主な取組, with its goal."""
    marks = [block.mark for run in frame.runs for block in run.blocks]
    return bool(marks) and marks[-1] is not None and marks[-1].kind == "initiatives"
