"""How an indicator stands to its target: distance, attainment, the pace still needed, and a status by a stated rule."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bot.answering.answer import Computed, ComputedName, Figure, FigurePoint
from bot.answering.figures.computing import actuals
from bot.answering.phrases import change_unit

Standing = Literal["reached", "on_track", "behind", "undecided"]
"""達成 / 順調 / 遅れ / 判定不可; see ``standing``."""

Lacking = Literal["desired", "actual", "baseline", "way", "years"]
"""What a status cannot do without; ``way`` is a target that lies no further in the desired direction than the baseline.
"""

_TENTH = Decimal("0.1")


def rounded(value: Decimal, step: Decimal = _TENTH) -> Decimal:
    """To one digit after the point, halves away from zero, as office documents round."""
    return value.quantize(step, ROUND_HALF_UP)


def distance_to_target(figure: Figure) -> Computed | None:
    """``target - latest actual``: positive while the value must still rise."""
    last = _latest(figure)
    if figure.target is None or last is None:
        return None
    return _computed("distance_to_target", figure.target.value - last.value, change_unit(figure.unit), figure, last)


def attainment_rate(figure: Figure) -> Computed | None:
    """Share of the way to the target that is done, in %, to one digit after the point.

    With a baseline ``(actual - baseline) / (target - baseline)``; without one, where up is better and the target is
    above zero, ``actual / target``. None where the desired direction is not known or the target does not lie in it.
    """
    last, target, baseline = _latest(figure), figure.target, figure.baseline
    if last is None or target is None or figure.desired not in ("up", "down"):
        return None
    if baseline is not None:
        way = target.value - baseline.value
        if not way or (way > 0) != (figure.desired == "up"):
            return None
        share = (last.value - baseline.value) / way
    elif figure.desired == "up" and target.value > 0:
        share = last.value / target.value
    else:
        return None
    return _computed("attainment_rate", rounded(100 * share), "%", figure, last)


def required_pace(figure: Figure) -> Computed | None:
    """``distance / years left``: the change a year that still reaches the target.

    One digit finer than the values, but where it is exact: 163人 a year, 8.5g a year.
    """
    last, distance = _latest(figure), distance_to_target(figure)
    if last is None or distance is None or figure.target is None or figure.target.year is None:
        return None
    left = figure.target.year - last.year
    if left < 1 or not distance.value or reached(figure):
        return None
    step = Decimal(1).scaleb(min(int(last.value.as_tuple().exponent), 0))
    exact = distance.value / left
    fine = step if exact == rounded(exact, step) else step / 10
    return _computed("required_pace", rounded(exact, fine), distance.unit, figure, last)


def reached(figure: Figure) -> bool | None:
    """Whether the latest actual meets the target; None where the desired direction or a value is not known."""
    last = _latest(figure)
    if figure.target is None or last is None or figure.desired not in ("up", "down"):
        return None
    ahead = last.value - figure.target.value
    return ahead >= 0 if figure.desired == "up" else ahead <= 0


def standing(figure: Figure) -> Standing:
    """The status of an indicator.

    - 達成: the latest actual is at the target or beyond it, in the desired direction.
    - 順調: the share of the way from baseline to target that is done is at least the share of the years that are gone.
    - 遅れ: it is less.
    - 判定不可: the desired direction, the target, or (short of the target) the baseline or a year is not known.
    """
    if reached(figure):
        return "reached"
    last, target, baseline = _latest(figure), figure.target, figure.baseline
    if last is None or target is None or baseline is None or lacking(figure):
        return "undecided"
    assert baseline.year is not None and target.year is not None, "else they would be lacking"
    gone = Decimal(last.year - baseline.year) / (target.year - baseline.year)
    done = (last.value - baseline.value) / (target.value - baseline.value)
    return "on_track" if done >= gone else "behind"


def lacking(figure: Figure) -> Lacking | None:
    """What keeps an indicator with a target from a status short of 達成; None where nothing does."""
    last, target, baseline = _latest(figure), figure.target, figure.baseline
    if last is None or target is None:
        return "actual"
    if figure.desired not in ("up", "down"):
        return "desired"
    if baseline is None:
        return "baseline"
    if attainment_rate(figure) is None:
        return "way"
    if baseline.year is None or target.year is None or not baseline.year < last.year <= target.year:
        return "years"
    return None


def distance(figure: Figure) -> tuple[Computed, ...]:
    """``distance_to_target``, where there is one."""
    found = distance_to_target(figure)
    return () if found is None else (found,)


def progress(figure: Figure) -> tuple[Computed, ...]:
    """All that is told of an indicator's way to its target; no share of it from behind the baseline."""
    rate = attainment_rate(figure)
    gone = rate if rate is not None and rate.value >= 0 else None
    every = (distance_to_target(figure), gone, required_pace(figure))
    return tuple(computed for computed in every if computed is not None)


def _latest(figure: Figure) -> FigurePoint | None:
    return next(reversed(actuals(figure)), None)


def _computed(name: ComputedName, value: Decimal, unit: str, figure: Figure, last: FigurePoint) -> Computed:
    years = [last.year]
    if name == "attainment_rate" and figure.baseline is not None and figure.baseline.year is not None:
        years.insert(0, figure.baseline.year)
    if figure.target is not None and figure.target.year is not None:
        years.append(figure.target.year)
    return Computed(name, value, unit, tuple(years), figure.indicator)
