"""Digits as Japanese documents write them: full-width, kanji with and without 十, 元."""

import unicodedata

_KANJI = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}


def nfkc(text: str) -> str:
    """The text with full-width digits and letters, bracket and era-ligature forms (㋿) made plain."""
    return unicodedata.normalize("NFKC", text)


def kanji_number(text: str) -> int:
    """Read a number of one or two digits: 23, 二十三, 二三 or 元.

    Raises:
        ValueError: If the text is no such number.
    """
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return positional(text)
    return (positional(tens) if tens else 1) * 10 + (positional(ones) if ones else 0)


def positional(text: str) -> int:
    """Read kanji that stand for digits: 二〇二三.

    Raises:
        ValueError: If the text has none or holds anything else.
    """
    if not text or not set(text) <= _KANJI.keys():
        raise ValueError(f"not a number: {text!r}")
    return int("".join(_KANJI[c] for c in text))
