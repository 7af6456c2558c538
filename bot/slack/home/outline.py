"""What the home tells of one publication, worked out once for everybody who sees the same documents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.answer import Figure
from bot.answering.figures.progress import Standing, standing
from bot.answering.library import figure_of
from bot.answering.lists.changing import Changes, changes
from kpi_store.figures import Published
from kpi_store.views import DocumentView


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator, with all its values, and how it stands to its target."""

    figure: Figure
    standing: Standing


@dataclass(frozen=True, slots=True)
class GoalOutline:
    """A goal and its indicators. ``number`` is None for those that are in no goal."""

    number: int | None
    title: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Counter[Standing]:
        """How many indicators stand how."""
        return Counter(row.standing for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outline:
    """All of it.

    Attributes:
        edition: Label of the newest edition; None where only imported figures are published.
        newest: Its documents.
        documents: How many documents are published.
    """

    edition: str | None
    newest: tuple[DocumentView, ...]
    documents: int
    goals: tuple[GoalOutline, ...]
    changes: Changes | None

    @property
    def indicators(self) -> int:
        """How many indicators there are."""
        return sum(len(goal.rows) for goal in self.goals)


def outline(published: Published) -> Outline:
    """What the home tells of a publication."""
    edition = next(iter(published.editions()), None)
    return Outline(
        edition=edition,
        newest=tuple(d for d in published.documents if edition is not None and d.edition == edition),
        documents=len(published.documents),
        goals=_goals(published),
        changes=changes(published),
    )


def _goals(published: Published) -> tuple[GoalOutline, ...]:
    grouped: dict[int | None, tuple[str, list[Row]]] = {}
    for indicator in published.indicators():
        figure = figure_of(published.series(indicator.id))
        _, rows = grouped.setdefault(indicator.goal, (indicator.goal_title or "", []))
        rows.append(Row(figure, standing(figure)))
    return tuple(GoalOutline(number, title, tuple(rows)) for number, (title, rows) in grouped.items())


def page_of(rows: Sequence[Row], page: int, size: int) -> tuple[Sequence[Row], int, int]:
    """The rows of one page, its number within what there is, and how many pages there are; pages count from 0."""
    pages = max(1, -(-len(rows) // size))
    shown = min(max(page, 0), pages - 1)
    return rows[shown * size : (shown + 1) * size], shown, pages
