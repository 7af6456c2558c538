"""What a passage says in sentences, without its tables of indicators and targets: those are told as figures."""

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
