"""What is worked out about a target on request: what is still needed, its share, a year's own target, the way gone."""

from dataclasses import dataclass, field

from bot.answering.answer import Computed, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.goalposts import status
from bot.answering.figures.progress import distance_to_target, reached, rounded
from bot.answering.phrases import amount, change_unit, joined, way, way_to_go, year_name
from prompts.wording import Wording


@dataclass(frozen=True, slots=True)
class Towards:
    """Sentences, and the computed values in them."""

    lines: list[str] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)


def judged(figure: Figure, say: Wording) -> Towards:
    """The status by the stated rule; nothing without a target."""
    if figure.target is None:
        return Towards()
    return Towards([say.say("answer.towards.judged", indicator=figure.indicator, status=status(figure, say))])


def needed(figure: Figure, say: Wording) -> Towards:
    """How much the latest actual must still change to meet the target; nothing where it does or is not known to."""
    distance, target = distance_to_target(figure), figure.target
    if distance is None or target is None or not distance.value or reached(figure):
        return Towards()
    last = actuals(figure)[-1]
    line = say.say(
        "answer.towards.needed",
        indicator=figure.indicator,
        target=amount(target.value, figure.unit, say.language),
        year=year_name(last.year, figure.period, say.language),
        value=amount(last.value, figure.unit, say.language),
        distance=amount(abs(distance.value), distance.unit, say.language),
        way=way_to_go(distance.value, figure.unit, say),
    )
    return Towards([line], [distance])


def share(figure: Figure, say: Wording) -> Towards:
    """``100 * latest actual / target``, to one digit after the point; nothing for a target not above zero."""
    target = figure.target
    if target is None or target.value <= 0 or not actuals(figure):
        return Towards()
    last = actuals(figure)[-1]
    years = (last.year,) if target.year is None else (last.year, target.year)
    found = Computed("share_of_target", rounded(100 * last.value / target.value), "%", years, figure.indicator)
    line = say.say(
        "answer.towards.share",
        indicator=figure.indicator,
        target=amount(target.value, figure.unit, say.language),
        year=year_name(last.year, figure.period, say.language),
        value=amount(last.value, figure.unit, say.language),
        share=f"{found.value:f}",
    )
    return Towards([line], [found])


def since_baseline(figure: Figure, say: Wording) -> Towards:
    """``latest actual - baseline``; nothing where there is none of either."""
    base = figure.baseline
    if base is None or not actuals(figure):
        return Towards()
    last = actuals(figure)[-1]
    years = (last.year,) if base.year is None else (base.year, last.year)
    step = last.value - base.value
    found = Computed("change_from_baseline", step, change_unit(figure.unit), years, figure.indicator)
    line = say.say(
        "answer.towards.since_baseline" if step else "answer.towards.at_baseline",
        indicator=figure.indicator,
        baseline=amount(base.value, figure.unit, say.language),
        year=year_name(last.year, figure.period, say.language),
        value=amount(last.value, figure.unit, say.language),
        **({"change": amount(abs(step), found.unit, say.language), "way": way(step, figure.unit, say)} if step else {}),
    )
    return Towards([line], [found])


def of_year(year: int, figure: Figure, say: Wording) -> Towards:
    """The target that the document sets for one year, with how that year's actual lies to it."""
    facts = {"indicator": figure.indicator, "year": year_name(year, figure.period, say.language)}
    set_ = next((target for target in figure.targets if target.year == year), None)
    if set_ is None:
        return Towards([say.say("answer.target.missing", **facts)])
    line = say.say("answer.towards.of_year", target=amount(set_.value, figure.unit, say.language), **facts)
    own = next((p for p in actuals(figure) if p.year == year), None)
    if own is None:
        return Towards([line])
    gap = set_.value - own.value
    found = Computed("distance_to_yearly_target", gap, change_unit(figure.unit), (year,), figure.indicator)
    told = say.say(
        f"answer.towards.{'equal' if not gap else 'below' if gap > 0 else 'above'}",
        year=facts["year"],
        value=amount(own.value, figure.unit, say.language),
        **({"distance": amount(abs(gap), found.unit, say.language)} if gap else {}),
    )
    return Towards([line, told], [found] if gap else [])


def each_year(figure: Figure, say: Wording) -> Towards:
    """All yearly targets, or that there are none but the one in force."""
    if len(figure.targets) < 2:
        return Towards([say.say("answer.towards.no_each_year", indicator=figure.indicator)])
    pairs = [
        say.say(
            "answer.value.pair",
            value=amount(target.value, figure.unit, say.language),
            year=year_name(target.year, figure.period, say.language),
        )
        for target in figure.targets
        if target.year is not None
    ]
    return Towards([say.say("answer.towards.each_year", indicator=figure.indicator, values=joined(pairs, say))])
