"""Every indicator with its latest result, change and status, to be listed, sorted and handed on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from bot.answering.answer import Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, changes
from bot.answering.figures.progress import Standing, attainment_rate, standing
from bot.answering.library import figure_of
from kpi_store.figures import Published
from kpi_store.views import IndicatorView

Order = Literal["place", "name", "status", "change", "attainment"]

_WORST_FIRST: tuple[Standing, ...] = ("behind", "on_track", "reached", "undecided")


@dataclass(frozen=True, slots=True)
class Overview:
    """One indicator at a glance.

    Attributes:
        latest: The newest own value; None where there is none.
        change: From the year before to it; None where either has no own value.
        rate: The same in %; None for percentages, whose change is told in ポイント.
        attainment: Share of the way to the target; None where it cannot be told.
    """

    indicator: IndicatorView
    figure: Figure
    latest: FigurePoint | None
    change: Computed | None
    rate: Computed | None
    attainment: Computed | None
    standing: Standing


def overview(figures: Published, indicators: Iterable[IndicatorView], edition: str | None = None) -> list[Overview]:
    """Indicators at a glance, in the order given.

    Raises:
        EditionUnknown: If the edition is not published.
    """
    return [_of(view, figure_of(figures.series(view.id, edition))) for view in indicators]


def sorted_by(order: Order, rows: Iterable[Overview]) -> list[Overview]:
    """Rows in an order; what cannot be told stands last.

    ``place`` is the policy tree's, ``status`` begins with what is behind, ``change`` and ``attainment`` with the
    greatest (the change in %, since units differ).
    """
    keys: dict[Order, Callable[[Overview], tuple[object, ...]]] = {
        "place": lambda row: (),
        "name": lambda row: (row.indicator.name,),
        "status": lambda row: (_WORST_FIRST.index(row.standing),),
        "change": lambda row: _greatest_first(row.rate),
        "attainment": lambda row: _greatest_first(row.attainment),
    }
    return sorted(rows, key=keys[order])


def _greatest_first(computed: Computed | None) -> tuple[object, ...]:
    return (1,) if computed is None else (0, -computed.value)


def _of(view: IndicatorView, figure: Figure) -> Overview:
    step = {computed.name: computed for computed in changes(figure)}
    return Overview(
        indicator=view,
        figure=figure,
        latest=next(reversed(actuals(figure)), None),
        change=step.get("change_from_previous") or step.get("yearly_amount"),
        rate=step.get("percent_change_from_previous"),
        attainment=attainment_rate(figure),
        standing=standing(figure),
    )
