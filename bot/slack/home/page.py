"""The blocks of the home: at most a hundred, however much there is to tell; the rest is a click away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import InteractiveElement

from bot.answering.figures.computing import actuals
from bot.answering.lists.changing import Change
from bot.answering.phrases import amount, date_name, signed
from bot.rendering.sparkline import sparkline
from bot.rendering.text_numbers import year_label
from bot.slack.blocks import Block
from bot.slack.home.outline import GoalOutline, Outline, Row, page_of
from bot.slack.home.parts import NAME, bold, button, chooser, divider, header, lines, note, plain, row
from prompts.wording import Language, wording

ASK, GOAL, TURN = "home_ask", "home_goal", "home_turn"
"""What an ``action_id`` begins with: a question to ask, a goal to look at, a page to turn to."""

ALL = "all"
"""In the place of a goal's number: all goals."""

NONE = "none"
"""Likewise: indicators that are in no goal."""

_GOALS = 30
_ROWS = 20
_CHANGES = 10
_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """What of the home is shown: all goals, or a page of one, counted from 0."""

    goal: str = ALL
    page: int = 0

    def __str__(self) -> str:
        """As a button carries it."""
        return f"{self.goal} {self.page}"

    @classmethod
    def read(cls, value: str) -> "Place":
        """What a button carried; the beginning, if that is nothing of the kind."""
        goal, _, page = value.partition(" ")
        return cls(goal, int(page)) if page.isdecimal() else cls(goal or ALL)


def home(outline: Outline, place: Place, questions: Sequence[str], language: Language) -> list[Block]:
    """The home of somebody who may ask.

    Args:
        outline: What is published.
        place: What of it is shown.
        questions: What they asked last, the newest first.
        language: In which they use Slack.
    """
    return [
        *_edition(outline, language),
        *_indicators(outline, place, language),
        *_changes(outline, language),
        *_questions(questions, language),
        divider(),
        header(wording(language).say("home.help")),
        lines([wording(language).say("slack.help")]),
    ]


def _edition(outline: Outline, language: Language) -> Iterator[Block]:
    say = wording(language).say
    if not outline.documents:
        yield header(say("home.title"))
        yield lines([say("home.nothing")])
        return
    yield header(say("home.edition", edition=outline.edition) if outline.edition else say("home.title"))
    told = [plain(document.title, NAME) for document in outline.newest[:3]]
    day = max((d.published for d in outline.newest if d.published), default=None)
    if day:
        told.append(say("home.published", day=date_name(day, wording(language))))
    told.append(say("home.counts", documents=outline.documents, indicators=outline.indicators))
    yield lines(told)


def _indicators(outline: Outline, place: Place, language: Language) -> Iterator[Block]:
    if not outline.goals:
        return
    say = wording(language).say
    yield divider()
    yield header(say("home.indicators"))
    options = [(ALL, say("home.all")), *((_key(goal), _title(goal, language)) for goal in outline.goals)]
    yield row([chooser(GOAL, say("home.choose"), options[:_OPTIONS], place.goal)])
    chosen = next((goal for goal in outline.goals if _key(goal) == place.goal), None)
    if chosen is None:
        yield from _all(outline, language)
    else:
        yield from _one(chosen, place.page, language)


def _all(outline: Outline, language: Language) -> Iterator[Block]:
    """Every goal in two lines: its name, and how many of its indicators stand how."""
    say = wording(language).say
    for goal in outline.goals[:_GOALS]:
        counts = [
            say("home.standing", standing=say(f"brief.standing.{standing}"), count=goal.counts[standing])
            for standing in ("reached", "on_track", "behind", "undecided")
            if goal.counts[standing]
        ]
        yield lines([bold(_title(goal, language)), " ｜ ".join(counts)], button(GOAL, say("home.show"), _key(goal)))
    if len(outline.goals) > _GOALS:
        yield note(say("home.more_goals", count=len(outline.goals) - _GOALS))


def _one(goal: GoalOutline, page: int, language: Language) -> Iterator[Block]:
    say = wording(language).say
    rows, page, pages = page_of(goal.rows, page, _ROWS)
    yield lines([bold(_title(goal, language)), say("home.page", page=page + 1, pages=pages, count=len(goal.rows))])
    for one in rows:
        yield _row(one, language)
    turns: list[InteractiveElement] = []
    for name, other in (("back", page - 1), ("on", page + 1)):
        turn = button(f"{TURN}:{name}", say(f"home.{name}"), str(Place(_key(goal), other)))
        if turn is not None and 0 <= other < pages:
            turns.append(turn)
    if turns:
        yield row(turns)


def _row(one: Row, language: Language) -> Block:
    """Name; trend, newest value, target, standing. The button asks for all of it."""
    say, figure = wording(language).say, one.figure
    facts = [sparkline(figure)]
    if last := next(reversed(actuals(figure)), None):
        value = amount(last.value, figure.unit, language)
        facts.append(say("home.latest", value=value, year=year_label(last.year, language)))
    if figure.target is not None:
        value = amount(figure.target.value, figure.unit, language)
        year = year_label(figure.target.year, language) if figure.target.year else figure.target.label
        facts.append(say("home.target", value=value, year=year))
    facts.append(say(f"brief.standing.{one.standing}"))
    ask = button(ASK, say("home.trend"), say("suggest.trend", indicator=figure.indicator))
    return lines([bold(figure.indicator), plain(" ｜ ".join(fact for fact in facts if fact))], ask)


def _changes(outline: Outline, language: Language) -> Iterator[Block]:
    if outline.changes is None:
        return
    say, found = wording(language).say, outline.changes.found
    yield divider()
    yield header(say("home.changes", newer=outline.changes.newer, older=outline.changes.older))
    if not found:
        yield lines([say("home.unchanged")])
        return
    for change in found[:_CHANGES]:
        yield lines([plain(_change(change, language))])
    if len(found) > _CHANGES:
        yield note(say("home.more_changes", count=len(found) - _CHANGES))


def _change(change: Change, language: Language) -> str:
    say = wording(language).say
    old, new = signed(change.old, language), signed(change.new, language)
    match change.kind:
        case "restated":
            facts = {"year": year_label(change.year or 0, language), "unit": change.unit, "old": old, "new": new}
            return say("home.change.restated", indicator=change.indicator, **facts)
        case "target":
            return say("home.change.target", indicator=change.indicator, old=old, new=new)
        case "renamed":
            return say("home.change.renamed", old=change.old, new=change.new)
        case kind:
            return say(f"home.change.{kind}", indicator=change.indicator)


def _questions(questions: Sequence[str], language: Language) -> Iterator[Block]:
    if not questions:
        return
    say = wording(language).say
    yield divider()
    yield header(say("home.questions"))
    for question in questions:
        yield lines([plain(question)], button(ASK, say("home.again"), question))


def _key(goal: GoalOutline) -> str:
    return NONE if goal.number is None else str(goal.number)


def _title(goal: GoalOutline, language: Language) -> str:
    say = wording(language).say
    if goal.number is None:
        return say("home.no_goal")
    return say("home.goal", goal=goal.number, title=goal.title).strip()
