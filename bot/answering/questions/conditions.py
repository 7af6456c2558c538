"""By which condition a question lists indicators: 目標を達成した, 前年より悪化した, 基準値を下回っている."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.answering.questions.few import few
from bot.answering.questions.question import Question
from bot.answering.questions.subject import subject_of
from corpus.words import plain

Condition = Literal[
    "reached",
    "missed",
    "better",
    "worse",
    "risen",
    "fallen",
    "behind",
    "on_track",
    "undecided",
    "over_baseline",
    "under_baseline",
    "beyond_baseline",
    "behind_baseline",
]

_BASELINE = r"(?:基準(?:値|年度?)|策定時(?:の値)?|現状値)(?:を|より(?:も)?|から|に?比べて?|と比べて?)"
_YEAR_BEFORE = r"(?:前の?年度?|昨年度?|去年)(?:より(?:も)?|から|に?比べて?|と比べて?|比で)?(?:値が|数値が)?"

_CUES: tuple[tuple[Condition, re.Pattern[str]], ...] = (
    (
        "behind_baseline",
        re.compile(rf"{_BASELINE}(?:悪|後退)[一-龥ぁ-ゖ]*|\bworse than (?:the|their|its) baselines?\b"),
    ),
    (
        "beyond_baseline",
        re.compile(rf"{_BASELINE}(?:改善|良|よく)[一-龥ぁ-ゖ]*|\bbetter than (?:the|their|its) baselines?\b"),
    ),
    (
        "under_baseline",
        re.compile(
            rf"{_BASELINE}(?:下回|下が|低|少な|減|割)[一-龥ぁ-ゖ]*"
            r"|\b(?:below|under|lower than) (?:the|their|its) baselines?\b"
        ),
    ),
    (
        "over_baseline",
        re.compile(
            rf"{_BASELINE}(?:上回|上が|高|多|増|伸|超え)[一-龥ぁ-ゖ]*"
            r"|\b(?:above|over|higher than) (?:the|their|its) baselines?\b"
        ),
    ),
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
            r"達成率が?100%(?:以上|を超え|に達し)[ぁ-ゖ]*|達成(?!状況|率|度|見込)(?:済み?|(?:し|でき)(?:てい?る|た)?)?|クリアし(?:た|てい?る)|届いた|目標値?を?(?:大きく)?(?:上回|超え)[一-龥ぁ-ゖ]*"
            r"|met (?:its|their|the) targets?|reached|achieved"
        ),
    ),
    ("worse", re.compile(r"悪化|悪くな|後退|worse|worsened|deteriorat")),
    ("better", re.compile(r"改善|良くな|よくな|向上|better|improved")),
    (
        "fallen",
        re.compile(
            rf"(?:{_YEAR_BEFORE})?(?:減[っり]|減少|下が|低下|落ち込?)[一-龥ぁ-ゖ]*|\b(?:fell|fallen|decreased|dropped)\b"
        ),
    ),
    (
        "risen",
        re.compile(rf"(?:{_YEAR_BEFORE})?(?:増え|増加|上が|上昇|伸び)[一-龥ぁ-ゖ]*|\b(?:rose|risen|increased|grew)\b"),
    ),
)
_BARE = re.compile(
    r"目標(?:値)?(?:の)?達成(?:は|状況は)?[?。]?$|未達(?:の|は|なの)|(?:達成|改善|悪化)(?:した|している|していない|できた|できていない)ものは"
)
"""Asks which ones without saying of what: 目標達成は?, 未達のものは."""
_ASKS_WHICH = re.compile(
    r"(?:指標|kpi)(?:は|を|が|の一覧)?|どれ(?!だけ|くらい|ぐらい|ほど)|どの(?!くらい|ぐらい|程度)|もの[はをが]|which|indicators?|kpis?"
)
_BESIDE = re.compile(
    r"^(?:逆に|反対に|一方で?|では|じゃあ?|ほかに|他に|それ以外に?|そのうち|その中で|うち)[、,]?"
    r"|(?:いくつ|何[件個項]目?|何本|どのくらい|どれ(?:くらい|だけ)?|[0-9一二三四五六七八九十](?:つ|件|個)|(?:件|個)?数|割合|全部|全部で|全体)(?=[はをがで?。、あ]|$)"
    r"|(?:基本)?目標値?|検証値|施策|数値|指標|kpi|進ん|進捗|状況|もの|うち|中"
)
"""What may stand beside a condition without naming a subject."""


_OF_MORE = re.compile(r"最も|一番|いちばん|もっとも|順|トップ|上位|下位|ワースト|大きく|年間|直近|過去|以降|\bmost\b")
"""What asks for more than which indicators went up or down in the newest year."""

_IN_A_ROW = re.compile(
    r"(?P<many>[0-9]{1,2}|[二三四五六七八九十])(?:年|か年|カ年)度?間?(?:以上)?(?:連続|続けて)(?:で|して|の)?(?:以上)?"
    r"|\b(?P<in_english>[0-9]{1,2}|two|three|four|five)(?: or more)? (?:consecutive |straight )?years"
    r"(?: in a row| running)?\b"
    r"|(?P<always>毎年度?|ずっと|一貫して|\bevery year\b|\beach year\b)"
    r"|連続(?:で|して)|続けて(?=[増減上下伸悪改])|(?<=[えりしちき])(?:続け|つづけ)(?:て(?:い)?[たる]|る)?|\bin a row\b"
)
_JUST_SO_MANY = 2
"""Steps from which on values went one way 連続して."""


_AGAINST = re.compile(
    r"(?:年度?|前|基準|おととし|(?<![a-z])[hr][0-9]{1,2})(?:より(?:も)?|から|に?比べて?|と比べて?|以降)|\b(?:since|than|compared)\b"
)

MOVING: tuple[Condition, ...] = ("risen", "fallen", "better", "worse")
"""Conditions on how a value lies to that of the year before."""


def condition_of(question: Question) -> Condition | None:
    """The condition that a question lists indicators by; None where it names an indicator or asks for no list."""
    said = plain(question.text)
    if not (question.of_list or _ASKS_WHICH.search(said) or _BARE.search(said)):
        return None
    condition, cue = next(((one, cue) for one, cue in _CUES if cue.search(said)), (None, None))
    if years_in_a_row(question) is not None:
        said = _IN_A_ROW.sub(" ", said)
        if condition not in MOVING:
            return None
    if condition in ("risen", "fallen") and _OF_MORE.search(said):
        return None
    if cue is None or not question.subject.words:
        return condition
    rest = subject_of(_BESIDE.sub(" ", cue.sub(" ", said)), question.language)
    return condition if rest.says_nothing else None


def years_in_a_row(question: Question) -> int | None:
    """For how many years in a row indicators went one way: 0 for each year, None where the newest alone is meant."""
    found = _IN_A_ROW.search(plain(question.text))
    if found is None:
        return None
    if many := found["many"] or found["in_english"]:
        return few(many)
    return 0 if found["always"] else _JUST_SO_MANY


def against_a_year(question: Question) -> bool:
    """Whether the newest values are set against those of another year than the one before: 令和元年より減った指標."""
    said = plain(question.text)
    years = question.years
    since = years.first is not None and years.last is None
    asked = len(years.named) == 1 or since or years.span is not None or bool(years.back)
    return asked and not question.from_year_before and bool(_AGAINST.search(said))


def year_before_newest(question: Question, held: Sequence[int]) -> int | None:
    """The year that an indicator's newest value is set against; None where it is the one before.

    Args:
        question: What was asked.
        held: Years with a value, ascending.
    """
    years = question.years
    if not against_a_year(question) or not held:
        return None
    if years.named or years.first is not None:
        return years.named[0] if years.named else years.first
    # 一昨年 is the year before last, two before the newest, where it is set against that.
    return held[-1] - (years.span if years.span is not None else (years.back or 0) + 1)
