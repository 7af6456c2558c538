"""Which document a question speaks of, where it names it by its date or its place in the row and not by its edition.

令和5年8月公表の資料では, 前回の資料では, 昨年の資料では, in the document published in August 2023.
"""

import re
from calendar import month_name
from dataclasses import dataclass

from corpus.years import find_years
from kpi_store.figures import Published

_PAPER = r"(?:(?:検証|評価|総合戦略の?検証)?の?(?:資料|文書|報告書?|版|エディション)|検証(?=で))"
_ENDING = r"(?:では|で|によると|による|には|に|は|の)?"
_PUBLISHED = re.compile(
    r"(?:\s*(?P<month>[0-9]{1,2})月)?(?:[0-9]{1,2}日)?[にの]?"
    rf"(?:公表|発行|発表|公開|作成|出)(?:された|した|さ?れた|た)?の?{_PAPER}{_ENDING}"
)
_BEFORE = (
    (
        re.compile(rf"(?:前々回|二つ前|ふたつ前|2つ前|おととし|一昨年度?)の?{_PAPER}{_ENDING}|\bedition before last\b"),
        2,
    ),
    (
        re.compile(
            r"(?:前回|一つ前|ひとつ前|1つ前|この前|1年前|前の年度?|昨年度?|去年度?|前年度?|(?<![一-龥以])前)(?:の|に(?:出た|公表された))?"
            rf"{_PAPER}{_ENDING}"
            r"|(?:in )?(?:the )?(?:previous|last year's|preceding|former)\s+(?:edition|document|report|version)\b"
        ),
        1,
    ),
    (
        re.compile(
            rf"(?:今回|最新|今年度?|現在|今)の{_PAPER}{_ENDING}"
            r"|(?:in )?(?:the )?(?:latest|current|newest)\s+(?:edition|document|report)\b"
        ),
        0,
    ),
)
_MONTHS = tuple(name.lower() for name in month_name[1:])
_PUBLISHED_IN_ENGLISH = re.compile(
    r"(?:in )?(?:the )?(?:edition|document|report)\s+(?:that was )?(?:published|issued|released)\s+in\s+"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A document as a question names it.

    Attributes:
        said: The words that name it.
        back: How many editions before the newest; None where a date is named.
        year: Of publication. ``month`` likewise, None where none is named.
    """

    said: str
    back: int | None = None
    year: int | None = None
    month: int | None = None


def issue_of(said: str) -> tuple[Issue | None, str]:
    """The document that a question names so, and the question without those words.

    Args:
        said: Lower case and NFKC-normalised.
    """
    for mention in find_years(said):
        if named := _PUBLISHED.match(said, mention.end):
            month = mention.month or (int(named["month"]) if named["month"] else None)
            start, end = mention.start, named.end()
        elif named := _PUBLISHED_IN_ENGLISH.search(said, 0, mention.start):
            month = _MONTHS.index(named["month"]) + 1 if named["month"] else None
            start, end = named.start(), mention.end
        else:
            continue
        return Issue(_bare(said[start:end]), year=mention.year, month=month), f"{said[:start]} {said[end:]}"
    for cue, back in _BEFORE:
        if named := cue.search(said):
            rest = f"{said[: named.start()]} {said[named.end() :]}"
            return (Issue(_bare(named[0]), back=back) if back else None), rest  # the newest is in force anyway
    return None, said


def _bare(said: str) -> str:
    return re.sub(f"{_ENDING}$|^(?:in )?the ", "", said.strip()).strip()


def edition_of(issue: Issue, figures: Published) -> str | None:
    """Label of the edition meant; None where no such document is published."""
    if issue.back is not None:
        results = {d.edition for d in figures.documents if d.edition and d.kind == "verification"}
        row = [edition for edition in figures.editions() if edition in results] or list(figures.editions())
        return row[issue.back] if issue.back < len(row) else None
    for document in figures.documents:
        dated = document.published
        if dated and document.edition and dated.year == issue.year and issue.month in (None, dated.month):
            return document.edition
    return None
