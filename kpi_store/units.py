"""Units of measure: when two spellings are one unit, and when two units only differ in scale (千円, 百万円)."""

import re

from corpus.years import nfkc

_SCALES = {
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "億": 8, "十億": 9, "百億": 10, "千億": 11, "兆": 12,
}  # fmt: skip
_SCALED = re.compile(rf"({'|'.join(sorted(_SCALES, key=len, reverse=True))})(.+)")
_SAME = {"パーセント": "%", "ポイント": "pt", "名": "人"}


def plain_unit(unit: str) -> str:
    """The unit in its plain spelling: ``（単位：％）`` and ``パーセント`` are ``%``."""
    plain = re.sub(r"\s+|^[(\[]|[)\]]$|単位:?", "", nfkc(unit))
    return _SAME.get(plain, plain)


def scale(unit: str) -> tuple[int, str]:
    """Power of ten and what is counted: ``百万円`` is (6, 円)."""
    match = _SCALED.fullmatch(plain_unit(unit))
    return (_SCALES[match[1]], match[2]) if match else (0, plain_unit(unit))


def same_unit(one: str, other: str) -> bool:
    """Whether values in both can stand in one series; a unit that was not given takes the other's."""
    return not one or not other or plain_unit(one) == plain_unit(other)


def same_kind(one: str, other: str) -> bool:
    """Whether both count the same thing, be it in another scale."""
    return not one or not other or scale(one)[1] == scale(other)[1]
