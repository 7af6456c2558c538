"""Which bound a question asks about: 200件を超えたのはいつ, when did it fall below 900, 目標を達成したのは何年度."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.answering.quantities import Measure, Quantity, quantities

Side = Literal["above", "at_least", "below", "at_most", "at"]
AskedSide = Literal[Side, "reached"]
"""``reached`` (達した) is at least or at most, as the values came from below or from above."""


@dataclass(frozen=True, slots=True)
class Bound:
    """In which years values lay beyond a bound.

    Attributes:
        side: Where they must lie.
        value: With its scale, 200万 being 2000000; None for the target in force.
        measure: What it counts.
        counter: The counter typed after it; empty for a bare number.
    """

    side: AskedSide
    value: Decimal | None
    measure: Measure = "other"
    counter: str = ""


_COUNTER = re.compile(
    r"\s*(?P<counter>%|パーセント|億円|円|人/ha|人|名|件|グラム|kg|g|トン|t|社|回|戸|世帯|台|冊|歳|倍|か所|箇所|カ所|店|校|組"
    r"|(?:people|persons?|visitors|children|births|cases|percent|yen|times|passengers|companies|users|books)\b)?"
)
_SIDES: tuple[tuple[AskedSide, str], ...] = (
    ("above", r"超え|超す|越え|こえ|上回|うわまわ|突破|オーバー|より(?:も)?(?:多|高|大き)"),
    ("at_least", r"以上"),
    ("reached", r"達し|達する|到達|届い|届く|乗っ|乗る"),
    ("below", r"下回|したまわ|割っ|割り込|割る|割れ|切っ|切る|切り|未満|より(?:も)?(?:少|低|小さ)"),
    ("at_most", r"以下"),
    ("at", r"なった|なり(?:まし|ます)|なる|だった|でした|ちょうど|達成|解消|(?<=[^0-9.,]0)[?。\s]*$"),
)
_AFTER = re.compile(
    r"(?:の大台)?\s*(?:を|に|より|は)?\s*(?:いつ|初めて|はじめて|何年度?に?|どの年度?に?)*\s*(?:"
    + "|".join(f"(?P<{side}>{said})" for side, said in _SIDES)
    + r")[ぁ-ゖ]*"
)
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
    r"いつ|何年|何月|初めて|はじめて|どの年|年度?は[?。\s]*$|年度?(?:は|が)(?:ある|あり|何|どれ|いつ|どの)|年度?を|ことは?(?:ある|あり|あった)"
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
    said = _ZERO.sub("0", said)
    found = list(_bounds(said))
    return found[-1] if found else None


def _bounds(said: str) -> Iterator[tuple[Bound, str]]:
    for number in quantities(said):
        counter = _COUNTER.match(said, number.end)
        assert counter is not None, "every part of it may be missing"
        after = _AFTER.match(said, counter.end())
        before = _BEFORE.search(said, 0, number.start)
        told = after or before
        if told is None or _is_year(number, said) or _OF_A_NAME.match(said, counter.end()):
            continue
        side = next(side for side, _ in _SIDES if told[side])
        typed = counter["counter"] or ("%" if number.measure == "percent" else "")
        start = told.start() if told is before else number.start
        end = told.end() if told is after else counter.end()
        yield Bound(side, number.value, number.measure, typed), said[:start] + " " + said[end:]


def _is_year(number: Quantity, said: str) -> bool:
    """Whether the number is one of a year or of a date, and no value."""
    return bool(re.match(r"\s*(?:年|月|日|つ|番|位|ヶ年|カ年|か年)", said[number.end :]))
