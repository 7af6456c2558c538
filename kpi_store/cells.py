"""What a cell of an imported file may say, and what it means."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeVar

from corpus.errors import Detail
from corpus.reading import Period
from corpus.years import nfkc, parse_year
from kpi_store.units import plain_unit

Kind = Literal["actual", "carried", "measured", "target", "baseline"]
"""Of the figure. ``carried`` and ``measured`` are beyond what files usually say; exports need them to stay true."""

T = TypeVar("T")

CONFIDENCE = {"high": 1.0, "medium": 0.6, "low": 0.3}
_KINDS: dict[str, Kind] = {
    "actual": "actual",
    "carried": "carried",
    "measured": "measured",
    "target": "target",
    "baseline": "baseline",
}
_PERIODS: dict[str, Period] = {
    "fiscal_year": "fiscal_year",
    "年度": "fiscal_year",
    "calendar_year": "calendar_year",
    "暦年": "calendar_year",
    "年": "calendar_year",
    "as_of": "as_of",
    "時点": "as_of",
}
_DATED = re.compile(r"as_of_[a-z]+_[0-9]{1,2}")
_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<rest>\.[0-9]+)?")
_MINUS = re.compile(r"^[△▲−–‐]\s*")
_FIRST_YEAR, _LAST_YEAR = 1868, 2199


class CellError(Exception):
    """A cell that does not say what its column holds."""

    def __init__(self, code: str, **facts: object) -> None:
        self.detail = Detail(code, **facts)


def number(text: str, unit: str) -> Decimal:
    """A figure: full-width digits, thousands separators, △ for minus, its own unit behind it.

    Raises:
        CellError: If it is no figure. A blank or a dash is none: missing is not zero.
    """
    plain = _MINUS.sub("-", nfkc(text).strip())
    own = plain_unit(unit)
    match = _NUMBER.fullmatch(plain.removesuffix(own).rstrip() if own else plain)
    if not match:
        raise CellError("not_a_number", text=text) if text else CellError("missing")
    return Decimal(match["sign"] + match["whole"].replace(",", "") + (match["rest"] or ""))


def year(text: str) -> int:
    """The year in which the period starts: ``2023``, ``2023年度``, ``R5``, ``令和5年度``.

    Raises:
        CellError: If it is not one year.
    """
    mention = parse_year(text)
    if mention is None or not _FIRST_YEAR <= mention.year <= _LAST_YEAR:
        raise CellError("not_a_year", text=text) if text else CellError("missing")
    return mention.year


def period(text: str) -> Period | None:
    """``fiscal_year``, ``calendar_year``, ``as_of`` or ``as_of_april_1``, 年度, 暦年, 時点; None for a blank.

    Raises:
        CellError: If it is none of these.
    """
    plain = nfkc(text).lower()
    if not plain:
        return None
    if _DATED.fullmatch(plain):
        return "as_of"
    return _one_of(plain, _PERIODS)


def kind(text: str) -> Kind:
    """What the figure is; a blank is an actual value.

    Raises:
        CellError: If it is none of the kinds.
    """
    plain = nfkc(text).lower() or "actual"
    return _one_of(plain, _KINDS)


def confidence(text: str) -> float:
    """``high``, ``medium``, ``low`` or a number from 0 to 1; a blank is high: somebody put the figure there.

    Raises:
        CellError: If it is none of these.
    """
    plain = nfkc(text).lower() or "high"
    if re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", plain):
        return float(plain)
    return _one_of(plain, CONFIDENCE)


def confidence_cell(sure: float) -> str:
    """What ``confidence`` reads as that."""
    return {value: word for word, value in CONFIDENCE.items()}.get(sure) or plain_float(sure)


def plain_float(value: float) -> str:
    """Digits that give the very float back, never in powers of ten."""
    return format(Decimal(repr(value)), "f")


def url(text: str) -> str | None:
    """A web address; None for a blank.

    Raises:
        CellError: If it is of another scheme, which a reader of the answer could not follow or should not.
    """
    if text and not re.match(r"https?://\S+$", text):
        raise CellError("not_an_address", text=text)
    return text or None


def _one_of(text: str, known: Mapping[str, T]) -> T:
    if text not in known:
        raise CellError("not_one_of", text=text, known=tuple(known))
    return known[text]
