"""Names of indicators: one way to take a printed name apart, to compare two, and to say how alike they are.

The same indicator is written 保育所等の待機児童数（人） on one page and (再掲)保育所など待機児童数(単位:人) on another.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SAME = 0.93
"""Names at least this alike may be taken for one indicator; below it, the place in the document must agree too."""

ALIKE = 0.6
"""Names at least this alike can be one indicator if nothing speaks against it."""

_AGAIN = re.compile(r"[(（\[【〔<〈]\s*再掲[^)）\]】〕>〉]*[)）\]】〕>〉]|^再掲[:：\s]+|[:：\s]再掲$")
_UNIT = re.compile(
    r"[(（\[【〔［]\s*単位\s*[:：;]?\s*(?P<unit>(?:[^()（）\[\]【】〔〕［］]|[(（][^()（）]*[)）])+?)\s*[)）\]】〕］]"
    r"|\s単位\s*[:：]\s*(?P<bare>\S+)$"
)
_COUNTER = (
    r"(?:人泊|人|名|件|円|世帯|戸|棟|[かカヶケ箇]所|校|園|団体|社|者|企業|事業所|施設|店舗?|[回日年分歳点位倍組台冊本枚泊]|時間"
    r"|トン|t-CO2|kWh|[MkK]W|k?[tg]|k?m[2²]?|ha|㎡|㎢|ポイント|pt|指数|[%％‰])"
)
_TRAILING_UNIT = re.compile(
    rf"[(（](?P<unit>(?:十|百|千|万|億|兆)*{_COUNTER}(?:[/／]{_COUNTER})?)[)）]$", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:※\s*[0-9０-９]{0,2}|[(（](?:注|※)\s*[0-9０-９]{0,2}[)）])$")
"""The mark of a note behind a name: 待機児童数※1."""
_OVER_TIME = re.compile(r"の?(?:年度別の?|年次|経年)?(?:推移|経年変化)(?:グラフ|表)?\s*(?=$|[(（\[【〔<〈])")
"""What the title of a chart or table says beside the name: 出生数の推移, 総人口の推移(国勢調査)."""
_SPELLINGS = (
    ("など", "等"),
    ("障害", "障がい"),
    ("障碍", "障がい"),
    ("子供", "子ども"),
    ("こども", "子ども"),
    ("当たり", "あたり"),
    ("当り", "あたり"),
    ("取組み", "取組"),
    ("取り組み", "取組"),
)
_CONTRASTS = frozenset(
    frozenset(pair)
    for pair in ("入出", "男女", "増減", "内外", "上下", "昼夜", "公私", "新旧", "開廃", "生死", "大小", "大高", "幼保")
)
"""Single characters that tell two otherwise equal names apart (転入者数, 転出者数)."""

_UNHEARD = re.compile(r"[\s・･·,、，.「」『』()\[\]【】〔〕<>〈〉《》\"'“”の]")
_DASHES = re.compile(r"[‐‑–—―−]")
_INSIDE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A printed indicator name, taken apart.

    Attributes:
        name: As printed without unit, 再掲, の推移 and a footnote's mark; (累計) and the like stay.
        unit: As printed, or empty.
        again: Whether it is marked 再掲: shown elsewhere too.
    """

    name: str
    unit: str
    again: bool


def take_apart(printed: str) -> PrintedName:
    """Name, unit and 再掲 of a printed indicator name."""
    rest = _AGAIN.sub("", printed)
    again = rest != printed
    rest = _FOOTNOTE.sub("", rest.strip(" 　*"))
    unit = ""
    if match := _UNIT.search(rest) or _TRAILING_UNIT.search(rest):
        unit = next(part for part in match.groups() if part).strip()
        rest = rest[: match.start()] + rest[match.end() :]
    rest = _FOOTNOTE.sub("", rest)
    rest = _OVER_TIME.sub("", rest) or rest
    return PrintedName(re.sub(r"\s+", " ", rest).strip(" 　・･"), unit, again)


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The key under which two spellings of one name are equal.

    Width, spaces, brackets, ・, の, 再掲, の推移, the unit, など / 等 and 障害 / 障がい make no difference; what stands
    in other brackets does: 就業者数（男） is not 就業者数（女）.
    """
    key = _key(name)
    # What a bracket kept apart (な)ど may be a spelling of its own once the bracket is gone.
    while (again := _key(key)) != key:
        key = again
    return key


def one_spelling(text: str) -> str:
    """Text of any kind in the spelling of ``normalise``, nothing taken off it: a name stands in it as its key does."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for spelling, usual in _SPELLINGS:
        plain = plain.replace(spelling, usual)
    return _UNHEARD.sub("", _DASHES.sub("-", plain))


def _key(name: str) -> str:
    return one_spelling(_plain(name))


@lru_cache(maxsize=8192)
def similarity(a: str, b: str) -> float:
    """How alike two indicator names are, 0.0 to 1.0; 1.0 when their keys are equal.

    A name shortened by its brackets scores above ``SAME``; one that is the end of the other (the head of a
    Japanese noun phrase) above ``ALIKE``. Other figures, or other words in the brackets, never reach ``ALIKE``.
    """
    one, other = normalise(a), normalise(b)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    score = max(fuzz.ratio(one, other) / 100, _within(one, other))
    if _differ_inside(a, b) or contrasting(one, other):
        return min(score, ALIKE - 0.05)
    base, other_base = _without_brackets(a), _without_brackets(b)
    if base and other_base and (base, other_base) != (one, other):
        score = max(score, 0.96 if base == other_base else 0.95 * similarity(base, other_base))
    if re.findall(r"[0-9]+", base) != re.findall(r"[0-9]+", other_base):
        score = min(score, ALIKE - 0.05)
    return min(score, 0.99)


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", take_apart(name).name)


def _within(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or short not in long:
        return 0.0
    share = len(short) / len(long)
    return 0.7 + 0.2 * share if long.endswith(short) else 0.55 + 0.3 * share


@lru_cache(maxsize=8192)
def _without_brackets(name: str) -> str:
    return normalise(_INSIDE.sub("", _plain(name)))


def _differ_inside(a: str, b: str) -> bool:
    """Whether both names have brackets and these say different things."""
    inside = [{normalise(inner) for inner in _INSIDE.findall(_plain(name))} for name in (a, b)]
    return all(inside) and not (inside[0] & inside[1])


def contrasting(one: str, other: str) -> bool:
    """Whether two otherwise like names differ in a character that tells two things apart: 転入者数, 転出者数."""
    return any(
        frozenset((x, y)) in _CONTRASTS
        for edit in Levenshtein.opcodes(one, other)
        if edit.tag == "replace"
        for x, y in zip(one[edit.src_start : edit.src_end], other[edit.dest_start : edit.dest_end], strict=False)
    )
