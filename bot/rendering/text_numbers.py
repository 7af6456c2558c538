"""How a number, a year and a source are written; the same in the terminal, in Slack and in charts."""

from collections.abc import Iterable
from decimal import Decimal

from bot.answering.answer import Source
from bot.answering.phrases import signed
from corpus.reading import PointStatus
from corpus.years import era_label
from prompts.wording import Language, wording


def decimals_of(values: Iterable[Decimal]) -> int:
    """Digits after the point that the most precise of the values needs."""
    return max((max(0, -int(value.normalize().as_tuple().exponent)) for value in values), default=0)


def number(value: Decimal, decimals: int | None = None, language: Language | None = None) -> str:
    """A value with thousands separators and no exponent: ``1,234``, ``-3.50``; in a Japanese reply ``△3.50``.

    Args:
        value: A stored or computed value; it is never rounded here.
        decimals: Least digits after the point, so that a column lines up; None for as many as needed.
        language: Of the reply; None for the sign as it is typed, where a value is to be worked with.
    """
    needed = decimals_of([value])
    return signed(f"{value:,.{max(needed, decimals or 0)}f}", language or "en")


def exact(value: Decimal, language: Language | None = None) -> str:
    """A value with just the digits it was computed to: 2.0 stays ``2.0``, since it says how fine it was rounded."""
    return signed(f"{value:,f}", language or "en")


def quantity(value: Decimal, unit: str, decimals: int | None = None, language: Language | None = None) -> str:
    """A value with its unit as Japanese writes it, without a space: ``1,234人``, ``98.5%``."""
    return number(value, decimals, language) + unit


def shown(value: Decimal, status: PointStatus, decimals: int | None = None, language: Language | None = None) -> str:
    """A point's value: in parentheses where it is a past year's, as the documents print it."""
    plain = number(value, decimals, language)
    return f"({plain})" if status == "carried" else plain


def year_label(year: int, language: Language) -> str:
    """A year in both countings: ``R5(2023)`` in Japanese, ``2023 (R5)`` in English."""
    return f"{year} ({era_label(year)})" if language == "en" else f"{era_label(year)}({year})"


def source_line(source: Source, language: Language) -> str:
    """Where something stands: document, edition and page, or the address of an imported figure."""
    say = wording(language).say
    parts = [source.document]
    if source.edition:
        parts.append(say("text.source.edition", edition=source.edition))
    if source.page is not None:
        parts.append(say("text.source.page", page=source.page))
    if source.line is not None:
        parts.append(say("text.source.line", line=source.line))
    if source.url:
        parts.append(source.url)
    return say("text.source.between").join(part for part in parts if part)
