"""Tables of a page: ruled grids with short texts in their cells."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.charts.grid import Grid, grids
from corpus.pdf.lines import lines_of, white
from corpus.pdf.matrix import union
from corpus.pdf.page import Glyph, PdfPage, TextRun
from corpus.reading import BBox, TableReading

FEWEST_FILLED = 4
LONGEST_CELL = 60
"""Characters of a usual cell; boxes of prose side by side are a layout, not a table."""

LEAST_FILLED = 0.3
"""Share of cells that have a text; merged cells count as one with a text and the rest without."""

LEAST_WORDED = 0.15
"""Share of texts that have letters."""

_WORDS = re.compile(r"[A-Za-z\u3040-\u30ff\u3400-\u9fff]")

_ITEM = re.compile(r"^\s*(?:[・･●○◎◆◇■□▼▽▶►☆★※➢✓•‣⇒→]|[①-⑳])")

Cell = tuple[int, int]


def read_tables(page: PdfPage, charts: Sequence[BBox] = ()) -> tuple[TableReading, ...]:
    """All ruled tables of a page, from its top down; a single row of cells too, be it a form's head or a layout.

    Args:
        page: The page.
        charts: Boxes of the page's charts, whose gridlines are no tables.
    """
    found = []
    for grid in grids(page.shapes):
        if any(_overlap(grid.bbox, box) for box in charts):
            continue
        rows, lefts = _rows(grid, page.runs)
        if _is_table(rows):
            found.append(TableReading(page.number, rows, grid.bbox, lefts))
    return tuple(sorted(found, key=lambda table: -table.bbox.y1 if table.bbox else 0.0))


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells hold what a table's do: short texts in most of them, and words in some.

    Gridlines of a chart without years leave most cells empty, and its bars hold numbers alone.
    """
    cells = [text for row in rows for text in row]
    filled = [text for text in cells if text]
    fewest = FEWEST_FILLED if len(rows) > 1 else FEWEST_FILLED - 1  # the head of a table that goes on over the page
    if not rows or len(rows[0]) < 2 or len(filled) < max(fewest, LEAST_FILLED * len(cells)):
        return False
    worded = sum(bool(_WORDS.search(text)) for text in filled)
    return worded >= LEAST_WORDED * len(filled) and median(map(len, filled)) <= LONGEST_CELL


def _overlap(one: BBox, other: BBox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _rows(grid: Grid, runs: Sequence[TextRun]) -> tuple[tuple[tuple[str, ...], ...], tuple[float, ...]]:
    """The texts of the cells, and where each column begins; without any text (double rules) they are left out."""
    pieces: dict[Cell, list[TextRun]] = defaultdict(list)
    for run in runs:
        for cell, glyphs in _by_cell(grid, run):
            pieces[cell].append(replace(run, glyphs=tuple(glyphs), bbox=union([g.bbox for g in glyphs])))
    texts = {cell: _text(found) for cell, found in pieces.items()}
    texts = {cell: text for cell, text in texts.items() if text}
    rows, columns = sorted({row for row, _ in texts}), sorted({column for _, column in texts})
    lefts = tuple(grid.xs[column] for column in columns)
    return tuple(tuple(texts.get((row, column), "") for column in columns) for row in rows), lefts


def _by_cell(grid: Grid, run: TextRun) -> list[tuple[Cell, list[Glyph]]]:
    """A run's glyphs cut where it leaves a cell: one show operation can fill a whole row."""
    found: list[tuple[Cell, list[Glyph]]] = []
    for glyph in run.glyphs:
        box = glyph.bbox
        cell = grid.cell((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        if cell is None:
            continue
        if found and found[-1][0] == cell:
            found[-1][1].append(glyph)
        else:
            found.append((cell, [glyph]))
    return found


def _text(runs: list[TextRun]) -> str:
    """The lines of a cell as one text, from top to bottom; items of a list, and short paragraphs, are lines."""
    lines = sorted(lines_of(runs), key=lambda line: (-round(line.bbox.y0), line.bbox.x0))
    right = max((line.bbox.x1 for line in lines), default=0.0)
    text, ended = "", False
    for line in lines:
        apart = text and (_ITEM.match(line.text) or ended)
        text += "\n" if apart else white(text, line.text, 1.0).replace("\u3000", "")
        text += line.text
        ended = line.text.rstrip().endswith("。") and line.bbox.x1 < right - line.size
    return text
