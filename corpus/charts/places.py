"""Where the categories of a row are: slanted labels anchored, the row moved, years that are not drawn put back."""

from dataclasses import replace
from itertools import pairwise

from corpus.charts.categories import Anchor, Category, CategoryRow


def re_anchored(row: CategoryRow, anchor: Anchor) -> CategoryRow:
    """The row with each slanted label's place at its end, start or middle."""
    moved = []
    for category in row.categories:
        token = next((t for t in row.tokens if category.label.startswith(t.text) and abs(t.x - category.x) < 0.1), None)
        if token is None:
            moved.append(category)
            continue
        x = {"middle": token.x, "end": token.end[0], "start": token.start[0]}[anchor]
        moved.append(replace(category, x=x))
    xs = [c.x for c in moved]
    return replace(row, categories=tuple(moved), step=(xs[-1] - xs[0]) / (len(xs) - 1))


def shifted(row: CategoryRow, by: float) -> CategoryRow:
    """The row with all places moved by so many points."""
    return replace(row, categories=tuple(replace(c, x=c.x + by) for c in row.categories))


def with_skipped(row: CategoryRow, every: int) -> CategoryRow:
    """Put back the years that are not drawn where only every ``every``-th is, those beyond the ends included."""
    full: list[Category] = []
    for one, other in pairwise(row.categories):
        full.append(one)
        if one.year is not None and other.year is not None and other.year - one.year == every:
            full.extend(_between(one, other, every))
    first, last, step = row.categories[0], row.categories[-1], row.step / every
    full.append(last)
    if first.year is not None:
        full[:0] = [Category("", first.year - n, first.x - n * step) for n in range(every - 1, 0, -1)]
    if last.year is not None and last.meaning == "year":
        full.extend(Category("", last.year + n, last.x + n * step) for n in range(1, every))
    return replace(row, categories=tuple(full), step=step)


def _between(one: Category, other: Category, every: int) -> list[Category]:
    return [Category("", (one.year or 0) + n, one.x + (other.x - one.x) * n / every) for n in range(1, every)]


def trimmed(row: CategoryRow, marked: set[int]) -> CategoryRow:
    """The row without undrawn categories at its ends that have no mark."""
    categories = list(enumerate(row.categories))
    while categories and not categories[0][1].label and categories[0][0] not in marked:
        categories.pop(0)
    while categories and not categories[-1][1].label and categories[-1][0] not in marked:
        categories.pop()
    return replace(row, categories=tuple(category for _, category in categories))
