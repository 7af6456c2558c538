"""In which years values lay beyond a bound, and when they first did: 200件を超えたのはいつ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.answer import Answer, Computed, ComputedName, Figure, FigurePoint
from bot.answering.figures.again import again
from bot.answering.figures.computing import actuals
from bot.answering.figures.inverse import inverse_remarks, inverse_said
from bot.answering.figures.remarks import about_years, of_points
from bot.answering.figures.told import Told, missing_years, names_in, tell
from bot.answering.library import Library
from bot.answering.phrases import amount, is_rate, year_name, year_names
from bot.answering.questions.bounding import Bound, Side
from bot.answering.questions.quantities import measure_of, scaled
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.years import nfkc
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_SAME_COUNTER = {"パーセント": "%", "percent": "%", "グラム": "g", "名": "人", "カ所": "か所", "箇所": "か所"}
_PLAIN_COUNTER = (
    "people",
    "person",
    "persons",
    "visitors",
    "children",
    "births",
    "passengers",
    "users",
    "times",
    "cases",
)
"""What English counts people and other things by, whatever the unit."""

_OTHER_SIDE: dict[Side, Side] = {
    "above": "below",
    "at_least": "at_most",
    "below": "above",
    "at_most": "at_least",
    "at": "at",
    "within": "within",
}

BY_SIDE: dict[Side, ComputedName] = {
    "above": "years_above",
    "at_least": "years_at_least",
    "below": "years_below",
    "at_most": "years_at_most",
    "at": "years_at",
}
"""The bound as a computed value: its years are all of those shown whose value lies on that side of it."""


def passed(question: Question, library: Library, indicator: IndicatorView, bound: Bound) -> Answer | None:
    """When the values passed the bound; None where it is no bound of theirs, or they have none of their own."""
    say = wording(question.language)
    told = tell(question, library, indicator)
    points, value = actuals(told.asked), _value(bound, told.whole)
    if value is None or not points:
        return None
    side, until = _side(bound, value, points, told.whole), _until(bound, told.whole)
    if bound.value is not None and not bound.part and inverse_said(question, told.indicator.name):
        side, value, until = _OTHER_SIDE[side], -value, None if until is None else -until
    limits: list[tuple[Side, Decimal]] = [(side, value)]
    if until is not None:
        limits = [("at_least", value), ("below", until)] if until > value else [("at_most", value), ("above", until)]
    beyond = [p for p in points if all(lies(p.value, *limit) for limit in limits)]
    said = _Said(told, side, _told(bound, limits, told.whole, say), say)
    since = again(points, {p.year for p in beyond}, told.whole, said.phrase("passed"), say) if bound.again else None
    return reply(
        question,
        "summary",
        since[0] if since else _headline(points, beyond, said),
        remarks=[
            *_further(points, beyond, said),
            *([missing_years(told, say)] if told.missing else []),
            *about_years(question, told.whole, say),
            *inverse_remarks(question, told.indicator.name, say),
            *of_points(told.asked, say, told.whole),
            *told.remade.sentences,
        ],
        figures=(told.asked,),
        computed=(
            *(_computed(limit, points, told.whole) for limit in limits),
            *(since[1] if since else ()),
            *told.remade.old,
        ),
        names=(*names_in(told, say), bound.part, *([base] if (base := _base_year(bound, told.whole, say)) else [])),
        wants_chart=len(points) > 1,
    )


def _computed(limit: tuple[Side, Decimal], points: Sequence[FigurePoint], figure: Figure) -> Computed:
    side, value = limit
    years = tuple(p.year for p in points if lies(p.value, side, value))
    return Computed(BY_SIDE[side], value, figure.unit, years, figure.indicator)


def _told(bound: Bound, limits: Sequence[tuple[Side, Decimal]], figure: Figure, say: Wording) -> str:
    """The bound in words: an amount, the target, 900人以上1,000人未満, or a part of another year's value."""
    amounts = [amount(value, figure.unit, say.language) for _, value in limits]
    if bound.value is None:
        return say.say("answer.bound.target", value=amounts[0])
    if _relates(bound, figure):
        base = say.say("answer.bound.of_target") if bound.of_target else _base_year(bound, figure, say)
        return say.say("answer.bound.part", base=base, part=bound.part, value=amounts[0])
    if len(limits) == 1:
        return amounts[0]
    told = [say.say(f"answer.bound.{side}.limit", bound=one) for (side, _), one in zip(limits, amounts, strict=True)]
    return "".join(told if limits[0][1] < limits[1][1] else reversed(told))


def _base(bound: Bound, figure: Figure) -> FigurePoint | None:
    """The value that a part is told of: of the year named, or the oldest there is."""
    return next((p for p in actuals(figure) if bound.base in (None, p.year)), None)


def _base_year(bound: Bound, figure: Figure, say: Wording) -> str:
    base = _base(bound, figure)
    return year_name(base.year, figure.period, say.language) if bound.part and base else ""


def _value(bound: Bound, figure: Figure) -> Decimal | None:
    """The bound in the unit of the values; None where it is no bound of theirs."""
    if bound.value is None or not bound.part:
        return _in_unit(bound, figure)
    if not _relates(bound, figure):
        return bound.value
    base = figure.target if bound.of_target else _base(bound, figure)
    return _neat(bound.value * base.value) if base is not None and base.value > 0 else None


def _relates(bound: Bound, figure: Figure) -> bool:
    """Whether the bound is a part of another value, and no value itself, as 1.2倍 is of a 求人倍率."""
    return bool(bound.part) and (figure.unit != "倍" or bound.base is not None or bound.of_target)


def _neat(value: Decimal) -> Decimal:
    """The same value without zeros behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _until(bound: Bound, figure: Figure) -> Decimal | None:
    return None if bound.until is None else _in_unit(replace(bound, value=bound.until), figure)


def lies(value: Decimal, side: Side, bound: Decimal) -> bool:
    """Whether a value lies on that side of a bound."""
    return {
        "above": value > bound,
        "at_least": value >= bound,
        "below": value < bound,
        "at_most": value <= bound,
        "at": value == bound,
        "within": False,
    }[side]


def _in_unit(bound: Bound, figure: Figure) -> Decimal | None:
    """The bound in the unit of the values; None where it counts something else.

    A bare number is taken as the tables print it: 2,300 of 千人 is 2,300千人.
    """
    if bound.value is None:
        return figure.target.value if figure.target else None
    unit = nfkc(figure.unit)
    counter = _SAME_COUNTER.get(bound.counter, bound.counter)
    if measure_of(unit) != bound.measure and counter:
        return None
    if not counter:
        return bound.value
    if counter not in _PLAIN_COUNTER and not unit.lstrip("十百千万億兆").startswith(counter):
        return None
    return _neat(bound.value / scaled(Decimal(1), unit))


def _side(bound: Bound, value: Decimal, points: Sequence[FigurePoint], figure: Figure) -> Side:
    """The side asked about; of 「達した」, and of 「50%になった」 that no value is, the one that the values came to."""
    if bound.side != "reached" and (bound.side != "at" or any(p.value == value for p in points)):
        return bound.side
    rising = figure.desired == "up" if bound.value is None and figure.desired else points[0].value < value
    return "at_least" if rising else "at_most"


@dataclass(frozen=True, slots=True)
class _Said:
    """How values lie to the bound, in the words of one language."""

    told: Told
    side: Side
    bound: str
    say: Wording

    def phrase(self, form: str) -> str:
        """``passed``, ``lies`` or ``lies_not``."""
        side = "at" if self.side == "within" else self.side
        return self.say.say(f"answer.bound.{side}.{form}", bound=self.bound)

    def of(self, point: FigurePoint) -> dict[str, str]:
        """A value with its year, to fill a sentence."""
        return {
            "year": year_name(point.year, self.told.whole.period, self.say.language),
            "value": amount(point.value, self.told.whole.unit, self.say.language),
        }


def _headline(points: Sequence[FigurePoint], beyond: Sequence[FigurePoint], said: _Said) -> str:
    name = said.told.indicator.name
    if len(points) == 1:
        lies_so = said.phrase("lies" if beyond else "lies_not")
        return said.say.say("answer.bound.then", indicator=name, lies=lies_so, **said.of(points[0]))
    if not beyond:
        return said.say.say("answer.bound.never", indicator=name, passed=said.phrase("passed"))
    if beyond[0] is points[0]:
        return said.say.say("answer.bound.already", indicator=name, lies=said.phrase("lies"), **said.of(points[0]))
    return said.say.say("answer.bound.first", indicator=name, passed=said.phrase("passed"), **said.of(beyond[0]))


def _further(points: Sequence[FigurePoint], beyond: Sequence[FigurePoint], said: _Said) -> list[str]:
    """All years that lie beyond the bound, how near they came, and how the newest value lies where it does not."""
    if len(points) == 1:
        return []
    if not beyond:
        return [] if said.side == "within" else [_nearest(points, said)]
    lines = []
    if len(beyond) == len(points):
        lines.append(said.say.say("answer.bound.always", lies=said.phrase("lies")))
    elif len(beyond) > 1:
        years = year_names((p.year for p in beyond), said.told.whole.period, said.say)
        lines.append(said.say.say("answer.bound.years", passed=said.phrase("passed"), years=years))
    if points[-1] not in beyond:
        lines.append(said.say.say("answer.bound.no_more", lies=said.phrase("lies_not"), **said.of(points[-1])))
    return lines


def _nearest(points: Sequence[FigurePoint], said: _Said) -> str:
    """The value that came nearest to a bound which none passed."""
    rising = said.side in ("above", "at_least")
    extreme = (max if rising else min)(p.value for p in points)
    rate = "_rate" if is_rate(said.told.whole.unit) else ""
    return said.say.say(
        f"answer.summary.{'highest' if rising else 'lowest'}{rate}",
        indicator=said.told.indicator.name,
        value=amount(extreme, said.told.whole.unit, said.say.language),
        years=year_names((p.year for p in points if p.value == extreme), said.told.whole.period, said.say),
    )
