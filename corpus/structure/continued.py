"""A table that goes on over the page, where the head of its columns is not printed again.

Its rows on the next page get that head in front, so that they are read as what they are, with their own page.
"""

from dataclasses import replace

from corpus.reading import TableReading
from corpus.structure.entries import name_and_unit_columns
from corpus.structure.figures import head_rows

_SAME_EDGE = 2.0
"""Points by which the columns of one table may stand apart on two pages."""


def continued(table: TableReading, over: TableReading) -> TableReading:
    """The first table of a page with the head of the last one of the page before, if it goes on with its columns.

    Args:
        table: The first table of a page, nothing above it.
        over: The last of the page before, nothing below it.
    """
    columns = name_and_unit_columns(over)
    if columns is None or name_and_unit_columns(table) is not None or not _same_columns(table, over):
        return table
    heads = over.rows[: head_rows(over, columns[0])]
    places = [min(range(len(over.lefts)), key=lambda at: abs(over.lefts[at] - left)) for left in table.lefts]
    rows = tuple(
        tuple(row[places.index(at)] if at in places else "" for at in range(len(over.lefts))) for row in table.rows
    )
    return replace(table, rows=(*heads, *rows), lefts=over.lefts, heads=len(heads))


def _same_columns(table: TableReading, over: TableReading) -> bool:
    """Whether both are as wide, and each column of the one begins where one of the other does."""
    if table.bbox is None or over.bbox is None or not table.lefts:
        return False
    edges = ((table.bbox.x0, over.bbox.x0), (table.bbox.x1, over.bbox.x1))
    return all(abs(one - other) <= _SAME_EDGE for one, other in edges) and all(
        any(abs(left - other) <= _SAME_EDGE for other in over.lefts) for left in table.lefts
    )
