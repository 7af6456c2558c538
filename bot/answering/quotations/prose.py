"""What a passage says in sentences: tables of indicators and targets are told as figures, and a label tells nothing."""

import re

_HEADER = re.compile(r"(?:指標|KPI|単位|基準).*[目検][標証]値")
_ROW = re.compile(r"(?:[0-9][0-9,.]*%?(?:\([^()]*\))?|[-‐–—―])\s+[△(]?[0-9]")
"""A row of numbers, as such tables have them under their header."""


def without_targets(text: str) -> str:
    """A text without the rows of a table of indicators and targets: their figures are told as figures."""
    kept, in_table = list[str](), False
    for line in text.split("\n"):
        in_table = bool(_HEADER.search(line)) or (in_table and bool(_ROW.search(line)))
        if not in_table:
            kept.append(line)
    return "\n".join(kept)


_NUMBERS = re.compile(r"(?:\s[△(]?[0-9][0-9,.]*[%％]?\)?){2,}\s*$", re.MULTILINE)
_SAYS = re.compile(r"[。．！？!?][)）」』\s]*$|^\s*(?:[-*+]\s)?\s*[・･○●•①-⑳※]", re.MULTILINE)
_CAPTION = re.compile(r"^\s*[(（【]?\s*図", re.MULTILINE)
_LONG = 40
"""Characters from which on a line says something though it ends no sentence."""


def tabular(text: str) -> bool:
    """Whether a text holds rows of numbers."""
    return bool(_NUMBERS.search(text))


def says_something(text: str) -> bool:
    """Whether a text is more than headings, names in a list and labels of a picture; a captioned chart is."""
    lines = without_targets(text)
    return bool(_SAYS.search(lines) or _CAPTION.search(lines) or any(map(_tells, lines.split("\n"))))


def _tells(line: str) -> bool:
    return len(line) >= _LONG and "単位" not in line
