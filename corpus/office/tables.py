"""Which grids of cells are tables, and which only lay out prose."""

from statistics import median

from corpus.charts.tables import FEWEST_FILLED, LONGEST_CELL
from corpus.reading import TableReading
from corpus.structure.forms import is_form
from corpus.structure.layout import frames_prose


def is_table(table: TableReading) -> bool:
    """Whether cells stand in rows and columns of short texts, as those of figures do, or are those of a form."""
    if is_form(table):
        return True
    filled = [cell for row in table.rows for cell in row if cell]
    columns = max((len(row) for row in table.rows), default=0)
    if len(filled) < FEWEST_FILLED or len(table.rows) < 2 or columns < 2:
        return False
    return median(map(len, filled)) <= LONGEST_CELL and not frames_prose(table)
