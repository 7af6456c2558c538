"""Named computations over stored values: each says which years went in, so that every digit can be traced."""

from decimal import Decimal

from bot.answering.answer import Computed, ComputedName, Figure, FigurePoint
from bot.answering.phrases import change_unit


def actuals(figure: Figure) -> tuple[FigurePoint, ...]:
    """Points that are the year's own printed value: neither carried nor measured."""
    return tuple(p for p in figure.points if p.status == "actual")


def change(figure: Figure, name: ComputedName, first: FigurePoint, last: FigurePoint) -> Computed:
    """``last - first``, exact; in ポイント for percentages."""
    return Computed(name, last.value - first.value, change_unit(figure.unit), (first.year, last.year), figure.indicator)


def changes(figure: Figure) -> tuple[Computed, ...]:
    """``change_over_period`` (first to last actual) and, for neighbouring last years, ``change_from_previous``."""
    points = actuals(figure)
    found: list[Computed] = []
    if len(points) > 1:
        found.append(change(figure, "change_over_period", points[0], points[-1]))
        if points[-1].year - points[-2].year == 1:
            found.append(change(figure, "change_from_previous", points[-2], points[-1]))
    return tuple(found)


def distance_to_target(figure: Figure) -> Computed | None:
    """``target - latest actual``: positive while the value must still rise."""
    points = actuals(figure)
    if figure.target is None or not points:
        return None
    last = points[-1]
    years = (last.year, figure.target.year) if figure.target.year else (last.year,)
    return Computed(
        "distance_to_target",
        figure.target.value - last.value,
        change_unit(figure.unit),
        years,
        figure.indicator,
    )


def distances(figure: Figure) -> tuple[Computed, ...]:
    """``distance_to_target``, where there is one."""
    distance = distance_to_target(figure)
    return () if distance is None else (distance,)


def reached(figure: Figure) -> bool | None:
    """Whether the latest actual meets the target; None where the desired direction or a value is not known."""
    points = actuals(figure)
    if figure.target is None or not points or figure.desired not in ("up", "down"):
        return None
    ahead: Decimal = points[-1].value - figure.target.value
    return ahead >= 0 if figure.desired == "up" else ahead <= 0
