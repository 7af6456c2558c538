"""Lists: the indicators of a goal, of a measure, or all, each with its latest value."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.answering.answer import Answer, Figure
from bot.answering.figures.computing import actuals
from bot.answering.figures.progress import standing
from bot.answering.library import Library
from bot.answering.lists.counting import counts
from bot.answering.names.titled import called, place_titled
from bot.answering.phrases import amount, year_name
from bot.answering.questions.question import Question
from bot.answering.reply import reply
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

_TARGETS = re.compile(r"(?<!数値)目標値|目標の?一覧|(?:all|list of|list the) targets")
_NUMERIC = re.compile(r"数値目標|numeric targets?")
_BOTH = re.compile(r"(?:数値目標と(?:指標|kpi)|(?:指標|kpi)と数値目標)")
_STANDINGS = re.compile(
    r"進捗|進み具合|達成(?:状況|度|率)|順調|判定"
    r"|\b(?:progress|attainment|on track|status|getting on|doing|coming along)\b"
)
_GOALS = re.compile(
    r"(?:基本目標|基本方針|基本戦略|重点戦略|重点目標|政策目標|戦略目標|戦略の柱|柱)(?:は|って|を|の一覧|には)"
    r"(?:何|なに|どんな|どのような|いくつ|全部|すべて|教え|一覧|並べ|[?？。]?$)"
    r"|(?:what|which|list).* goals"
)


def listing(question: Question, library: Library) -> Answer | None:
    """The indicators that the question asks to list, or None where it names a place that holds none.

    A place that it names by its title alone (健康づくりのKPI一覧) is called so.
    """
    if question.subject.says_nothing or question.goal is not None or question.measure is not None:
        return _of(question, library, None)
    place = place_titled(question, library, goals_too=True)
    return _of(replace(question, goal=place.goal, measure=place.measure), library, place.title) if place else None


def _of(question: Question, library: Library, title: str | None) -> Answer | None:
    """The indicators of the place in the policy tree, or of all, under its title where one is given."""
    say = wording(question.language)
    only_targets = bool(_NUMERIC.search(plain(question.text))) and not _BOTH.search(plain(question.text))
    listed = [i for i in library.figures.indicators() if _asked_for(i, question, only_targets)]
    if not listed:
        return None
    place = _called(question, library, title, say)
    numeric = sum(i.numeric_target for i in listed)
    latest = [_latest(library.figure(i)) for i in listed]
    tell = _manner(question)
    return reply(
        question,
        "list",
        _headline(question, place, only_targets, len(listed), say),
        remarks=(
            *([say.say("answer.list.of_them", many=numeric)] if 0 < numeric < len(listed) else []),
            *(tell(f, say) for f in latest),
            *([say.say("brief.rule.standing")] if tell is _standing_item else []),
        ),
        names=(place, *(f.indicator for f in latest)),
        computed=counts(len(listed), numeric),
        figures=(f for f in latest if f.points or (f.target and tell is _target_item)),
        about=(f.indicator for f in latest),
    )


def goals(question: Question, library: Library) -> Answer | None:
    """The goals of the policy tree; None where the documents print none."""
    say = wording(question.language)
    printed = library.figures.goals(library.edition)
    if not printed:
        return None
    names = [called(library, goal.number, None) or say.say("answer.list.goal", goal=goal.number) for goal in printed]
    lines = [
        say.say("answer.list.goal_line", called=name, title=goal.title)
        for name, goal in zip(names, printed, strict=True)
    ]
    word = names[0].rstrip("0123456789０１２３４５６７８９ ")
    return reply(question, "list", say.say("answer.list.goals", word=word), remarks=lines, names=[*lines, word])


def asks_for_goals(question: Question) -> bool:
    """Whether the goals themselves are asked for: 基本目標は何がありますか."""
    return question.goal is None and bool(_GOALS.search(plain(question.text)))


def asks_for_standings(question: Question) -> bool:
    """Whether it asks how all indicators, or those of a place, stand to their targets: 全体の進捗状況は."""
    return question.subject.says_nothing and question.intent != "list" and bool(_STANDINGS.search(plain(question.text)))


def _manner(question: Question) -> Callable[[Figure, Wording], str]:
    """How each indicator is told: with its target, with how it stands to it, or with its latest value alone."""
    said = plain(question.text)
    if _TARGETS.search(said):
        return _target_item
    return _standing_item if _STANDINGS.search(said) else _item


def _asked_for(indicator: IndicatorView, question: Question, only_targets: bool) -> bool:
    if question.goal is not None and indicator.goal != question.goal:
        return False
    if question.measure is not None:
        return indicator.measure == question.measure
    return indicator.numeric_target or not only_targets


def _latest(figure: Figure) -> Figure:
    return replace(figure, points=actuals(figure)[-1:])


def _headline(question: Question, place: str, only_targets: bool, many: int, say: Wording) -> str:
    if question.goal is None:
        return say.say("answer.list.all_targets" if only_targets else "answer.list.everything", many=many)
    name = "answer.list.targets" if only_targets else "answer.list.kpis"
    return say.say(name, place=place, many=many)


def _called(question: Question, library: Library, title: str | None, say: Wording) -> str:
    """A place as the question or the documents call it, else by its number."""
    if title is not None:
        return say.say("answer.list.titled", title=title)
    printed = called(library, question.goal, question.measure) if question.goal is not None else None
    return printed or place_name(question, say)


def place_name(question: Question, say: Wording) -> str:
    """The place of the policy tree that a question names, in words; empty where it names none."""
    if question.goal is None:
        return ""
    if question.measure is None:
        return say.say("answer.list.goal", goal=question.goal)
    return say.say("answer.list.measure", goal=question.goal, measure=question.measure)


def _item(figure: Figure, say: Wording) -> str:
    unit = figure.unit or say.say("answer.list.no_unit")
    if not figure.points:
        return say.say("answer.list.item_bare", indicator=figure.indicator, unit=unit)
    (last,) = figure.points
    return say.say(
        "answer.list.item",
        indicator=figure.indicator,
        unit=unit,
        year=year_name(last.year, figure.period, say.language),
        value=amount(last.value, figure.unit, say.language),
    )


def _standing_item(figure: Figure, say: Wording) -> str:
    """An indicator with its latest value and how it stands to its target."""
    status = say.say(f"brief.standing.{standing(figure)}")
    if not figure.points or figure.target is None:
        return say.say("answer.list.with_status", item=_item(figure, say), status=status)
    target = amount(figure.target.value, figure.unit, say.language)
    return say.say("answer.list.with_target_and_status", item=_item(figure, say), target=target, status=status)


def _target_item(figure: Figure, say: Wording) -> str:
    """An indicator with its target in place of its latest value."""
    target = figure.target
    if target is None:
        return say.say("answer.list.item_untargeted", indicator=figure.indicator)
    value = amount(target.value, figure.unit, say.language)
    if target.year is None:
        return say.say("answer.list.item_target_undated", indicator=figure.indicator, value=value)
    year = year_name(target.year, figure.period, say.language)
    return say.say("answer.list.item_target", indicator=figure.indicator, value=value, year=year)
