"""Charts as offices draw them, for tests: columns with labels on top, and a series as plain tuples."""

from collections.abc import Sequence
from typing import Any

from corpus.reading import Series


def bars(
    ax: Any, years: Sequence[str], values: Sequence[float], labels: Sequence[str] | None = None, **options: Any
) -> None:
    """Columns with their labels on top, as offices draw them."""
    drawn = ax.bar(range(len(values)), values, 0.6, **options)
    if labels is not None:
        ax.bar_label(drawn, labels=list(labels), padding=2)
    ax.set_xticks(range(len(years)), years)


def points(series: Series) -> list[tuple[int, str, str]]:
    """A series as (year, value, status)."""
    return [(p.year, str(p.value), p.status) for p in series.points]
