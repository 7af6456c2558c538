"""Category rows: the years under a chart, and what else stands in their row (検証値(R6), 目標値).

A row is three or more years that rise (or fall: newest first) from left to right at even distances. Where the years
start again, another chart begins.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from corpus.charts.tokens import Token
from corpus.pdf.matrix import union
from corpus.reading import BBox, Period
from corpus.years import era_label, find_years, nfkc, parse_run, parse_year

FEWEST = 3
UNEVEN = 0.15
"""Share of a step by which the distance of two neighbours may differ from their row's."""

SAME_TOP = 0.35
"""Ems between the tops of labels of one row: R元 is set in two fonts and stands a little higher than R2."""

LINE = 1.7
"""Ems from one line of a label to the next."""

_WRAPPED = re.compile(r"令和|平成|昭和|[^()]+\([^()]*")
"""The first line of a year that is broken in two: an era without its number, a bracket that is not closed."""

Anchor = Literal["middle", "end", "start"]
Meaning = Literal["year", "target", "baseline", "forecast", "other"]

_VALUE = r"(?:値|数|量|額|率|み)?"
_MEANINGS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (re.compile(rf".{{0,4}}(?:目標|検証|計画){_VALUE}|target|goal|plan", re.IGNORECASE), "target"),
    (re.compile(rf".{{0,4}}(?:基準|当初|現状){_VALUE}|策定時|baseline", re.IGNORECASE), "baseline"),
    (re.compile(rf".{{0,4}}(?:見込|推計|予測){_VALUE}|forecast|estimate", re.IGNORECASE), "forecast"),
)
"""What a name says as a whole: 目標値 is a target, 目標達成者数 and 計画相談支援 are not."""

_BESIDE_MEANING = re.compile(r"[\s()\[\]【】・:]|第[0-9一二三四]期")


@dataclass(frozen=True, slots=True)
class Category:
    """One place on the category axis.

    Attributes:
        label: As printed; empty if the chart leaves this label out.
        year: Gregorian, None if the label names none.
        x: Where its marks are centred, in page points.
        meaning: ``year`` for an ordinary year; the others are never actual values.
    """

    label: str
    year: int | None
    x: float
    meaning: Meaning = "year"


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """The category labels of one chart.

    Attributes:
        step: Points between neighbouring categories.
        tokens: All tokens that belong to the row, second lines included.
    """

    categories: tuple[Category, ...]
    step: float
    bbox: BBox
    tokens: tuple[Token, ...]
    period: Period | None
    angle: float
    size: float

    @property
    def slanted(self) -> bool:
        """Whether the labels are neither level nor upright."""
        return self.angle not in (0.0, 90.0, -90.0)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where a label may be tied to its category: at the end next to the axis, or in its middle."""
        if not self.slanted:
            return ("middle",)
        return ("end", "middle") if self.angle > 0 else ("start", "middle")

    @property
    def left(self) -> float:
        """Half a step before the first category."""
        return self.categories[0].x - self.step / 2

    @property
    def right(self) -> float:
        """Half a step after the last category."""
        return self.categories[-1].x + self.step / 2

    def nearest(self, x: float) -> int:
        """Index of the category nearest to ``x``."""
        return min(range(len(self.categories)), key=lambda i: abs(self.categories[i].x - x))


@dataclass(frozen=True, slots=True)
class _YearLabel:
    token: Token
    year: int
    text: str
    period: Period | None
    extra: tuple[Token, ...] = ()


def meaning_of(label: str) -> Meaning:
    """What a category or series of that name holds, years and brackets apart."""
    plain = nfkc(label)
    for mention in reversed(find_years(plain)):
        plain = plain[: mention.start] + plain[mention.end :]
    core = _BESIDE_MEANING.sub("", plain)
    return next((meaning for pattern, meaning in _MEANINGS if pattern.fullmatch(core)), "other")


def category_rows(tokens: Sequence[Token]) -> list[CategoryRow]:
    """All rows of years on a page, charts' and tables' alike."""
    readable = _with_wrapped_years([t for t in tokens if t.readable])
    return [_row(run, readable) for group in _levels(readable) for run in _even_runs(_year_labels(group))]


def _with_wrapped_years(tokens: list[Token]) -> list[Token]:
    """Tokens with each year that is broken into two lines (平成 over 25年, H23(2011 over a bracket) made one."""
    halves = [t for t in tokens if t.angle == 0.0 and _WRAPPED.fullmatch(t.text)]
    if not halves:
        return tokens
    joined: dict[int, Token] = {}
    gone: set[int] = set()
    for upper in halves:
        below = [
            t
            for t in tokens
            if 0.5 * upper.size < upper.bbox.y0 - t.bbox.y0 <= LINE * upper.size
            and t.bbox.x0 < upper.bbox.x1
            and upper.bbox.x0 < t.bbox.x1
            and parse_year(upper.text + t.text) is not None
        ]
        if len(below) == 1:
            lower = below[0]
            box = union([upper.bbox, lower.bbox])
            joined[id(upper)] = replace(
                upper, text=upper.text + lower.text, bbox=box, glyphs=(*upper.glyphs, *lower.glyphs)
            )
            gone.add(id(lower))
    return [joined.get(id(t), t) for t in tokens if id(t) not in gone]


def _levels(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens of one angle whose tops are level."""
    groups: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: (round(t.angle), -t.bbox.y1)):
        last = groups[-1][-1] if groups else None
        if last and round(last.angle) == round(token.angle) and last.bbox.y1 - token.bbox.y1 <= SAME_TOP * token.size:
            groups[-1].append(token)
        else:
            groups.append([token])
    return [sorted(group, key=lambda t: t.x) for group in groups if len(group) >= FEWEST]


def _year_labels(group: list[Token]) -> list[_YearLabel]:
    """The years of a level, with bare numbers that count on from the year before (H27 28 29 30 R1 2 3)."""
    labels: list[_YearLabel] = []
    for token in group:
        mention = parse_year(token.text)
        if mention is not None:
            labels.append(_YearLabel(token, mention.year, token.text, mention.period))
        elif labels and (year := _counted_on(labels[-1], token)):
            labels.append(_YearLabel(token, year, token.text, labels[-1].period))
    return labels


def _counted_on(before: _YearLabel, token: Token) -> int | None:
    """The next year, where a label is cut short to its number: 30 after H29, 19 after 2018."""
    if abs(token.size - before.token.size) > 0.5:
        return None
    in_either = (parse_run([label, token.text])[1] for label in (era_label(before.year), str(before.year)))
    return next((mention.year for mention in in_either if mention), None)


def _even_runs(labels: list[_YearLabel]) -> list[list[_YearLabel]]:
    """Cut a level where the years turn back (H31 then R1 of the next chart) or the distance changes."""
    runs: list[list[_YearLabel]] = []
    current: list[_YearLabel] = []
    for label in labels:
        if current and not _goes_on(current, label):
            runs.append(current)
            # Of two labels the first may be the end of another row.
            current = current[-1:] if len(current) == 2 and label.year != current[-1].year else []
        current.append(label)
    runs.append(current)
    return [run for run in runs if len(run) >= FEWEST]


def _goes_on(run: list[_YearLabel], label: _YearLabel) -> bool:
    if len(run) < 2:
        return label.year != run[-1].year
    if (label.year - run[-1].year) * (run[1].year - run[0].year) <= 0:
        return False
    gap = label.token.x - run[-1].token.x
    steps = [b.token.x - a.token.x for a, b in itertools.pairwise(run)]
    # Slanted labels are anchored at one end, so their middles are less even than their anchors.
    slack = UNEVEN if run[0].token.angle in (0.0, 90.0, -90.0) else 3 * UNEVEN
    return abs(gap - median(steps)) <= max(slack * median(steps), 2.0)


def _row(run: list[_YearLabel], tokens: Sequence[Token]) -> CategoryRow:
    xs = [label.token.x for label in run]
    step = (xs[-1] - xs[0]) / (len(xs) - 1)
    own = {id(label.token) for label in run}
    band = union([label.token.bbox for label in run])
    size = median(label.token.size for label in run)
    near = [t for t in tokens if id(t) not in own and _in_band(t, band, size)]
    categories: list[Category] = []
    used = [label.token for label in run]
    for label in run:
        below = _second_lines(label.token, near, step)
        used.extend(below)
        categories.append(_category(label, below))
    for side in (1, -1):
        more = _named_places(categories, side, step, near, used)
        categories = categories + more if side > 0 else more + categories
    periods = [p for p in (_period(c.label) for c in categories) if p]
    return CategoryRow(
        categories=tuple(categories),
        step=step,
        bbox=union([t.bbox for t in used]),
        tokens=tuple(used),
        period=periods[0] if periods else None,
        angle=run[0].token.angle,
        size=size,
    )


def _period(label: str) -> Period | None:
    if "年度" in label:
        return "fiscal_year"
    mention = parse_year(label)
    return mention.period if mention else None


def _in_band(token: Token, band: BBox, size: float) -> bool:
    """Whether a token is in the row or within two lines below it."""
    return band.y0 - 2.8 * size <= token.bbox.y0 and token.bbox.y1 <= band.y1 + 0.5 * size


def _second_lines(token: Token, near: list[Token], step: float) -> list[Token]:
    """Lines under a label that belong to it: (2018) under H30, 年度 under 令和4, (目標) under R6."""
    if token.angle != 0.0:
        return []
    found: list[Token] = []
    above = token
    for other in sorted(near, key=lambda t: -t.bbox.y1):
        drop = above.bbox.y0 - other.bbox.y0
        centred = abs(other.x - token.x) <= 0.12 * step + 1.0
        if centred and other.angle == 0.0 and 0.5 * token.size < drop <= LINE * token.size and _is_words(other.text):
            found.append(other)
            above = other
    return found


def _is_words(text: str) -> bool:
    """Whether the text can be part of a category: a bracketed year or words, not a plain number."""
    return parse_year(text.strip("()")) is not None or not re.search(r"\d", text)


def _category(label: _YearLabel, below: list[Token]) -> Category:
    text = label.text + "".join(t.text for t in below)
    words = "".join(t.text for t in below)
    meaning = meaning_of(words) if words else "other"
    return Category(text, label.year, label.token.x, "year" if meaning == "other" else meaning)


def _named_places(
    categories: list[Category], side: int, step: float, near: list[Token], used: list[Token]
) -> list[Category]:
    """Categories beyond the last (or before the first) year that are no plain year: 検証値(R6), R6目標."""
    found: list[Category] = []
    edge = categories[-1] if side > 0 else categories[0]
    for count in (1, 2):
        x = edge.x + side * count * step
        there = [t for t in near if abs(t.x - x) <= 0.2 * step and t not in used]
        there.sort(key=lambda t: (-t.bbox.y1, t.x))
        label = "".join(t.text for t in there)
        meaning = meaning_of(label)
        if not label or meaning == "other":
            break
        mentions = find_years(label)
        used.extend(there)
        found.append(Category(label, mentions[0].year if mentions else None, x, meaning))
    return found if side > 0 else found[::-1]


def is_over(box: BBox, row: CategoryRow, rows: Sequence[CategoryRow]) -> bool:
    """Whether a shape stands over a row (or hangs from its line), with no other row between."""
    margin = 0.25 * row.step
    if not row.left - margin <= (box.x0 + box.x1) / 2 <= row.right + margin or box.y1 < row.bbox.y0 - 2:
        return False
    beside = [r for r in rows if r is not row and r.left < row.right and row.left < r.right]
    return not any(row.bbox.y1 < r.bbox.y1 <= box.y1 + 2 or box.y0 < r.bbox.y0 < row.bbox.y0 for r in beside)
