"""The filled cells of a sheet with their places, and the regions that they form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from corpus.office.workbook import cell_of, hidden_columns, is_hidden_row
from corpus.reading import BBox

_ROW = 15.0
_COLUMN = 48.0
_PER_CHARACTER, _PADDING = 5.25, 3.75
"""Points of a character of a column's width, and what is added to all of them."""
_MARGIN = 0.15
"""Share of the height left free above and below, where pages have their numbers: sheets have none."""
_PAD = 2.0
MOST_PLACES = 200_000
"""Places of a table, blank ones included."""
_LARGEST_MERGE = 100
"""Rows and columns of a merged cell that count: one may be merged over a whole sheet."""
_ALIGN = {"center": 0.5, "centerContinuous": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell's text with its place in points, over all cells that are merged into it."""

    text: str
    bbox: BBox
    size: float
    align: float
    wraps: bool


@dataclass(slots=True)
class Grid:
    """A sheet's filled cells by row and column, both from 1, and where its rows and columns begin.

    Attributes:
        taken: Every place that a cell covers, merged ones included.
        hidden: Number of filled cells in hidden rows or columns.
        unprinted: Number of filled cells outside of the print area, if the sheet has one.
        sprawling: Whether a region was found too large to be a table.
    """

    cells: dict[tuple[int, int], Placed] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    hidden: int = 0
    unprinted: int = 0
    sprawling: bool = False
    lefts: list[float] = field(default_factory=lambda: [0.0])
    tops: list[float] = field(default_factory=lambda: [0.0])
    height: float = 800.0

    @property
    def width(self) -> float:
        """Of all columns that are used."""
        return max(self.lefts[-1], 600.0)

    def left(self, column: int) -> float:
        """Where a column, counted from 0, begins; beyond the used ones all are of the usual width."""
        beyond = column - (len(self.lefts) - 1)
        return self.lefts[column] if beyond <= 0 else self.lefts[-1] + beyond * _COLUMN

    def top(self, row: int) -> float:
        """Height of the upper edge of a row, counted from 0, over the page's foot."""
        beyond = row - (len(self.tops) - 1)
        down = self.tops[row] if beyond <= 0 else self.tops[-1] + beyond * _ROW
        return (1 - _MARGIN) * self.height - down


def grid_of(sheet: Any) -> Grid:
    """The grid of a worksheet; an empty one for a sheet that holds no cells."""
    grid = Grid()
    if sheet is None:
        return grid
    found = {(cell.row, cell.column): cell for cell in sheet._cells.values() if cell.value is not None}
    printed = _print_area(sheet)
    kept = {place: cell for place, cell in found.items() if not printed or any(_holds(area, place) for area in printed)}
    grid.unprinted, found = len(found) - len(kept), kept
    if not found:
        return grid
    last_row, last_column = max(row for row, _ in found), max(column for _, column in found)
    columns = hidden_columns(sheet)
    widths = _widths(sheet, last_column)
    grid.lefts = list(
        accumulate((0.0 if at in columns else widths[at] for at in range(1, last_column + 1)), initial=0.0)
    )
    grid.tops = list(accumulate((_height(sheet, row) for row in range(1, last_row + 1)), initial=0.0))
    grid.height = max(grid.tops[-1], 400.0) / (1 - 2 * _MARGIN)
    merged = {(m.min_row, m.min_col): (m.max_row, m.max_col) for m in sheet.merged_cells.ranges}
    for (row, column), cell in found.items():
        text = cell_of(cell).text
        if not text:
            continue
        if column in columns or is_hidden_row(sheet, row):
            grid.hidden += 1
            grid.taken.add((row, column))  # what stands on both sides of it still belongs together
            continue
        end = merged.get((row, column), (row, column))
        grid.cells[row, column] = _placed(grid, cell, text, end)
        grid.taken |= {  # of a merge over whole sheets only the part that a table can have
            (r, c)
            for r in range(row, min(end[0], last_row, row + _LARGEST_MERGE) + 1)
            for c in range(column, min(end[1], last_column, column + _LARGEST_MERGE) + 1)
        }
    return grid


def _print_area(sheet: Any) -> list[tuple[int, ...]]:
    """The ranges that are printed, as left, top, right and bottom; none where all is."""
    from openpyxl.utils import range_boundaries

    ranges = [part.rpartition("!")[2].replace("$", "") for part in (sheet.print_area or "").split(",")]
    return [range_boundaries(part) for part in ranges if re.fullmatch(r"[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?", part)]


def _holds(area: tuple[int, ...], place: tuple[int, int]) -> bool:
    left, top, right, bottom = area
    return top <= place[0] <= bottom and left <= place[1] <= right


def _placed(grid: Grid, cell: Any, text: str, end: tuple[int, int]) -> Placed:
    box = BBox(
        grid.left(cell.column - 1) + _PAD,
        grid.top(end[0]) + _PAD,
        grid.left(end[1]) - _PAD,
        grid.top(cell.row - 1) - _PAD,
    )
    align = _ALIGN.get(cell.alignment.horizontal or "", 0.0)
    return Placed(text, box, float(cell.font.sz or 11.0), align, bool(cell.alignment.wrap_text))


def _widths(sheet: Any, last: int) -> dict[int, float]:
    widths = dict.fromkeys(range(1, last + 1), _COLUMN)
    for dimension in sheet.column_dimensions.values():
        if dimension.width and dimension.min and dimension.max:
            for column in range(dimension.min, min(dimension.max, last) + 1):
                widths[column] = dimension.width * _PER_CHARACTER + _PADDING
    return widths


def _height(sheet: Any, row: int) -> float:
    if row not in sheet.row_dimensions:
        return _ROW
    dimension = sheet.row_dimensions[row]
    return 0.0 if dimension.hidden else float(dimension.height or _ROW)


Region = list[list[Placed | None]]


def regions(grid: Grid) -> Iterator[Region]:
    """Rectangles of cells that blank rows and columns divide, each without the lines of text above and below it.

    One over ``MOST_PLACES`` is given as what stands in its first row alone.
    """
    for rows in _bands(grid.taken, 0):
        for columns in _bands(rows, 1):
            for part in _bands(columns, 0):
                yield from _cut(_region(grid, part))


def _bands(places: Iterable[tuple[int, int]], axis: int) -> Iterator[list[tuple[int, int]]]:
    """Places cut where a whole row (axis 0) or column (axis 1) is blank."""
    band: list[tuple[int, int]] = []
    for place in sorted(places, key=lambda place: place[axis]):
        if band and place[axis] > band[-1][axis] + 1:
            yield band
            band = []
        band.append(place)
    if band:
        yield band


def _region(grid: Grid, places: list[tuple[int, int]]) -> Region:
    all_rows, all_columns = sorted({row for row, _ in places}), sorted({column for _, column in places})
    rows = [row for row in all_rows if grid.tops[row] > grid.tops[row - 1]]
    columns = [column for column in all_columns if grid.lefts[column] > grid.lefts[column - 1]]
    if len(rows) * len(columns) > MOST_PLACES:
        grid.sprawling = True
        rows = rows[:1]
    return [[grid.cells.get((row, column)) for column in columns] for row in rows]


def _cut(region: Region) -> Iterator[Region]:
    """Part a table from its title above and its notes below: rows with one text, at the left."""
    region = [row for row in region if any(row)]
    first, last = 0, len(region)
    while first < last and _is_text(region[first]):
        yield [region[first]]
        first += 1
    notes: list[Region] = []
    while last > first and _is_text(region[last - 1]):
        last -= 1
        notes.insert(0, [region[last]])
    if first < last:
        yield region[first:last]
    yield from notes


def _is_text(row: list[Placed | None]) -> bool:
    return row[0] is not None and not any(row[1:])
