"""What a question wants worked out of values: when they passed a bound, how long they went one way, a sum, a multiple.

The words that say so are taken out of the question, so that none of them is looked for in a name.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.answer import Intent
from bot.answering.bounding import Bound, asks_when, bound_of
from bot.answering.placing import Places, places_of
from bot.answering.targeting import OfTarget, of_target

Way = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Streak:
    """For how many years in a row values rose or fell; ``way`` is None where the question does not say which."""

    way: Way | None


@dataclass(frozen=True, slots=True)
class Total:
    """The values of several years, added up."""


@dataclass(frozen=True, slots=True)
class Times:
    """How many times the value of one year is that of another, or by how much it changed in %."""

    as_change: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """In which years values rose or fell against the year before, or in which the most."""

    way: Way
    most: bool = False


Reckoning = Bound | Streak | Total | Times | Moves | Places | OfTarget


def intent_to(reckoning: Reckoning) -> Intent:
    """The kind of answer that tells it."""
    match reckoning:
        case OfTarget():
            return "target"
        case Times():
            return "compare"
        case _:
            return "summary"


RECKONED: frozenset[Intent | None] = frozenset({"value", "trend", "compare", "target", "summary", "text", None})
"""Kinds of question in which something may have to be worked out; the others are answered in words."""

_STREAK = re.compile(
    r"(?:(?:何|なん)(?:年|か年|カ年)度?(?:間)?(?:も)?(?:連続|続けて|続いて)|連続(?:で|して)?何年(?:間)?|何期連続)(?:で|して|の|に)?"
    r"|(?:毎年|ずっと|一貫して|連続して)(?=.{0,12}(?:増|減|伸|上|下|高|低))"
    r"|(?:増え|減り|減少し|増加し|伸び|上がり|下がり|上昇し|低下し)(?:続け|つづけ)て?"
    r"|\bhow many (?:consecutive|straight|successive) years\b|\bhow many years in a row\b|\bevery year\b"
    r"|\b(?:year after year|steadily)\b"
)
_UP = re.compile(r"増|伸|上が|上昇|高ま|\b(?:ris|rose|increas|grow|grew|up)")
_DOWN = re.compile(r"減|下が|低下|低く|落ち|\b(?:fall|fell|decreas|declin|drop|down|shr[aiu]nk)")
_TOTAL = re.compile(
    r"の?(?:合計|総計|総和|通算|累計|トータル|延べ|足し合わせ|合算)(?:(?:数|値|件数|人数|額)(?![一-龥]))?"
    r"(?=[はがをでとの?、。]|する|すれ|した|して|何|いくつ|いくら|教|\s|$)"
    r"|あわせて(?=何)|合わせて(?=何)|全部で(?=何)"
    r"|\b(?:in total|altogether|combined|cumulative(?:ly)?|sum of|the sum|add(?:ed)? up)\b"
    r"|\btotal(?=\s+(?!number|amount|fertility)[a-z]+)"
)
_TIMES = re.compile(
    r"何倍|(?<!求人)倍率|何分の(?:1|一|いくつ)|何割(?=に(?:な|減|増|当た))|何%(?=に(?:な|減|増|当た))|の何%(?=[で?]|$)"
    r"|\bhow many times\b(?: (?:higher|more|greater|larger|lower|as (?:many|high|large|much)))?"
    r"|\b(?:the )?ratio (?:of|between)\b|\bby what factor\b"
)


_PERCENT = re.compile(
    r"(?:対?前年度?比で?)?何(?:%|パーセント)(?:の|くらい|ほど)?(?:増加|減少|上昇|低下|増え|減っ|減り|伸び|増|減|アップ|ダウン)[ぁ-ゖ]*"
    r"|の?(?:増減率|伸び率|増加率|減少率|変化率|対前年度?比|前年度?比)(?=[はをがで?。]|$)"
    r"|\b(?:by )?(?:what|how many) percent(?:age)?\b"
    r"(?= .*\b(?:change|ris|rose|increas|grow|grew|fall|fell|decreas|drop))"
    r"|\b(?:percentage|percent|rate of) (?:change|increase|decrease|growth)\b(?: (?:in|of))?"
)
_YEAR_BEFORE = r"(?:前の?年度?(?:より|と比べて?|に比べて?)も?|前年度?比で)?"
_ASKED_FOR = r"た(?:年度?|のは?)(?=[はをが]?(?:いつ|何年|どの年|どれ|教|あ[りる]|[?。]|$))"
_MOVED = re.compile(
    rf"{_YEAR_BEFORE}(?P<most>最も|一番|いちばん|もっとも)?(?:大きく)?"
    rf"(?:(?P<up>増え|増加し|上がっ|上昇し|伸び)|減っ|減少し|下がっ|低下し|落ち込?ん?){_ASKED_FOR}"
    r"|\b(?:in )?(?:which|what) years? did\b"
    r"(?=.*\b(?:(?P<rise>rise|increase|grow|go up)|fall|decrease|drop|decline|go down)\b(?P<by_most>.*\bmost\b)?)"
)


def reckoning_of(said: str) -> tuple[Reckoning | None, str]:
    """What is to be worked out, if anything, and the question without the words that say so.

    Args:
        said: Lower case and NFKC-normalised, without the edition that it speaks of.
    """
    if wanted := of_target(said):
        return wanted
    if streak := _STREAK.search(said):
        rest = said[: streak.start()] + " " + said[streak.end() :]
        up, down = _UP.search(said), _DOWN.search(said)
        if up or down or not (bounded := bound_of(rest)):
            return Streak(("up" if up else "down") if bool(up) != bool(down) else None), rest
        return bounded  # 何年連続でゼロ
    if _PERCENT.search(said):
        return Times(as_change=True), _PERCENT.sub(" ", said)
    if _TIMES.search(said):
        return Times(), _TIMES.sub(" ", said)
    if asks_when(said) and (bounded := bound_of(said)):
        return bounded
    if placed := places_of(said):
        return placed
    if moved := _MOVED.search(said):
        way: Way = "up" if moved["up"] or moved["rise"] else "down"
        most = bool(moved["most"] or moved["by_most"])
        return Moves(way, most), f"{said[: moved.start()]} {said[moved.end() :]}"
    return (Total(), _TOTAL.sub(" ", said)) if _TOTAL.search(said) else (None, said)
