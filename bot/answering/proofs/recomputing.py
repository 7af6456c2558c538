"""Computed values a second time, from nothing but the stored values and the years that they name.

Written apart from the functions that computed them, as an office checks a sum by another hand.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from operator import add, eq, ge, gt, le, lt, sub, truediv

from bot.answering.answer import Computed, ComputedName, Figure, Goalpost

FROM_EDITIONS: frozenset[ComputedName] = frozenset({"restated_from", "target_before"})
"""No arithmetic: values of an older edition."""

COUNTS: frozenset[ComputedName] = frozenset({"indicators_listed", "indicators_in_place", "share_of_indicators"})
"""Numbers of indicators, which no one indicator's values give."""

OF_TWO: Mapping[ComputedName, Callable[[Decimal, Decimal], Decimal]] = {
    "difference_of_two": sub,
    "sum_of_two": add,
    "times_the_other": truediv,
    "share_of_the_other": lambda first, second: 100 * first / second,
}
"""Worked out of two indicators' values of one year."""

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store holds of an indicator.

    Attributes:
        values: Actual values by year, in the edition that answers.
        shown: Years of them that the answer is about.
        former: Values that any edition gave, by year.
        targets: Targets that any edition stated.
        yearly: Targets by year, in the edition that answers.
    """

    values: Mapping[int, Decimal]
    shown: frozenset[int]
    target: Goalpost | None
    baseline: Goalpost | None
    former: Mapping[int, frozenset[Decimal]]
    targets: frozenset[Decimal]
    yearly: Mapping[int, Decimal]

    @classmethod
    def of(cls, whole: Figure, shown: Figure | None, history: Iterable[Figure]) -> "Stored":
        """Gather it from the series in force, the part of it that is shown, and what each edition says."""
        former: dict[int, set[Decimal]] = {}
        editions = list(history)
        for figure in editions:
            for point in figure.points:
                former.setdefault(point.year, set()).add(point.value)
        return cls(
            values={p.year: p.value for p in whole.points if p.status == "actual"},
            shown=frozenset(p.year for p in (shown or whole).points if p.status == "actual"),
            target=whole.target,
            baseline=whole.baseline,
            former={year: frozenset(values) for year, values in former.items()},
            targets=frozenset(figure.target.value for figure in editions if figure.target is not None),
            yearly={target.year: target.value for target in whole.targets if target.year is not None},
        )


def confirmed(computed: Computed, stored: Stored) -> bool:
    """Whether the stored values give the computed value again."""
    try:
        return _RULES[computed.name](computed, stored)
    except (LookupError, ValueError, ArithmeticError):  # a year or a goalpost that is not stored
        return False


def confirmed_of_two(computed: Computed, stored: Stored, other: Stored) -> bool:
    """Whether the stored values of two indicators give the computed value again."""
    try:
        first, second = stored.values[computed.years[0]], other.values[computed.years[0]]
        exact = OF_TWO[computed.name](first, second)
        return computed.value == (exact.quantize(_TENTH, ROUND_HALF_UP) if computed.unit in ("%", "倍") else exact)
    except (LookupError, ArithmeticError):
        return False


def _difference(computed: Computed, stored: Stored) -> bool:
    return computed.value == stored.values[computed.years[-1]] - stored.values[computed.years[0]]


def _share(computed: Computed, stored: Stored) -> bool:
    first, last = stored.values[computed.years[0]], stored.values[computed.years[-1]]
    return computed.value == (100 * (last - first) / first).quantize(_TENTH, ROUND_HALF_UP)


def _distance(computed: Computed, stored: Stored) -> bool:
    return computed.value == _held(stored.target).value - stored.values[computed.years[0]]


def _distance_then(computed: Computed, stored: Stored) -> bool:
    (year,) = computed.years
    return computed.value == stored.yearly[year] - stored.values[year]


def _share_of_target(computed: Computed, stored: Stored) -> bool:
    share = 100 * stored.values[computed.years[0]] / _held(stored.target).value
    return computed.value == share.quantize(_TENTH, ROUND_HALF_UP)


def _since_baseline(computed: Computed, stored: Stored) -> bool:
    return computed.value == stored.values[computed.years[-1]] - _held(stored.baseline).value


def _attainment(computed: Computed, stored: Stored) -> bool:
    base = stored.baseline
    year = computed.years[1 if base is not None and base.year is not None else 0]
    start = base.value if base is not None else Decimal(0)
    done = 100 * (stored.values[year] - start) / (_held(stored.target).value - start)
    return computed.value == done.quantize(_TENTH, ROUND_HALF_UP)


def _pace(computed: Computed, stored: Stored) -> bool:
    (last, by), target = computed.years, _held(stored.target)
    exact = (target.value - stored.values[last]) / (by - last)
    return by == target.year and computed.value == exact.quantize(computed.value, ROUND_HALF_UP)


def _held(goalpost: Goalpost | None) -> Goalpost:
    if goalpost is None:
        raise LookupError
    return goalpost


def _extreme(pick: Callable[[Iterable[Decimal]], Decimal]) -> Callable[[Computed, Stored], bool]:
    def same(computed: Computed, stored: Stored) -> bool:
        found = pick(stored.values[year] for year in stored.shown)
        having = {year for year in stored.shown if stored.values[year] == found}
        return computed.value == found and set(computed.years) == having

    return same


def _mean(computed: Computed, stored: Stored) -> bool:
    summed = sum((stored.values[year] for year in computed.years), Decimal(0))
    return computed.value == (summed / len(computed.years)).quantize(computed.value, ROUND_HALF_UP)


def _rank(computed: Computed, stored: Stored) -> bool:
    (year,) = computed.years
    return computed.value == 1 + sum(stored.values[y] > stored.values[year] for y in stored.shown)


def _rank_from_bottom(computed: Computed, stored: Stored) -> bool:
    (year,) = computed.years
    return computed.value == 1 + sum(stored.values[y] < stored.values[year] for y in stored.shown)


def _index(computed: Computed, stored: Stored) -> bool:
    base, value = (stored.values[year] for year in computed.years)
    return base > 0 and computed.value == (100 * value / base).quantize(_TENTH, ROUND_HALF_UP)


def _beyond(lies: Callable[[Decimal, Decimal], bool]) -> Callable[[Computed, Stored], bool]:
    def same(computed: Computed, stored: Stored) -> bool:
        return set(computed.years) == {year for year in stored.shown if lies(stored.values[year], computed.value)}

    return same


def _moved(way: Callable[[Decimal, Decimal], bool]) -> Callable[[Computed, Stored], bool]:
    def same(computed: Computed, stored: Stored) -> bool:
        known = {year for year in stored.shown if year - 1 in stored.shown}
        years = {year for year in known if way(stored.values[year], stored.values[year - 1])}
        return set(computed.years) == years and computed.value == len(years)

    return same


def _greatest(pick: Callable[[Iterable[Decimal]], Decimal]) -> Callable[[Computed, Stored], bool]:
    def same(computed: Computed, stored: Stored) -> bool:
        before, year = computed.years
        known = [y for y in stored.shown if y - 1 in stored.shown]
        steps = {y: stored.values[y] - stored.values[y - 1] for y in known}
        return before == year - 1 and computed.value == steps[year] == pick(steps.values())

    return same


def _streak(computed: Computed, stored: Stored) -> bool:
    """As many steps as told, from year to year, all one way, the one before them another or not known."""
    first, last = computed.years
    steps = [stored.values[year] - stored.values[year - 1] for year in range(first + 1, last + 1)]
    before = stored.values[first] - stored.values[first - 1] if {first, first - 1} <= set(stored.values) else Decimal(0)
    rising = steps[0] > 0
    one_way = all(step and (step > 0) == rising for step in steps)
    return one_way and len(steps) == computed.value and (not before or (before > 0) != rising)


def _mean_change(computed: Computed, stored: Stored) -> bool:
    first, last = computed.years
    exact = (stored.values[last] - stored.values[first]) / (last - first)
    return computed.value == exact.quantize(computed.value, ROUND_HALF_UP)


def _total(computed: Computed, stored: Stored) -> bool:
    return computed.value == sum((stored.values[year] for year in computed.years), Decimal(0))


def _times(computed: Computed, stored: Stored) -> bool:
    first, last = (stored.values[year] for year in computed.years)
    return first > 0 and computed.value == (last / first).quantize(computed.value, ROUND_HALF_UP)


def _share_of_year(computed: Computed, stored: Stored) -> bool:
    first, last = (stored.values[year] for year in computed.years)
    return first > 0 and computed.value == (100 * last / first).quantize(_TENTH, ROUND_HALF_UP)


def _restated(computed: Computed, stored: Stored) -> bool:
    (year,) = computed.years
    return computed.value in stored.former[year]


def _target_before(computed: Computed, stored: Stored) -> bool:
    return computed.value in stored.targets


_RULES: dict[ComputedName, Callable[[Computed, Stored], bool]] = {
    "change_over_period": _difference,
    "change_from_previous": _difference,
    "change_between": _difference,
    "yearly_amount": _difference,
    "percent_change": _share,
    "percent_change_from_previous": _share,
    "distance_to_target": _distance,
    "distance_to_yearly_target": _distance_then,
    "share_of_target": _share_of_target,
    "change_from_baseline": _since_baseline,
    "attainment_rate": _attainment,
    "required_pace": _pace,
    "highest": _extreme(max),
    "lowest": _extreme(min),
    "mean": _mean,
    "rank_among_years": _rank,
    "place_from_top": _rank,
    "place_from_bottom": _rank_from_bottom,
    "index": _index,
    "years_above": _beyond(gt),
    "years_at_least": _beyond(ge),
    "years_below": _beyond(lt),
    "years_at_most": _beyond(le),
    "years_at": _beyond(eq),
    "years_risen": _moved(gt),
    "years_fallen": _moved(lt),
    "mean_change": _mean_change,
    "greatest_rise": _greatest(max),
    "greatest_fall": _greatest(min),
    "streak": _streak,
    "years_since": lambda computed, stored: (
        set(computed.years) <= set(stored.values) and computed.value == computed.years[1] - computed.years[0]
    ),
    "total": _total,
    "total_gained": _difference,
    "times": _times,
    "share_of_year": _share_of_year,
    "restated_from": _restated,
    "target_before": _target_before,
}
