"""When values turned from falling to rising, or the other way: 増加に転じたのはいつ, いつから減っている."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.answering.answer import Answer, Computed, Figure, FigurePoint
from bot.answering.figures.computing import actuals, change
from bot.answering.figures.remarks import of_points
from bot.answering.figures.told import tell
from bot.answering.library import Library
from bot.answering.phrases import amount, way, year_name, year_names
from bot.answering.questions.question import Question
from bot.answering.questions.reckoning import OPPOSITE, Turn, Way
from bot.answering.reply import reply
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class _Steps:
    """How values went from each year to the next: ``signs`` are 1, 0 or -1 by the later year."""

    figure: Figure
    points: Mapping[int, FigurePoint]
    signs: Mapping[int, int]
    wanted: int
    say: Wording

    @property
    def turns(self) -> list[int]:
        """The years in which values began to go the wanted way, having gone another the year before."""
        return [y for y, sign in self.signs.items() if sign == self.wanted and self.signs.get(y - 1, sign) != sign]

    def step(self, year: int) -> Computed:
        """What a year brought against the one before."""
        return change(self.figure, "change_between", self.points[year - 1], self.points[year])

    def way(self, sign: int) -> str:
        """増加, 減少, 上昇 or 低下; 横ばい for none."""
        if not sign:
            return self.say.say("answer.turn.level")
        return way(Decimal(sign), self.figure.unit, self.say)

    def told(self, name: str, year: int, **facts: str) -> str:
        """A step in a sentence, which takes what it needs of it."""
        unit, language, step = self.figure.unit, self.say.language, self.step(year)
        held = facts | {
            "indicator": self.figure.indicator,
            "first": amount(self.points[year - 1].value, unit, language),
            "first_year": year_name(year - 1, self.figure.period, language),
            "last": amount(self.points[year].value, unit, language),
            "year": year_name(year, self.figure.period, language),
            "change": amount(abs(step.value), step.unit, language),
        }
        return self.say.say(name, **{one: held[one] for one in self.say.placeholders(name)})


def turned(question: Question, library: Library, indicator: IndicatorView, turn: Turn) -> Answer | None:
    """The last year in which values turned that way; None where no three neighbouring years have values.

    Better and worse are ways only where the desired direction is known.
    """
    say = wording(question.language)
    told = tell(question, library, indicator)
    points = {p.year: p for p in actuals(told.asked)}
    signs = {
        b.year: (b.value > a.value) - (b.value < a.value) for a, b in pairwise(points.values()) if b.year - a.year == 1
    }
    way = _way(turn, indicator)
    if way is None or len(signs) < 2:
        return None
    steps = _Steps(told.whole, points, signs, 1 if way == "up" else -1, say)
    newest = max(signs)
    return reply(
        question,
        "summary",
        _headline(steps),
        remarks=(*_since(steps, newest), *of_points(told.asked, say, told.whole), *told.remade.sentences),
        figures=(told.asked,),
        computed=(*map(steps.step, dict.fromkeys([*steps.turns[-1:], newest])), *told.remade.old),
        names=told.remade.editions,
        wants_chart=True,
    )


def _way(turn: Turn, indicator: IndicatorView) -> Way | None:
    if turn.way in ("up", "down"):
        return turn.way
    if indicator.desired not in ("up", "down"):
        return None
    return indicator.desired if turn.way == "better" else OPPOSITE[indicator.desired]


def _headline(steps: _Steps) -> str:
    say, way = steps.say, steps.way(steps.wanted)
    if steps.turns:
        year = steps.turns[-1]
        return steps.told("answer.turn.turned", year, way=way, before=steps.way(steps.signs[year - 1]))
    if steps.wanted not in steps.signs.values():
        return say.say("answer.steps.none", indicator=steps.figure.indicator, way=way)
    oldest = year_name(min(steps.points), steps.figure.period, say.language)
    return say.say("answer.turn.already", indicator=steps.figure.indicator, first_year=oldest, way=way)


def _since(steps: _Steps, newest: int) -> Sequence[str]:
    """How values have gone since, and in which other years they turned."""
    say, way, turns = steps.say, steps.way(steps.wanted), steps.turns
    lines = []
    sign = steps.signs[newest]
    if sign != steps.wanted:
        lines.append(steps.told("answer.turn.now" if sign else "answer.turn.now_level", newest, way=steps.way(sign)))
    elif turns[-1:] != [newest]:
        lines.append(steps.told("answer.turn.lasting", newest, way=way))
    if others := turns[:-1]:
        lines.append(say.say("answer.turn.others", way=way, years=year_names(others, steps.figure.period, say)))
    return lines
