"""Which bound a question asks about: 200件を超えたのはいつ, when did it fall below 900, 目標を達成したのは何年度."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.answering.questions.quantities import Measure, Quantity, quantities
from corpus.years import find_years, kanji_number

Side = Literal["above", "at_least", "below", "at_most", "at", "within"]
AskedSide = Literal[Side, "reached"]
"""``reached`` (達した) is at least or at most, as the values came from below or from above."""


@dataclass(frozen=True, slots=True)
class Bound:
    """In which years values lay beyond a bound.

    Attributes:
        side: Where they must lie.
        value: With its scale, 200万 being 2000000; None for the target in force. Of a base, how many times it.
        measure: What it counts.
        counter: The counter typed after it; empty for a bare number.
        until: Of 900人台, where the next hundred begins; None where there is but one bound.
        part: Of what is set against a base, how much of it, as typed: 半分, 8割, 2倍.
        base: The year whose value is the base; None for the oldest one, and where there is none.
        of_target: Whether the target is the base.
        again: Whether it is asked after how many years they did so again: 何年ぶり.
    """

    side: AskedSide
    value: Decimal | None
    measure: Measure = "other"
    counter: str = ""
    until: Decimal | None = None
    part: str = ""
    base: int | None = None
    of_target: bool = False
    again: bool = False


_COUNTER = re.compile(
    r"\s*(?P<counter>%|パーセント|人/ha|グラム|kg|g|トン|t"
    r"|(?:people|persons?|visitors|children|births|cases|percent|yen|times|passengers|companies|users|books)\b"
    r"|(?!台|桁)[a-z一-龥か-]{1,4}?(?=台|[のをにはがよもでだ]|割|切|超|[上下]回|達|到|突破|以|未満|ちょうど|[?。\s]|$))?"
)
_SIDES: tuple[tuple[AskedSide, str], ...] = (
    ("above", r"超え|超す|越え|こえ|上回|うわまわ|突破|オーバー|より(?:も)?(?:多|高|大き)"),
    ("at_least", r"以上"),
    ("reached", r"達し|達する|到達|届い|届く|乗っ|乗る"),
    ("below", r"下回|したまわ|割っ|割り|割る|割れ|切っ|切る|切り|未満|より(?:も)?(?:少|低|小さ)"),
    ("at_most", r"以下"),
    ("at", r"なった|なり(?:まし|ます)|なる|だった|でした|ちょうど|達成|解消|(?<=[^0-9.,]0)[?。\s]*$"),
)
_AFTER = re.compile(
    r"(?P<band>の大台|台)?\s*(?:の(?:目標|検証|基準)値?)?\s*(?:を|に|より|は)?\s*(?:いつ|初めて|はじめて|何年度?に?|どの年度?に?)*\s*(?:"
    + "|".join(f"(?P<{side}>{said})" for side, said in _SIDES)
    + r")[ぁ-ゖ]*"
)
_BAND_ALONE = re.compile(r"台(?=[のをがはにで?。\s]|$)[のに]?")
_DIGITS = re.compile(r"([1-9一二三四五六七八九])(?:ケタ|桁)台?")
_PART = re.compile(
    r"(?P<part>半分|半数|半減|倍増|倍|(?:2|二)分の(?:1|一)|(?:[0-9.]+|[二三四五六七八九])(?:倍|割(?!合)))(?:くらい|ほど|近く)?"
    r"(?:(?:の(?:値|数|水準))?[をにまでも]*\s*(?P<told>以上|以下|未満|超え|上回|下回|割[っりるれ]|切[っるり]|達し|なっ|なり|減っ|増え|落ち|まで)"
    r"|(?<=半減)し|(?<=倍増)し)[ぁ-ゖ]*|(?P<bare>半減|倍増)(?=の?[はのがを?。\s]|$)"
)
_PART_NAMES = {"半減": "半分", "倍増": "2倍", "倍": "2倍"}
_PART_SIDES: dict[str, AskedSide] = {
    "未満": "below",
    "超え": "above",
    "上回": "above",
    "下回": "below",
    "以上": "at_least",
    "以下": "at_most",
}
_BASE_YEAR = re.compile(r"(?:の(?:値の)?|に?比べて?の?|と(?:比べ|比較し)て?の?|比で?の?|から|より)[、\s]*$")
_BASE_TARGET = re.compile(r"(?:目標|検証)値?の$")
_EVER = re.compile(r"(?:これまで|今まで|過去)?に?(?:一度|1度|一回|1回)(?:で)?も|これまでに|今までに|過去に(?=[^0-9])")
_OF_A_NAME = re.compile(r"(?:以上|以下|未満)の(?!年)")
"""65歳以上の高齢者: a bound that says what is counted, and not how much."""

_ENGLISH_SIDES: tuple[tuple[AskedSide, str], ...] = (
    (
        "above",
        r"exceed(?:ed|s|ing)?|surpass(?:ed|es)?|top(?:ped|s)?|above|over|more than|greater than|higher than|past",
    ),
    ("at_least", r"at least"),
    ("reached", r"reach(?:ed|es)?|hit"),
    ("below", r"below|under|less than|fewer than|lower than"),
    ("at_most", r"at most|no more than|up to"),
    ("at", r"equal(?:s|led)?|was|were|at|to"),
)
_BEFORE = re.compile(
    r"(?:(?:first|ever|last|go(?:es)?|went|rise|rose|risen|climb(?:ed)?|fall|fell|fallen|drop(?:ped)?|dip(?:ped)?|get|got)\s+)*"
    r"\b(?:" + "|".join(f"(?P<{side}>{said})" for side, said in _ENGLISH_SIDES) + r")\s*$"
)
_TARGET_PASSED = re.compile(
    r"(?:目標値?|検証値)[をには]?\s*(?:いつ|初めて|はじめて|何年度?に)*\s*"
    r"(?:達成し|クリアし|超え|上回っ|達し|到達し|届い|下回っ|下回り|上回り)(?:た|て|まし)[ぁ-ゖ]*"
)
_TARGET_PASSED_IN_ENGLISH = re.compile(
    r"\b(?:met|meet|hit|reach(?:ed)?|achieved?|exceed(?:ed)?|attain(?:ed)?)\s+(?:its|the|their)\s+target\b"
)
_ZERO = re.compile(r"(?:ゼロ|零|\bzero\b)(?=[\s、。?をにはがので達解]|$|人|件|だ|と)")

_SIGNS = (
    (re.compile(r"プラスに(?:なっ|転じ)"), "0を超え"),
    (re.compile(r"マイナスに(?:なっ|転じ)"), "0を下回っ"),
    (re.compile(r"\bturn(?:ed)? positive\b"), "exceed 0"),
    (re.compile(r"\bturn(?:ed)? negative\b"), "fall below 0"),
)
_WHICH_YEAR = re.compile(r"いつ|何年|初めて|はじめて|どの年|\bwhen\b|\b(?:what|which) years?\b|\bfirst\b")
_WHEN = re.compile(
    r"いつ|何年|何月|初めて|はじめて|どの年|年度?は[?。\s]*$|年度?(?:は|が)(?:ある|あり|何|どれ|いつ|どの)|年度?を|こと(?:は|が)?(?:ある|あり|あった|[?。\s]*$)|台|桁"
    r"|(?:た|ました)(?:か|の|の?ですか|んですか)?[?。\s]*$|のは[?。\s]*$|年度?(?:の一覧|一覧)?[?。\s]*$"
    r"|\bwhen\b|\b(?:what|which|first|any|how many) (?:\w+ )?years?\b|\bever\b|\bfirst\b"
    r"|\byears? (?:with|in which|when)\b|^(?:did|has|have|was|were)\b"
)


def asks_when(said: str) -> bool:
    """Whether a question asks for years, or whether something was so."""
    return bool(_WHEN.search(said))


def bound_of(said: str) -> tuple[Bound, str] | None:
    """The bound asked about, the last of those named (65歳以上の割合が80%を割ったのは), and the rest."""
    for sign, bound in _SIGNS:
        said = sign.sub(bound, said)
    passed = _TARGET_PASSED.search(said) or _TARGET_PASSED_IN_ENGLISH.search(said)
    if passed and _WHICH_YEAR.search(said):
        return Bound("reached", None), said[: passed.start()] + " " + said[passed.end() :]
    said = _EVER.sub("", _ZERO.sub("0", said))
    if related := _related(said):
        return related
    if digits := _DIGITS.search(said):
        many = kanji_number(digits[1])
        least = 10 ** (many - 1) if many > 1 else 0
        found = list(_bounds(f"{said[: digits.start()]}{least}台{said[digits.end() :]}", Decimal(10**many)))
    else:
        found = list(_bounds(said))
    return found[-1] if found else None


def _related(said: str) -> tuple[Bound, str] | None:
    """A bound told by the value of another year, or by the target: 平成27年の半分以下, 目標の8割."""
    found = _PART.search(said)
    if found is None:
        return None
    typed = found["part"] or found["bare"]
    times = _times(typed)
    before = said[: found.start()]
    base = next((m for m in find_years(before) if (b := _BASE_YEAR.search(before)) and m.end == b.start()), None)
    target = _BASE_TARGET.search(before)
    if base is None and target is None and ("割" in typed or before.endswith("の")):  # 3割に達した, ピークの半分
        return None
    side = next((side for cue, side in _PART_SIDES.items() if (found["told"] or "").startswith(cue)), None)
    falls = (found["told"] or "").startswith(("割", "切"))
    side = side or ("below" if falls else "at_most" if times < 1 else "at_least")
    rest = before[: base.start] if base else before[: target.start()] if target else before
    bound = Bound(
        side, times, part=_PART_NAMES.get(typed, typed), base=base.year if base else None, of_target=target is not None
    )
    return bound, f"{rest} {said[found.end() :]}"


def _times(part: str) -> Decimal:
    """How many times the base a part of it is."""
    if part.startswith("半") or "分の" in part:
        return Decimal("0.5")
    number = part.rstrip("倍増割")
    times = Decimal(kanji_number(number)) if number and not number[0].isdigit() else Decimal(number or 2)
    return times / 10 if part.endswith("割") else times


def _bounds(said: str, until: Decimal | None = None) -> Iterator[tuple[Bound, str]]:
    for number in quantities(said):
        counter = _COUNTER.match(said, number.end)
        assert counter is not None, "every part of it may be missing"
        after = _AFTER.match(said, counter.end()) or _BAND_ALONE.match(said, counter.end())
        before = _BEFORE.search(said, 0, number.start)
        told = after or before
        if told is None or _is_year(number, said) or _OF_A_NAME.match(said, counter.end()):
            continue
        side = _side_of(told)
        typed = counter["counter"] or ("%" if number.measure == "percent" else "")
        start = told.start() if told is before else number.start
        end = told.end() if told is after else counter.end()
        end_of_band = (until or _next_band(number.value)) if side == "within" else None
        yield Bound(side, number.value, number.measure, typed, end_of_band), said[:start] + " " + said[end:]


def _side_of(told: re.Match[str]) -> AskedSide:
    """Where values must lie; 900人台 that is not passed is the whole of it."""
    if told.re is _BAND_ALONE:
        return "within"
    side = next(side for side, _ in _SIDES if told[side])
    band = told.re is _AFTER and told["band"] == "台"
    return "within" if band and side == "at" else side


def _next_band(value: Decimal) -> Decimal:
    """Where 900人台 ends: the last digit that is not zero, one higher."""
    return value + Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _is_year(number: Quantity, said: str) -> bool:
    """Whether the number is one of a year or of a date, and no value."""
    return bool(re.match(r"\s*(?:年|月|日|つ|番|位|ヶ年|カ年|か年)", said[number.end :]))
