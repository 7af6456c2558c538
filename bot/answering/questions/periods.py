"""Which years a question asks for: named, a range, the last few, or counted back from the newest result."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.questions.few import few
from corpus.years import find_years, nfkc, year_span

BEFORE_COVID = 2019
"""The last year untouched by it; 令和元年度 ended on 31 March 2020."""

_RECENT = re.compile(
    r"(?:直近|過去|最近|ここ|この)の?([0-9一二三四五六七八九十]{1,2})(?:か年|カ年|ヵ年|ヶ年|箇年|年)(?:度|間)*"
    r"|(?:last|past|recent|previous)\s+([0-9]{1,2}|two|three|four|five|ten|few)\s+years"
)
_FEW = r"[0-9一二三四五六七八九十]{1,2}"
_FEW_IN_ENGLISH = r"[0-9]{1,2}|two|three|four|five|ten|few"
_WITHIN = re.compile(
    rf"({_FEW})(?:か年|カ年|ヵ年|ヶ年|箇年|年)"
    r"(?:間?(?:で|の間に)(?=.*(?:何|どれ|どのくらい|いくら|いくつ).*(?:増|減|伸|変|上が|下が|上昇|低下|落))"
    r"|間?の(?:増減|増加|減少|伸び|変化)|前(?:と(?:比|の(?:比|差|違))|に比べ|より|から))"
    rf"|how much.*\b(?:over|in|during)\s+(?:the\s+)?(?:last|past)?\s*({_FEW_IN_ENGLISH})\s+years"
    rf"|(?:than|with|to|since|from)\s+({_FEW_IN_ENGLISH})\s+years\s+(?:ago|before|earlier)"
)
"""How much there came and went within some years, against the value before the first of them: 5年間で何人減った."""
_AGO = re.compile(rf"({_FEW})年前(?!後)|\b({_FEW_IN_ENGLISH})\s+years\s+ago\b")
_LASTING = re.compile(
    rf"({_FEW})(?:(?:か年|カ年|ヵ年|ヶ年|箇年|年)間|(?:か年|カ年|ヵ年|ヶ年|箇年)|年(?=で(?![すしはもあ])|の?(?:合計|累計|平均|推移)))"
    rf"|(?:over|in|during|for)\s+({_FEW_IN_ENGLISH})\s+years\b"
)
"""So many years, the newest ones where nothing else is said: 5年間の推移, 3か年平均."""
_BACK = (
    (re.compile(r"一昨年度?|おととし"), 1),
    (re.compile(r"昨年度?|去年度?|last year"), 0),
    (re.compile(r"今年度?|本年度|this year"), -1),
)
_LAST_TWO = re.compile(
    r"(?:昨年|去年)度?(?:と|と比べて?|より)?の?(?:一昨年|おととし|前々年)"
    r"|(?:一昨年|おととし|前々年)度?(?:と|から|より|に比べて?)の?(?:昨年|去年)"
)
_AHEAD = (
    (re.compile(r"再来年度?"), -3),
    (re.compile(r"来年度?|next year"), -2),
)
"""Years of which there may be a target, and otherwise nothing but a forecast."""
_AGAINST_LAST_YEAR = re.compile(
    r"(?:(?<!一)昨年|去年|前の?年)度?(?:と(?:の)?(?:比|対比|差)|より|から(?!の)|に比べ)"
    r"|(?:compared (?:with|to)|than) last year"
)
_WITHIN_YEAR = re.compile(
    r"(?<![0-9])(?:[1-9]|1[0-2])月(?:の|は|分|だけ|に(?!公表|発行|発表|出)|[?。]|$)"
    r"|月別|月ごと|月次|毎月|月平均|週平均|四半期|半期|上期|下期|週ごと|週別|日別|日ごと|曜日"
    r"|\b(?:monthly|quarterly|weekly|daily|each month|per month|by month|half-year)\b"
    r"|\bin (?:january|february|april|june|july|august|september|october|november|december)\b"
)
_LATEST = re.compile(r"最新|直近の?(?:値|数字|実績)|現在の|今の|いまの|latest|most recent|current")
BASELINE = re.compile(r"基準値|基準年|策定時|\bbaseline\b")
"""Names the year of the baseline, whichever that is."""

_COVID = re.compile(
    r"(?:新型)?コロナ(?:ウイルス|感染症)*(?:禍)?(?:の)?(?:(?:流行|感染拡大)の?)?(?:以?前|まえ)"
    r"|before (?:the )?(?:covid|corona|pandemic)|pre-?(?:covid|pandemic)"
)
_OPEN_START = re.compile(r"\s*(?:以降|から|より後|以来|onwards?)")
_OPEN_END = re.compile(r"\s*(?:まで|以前)")
_SINCE = re.compile(r"(?:since|from)\s*$")


@dataclass(frozen=True, slots=True)
class AskedYears:
    """Years that a question asks for; all fields empty means every year.

    Attributes:
        named: Gregorian years that stand in the question.
        first: Start of a range; None leaves it open. ``last`` likewise.
        recent: How many of the most recent years.
        back: Years counted back from the newest result: 0 is the newest, as in 昨年度 said while the newest result is
            last year's.
        span: How many years before the newest result the one lies that it is to be compared with.
        latest: Whether the newest value that there is was asked for, of whatever year.
        covid: Whether 2019 was asked for as コロナ前.
    """

    named: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    recent: int | None = None
    back: int | None = None
    span: int | None = None
    latest: bool = False
    covid: bool = False

    def __bool__(self) -> bool:
        return self != AskedYears()

    @property
    def single(self) -> bool:
        """Whether one year is asked for."""
        one = len(self.named) == 1 or self.back is not None or self.latest
        return one and self.first is None and self.last is None

    def wanted(self, available: Sequence[int]) -> list[int]:
        """The years asked for, in order, whether or not they have a value.

        Args:
            available: Years with a value, ascending.
        """
        if not available:
            return list(self.named)
        newest = available[-1]
        if self.named:
            return sorted(set(self.named))
        if self.back is not None:
            return [newest - self.back]
        if self.latest:
            return [newest]
        if self.span is not None:
            return list(range(newest - self.span, newest + 1))
        if self.recent is not None:
            return list(range(newest - self.recent + 1, newest + 1))
        if self.first is not None or self.last is not None:
            return [y for y in available if (self.first or y) <= y <= (self.last or y)]
        return list(available)


def asked_years(question: str) -> AskedYears:
    """Read the years out of a question (the edition it speaks of already taken out)."""
    plain = nfkc(question).lower()
    if span := year_span(plain):
        return AskedYears(first=span[0], last=span[1])
    return _counted(plain) or _named(plain) or _counted_back(plain)


def _counted(plain: str) -> AskedYears:
    """The last few years, or so many years before the newest: how many is no year's own number (令和5年で)."""
    bare = plain
    for mention in reversed(find_years(plain)):
        bare = f"{bare[: mention.start]} {bare[mention.end :]}"
    if within := _WITHIN.search(bare):
        return AskedYears(span=few(next(filter(None, within.groups()))))
    recent = _RECENT.search(plain) or _LASTING.search(bare)
    return AskedYears(recent=few(recent[1] or recent[2])) if recent else AskedYears()


def _named(plain: str) -> AskedYears:
    covid = bool(_COVID.search(plain))
    mentions = find_years(plain)
    if len(mentions) == 1 and not covid:
        mention = mentions[0]
        if _OPEN_START.match(plain, mention.end) or _SINCE.search(plain[: mention.start]):
            return AskedYears(first=mention.year)
        if _OPEN_END.match(plain, mention.end):
            return AskedYears(last=mention.year)
    named = tuple(m.year for m in mentions) + ((BEFORE_COVID,) if covid else ())
    return AskedYears(named=named, covid=covid)


def _counted_back(plain: str) -> AskedYears:
    if _LAST_TWO.search(plain):
        return AskedYears(span=1)
    if ago := _AGO.search(plain):
        return AskedYears(back=few(ago[1] or ago[2]) - 1)  # 1年前 is 昨年, of which the newest result is
    for pattern, back in (*_BACK, *_AHEAD):
        if pattern.search(plain):
            return AskedYears(back=back)
    return AskedYears(latest=bool(_LATEST.search(plain)))


def against_last_year(question: str) -> bool:
    """Whether something is set against the year before, as in 去年と比べて, and not asked of that year.

    Args:
        question: Lower case and NFKC-normalised.
    """
    return bool(_AGAINST_LAST_YEAR.search(question))


def asks_within_year(question: str) -> bool:
    """Whether a value of a part of a year is asked for: of a month, a quarter, a half.

    Args:
        question: Lower case and NFKC-normalised.
    """
    return bool(_WITHIN_YEAR.search(question))


def without_periods(said: str) -> str:
    """A text without the words that count years back: 直近3年, 去年, コロナ前.

    Args:
        said: Lower case and NFKC-normalised.
    """
    for pattern in (_AGO, _RECENT, _LASTING, _COVID, *(pattern for pattern, _ in _BACK)):
        said = pattern.sub(" ", said)
    return said
