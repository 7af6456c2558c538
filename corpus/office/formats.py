"""Number formats of Office: how a stored number is shown, ``#,##0.0;"△"#,##0.0`` and the like.

The format belongs to the figure: 0.412 in ``0.0%`` is 41.2 %, 12400 in ``#,##0,`` is 12 (thousand), and 4402 in
``"("#,##0")"`` is a past year's value in brackets.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from corpus.years import era_label, era_name

GENERAL = "General"

_DIGITS = 15
"""Significant digits that Office computes with and shows; the file has 17, so that 0.412 is 0.41199999999999998."""

_LARGEST = 24
"""Digits of a number that no document has: a file can state one that fills the memory when written out."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _. | \*. | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General) | (?P<scientific>[0#?.]+E[+\-][0#?]+) | (?P<number>[0#?.,]*[0#?][0#?.,]*) | (?P<percent>%)
    | (?P<date>[ymdhsegYMDHSEG]+|aaaa?) | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)\s*(?P<bound>-?[0-9.]+)")
_BRACKETS = re.compile(r"[(（].*[)）]", re.DOTALL)
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_DAY = 2_958_465
"""Serial number of 9999-12-31."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is shown.

    Attributes:
        value: Scaled as the format says (percent, thousands), with the decimals shown.
        carried: In brackets that are not those of negative accounts.
        text: Empty if the format hides it.
    """

    text: str
    value: Decimal
    carried: bool = False


def exact(text: str) -> Decimal | None:
    """The number that an XML text stores, to the digits that Office knows; None if it is no number (``#N/A``)."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return tidy(number) if number.is_finite() and number.adjusted() < _LARGEST else None


def tidy(number: Decimal) -> Decimal:
    """A number to 15 digits, without an exponent and without zeros at the end."""
    rounded = number.normalize(Context(prec=_DIGITS))
    whole = rounded == rounded.to_integral_value() and rounded.adjusted() < _LARGEST
    plain = rounded.quantize(Decimal(1)) if whole else rounded
    return abs(plain) if plain == 0 else plain


def show(number: Decimal, code: str) -> Shown:
    """A number in a format. A format that cannot be told is taken for the general one."""
    sections = _sections(code)
    at = _section(number, sections)
    section = sections[at]
    tokens = list(_TOKEN.finditer(section))
    if not section or (tokens and all(token["bracket"] is not None for token in tokens)):
        return Shown("" if not section else f"{tidy(number):f}", tidy(number))
    body = next((token for token in tokens if token["number"]), None)
    if is_date(section) or any(token["scientific"] for token in tokens):
        return Shown(f"{tidy(number):f}", tidy(number))
    percents = sum(token["percent"] is not None for token in tokens)
    parts = _Body(body["number"] if body else "")
    value = parts.scaled(number * 100**percents)
    minus = value < 0 and (at == 0 or bool(_CONDITION.search(section)))
    digits = parts.text(abs(value))
    placed = body or next((token for token in tokens if token["general"] or token["plain"] == "@"), None)
    texts = [("-" if minus else "") + digits if token is placed else _literal(token) for token in tokens]
    text = "".join(texts).strip()
    if placed is None:
        return Shown(text, value)  # words in the number's place
    return Shown(text, value, bool(_BRACKETS.search(text)) and not _accounting(number, sections))


def _accounting(number: Decimal, sections: list[str]) -> bool:
    """Whether brackets only stand for the minus."""
    return number < 0 and len(sections) > 1 and not _BRACKETS.search(show(-number, sections[0]).text)


def _sections(code: str) -> list[str]:
    parts = [""]
    for match in re.finditer(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;|.', code or GENERAL, re.DOTALL):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _section(number: Decimal, sections: list[str]) -> int:
    conditions = [_CONDITION.search("".join(re.findall(r"\[([^\]]*)\]", section))) for section in sections[:2]]
    if any(conditions):
        for at, condition in enumerate(conditions):
            if condition is None or _holds(number, condition["sign"], Decimal(condition["bound"])):
                return at
        return len(sections) - 1
    if number < 0 and len(sections) > 1:
        return 1
    return 2 if number == 0 and len(sections) > 2 else 0


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": number < bound,
        ">": number > bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[sign]


def _literal(token: re.Match[str]) -> str:
    if token["bracket"] is not None:  # [$¥-411] shows its sign, [Red] nothing
        currency = re.match(r"\$([^\-]*)", token["bracket"])
        return currency[1] if currency else ""
    return token["quoted"] or token["escaped"] or token["percent"] or token["plain"] or ""


class _Body:
    """The digits of a format: ``#,##0.0``; empty for the general format."""

    def __init__(self, code: str) -> None:
        whole, _, decimals = code.partition(".")
        self._general = not code
        self._scale = len(whole) - len(whole.rstrip(",")) + decimals.count(",")
        self._grouped = "," in whole.rstrip(",")
        self._decimals = decimals.replace(",", "")
        self._least_whole = whole.count("0")

    def scaled(self, number: Decimal) -> Decimal:
        """The number in thousands if the format says so, rounded as Office rounds."""
        if self._general:
            return tidy(number)
        value = tidy(number / 1000**self._scale)
        rounded = value.quantize(Decimal(1).scaleb(-len(self._decimals)), ROUND_HALF_UP)
        return abs(rounded) if rounded == 0 else rounded

    def text(self, value: Decimal) -> str:
        """The digits of a value that is not negative."""
        text = f"{value:,f}" if self._grouped else f"{value:f}"
        if self._decimals:
            optional = len(self._decimals) - len(self._decimals.rstrip("#"))
            while optional and text.endswith("0"):
                text, optional = text[:-1], optional - 1
            text = text.rstrip(".")
        return text.zfill(self._least_whole) if not self._decimals and not self._grouped else text


def is_date(code: str) -> bool:
    """Whether a format shows dates."""
    return any(token["date"] for token in _TOKEN.finditer(_sections(code)[0]))


def show_date(serial: Decimal, code: str, from_1904: bool = False) -> str:
    """A date as years.py reads it: the year alone if the format shows no more, in the era if it shows that."""
    if not 1 <= serial <= _LAST_DAY:
        return f"{tidy(serial):f}"
    day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=int(serial))
    letters = {letter for token in _TOKEN.finditer(code) if token["date"] for letter in token["date"].lower()}
    suffix = "年度" if "年度" in code else "年"
    if letters & {"h", "s"} and not letters & {"y", "e", "g", "d"}:
        return f"{tidy(serial):f}"  # a time of day
    year = f"{day.year}{suffix}"
    if letters & {"e", "g"}:
        year = era_name(day.year, "fiscal_year" if suffix == "年度" else None) if "年" in code else era_label(day.year)
    if letters <= {"y", "e", "g"}:
        return year
    if "d" not in letters:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"
