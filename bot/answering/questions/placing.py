"""Which places among an indicator's years a question asks for: 上位3年, 2番目に多い年, 一番悪かった年."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.questions.few import few

Sense = Literal["greatest", "smallest", "best", "worst"]


_ALL: tuple[Sense, ...] = ("greatest", "smallest", "best", "worst")


@dataclass(frozen=True, slots=True)
class Places:
    """Years by the place of their value.

    Attributes:
        sense: From which end places are counted; good and bad are what the desired direction makes them.
        first: The first place asked for, 1-based. ``last`` likewise.
    """

    sense: Sense
    first: int
    last: int


_FEW = r"[0-9]{1,2}|[一二三四五六七八九十]"
_SENSES = (
    r"(?:(?P<greatest>多|大き|高|上位|トップ|highest|largest|biggest|most|top)"
    r"|(?P<smallest>少な|小さ|低|下位|lowest|smallest|fewest|least|bottom)"
    r"|(?P<best>良|よ(?=い|か|っ)|ベスト|best)|(?P<worst>悪|ワースト|worst))"
)
_KINDS: tuple[tuple[Literal["nth", "several", "one"], re.Pattern[str]], ...] = (
    ("nth", re.compile(rf"(?P<n>{_FEW})(?:番目|位)に\s*{_SENSES}[ぁ-ゖ]*(?:年度?)?")),
    ("nth", re.compile(rf"\b(?P<n>second|third)[- ]{_SENSES}\b(?: years?)?")),
    (
        "several",
        re.compile(
            rf"{_SENSES}[いかったくな]*(?:順に?|方から)?\s*(?:年度?)?(?:[をはの])?(?P<n>{_FEW})(?:年度?|つ|位)(?:まで|分|間)?"
        ),
    ),
    ("several", re.compile(rf"\b(?:{_SENSES}) (?P<n>[0-9]|two|three|four|five)\b(?: years?)?")),
    ("several", re.compile(rf"\b(?P<n>[0-9]|two|three|four|five) {_SENSES}\b(?: years?)?")),
    (
        "one",
        re.compile(
            r"(?:最も|一番|いちばん)(?:値が|状況が)?(?:(?P<best>良|よ(?=い|か))|(?P<worst>悪))[いくか][ぁ-ゖ]*(?:年度?)?"
        ),
    ),
    ("one", re.compile(r"\b(?:(?P<best>best)|(?P<worst>worst))\b(?: years?)?")),
)


def places_of(said: str) -> tuple[Places, str] | None:
    """The places asked for, and the question without the words that say so; None where none are.

    Args:
        said: Lower case and NFKC-normalised.
    """
    for kind, cue in _KINDS:
        if found := cue.search(said):
            held = found.groupdict()
            sense = next(sense for sense in _ALL if held.get(sense))
            number = few(held.get("n") or "1")
            rest = f"{said[: found.start()]} {said[found.end() :]}"
            return (Places(sense, number if kind == "nth" else 1, number), rest) if number else None
    return None
