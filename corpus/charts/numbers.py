"""Numbers as charts and tables print them: signs, thousands, decimals, units, and brackets for past values."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.years import nfkc

_NUMBER = re.compile(
    r"""
    (?P<open>[(<〔\[])?
    (?P<sign>[-−–‐▲△+])?
    (?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)
    (?P<decimals>\.[0-9]+)?
    (?P<suffix>[^\d()<>〔〕\[\],.※*\ufffd]{0,6})
    (?P<close>[)>〕\]])?
    (?P<late>%)?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number and how it was printed.

    Attributes:
        decimals: Digits after the point, as printed.
        carried: In brackets: a past year's value, shown because the year's own is not yet known.
        suffix: Unit printed behind it, or empty.
    """

    value: Decimal
    decimals: int
    carried: bool
    suffix: str


def parse_number(text: str) -> PrintedNumber | None:
    """Read a text that is one number and nothing else (``▲1,204``, ``(2,297)``, ``41.2%``, ``120人``), or None.

    ▲ and △ are the minus of Japanese accounts. A bracket without its partner makes the number unreadable.
    """
    plain = re.sub(r"\s", "", nfkc(text))
    match = _NUMBER.fullmatch(plain)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    decimals = match["decimals"] or ""
    value = Decimal(match["digits"].replace(",", "") + decimals)
    if match["sign"] and match["sign"] != "+":
        value = -value
    suffix = (match["suffix"] or "") + (match["late"] or "")
    return PrintedNumber(value, max(0, len(decimals) - 1), bool(match["open"]), suffix)
