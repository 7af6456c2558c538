"""Titles and units: 「保育所等の待機児童数（単位：人）」 is a title with its unit."""

import re

from corpus.years import nfkc

_STATED = re.compile(r"[(\[【〔]?\s*単位\s*[::]?\s*(?P<unit>[^()\[\]【】〔〕]+?)\s*[)\]】〕]?\s*$")
_STATED_FIRST = re.compile(r"^\s*[(\[【〔]\s*単位\s*[::]?\s*(?P<unit>[^()\[\]【】〔〕]+?)\s*[)\]】〕](?P<words>.+)$")
_BRACKETED = re.compile(r"[(\[〔]\s*(?P<unit>[^()\[\]〔〕]{1,8})\s*[)\]〕]\s*$")
_UNIT = re.compile(
    r"""(?:[十百千万億兆]*)
    (?:人|件|円|世帯|戸|所|箇所|か所|ヶ所|カ所|ヵ所|回|台|本|冊|点|校|園|社|団体|組|日|時間|分|年|歳|棟|店|床|枚|隻|頭|羽|匹
    |名|位|倍|種|例|品|家族|経営体|事業所|施設|地区|箇|者|便|泊|人泊|人日|人回|区画|議席|室|席|施策|事業|路線|品目|作品|項目
    |%|‰|ポイント|pt|ha|a|m|m2|m3|㎡|㎥|km|km2|㎢|kg|g|t|トン|L|kL|kW|MW|kWh|MWh|GWh|℃|dB|ppm|mg/L|t-CO2|tCO2|ドル|点数|指数)
    (?:/[^()]{1,6})?""",
    re.VERBOSE,
)


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else (人, 百万円, %, t-CO2)."""
    return _UNIT.fullmatch(re.sub(r"\s", "", nfkc(text))) is not None


def split_unit(text: str) -> tuple[str, str]:
    """A title's words and its unit, either may be empty.

    A bracket that names the unit (単位：…) is always one; another only if it holds a known unit, for titles end in
    brackets of other kinds too (累計, 大学).
    """
    plain = nfkc(text).strip()
    first = _STATED_FIRST.match(plain)
    if first:
        return first["words"].strip(), re.sub(r"\s", "", first["unit"])
    stated = _STATED.search(plain)
    if stated:
        return plain[: stated.start()].strip(), re.sub(r"\s", "", stated["unit"])
    bracketed = _BRACKETED.search(plain)
    if bracketed and is_unit(bracketed["unit"]):
        return plain[: bracketed.start()].strip(), re.sub(r"\s", "", bracketed["unit"])
    return plain, ""
