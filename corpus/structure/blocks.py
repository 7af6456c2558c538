"""From lines to blocks: a paragraph, a bullet, a heading each, so that text and PDF share all that comes after.

A reader of a format hands over ``Line``s; ``blocks`` joins what was one sentence before it was broken. Nothing is
dropped and nothing added but white space, so that every block still stands in the document word for word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.names import take_apart
from corpus.reading import ChartReading, TableReading
from corpus.structure.marks import Mark, read_mark, unnumbered


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, in reading order; or a chart or table that stands there.

    Attributes:
        line: 1-based line of a text file; None in a PDF.
        level: Rank of a heading, 1 the highest; None for body text.
        apart: Whether white space or another box divides it from the line before.
        full: Whether it reaches the right edge of its paragraph, so that it may go on in the next line.
        label: Whether it is the label of a form's row, whatever it says.
    """

    text: str
    page: int
    line: int | None = None
    level: int | None = None
    apart: bool = False
    full: bool = False
    printed_page: str | None = None
    chart: ChartReading | None = None
    table: TableReading | None = None
    label: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines that belong together, with the mark that the first of them carries.

    Attributes:
        at: Its position among the blocks of the document: neighbours stand together in the file.
        marked_up: Whether the file has markup before it (``##``), which a quotation over it would leave out.
        label: Whether it is the label of a form's row.
        apart: Whether white space or another box divides it from what stands before it.
    """

    text: str
    page: int
    at: int
    line: int | None = None
    level: int | None = None
    printed_page: str | None = None
    mark: Mark | None = None
    marked_up: bool = False
    apart: bool = False
    chart: ChartReading | None = None
    table: TableReading | None = None
    label: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is text and neither chart nor table."""
        return self.chart is None and self.table is None


_STARTS = re.compile(r"^\s*(?:[-*+]\s|[・･●○◎◆◇■□▼▽▶►☆★※➢✓•‣]|[①-⑳⑴-⒇]|[(（][0-9０-９]{1,2}[)）]|[【〈<《])")
_DATE_LINE = re.compile(r"^\s*(?:(?:令和|平成|昭和)\s*\S{1,3}|(?:19|20)[0-9]{2})\s*年.{0,12}月(?:.{0,4}日)?\s*$")
_ENDS = re.compile(r"[。．！？!?:：]\s*$|[)）][)）\]】」』\s]*$|[】」』]\s*$")
_SENTENCE_ENDS = re.compile(r"[。．！？!?]\s*[)）」』]*\s*$")
_PAIRS = {"（": "）", "(": ")", "「": "」", "『": "』", "【": "】"}


def blocks(lines: Iterable[Line]) -> list[Block]:
    """Join lines into blocks, in the order given."""
    found: list[Block] = []
    last: Line | None = None
    for line in lines:
        if found and last and _goes_on(found[-1].text, last, line):
            text = mend(found[-1].text, line.text)
            found[-1] = replace(found[-1], text=text, mark=read_mark(text))
        elif line.text.strip() or line.chart or line.table:
            found.append(_block(line, len(found)))
        last = line
    return found


def _block(line: Line, at: int) -> Block:
    text = line.text.strip()
    return Block(
        text=text,
        page=line.page,
        at=at,
        line=line.line,
        level=line.level,
        printed_page=line.printed_page,
        mark=read_mark(unnumbered(text) if line.label else text) if line.chart is None and line.table is None else None,
        marked_up=line.level is not None and line.line is not None,
        apart=line.apart,
        chart=line.chart,
        table=line.table,
        label=line.label,
    )


def mend(first: str, second: str) -> str:
    """Two parts of a broken sentence in one: with a space between Latin words, without one in Japanese."""
    first, second = first.rstrip(), second.lstrip()
    latin = re.search(r"[A-Za-z0-9,.;]$", first) and re.match(r"[A-Za-z0-9]", second)
    return f"{first} {second}" if latin else first + second


def _goes_on(so_far: str, last: Line, line: Line) -> bool:
    if last.page != line.page or last.level != line.level or line.chart or line.table or last.chart or last.table:
        return False
    if line.label or last.label:
        return False
    joined = read_mark(so_far + line.text.strip())
    if joined and joined.kind == "direction" and not joined.rest:
        return True  # 今後の / 方向性: the label is broken to fit its narrow box
    if line.apart or _STARTS.match(line.text) or _DATE_LINE.match(line.text):
        return False
    if take_apart(so_far).unit:
        return False  # an item of a list of indicators
    if _open_ended(so_far):
        return True
    mark = read_mark(so_far)
    if mark and not mark.rest and mark.kind != "contents":
        return False
    if mark and mark.kind in ("contents", "chapter", "numbered", "kpi", "initiative") and not last.full:
        return False
    if read_mark(line.text) is not None:
        return False
    return last.full and not (_ENDS if mark else _SENTENCE_ENDS).search(so_far)


def _open_ended(text: str) -> bool:
    """Whether a bracket, or the ～ of a subtitle, is still open."""
    if any(text.count(left) > text.count(right) for left, right in _PAIRS.items()):
        return True
    waves = re.findall(r"[~〜～]", text)
    return len(waves) == 1 and bool(re.search(r"(?:^|\s)[~〜～][^0-9０-９]*$", text))
