"""Quantities in running text, however they are written: 1,234 / １２３４ / 千円 / 2万3千 / ％ / ポイント / △ / 三百."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.years import nfkc

Measure = Literal["percent", "point", "other"]
"""What a number counts, as far as a mistake would change its meaning: 3% is not 3ポイント."""

_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_ENGLISH_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_DIGITS = "〇一二三四五六七八九"

_SIGN = r"(?P<sign>[-−‐–△▲]|マイナス|minus )?\s*"
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.,]){_SIGN}(?P<number>(?:[0-9][0-9,]*(?:\.[0-9]+)?[十百千万億兆]*)+)"
    rf"(?:\s*[x×]\s*(?P<times>[0-9][0-9,]*))?(?:\s*(?P<scale>{'|'.join(_ENGLISH_SCALES)})\b)?"
)
_PART = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([十百千万億兆]*)")
_KANJI = re.compile(
    # 千 or 百万 without a digit is how a unit begins (千人, 百万円).
    rf"(?<![一-鿿]){_SIGN}(?P<kanji>(?=十*[{_DIGITS}]|十(?![億万兆]))[{_DIGITS}十百千万億兆]+)(?P<point>・[{_DIGITS}]+)?"
    r"(?=人|円|件|年|月|日|割|分|%|パーセント|ポイント|倍|か所|箇所|世帯|社|回|位|番|歳|トン|団体|施設|ヘクタール)"
)
_PERCENT = re.compile(r"\s*(?:%|パーセント|percent\b|per cent\b)")
_POINT = re.compile(r"\s*%?\s*(?:ポイント|pt\b|(?:percentage[ -])?points?\b)")
_TENTHS = re.compile(r"割(?:(?P<hundredths>[0-9])分)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        value: With its scale: 1,847千人 is 1847000.
        measure: What it counts.
        text: As written, NFKC-normalised.
        start: Where it begins in the NFKC form of the text; ``end`` likewise.
    """

    value: Decimal
    measure: Measure
    text: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """All quantities of a text, left to right. Years are quantities too: take them out first."""
    plain = nfkc(text)
    digits = list(_in_digits(plain))
    taken = {at for one in digits for at in range(one.start, one.end)}
    return sorted([*digits, *(k for k in _in_kanji(plain) if k.start not in taken)], key=lambda one: one.start)


def scaled(value: Decimal, unit: str) -> Decimal:
    """A stored value with the scale of its unit: 1,847 of 千人 is 1847000."""
    scale = re.match(r"[十百千万億兆]*", nfkc(unit))
    return value * _scale(scale[0] if scale else "")


def measure_of(unit: str) -> Measure:
    """What a unit counts."""
    plain = nfkc(unit)
    return "percent" if plain == "%" else "point" if plain in ("ポイント", "%ポイント", "pt") else "other"


def _in_digits(plain: str) -> Iterator[Quantity]:
    at = 0
    while match := _NUMBER.search(plain, at):
        value = sum((_number(n) * _scale(s) for n, s in _PART.findall(match["number"])), Decimal(0))
        if match["times"]:
            value *= _number(match["times"])
        if match["scale"]:
            value = value.scaleb(_ENGLISH_SCALES[match["scale"]])
        found = _measured(plain, -value if match["sign"] else value, match)
        at = found.end
        yield found


def _in_kanji(plain: str) -> Iterator[Quantity]:
    for match in _KANJI.finditer(plain):
        value = Decimal(_kanji_value(match["kanji"]))
        if match["point"]:
            value += Decimal("0." + "".join(str(_DIGITS.index(c)) for c in match["point"][1:]))
        yield _measured(plain, -value if match["sign"] else value, match)


def _measured(plain: str, value: Decimal, match: re.Match[str]) -> Quantity:
    end = match.end()
    if tenths := _TENTHS.match(plain, end):
        value = 10 * value + int(tenths["hundredths"] or 0)
        return Quantity(value, "percent", plain[match.start() : tenths.end()].strip(), match.start(), tenths.end())
    measure: Measure = "point" if _POINT.match(plain, end) else "percent" if _PERCENT.match(plain, end) else "other"
    return Quantity(value, measure, match[0].strip(), match.start(), end)


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _scale(signs: str) -> Decimal:
    """千万 is ten million, 十億 a thousand million: signs side by side multiply."""
    return Decimal(1).scaleb(sum(_SCALES[sign] for sign in signs))


def _kanji_value(text: str) -> int:
    """二百三十, 二三〇 and 三億二千万 as numbers."""
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = 10 * digit + _DIGITS.index(sign)
        elif _SCALES[sign] < _SCALES["万"]:
            section += (digit or 1) * 10 ** _SCALES[sign]
            digit = 0
        else:
            total += ((section + digit) or 1) * 10 ** _SCALES[sign]
            section = digit = 0
    return total + section + digit
