"""Plain text and Markdown: bytes to characters, characters to lines with their place.

A file is one page, or one page for each form feed. Markup of headings is read and left out; everything else stays
as it is written, since what is quoted must be found again in the file.
"""

import codecs
import re
from collections.abc import Iterator
from itertools import groupby

from corpus.reading import TableReading
from corpus.structure.blocks import Line

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-]+$")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–—‐]\s*)?(?:P\.?\s*)?([0-9]{1,4})(?:\s*[-–—‐])?\s*$", re.IGNORECASE)
_FULL = 0.75
"""Share of the longest line of a paragraph from which on a line counts as full."""
_WIDE_ENOUGH = 20
"""Characters from which on a line can have been broken to fit a width."""


def decode(content: bytes) -> str | None:
    r"""The text that the bytes hold in UTF-8, UTF-16 (with its mark) or CP932; None if they hold none.

    Line ends become ``\n``.
    """
    marked = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp932"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return re.sub(r"\r\n?", "\n", text).rstrip("\x1a")
    return None


def is_markdown(text: str) -> bool:
    """Whether the text has headings or tables as Markdown writes them."""
    return bool(
        re.search(r"^#{1,6} \S", text, re.MULTILINE) or re.search(r"^\|[\s:|-]*-{3,}[\s:|-]*\|\s*$", text, re.MULTILINE)
    )


def page_count(text: str) -> int:
    """One more than the form feeds, of which one at the very end counts for nothing."""
    return text.rstrip("\n\f ").count("\f") + 1


def text_lines(text: str) -> list[Line]:
    """The lines of a text, without its heading marks, page by page; tables of Markdown as tables."""
    found: list[Line] = []
    number = 1
    pages = text.split("\f")
    for page, content in enumerate(pages, start=1):
        rows = list(enumerate(content.split("\n"), start=number))
        number += len(rows) - 1
        printed = None
        if len(pages) > 1:
            rows, printed = _without_page_number(rows)
        found.extend(_page_lines(rows, page, printed))
    return found


def _without_page_number(rows: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], str | None]:
    """Take a page number off the foot or the head of a page."""
    filled = [i for i, (_, text) in enumerate(rows) if text.strip()]
    for i in (filled[-1], filled[0]) if filled else ():
        if match := _PAGE_NUMBER.match(rows[i][1]):
            return rows[:i] + rows[i + 1 :], match[1]
    return rows, None


def _page_lines(rows: list[tuple[int, str]], page: int, printed: str | None) -> Iterator[Line]:
    width, apart = _widths(rows), True
    for is_row, group in groupby(rows, key=lambda row: bool(_ROW.match(row[1]))):
        some = list(group)
        if is_row and len(some) > 1:
            rows_as_written = "\n".join(raw.strip() for _, raw in some)
            yield Line(rows_as_written, page, some[0][0], apart=True, printed_page=printed, table=_table(some, page))
            apart = True
            continue
        for number, raw in some:
            text = raw.strip()
            if not text:
                apart = True
                continue
            heading = _HEADING.match(raw)
            yield Line(
                text=heading[2] if heading else text,
                page=page,
                line=number,
                level=len(heading[1]) if heading else None,
                apart=apart or heading is not None,
                full=heading is None and not raw.endswith("  ") and len(text) >= _FULL * width.get(number, 0),
                printed_page=printed,
            )
            apart = heading is not None


def _widths(rows: list[tuple[int, str]]) -> dict[int, int]:
    """For each line the length of the longest of its paragraph, or of what a line must have to be broken."""
    widths: dict[int, int] = {}
    for filled, group in groupby(rows, key=lambda row: bool(row[1].strip())):
        if filled:
            some = list(group)
            longest = max(_WIDE_ENOUGH, *(len(text.strip()) for _, text in some))
            widths.update((number, longest) for number, _ in some)
    return widths


def _table(rows: list[tuple[int, str]], page: int) -> TableReading:
    cells = (
        tuple(cell.strip() for cell in text.strip().strip("|").split("|")) for _, text in rows if not _RULE.match(text)
    )
    return TableReading(page=page, rows=tuple(cells))
