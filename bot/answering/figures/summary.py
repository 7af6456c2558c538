"""The highest, the lowest and the mean of an indicator's values."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.answer import Answer, Computed, ComputedName, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.inverse import inverse_remarks, inverse_said
from bot.answering.figures.told import tell
from bot.answering.figures.trend import without_figures
from bot.answering.library import Library
from bot.answering.phrases import amount, is_rate, year_name, year_names
from bot.answering.questions.question import Question, most_last
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_LOWEST = re.compile(r"最小|最低|最少|(?:最も|一番|いちばん)(?:少|低|小|短)|lowest|minimum|least|fewest")
_HIGHEST = re.compile(r"最大|最高|最多|ピーク|(?:最も|一番|いちばん)(?:多|高|大|長)|highest|maximum|peak|most")
_MEAN = re.compile(r"平均|average|mean")


def highest(figure: Figure) -> Computed | None:
    """The greatest actual; ``years`` are all years that have it."""
    return _extreme(figure, "highest", max((p.value for p in actuals(figure)), default=None))


def lowest(figure: Figure) -> Computed | None:
    """The smallest actual; ``years`` are all years that have it."""
    return _extreme(figure, "lowest", min((p.value for p in actuals(figure)), default=None))


def _extreme(figure: Figure, name: ComputedName, value: Decimal | None) -> Computed | None:
    if value is None:
        return None
    years = tuple(p.year for p in actuals(figure) if p.value == value)
    return Computed(name, value, figure.unit, years, figure.indicator)


def rank_among_years(figure: Figure) -> Computed | None:
    """Place of the latest actual among all, 1 for the greatest; equal values share the better place."""
    points = actuals(figure)
    if not points:
        return None
    place = 1 + sum(p.value > points[-1].value for p in points)
    return Computed("rank_among_years", Decimal(place), "", (points[-1].year,), figure.indicator)


def mean(figure: Figure) -> Computed | None:
    """Arithmetic mean of the actuals, one digit finer than the values, halves away from zero."""
    points = actuals(figure)
    if not points:
        return None
    finest = min(int(p.value.as_tuple().exponent) for p in points)
    exact = sum((p.value for p in points), Decimal(0)) / len(points)
    finer = exact.quantize(Decimal(1).scaleb(min(finest, 0) - 1), ROUND_HALF_UP)
    return Computed("mean", finer, figure.unit, tuple(p.year for p in points), figure.indicator)


def summary(question: Question, library: Library, indicators: Sequence[IndicatorView]) -> Answer:
    """The extreme or the mean that was asked for, over the years asked for."""
    say = wording(question.language)
    told = [tell(question, library, i) for i in indicators]
    held = [t.asked for t in told if actuals(t.asked)]
    if not held:
        return without_figures(question, library, told, "summary")
    computed = [c for figure in held for c in _asked_for(question, figure)]
    lines = [_line(c, figure, say) for figure in held for c in computed if c.indicator == figure.indicator]
    lines += [line for figure in held for line in inverse_remarks(question, figure.indicator, say)]
    return reply(
        question,
        "summary",
        lines[0],
        remarks=lines[1:],
        figures=held,
        computed=computed,
        wants_chart=True,
    )


def _asked_for(question: Question, figure: Figure) -> list[Computed]:
    said = most_last(question.text.lower())
    if inverse_said(question, figure.indicator):
        said = _HIGHEST.sub("最低", said) if _HIGHEST.search(said) else _LOWEST.sub("最高", said)
    wanted = [find for cue, find in ((_HIGHEST, highest), (_LOWEST, lowest), (_MEAN, mean)) if cue.search(said)]
    finds = [*(wanted or [highest, lowest]), *([] if wanted == [mean] else [rank_among_years])]
    return [computed for find in finds if (computed := find(figure))]


def _line(computed: Computed, figure: Figure, say: Wording) -> str:
    value = amount(computed.value, computed.unit, say.language)
    if computed.name == "mean":
        first, last = (year_name(y, figure.period, say.language) for y in (computed.years[0], computed.years[-1]))
        return say.say("answer.summary.mean", indicator=figure.indicator, value=value, first_year=first, last_year=last)
    years = year_names(computed.years, figure.period, say)
    if computed.name == "rank_among_years":
        place = f"{computed.value:f}"
        return say.say("answer.summary.rank", year=years, place=place)
    name = f"{computed.name}_rate" if is_rate(computed.unit) else computed.name
    return say.say(f"answer.summary.{name}", indicator=figure.indicator, value=value, years=years)
