"""Named computations over stored values: each says which years went in, so that every digit can be traced."""

from decimal import ROUND_HALF_UP, Decimal

from bot.answering.answer import Computed, ComputedName, Figure, FigurePoint
from bot.answering.phrases import change_unit


def actuals(figure: Figure) -> tuple[FigurePoint, ...]:
    """Points that are the year's own printed value: neither carried nor measured."""
    return tuple(p for p in figure.points if p.status == "actual")


def change(figure: Figure, name: ComputedName, first: FigurePoint, last: FigurePoint) -> Computed:
    """``last - first``, exact; in ポイント for percentages."""
    return Computed(name, last.value - first.value, change_unit(figure.unit), (first.year, last.year), figure.indicator)


def changes(figure: Figure) -> tuple[Computed, ...]:
    """``change_over_period`` (first to last actual), its percentage and, for neighbouring last years, the last step.

    The last step of a cumulative indicator is its ``yearly_amount``, of any other ``change_from_previous``.
    """
    points = actuals(figure)
    if len(points) < 2:
        return ()
    found = [change(figure, "change_over_period", points[0], points[-1])]
    if rate := percent_change(figure, points[0], points[-1]):
        found.append(rate)
    if points[-1].year - points[-2].year == 1:
        step: ComputedName = "yearly_amount" if figure.cumulative else "change_from_previous"
        found.append(change(figure, step, points[-2], points[-1]))
        rate = percent_change(figure, points[-2], points[-1], "percent_change_from_previous")
        found += [rate] if rate and not figure.cumulative else []
    return tuple(found)


def percent_change(
    figure: Figure, first: FigurePoint, last: FigurePoint, name: ComputedName = "percent_change"
) -> Computed | None:
    """``(last - first) / first`` in %, to one digit after the point, halves away from zero.

    None for percentages, whose change is told in ポイント, and where the first value is not above zero.
    """
    if figure.unit in ("%", "％") or first.value <= 0:
        return None
    share = 100 * (last.value - first.value) / first.value
    rate = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Computed(name, rate, "%", (first.year, last.year), figure.indicator)
