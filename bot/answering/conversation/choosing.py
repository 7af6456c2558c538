"""「2つ目」, "the second one", 「両方」: a choice among the names that the last answer offered."""

import re
from dataclasses import dataclass

from corpus.words import plain
from corpus.years import kanji_number

_COUNT = r"[0-9]{1,2}|[一二三四五六七八九十]|ひと|ふた"
_WORDS = {"ひと": 1, "ふた": 2, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_TAIL = r"(?:の?(?:方|ほう|もの|やつ|指標|候補)|\s*(?:one|option))?"
_NTH = re.compile(
    rf"^(?:(?P<nth>{_COUNT})(?:つ目|つめ|番目|番(?![^のでをがは。?\s])|個目)"
    rf"|(?:the\s+)?(?P<word>{'|'.join(w for w in _WORDS if w.isascii())})(?=\s*(?:(?:one|option)\b|[?.!]?$|'s\b))"
    rf"|(?:no\.?|number|option|#)\s*(?P<number>[0-9]{{1,2}})(?![0-9])"
    rf"|(?P<first>最初|いちばん上|一番上)|(?P<last>最後|いちばん下|一番下|(?:the\s+)?last(?=\s+(?:one|option))))"
    rf"{_TAIL}"
)
_BARE = re.compile(r"^\(?(?P<nth>[0-9]{1,2})\)?\s*(?:です|で|を|の)?[。.!]?$")
_SIDE = r"(?:の?(?:方|ほう))?(?=$|[のをでは、。?\s])"
_UPPER = re.compile(rf"^(?:上|前者|the former){_SIDE}")
_LOWER = re.compile(rf"^(?:下|後者|the latter){_SIDE}")
_OTHER = re.compile(rf"^(?:もう(?:一つ|1つ|ひとつ|片方|一方)|(?:他|ほか)の?(?:方|ほう)|the other(?:\s+one)?){_SIDE}")
_ALL = re.compile(r"^(?:両方|どちらも|いずれも|(?:全部|全て|すべて)$|both(?: of them)?|all(?: of them)?$)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen.

    Attributes:
        names: The candidates chosen; none where there is none at that place.
        rest: The question without the words that chose, lower case and NFKC-normalised.
    """

    names: tuple[str, ...]
    rest: str


def chosen(said: str, candidates: tuple[str, ...]) -> Choice | None:
    """The candidates that a question chooses by their place; None where it chooses none.

    Args:
        said: The question.
        candidates: Names in the order in which they were offered.
    """
    said = plain(said).strip()
    if not candidates:
        return None
    if match := _ALL.match(said):
        return Choice(candidates, said[match.end() :])
    if len(candidates) == 1 and (match := _OTHER.match(said)):
        return Choice(candidates, said[match.end() :])
    if len(candidates) == 2 and (match := _UPPER.match(said) or _LOWER.match(said)):
        return Choice((candidates[0 if _UPPER.match(said) else 1],), said[match.end() :])
    if match := _BARE.match(said) or _NTH.match(said):
        place = _place(match.groupdict(), len(candidates))
        return Choice(candidates[place - 1 : place] if place else (), said[match.end() :])
    return None


def _place(found: dict[str, str | None], many: int) -> int:
    """1-based place of the candidate chosen."""
    if found.get("first"):
        return 1
    if found.get("last"):
        return many
    said = found.get("nth") or found.get("word") or found.get("number") or ""
    return _WORDS.get(said) or kanji_number(said)
