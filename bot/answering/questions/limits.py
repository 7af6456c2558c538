"""How many of a list are asked for: ワースト3, 上位5つ, the three lowest; one of what is 最も."""

import re

from bot.answering.questions.few import few
from corpus.words import plain

_FEW = r"[0-9]{1,2}|[一二三四五六七八九十]"
_MANY = re.compile(
    rf"(?:ワースト|ベスト|トップ|上位|下位|順に|から)\s*({_FEW})(?![0-9年月])(?:つ|件|個|位|指標)?|({_FEW})(?:つ|件|個|指標)(?=[。?]|$|教|挙|あげ|を|だけ)"
    r"|\b(?:top|bottom|worst|best|lowest|highest)\s+([0-9]{1,2}|two|three|four|five)\b|\b([0-9]{1,2}|two|three|four|five)\s+(?:worst|best|lowest|highest)\b"
)
_ONE = re.compile(
    r"(?:最も|一番|いちばん|もっとも)(?!.*(?:順|ランキング))|\b(?:lowest|highest|worst|best|most|least)\b(?!.*\b(?:order|rank))"
)


def limit_of(text: str) -> int | None:
    """How many are asked for; None for all."""
    said = plain(text)
    if found := _MANY.search(said):
        number = next(filter(None, found.groups()))
        return few(number) or None
    return 1 if _ONE.search(said) else None
