"""What a question wants worked out of values: when they passed a bound, how long they went one way, a sum, a multiple.

The words that say so are taken out of the question, so that none of them is looked for in a name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.answering.answer import Intent
from bot.answering.questions.bounding import Bound, asks_when, bound_of
from bot.answering.questions.placing import Places, places_of
from bot.answering.questions.targeting import OfTarget, of_target

Way = Literal["up", "down"]
OPPOSITE: Mapping[str | None, Way] = {"up": "down", "down": "up"}


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
    """In which years values rose or fell against the year before, in which the most, or after how many years again."""

    way: Way
    most: bool = False
    by_rate: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class FromPeak:
    """How the newest value, or the lowest, lies to the highest; as a share of it or a difference."""

    to_lowest: bool = False
    as_share: bool = False


@dataclass(frozen=True, slots=True)
class Yearly:
    """By how much values changed a year, on the mean."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When values turned that way, having gone another before."""

    way: Literal["up", "down", "better", "worse"]


Reckoning = Bound | Turn | Streak | Total | Times | Moves | Yearly | FromPeak | Places | OfTarget


def intent_to(reckoning: Reckoning) -> Intent:
    """The kind of answer that tells it."""
    match reckoning:
        case OfTarget():
            return "target"
        case Times() | Yearly() | FromPeak():
            return "compare"
        case _:
            return "summary"


RECKONED: frozenset[Intent | None] = frozenset({"value", "trend", "compare", "target", "summary", "text", None})
"""Kinds of question in which something may have to be worked out; the others are answered in words."""

_STREAK = re.compile(
    r"(?:(?:何|なん|[0-9]{1,2}|[二三四五六七八九十])(?:年|か年|カ年)度?(?:間)?(?:も)?(?:連続|続けて|続いて)|連続(?:で|して)?何年(?:間)?|何期連続)(?:で|して|の|に)?"
    r"|(?:毎年|ずっと|一貫して|連続して)(?=.{0,12}(?:増|減|伸|上|下|高|低))"
    r"|(?:増え|減り|減少し|増加し|伸び|上がり|下がり|上昇し|低下し)(?:続け|つづけ)て?"
    r"|\bhow many (?:consecutive|straight|successive) years\b|\bhow many years in a row\b|\bevery year\b"
    r"|\b(?:year after year|steadily)\b"
)
_UP = re.compile(r"増|伸|上が|上昇|高ま|\b(?:ris|rose|increas|grow|grew|up)")
_DOWN = re.compile(r"減|下が|低下|低く|落ち|\b(?:fall|fell|decreas|declin|drop|down|shr[aiu]nk)")
_UPWARD, _DOWNWARD = r"増加|上昇|増え|伸び|上がり|上向き", r"減少|低下|下降|下落|減り|下がり|落ち"
_TURN = re.compile(
    rf"(?:(?P<up>{_UPWARD}|プラス)|(?P<down>{_DOWNWARD}|マイナス)|(?P<better>改善|好転|回復|持ち直し)|(?P<worse>悪化))(?:傾向|基調)?"
    r"(?:に(?:転(?:じ|換し)|変わっ)[たて][ぁ-ゖ]*|(?:し)?(?:始め|はじめ|だし|出し)た[ぁ-ゖ]*)"
    rf"|いつ(?:頃|ごろ|の間に)?から(?:ずっと)?(?:(?P<is_up>{_UPWARD}|増|伸|上が)|(?P<is_down>{_DOWNWARD}|減|下が))[一-龥ぁ-ゖ]*"
    rf"|(?:(?P<was_up>{_UPWARD})|(?P<was_down>{_DOWNWARD}|減っ|下がっ))[一-龥ぁ-ゖ]*のは(?=いつ(?:頃|ごろ)?から)"
    r"|\b(?:start(?:ed)?|beg[aiu]n) (?:to )?(?:(?P<rise>ris|increas|grow)|(?P<fall>fall|declin|decreas|drop))\w*"
)
_AGAIN = re.compile(r"(?:は|って|、)?(?:何|なん)年(?:度)?(?:ぶり|振り|ぶ?りに)|\bfirst time in how many years\b")
_SOME = re.compile(r"[がの]?(?:発生し|生じ|出)(?:た|ました)")
"""待機児童が発生した: there were some."""

_AGAIN_MOVED = re.compile(
    r"(?:前の?年度?(?:を|より|と比べて?)?)?(?:(?P<up>増加|増え|上昇|上がっ|伸び|(?<=年を)上回っ|(?<=年度を)上回っ)"
    r"|減少|減っ|低下|下がっ|(?<=年を)下回っ|(?<=年度を)下回っ)し?たの?"
)
_TOTAL = re.compile(
    r"の?(?:合計|総計|総和|通算|累計|トータル|延べ|足し合わせ|合算)(?:(?:数|値|件数|人数|額)(?![一-龥]))?"
    r"(?=[はがをでとの?、。]|する|すれ|した|して|何|いくつ|いくら|教|\s|$)"
    r"|あわせて(?=何)|合わせて(?=何)|全部で(?=何)"
    r"|\b(?:in total|altogether|combined|cumulative(?:ly)?|sum of|the sum|add(?:ed)? up)\b"
    r"|\btotal(?=\s+(?!number|amount|fertility)[a-z]+)"
)
_TIMES = re.compile(
    r"何倍|(?<!求人)倍率|何分の(?:1|一|いくつ)|(?<!から)何割(?=に(?:な|減|増|当た))|(?<!から)何%(?=に(?:な|減|増|当た))|の何%(?=[で?]|$)"
    r"|\bhow many times\b(?: (?:higher|more|greater|larger|lower|as (?:many|high|large|much)))?"
    r"|\b(?:the )?ratio (?:of|between)\b|\bby what factor\b"
)


_PERCENT = re.compile(
    r"(?:対?前年度?比で?)(?:は|、)?何(?:%|パーセント|割)|の?対?前年度?の?(?:増減率|伸び率|増加率|減少率)|の(?:削減|縮減)率(?=[はをがで?。()]|$)|"
    r"何割(?:くらい|ほど)?(?:減|増|伸|下が|上が)[ぁ-ゖ]*|"
    r"(?:対?前年度?比で?)?何(?:%|パーセント)(?:の|くらい|ほど)?(?:増加|減少|上昇|低下|増え|減っ|減り|伸び|増|減|アップ|ダウン)[ぁ-ゖ]*"
    r"|の?(?:増減率|伸び率|増加率|減少率|変化率|対前年度?比|前年度?比)(?=[はをがで?。()]|$)"
    r"|\b(?:by )?(?:what|how many) percent(?:age)?\b"
    r"(?= .*\b(?:change|ris|rose|increas|grow|grew|fall|fell|decreas|drop))"
    r"|\b(?:percentage|percent|rate of) (?:change|increase|decrease|growth)\b(?: (?:in|of))?"
)
_YEAR_BEFORE = r"(?:前の?年度?(?:より|と比べて?|に比べて?)も?|前年度?比で)?"
_ASKED_FOR = r"た(?:年度?|のは?)(?=[はをが]?(?:いつ|何年|どの年|どれ|教|あ[りる]|[?。]|$))"
_MOVED = re.compile(
    rf"{_YEAR_BEFORE}(?P<most>最も|一番|いちばん|もっとも)?(?:大きく)?"
    rf"(?:(?P<up>増え|増加し|上がっ|上昇し|伸び)|減っ|減少し|下がっ|低下し|落ち込?ん?){_ASKED_FOR}"
    rf"|(?P<deep>最も|一番|いちばん|もっとも)(?:大きく)?落ち込んだ(?:年度?|のは?)"
    r"|\b(?:in )?(?:which|what) years? did\b"
    r"(?=.*\b(?:(?P<rise>rise|increase|grow|go up)|fall|decrease|drop|decline|go down)\b(?P<by_most>.*\bmost\b)?)"
)


_GREATEST_MOVE = re.compile(
    r"(?:前の?年度?(?:比|から)?(?:で)?の?)?(?:(?P<up>伸び|増加|増え方|上昇|増え)|減少|減り方|減り|落ち込み|低下)"
    r"(?:幅|数|量|額|(?P<rate>率))?"
    r"[がの](?:最も|一番|いちばん|もっとも|最大|ピーク)(?:大き|高|激し|急|だっ)?[ぁ-ゖ]*(?:年度?)?"
    r"|\b(?:largest|biggest|greatest|steepest|sharpest) (?:annual |yearly )?(?:(?P<rise>increase|rise|growth|gain)"
    r"|decrease|decline|drop|fall)\b(?: in)?"
)
_AMOUNT = r"(?:何[一-龥%]{1,3}|何ポイント|どれ(?:くらい|だけ)|どのくらい|いくら)(?:くらい|ほど)?"
_GOES = r"(?:増|減|伸|上が|下が|上昇|低下)[一-龥ぁ-ゖ]*"
_YEARLY = re.compile(
    r"(?:年平均|平均(?:すると|して)(?:年に|毎年|[1一]年に)?|[1一]年(?:間)?(?:あたり|当たり|につき)(?:平均)?)(?:で|の|して)?、?"
    rf"(?:{_AMOUNT}(?:ずつ)?{_GOES}|(?:増加|減少|増減|伸び|上昇|低下)(?:数|幅|量|額|(?!率)))"
    rf"|(?:毎年|[1一]年に){_AMOUNT}ずつ{_GOES}"
    r"|\b(?:average|mean) (?:annual|yearly) (?:change|increase|decrease|decline|growth|rise|fall)\b(?: in)?"
    r"|\b(?:rise|rose|risen|fall|fell|fallen|increased?|decreased?|declined?|dropped|grow|grew|lost)\b.*"
    r"\b(?:per|a|each) year\b"
)


_HIGHEST = r"(?:ピーク(?:時|の年)?|最大(?:値|の年|時)?|最高(?:値|の年|時)?|最多(?:の年|時)?)"
_PEAK = re.compile(
    rf"{_HIGHEST}(?:と(?P<lowest>最小値?|最低値?|最少)の?(?:差|開き|違い)|(?:と|から)の?(?:最新|現在|今|令和[0-9元]+年度?|直近)?の?(?:値|数)?の?(?:差|開き|違い)"
    r"|(?:から|より|に?比べて?|と比べて?|に対して?)(?:は|も)?、?(?=.*(?:何|どれ|どの|いくら|減|増|下|落))|の(?=何割|何%|何パーセント|何分の|どれくらい))"
    r"(?:は|、)?"
    r"|\b(?:from|since|compared (?:to|with)|below) (?:its|the) peak\b"
)
_SHARE_OF_PEAK = re.compile(r"(?:の)?(?:何割|何%|何パーセント|何分の[1一])")
_HOW_MUCH = re.compile(rf"{_AMOUNT}$")


def reckoning_of(said: str) -> tuple[Reckoning | None, str]:
    """What is to be worked out, if anything, and the question without the words that say so.

    Args:
        said: Lower case and NFKC-normalised, without the edition that it speaks of.
    """
    for find in (
        of_target,
        _from_peak,
        _yearly,
        _greatest,
        _again,
        _turn,
        _streak,
        _ratio,
        _passed,
        places_of,
        _moved,
        _total,
    ):
        if wanted := find(said):
            return wanted
    return None, said


Found = tuple[Reckoning, str] | None


def _without(said: str, found: re.Match[str]) -> str:
    return f"{said[: found.start()]} {said[found.end() :]}"


def _from_peak(said: str) -> Found:
    found = _PEAK.search(said)
    if found is None:
        return None
    share, lowest = bool(_SHARE_OF_PEAK.search(said)), bool(found["lowest"])
    return FromPeak(to_lowest=lowest, as_share=share), _SHARE_OF_PEAK.sub(" ", _without(said, found))


def _yearly(said: str) -> Found:
    found = _YEARLY.search(said)
    return (Yearly(), _without(said, found)) if found else None


def _greatest(said: str) -> Found:
    found = _GREATEST_MOVE.search(said)
    if found is None:
        return None
    way: Way = "up" if found["up"] or found["rise"] else "down"
    return Moves(way, most=True, by_rate=bool(found["rate"])), _without(said, found)


def _again(said: str) -> Found:
    found = _AGAIN.search(said)
    if found is None:
        return None
    rest = _SOME.sub("0を超えた", _without(said, found))
    if moved := _AGAIN_MOVED.search(rest):
        return Moves("up" if moved["up"] else "down", again=True), _without(rest, moved)
    bounded = bound_of(f"{rest} いつ")
    return (replace(bounded[0], again=True), bounded[1]) if bounded else None


def _turn(said: str) -> Found:
    found = _TURN.search(said)
    if found is None or found["up"] == "プラス" or found["down"] == "マイナス":  # a bound at zero
        return None
    told = {kind for kind, held in found.groupdict().items() if held}
    if named := told & {"better", "worse"}:
        return Turn("better" if "better" in named else "worse"), _without(said, found)
    return Turn("up" if told & {"up", "is_up", "was_up", "rise"} else "down"), _without(said, found)


def _streak(said: str) -> Found:
    found = _STREAK.search(said)
    if found is None:
        return None
    rest = _STREAK.sub(" ", said)
    up, down = _UP.search(said), _DOWN.search(said)
    if up or down or not (bounded := bound_of(rest)):
        return Streak(("up" if up else "down") if bool(up) != bool(down) else None), rest
    return bounded  # 何年連続でゼロ


def _ratio(said: str) -> Found:
    if _PERCENT.search(said):
        return Times(as_change=True), _PERCENT.sub(" ", said)
    return (Times(), _TIMES.sub(" ", said)) if _TIMES.search(said) else None


def _passed(said: str) -> Found:
    return bound_of(said) if asks_when(said) else None


def _moved(said: str) -> Found:
    found = _MOVED.search(said)
    if found is None or _HOW_MUCH.search(said[: found.start()]):  # 令和2年から何人減ったの
        return None
    way: Way = "up" if found["up"] or found["rise"] else "down"
    return Moves(way, bool(found["most"] or found["by_most"] or found["deep"])), _without(said, found)


def _total(said: str) -> Found:
    return (Total(), _TOTAL.sub(" ", said)) if _TOTAL.search(said) else None
