"""Words that stand where a value would: 調査中, 未公表, 未実施. They are kept as a note: 令和6年：調査中."""

import re

from corpus.years import YearMention, find_years, nfkc

_WORDS = (
    r"(?:調査中|集計中|算定中|算出中|確認中|未公表|未確定|未集計|未定|公表前|公表待ち"
    r"|未実施|実施せず|中止|休止|調査なし|実績なし|該当なし)"
)
_CELL = re.compile(rf"\(?({_WORDS})\)?")
_NOTE = re.compile(rf"(?P<year>[^：]+)：(?P<said>{_WORDS})")


def pending_note(cell: str, year: YearMention) -> str | None:
    """The note that a cell of a year's column makes, or None if it says nothing of this kind."""
    said = _CELL.fullmatch(re.sub(r"\s", "", nfkc(cell)))
    return f"{year.label}：{said[1]}" if said else None


def read_pending(note: str) -> tuple[int, str] | None:
    """Year and word of such a note, or None if a note is another."""
    match = _NOTE.fullmatch(note)
    years = find_years(match["year"]) if match else []
    return (years[0].year, match["said"]) if match and len(years) == 1 else None
