"""A quotation as it is shown: word for word, without doubled marks of lists and captions of pictures at its end.

What a document's text brings along besides its words (``- ・`` of a list that was converted twice, names of pictures
after the last sentence) reads badly. Only such marks and whole lines are left out, so that each line shown stands in
the document as it is; the answer itself keeps the passage unabridged.
"""

import re

_DOUBLED = re.compile(r"^[-*] +(?=[・･•●○◆◇■□①-⑳])", re.MULTILINE)
_MARK_SPACE = re.compile(r"^([・･•]) +", re.MULTILINE)
_SENTENCE_END = re.compile(r"[。.][」』)）]?\s*$")
_SAYS_SOMETHING = re.compile(r"[。0-9０-９]|^\s*[-*・･•●○◆◇■□①-⑳※]")
_LONGEST_CAPTION = 30


def quoted(text: str) -> str:
    """The text of a quotation as it is shown."""
    lines = _MARK_SPACE.sub(r"\1", _DOUBLED.sub("", text)).split("\n")
    if not any(_SENTENCE_END.search(line) for line in lines):
        return "\n".join(lines)
    while _is_caption(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _is_caption(line: str) -> bool:
    return len(line) <= _LONGEST_CAPTION and not _SAYS_SOMETHING.search(line)
