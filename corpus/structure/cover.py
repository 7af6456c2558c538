"""What the cover says: title, kind of document, date, who publishes it, and the year whose results it holds."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import takewhile

from corpus.reading import DocumentKind
from corpus.structure.blocks import Block, mend
from corpus.years import era_label, find_years, fiscal_year_of, nfkc, year_span

_COVER_BLOCKS = 12
_LONGEST_TITLE = 80
_LONGEST_BODY = 40
_VERIFIES = re.compile(r"検証|評価|進捗|進行管理|取組状況|達成状況|実施状況|フォローアップ|実績報告|点検")
_PLANS = re.compile(r"総合戦略|創生戦略|地方版戦略")
_BODY = re.compile(r"(?:[都道府県市区町村]|委員会|本部|会議|協議会|審議会|議会|[局部課室署]|センター|組合|機構)$")
_DATE = re.compile(r"\s*(?P<month>[0-9]{1,2})\s*月(?:\s*(?P<day>[0-9]{1,2})\s*日)?")
_DATE_ONLY = re.compile(r"^\S{0,4}[0-9元]+\s*年\s*(?:\([^()]*\))?\s*[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*日)?\s*\S{0,4}$")
_RESULTS = re.compile(
    r"^[\s(]*(?:の|における|末|末時点の|版)?[\s(]*(?:(?:主な|各|事業|施策|取組|KPI|数値目標|重要業績評価指標|指標)[のや及び・]*)*"
    r"(?:実績|検証|効果検証|評価|進捗|達成状況|取組状況|実施状況)|^\s*版"
)
_MEETING = re.compile(r"^\s*(?:第\s*[0-9]+\s*回|[^。]{0,14}(?:委員会|会議|審議会|予算))")
_PLAN_PERIOD = re.compile(r"(?:計画|対象|戦略の?)期間")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover, and where it is silent the text, says of the whole document."""

    title: str
    kind: DocumentKind
    edition: str | None
    published: date | None
    body: str | None
    blocks: tuple[Block, ...] = ()


def read_cover(blocks: Sequence[Block], fallback: str) -> Cover:
    """Read the cover.

    Args:
        blocks: All blocks of the document.
        fallback: Title if the document has none.
    """
    cover = _cover_blocks(blocks)
    heading = _heading(cover)
    title = _tidy(_joined(heading)) or fallback
    text = nfkc("\n".join(block.text for block in blocks if block.is_text))
    kind = _kind(title, text)
    cover_text = nfkc("\n".join(block.text for block in cover))
    year, month, day = _publication(cover_text)
    return Cover(
        title=title,
        kind=kind,
        edition=_edition(kind, cover_text, text, fiscal_year_of(year, month) if year and month else None),
        published=date(year, month, day) if year and month and day else None,
        body=_body([block for block in cover if block not in heading]),
        blocks=tuple(cover),
    )


def _cover_blocks(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks[:_COVER_BLOCKS]:
        body_began = any(b.level is None for b in found)
        if block.page != blocks[0].page or (block.mark and block.mark.kind != "note"):
            break
        if body_began and block.level is not None and block.level == found[0].level:
            break  # a second heading of the title's rank
        if block.is_text:
            found.append(block)
    return found


def _heading(cover: Sequence[Block]) -> list[Block]:
    """The blocks that make the title: those of the first of the largest headings, else the first line."""
    lines = [block for block in cover if block.mark is None and not _DATE_ONLY.match(nfkc(block.text))]
    levels = [block.level for block in lines if block.level is not None]
    if not levels:
        return lines[:1] if lines and len(lines[0].text) <= _LONGEST_TITLE else []
    first = next(i for i, block in enumerate(cover) if block in lines and block.level == min(levels))
    heading = list(takewhile(lambda block: block in lines and block.level == min(levels), cover[first:]))
    return heading[:-1] if len(heading) > 1 and _is_body(heading[-1]) else heading


def _joined(blocks: Sequence[Block]) -> str:
    return reduce(mend, (block.text for block in blocks), "")


def _tidy(text: str) -> str:
    """Without the blanks that only fit a title to its lines."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|\n", "", text).strip(" *")


def _kind(title: str, text: str) -> DocumentKind:
    if _VERIFIES.search(title):
        return "verification"
    if _PLANS.search(title):
        return "strategy"
    if len(re.findall(r"今後の\s*方向性", text)) >= 3 and re.search(r"KPI|重要業績評価指標|数値目標", text):
        return "verification"
    return "other"


def _publication(cover: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day on the cover, as far as it has them."""
    for mention in find_years(cover):
        if mention.period == "fiscal_year":
            continue
        inside = re.search(r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日$", mention.label)
        match = inside or _DATE.match(cover, mention.end)
        if match:
            month, day = int(match[1]), int(match[2]) if match[2] else None
            if _is_date(mention.year, month, day or 1):
                return mention.year, month, day
    return None, None, None


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _edition(kind: DocumentKind, cover: str, text: str, published: int | None) -> str | None:
    """Fiscal year whose results a verification holds; fiscal year in which a strategy starts."""
    if kind == "verification":
        stated = _stated(cover) or _verified(text)
        if stated is None and published is not None:
            stated = published - 1
        return era_label(stated) if stated else None
    if kind == "strategy":
        started = _plan_start(text) or published
        return era_label(started) if started else None
    return None


def _stated(cover: str) -> int | None:
    """A fiscal year on the cover that is not the one of a meeting."""
    years = [m for m in find_years(cover) if m.period == "fiscal_year" and not _MEETING.match(cover[m.end :])]
    named = [m for m in years if _RESULTS.match(cover[m.end :])] or years
    return max(m.year for m in named) if named else None


def _verified(text: str) -> int | None:
    """The fiscal year whose results or verification the text speaks of most; the latest of equals."""
    found = Counter(
        m.year for m in find_years(text) if m.period == "fiscal_year" and _RESULTS.match(text[m.end : m.end + 40])
    )
    return max(found, key=lambda year: (found[year], year)) if found else None


def _plan_start(text: str) -> int | None:
    for match in _PLAN_PERIOD.finditer(text):
        if span := year_span(text[match.start() : match.start() + 80]):
            return span[0]
    return None


def _body(others: Sequence[Block]) -> str | None:
    return next((block.text.strip() for block in others if _is_body(block)), None)


def _is_body(block: Block) -> bool:
    """Whether a line of the cover ends as names of public bodies do."""
    text = block.text.strip()
    return len(text) <= _LONGEST_BODY and bool(_BODY.search(text)) and not find_years(nfkc(text))
