"""Lists by a condition: which indicators met their target, fell short, got better or worse than the year before.

Good and bad are told only where the desired direction is known; the others are named as not judged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answering.answer import Answer, Computed, Figure
from bot.answering.computing import actuals, change
from bot.answering.counting import counts, share_of
from bot.answering.library import Library
from bot.answering.phrases import amount, joined, way, year_name
from bot.answering.progress import distance_to_target, reached, standing
from bot.answering.question import Question
from bot.answering.reply import reply
from bot.answering.subject import subject_of
from corpus.words import plain
from kpi_store.views import IndicatorView
from prompts.wording import Wording, wording

Condition = Literal["reached", "missed", "better", "worse", "behind", "on_track", "undecided"]

_CUES: tuple[tuple[Condition, re.Pattern[str]], ...] = (
    (
        "undecided",
        re.compile(
            r"判定が?(?:不可|でき(?:てい?)?な|不能|してい?な)[ぁ-ゖ]*|undecided|not judged|cannot be judged",
        ),
    ),
    (
        "behind",
        re.compile(
            r"遅れ(?:てい?る|が(?:ある|出てい?る)|た|の)|順調(?:では?な|に(?:進んでい?)?な)[ぁ-ゖ]*"
            r"|not on track|off track|behind(?: schedule)?|lagging"
        ),
    ),
    (
        "on_track",
        re.compile(
            r"順調(?:に(?:進んで|推移して|きて)い?る|な)?|(?:達成(?:でき|し)|届き|間に合い)そう(?:な|である)?"
            r"|on (?:track|schedule)|likely to (?:meet|reach|achieve) (?:its|their|the) targets?"
        ),
    ),
    (
        "missed",
        re.compile(
            r"達成率が?100%(?:未満|に(?:満たな|届かな|達(?:し(?:てい?)?|)な))[ぁ-ゖ]*|未達成?|達成[がは]?(?:(?:し|でき)(?:てい?)?な|困難)[ぁ-ゖ]*|届(?:いてい?な|か[なず])[ぁ-ゖ]*|下回って(?:い?る)?"
            r"|missed|(?:not|n't|yet to|fail(?:ed|s)? to) (?:yet )?(?:met|meet|reach(?:ed)?|achieved?)"
            r"|short of|fall short"
        ),
    ),
    (
        "reached",
        re.compile(
            r"達成率が?100%(?:以上|を超え|に達し)[ぁ-ゖ]*|達成(?:済み?|(?:し|でき)(?:てい?る|た)?)?|クリアし(?:た|てい?る)|届いた"
            r"|met (?:its|their|the) targets?|reached|achieved"
        ),
    ),
    ("worse", re.compile(r"悪化|悪くな|後退|worse|worsened|deteriorat")),
    ("better", re.compile(r"改善|良くな|よくな|向上|better|improved")),
)
_BARE = re.compile(
    r"目標(?:値)?(?:の)?達成(?:は|状況は)?[?。]?$|未達(?:の|は|なの)|(?:達成|改善|悪化)(?:した|している|していない|できた|できていない)ものは"
)
"""Asks which ones without saying of what: 目標達成は?, 未達のものは."""
_ASKS_WHICH = re.compile(r"(?:指標|kpi)(?:は|を|が|の一覧)?|どれ|どの|もの[はをが]|which|indicators?|kpis?")
_BESIDE = re.compile(
    r"^(?:逆に|反対に|一方で?|では|じゃあ?|ほかに|他に|それ以外に?|そのうち|その中で|うち)[、,]?"
    r"|(?:いくつ|何[件個項]目?|何本|どのくらい|どれ(?:くらい|だけ)?|(?:件|個)?数|割合|全部|全部で|全体)(?=[はをがで?。、あ]|$)"
    r"|(?:基本)?目標値?|検証値|施策|数値|指標|kpi|進ん|進捗|状況|もの|うち|中"
)
"""What may stand beside a condition without naming a subject."""


_SHARE = re.compile(r"割合|何割|何%|何パーセント|比率|\b(?:share|percentage|proportion|percent)\b")


@dataclass(frozen=True, slots=True)
class _Judged:
    figure: Figure
    meets: bool | None
    step: Computed | None


def condition_of(question: Question) -> Condition | None:
    """The condition that a question lists indicators by; None where it names an indicator or asks for no list."""
    said = plain(question.text)
    if not (question.of_list or _ASKS_WHICH.search(said) or _BARE.search(said)):
        return None
    condition, cue = next(((one, cue) for one, cue in _CUES if cue.search(said)), (None, None))
    if cue is None or not question.subject.words:
        return condition
    rest = subject_of(_BESIDE.sub(" ", cue.sub(" ", said)), question.language)
    return condition if rest.says_nothing else None


def screening(question: Question, library: Library, condition: Condition) -> Answer:
    """The indicators that meet the condition, with what shows it, and those that could not be judged."""
    say = wording(question.language)
    listed = [i for i in library.figures.indicators() if _in_place(i, question)]
    judged = [_judge(library.figure(i), condition, question) for i in listed]
    meeting = [j for j in judged if j.meets]
    undecided = [j.figure.indicator for j in judged if j.meets is None]
    lines = [_line(j, say) for j in meeting]
    many, of = counts(len(meeting), len(judged))
    part = share_of(many, of) if _SHARE.search(plain(question.text)) and meeting else None
    if part:
        lines.insert(0, say.say("answer.screening.share", of=of.value, many=many.value, share=f"{part.value:f}"))
    if undecided and condition != "undecided":
        lines.append(say.say("answer.screening.undecided", names=joined(undecided, say)))
    return reply(
        question,
        "list",
        _headline(condition, len(meeting), len(judged), say),
        remarks=lines,
        figures=(_shown(j) for j in meeting),
        computed=(many, of, *([part] if part else []), *(j.step for j in meeting if j.step)),
        names=undecided,
        about=(j.figure.indicator for j in meeting),
    )


def _headline(condition: Condition, many: int, of: int, say: Wording) -> str:
    if not many:
        return say.say("answer.screening.none", of=of)
    name = "undecided_only" if condition == "undecided" else condition
    return say.say(f"answer.screening.{name}", many=many, of=of)


def _in_place(indicator: IndicatorView, question: Question) -> bool:
    return question.goal in (None, indicator.goal) and question.measure in (None, indicator.measure)


def _judge(figure: Figure, condition: Condition, question: Question) -> _Judged:
    figure = _until(figure, question.years.named)
    if condition in ("reached", "missed"):
        met = reached(figure)
        return _Judged(figure, None if met is None else met == (condition == "reached"), distance_to_target(figure))
    if condition in ("behind", "on_track", "undecided"):
        stands = standing(figure)
        told = stands == condition
        return _Judged(figure, None if stands == "undecided" and not told else told, distance_to_target(figure))
    points = actuals(figure)
    if len(points) < 2 or points[-1].year - points[-2].year != 1 or figure.desired not in ("up", "down"):
        return _Judged(figure, None, None)
    step = change(figure, "change_from_previous", points[-2], points[-1])
    gain = step.value if figure.desired == "up" else -step.value
    return _Judged(figure, gain > 0 if condition == "better" else gain < 0, step)


def _until(figure: Figure, years: Sequence[int]) -> Figure:
    """The figure up to the last year named; one without a value for that year is judged by none."""
    if not years:
        return figure
    points = tuple(p for p in figure.points if p.year <= max(years))
    own = [p for p in points if p.status == "actual"]
    return replace(figure, points=points if own and own[-1].year == max(years) else ())


def _shown(judged: _Judged) -> Figure:
    kept = judged.step.years if judged.step else ()
    last = actuals(judged.figure)[-1:]
    return replace(judged.figure, points=tuple(p for p in judged.figure.points if p.year in kept or p in last))


def _line(judged: _Judged, say: Wording) -> str:
    figure, step = judged.figure, judged.step
    if not actuals(figure):
        return say.say("answer.list.item_bare", indicator=figure.indicator, unit=figure.unit)
    last = actuals(figure)[-1]
    facts = {
        "indicator": figure.indicator,
        "year": year_name(last.year, figure.period, say.language),
        "value": amount(last.value, figure.unit, say.language),
    }
    if step is not None and step.name == "change_from_previous":
        changed = amount(abs(step.value), step.unit, say.language)
        return say.say("answer.screening.changed", change=changed, way=way(step.value, figure.unit, say), **facts)
    if figure.target is None:
        return say.say("answer.screening.untargeted", **facts)
    return say.say(
        "answer.screening.against_target", target=amount(figure.target.value, figure.unit, say.language), **facts
    )
