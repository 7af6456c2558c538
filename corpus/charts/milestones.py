"""Targets and baselines printed beside a chart: 検証値(R6) 2,450, 目標値 R6:50.0%, 基準値(H26) 41人."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.charts.numbers import parse_number
from corpus.charts.units import is_unit
from corpus.pdf.matrix import union
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, Milestone
from corpus.years import find_years, nfkc

_KEYWORD = re.compile(
    r"(?P<target>(?<!基本)(?:数値)?目標値?|検証値|target)|(?P<baseline>基準値?|当初値?|現状値?|baseline)", re.IGNORECASE
)
_VALUE = re.compile(r"[-−△▲]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_FILLING = re.compile(r"[\s()\[\]【】〔〕:,、・=は度末時点値年及び<>《》「」]+")

REACH = 0.6
"""Share of a chart's width within which a target's text box is its own."""

CLEARLY = 4.0
"""Points by which a target's text box must be nearer to its chart than to another, or it is nobody's."""

LINE_SPACING = 1.8
"""Ems from a label's line to the next line of its box."""


@dataclass(frozen=True, slots=True)
class PlacedMilestone:
    """A target or baseline with its place on the page, and the show operations that drew it."""

    role: Literal["target", "baseline"]
    milestone: Milestone
    bbox: BBox
    orders: frozenset[int]


def placed_milestones(page: PdfPage) -> list[PlacedMilestone]:
    """All milestones of a page that stand in labels of their own; those in prose are left alone."""
    found: list[PlacedMilestone] = []
    used: set[int] = set()
    for line in page.lines:
        if id(line) in used or not _KEYWORD.search(nfkc(line.text)):
            continue
        for lines in ([line], _box(page, line)):
            milestones = parse_milestones("\n".join(part.text for part in lines))
            if milestones:
                used.update(id(part) for part in lines)
                bbox = union([part.bbox for part in lines])
                orders = frozenset(run.order for part in lines for run in part.runs)
                found.extend(PlacedMilestone(role, milestone, bbox, orders) for role, milestone in milestones)
                break
    return found


def _box(page: PdfPage, first: TextLine) -> list[TextLine]:
    """A line with the one below it in the same box."""
    below = [
        line
        for line in page.lines
        if line is not first
        and line.angle == first.angle
        and 0 < first.bbox.y0 - line.bbox.y0 <= LINE_SPACING * first.size
        and line.bbox.x0 < first.bbox.x1
        and first.bbox.x0 < line.bbox.x1
    ]
    return [first, max(below, key=lambda line: line.bbox.y0)] if below else [first]


def parse_milestones(text: str) -> list[tuple[Literal["target", "baseline"], Milestone]]:
    """The targets and baselines that a label states; none if it is prose or has no number."""
    plain = nfkc(text)
    keywords = list(_KEYWORD.finditer(plain))
    found: list[tuple[Literal["target", "baseline"], Milestone]] = []
    for nth, keyword in enumerate(keywords):
        # What comes before the first keyword (R6目標値) belongs to it, and so does all up to the next.
        start = 0 if nth == 0 else keyword.start()
        end = keywords[nth + 1].start() if nth + 1 < len(keywords) else len(plain)
        milestone = _milestone(plain[start:end])
        if milestone is None:
            return []
        found.append(("target" if keyword["target"] else "baseline", milestone))
    return found


def _milestone(text: str) -> Milestone | None:
    years = find_years(text)
    rest = text
    for mention in reversed(years):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    numbers = list(_VALUE.finditer(rest))
    if len(numbers) != 1 or len(years) > 1:
        return None
    value = parse_number(numbers[0][0])
    words = _FILLING.sub("", _KEYWORD.sub("", rest[: numbers[0].start()] + " " + rest[numbers[0].end() :]))
    if value is None or not (words == "" or is_unit(words)):
        return None
    year = years[0] if years else None
    label = year.label if year else re.sub(r"\s+", " ", text).strip()
    return Milestone(label, year.year if year else None, value.value, numbers[0][0].strip())


def own_milestones(
    frame: BBox, others: Sequence[BBox], milestones: Sequence[PlacedMilestone]
) -> tuple[PlacedMilestone, ...]:
    """The milestones that stand near a chart, and clearly nearer to it than to any other.

    Args:
        frame: Of the chart.
        others: Frames of the page's other charts.
        milestones: All of the page.
    """
    return tuple(
        m
        for m in milestones
        if _gap(m.bbox, frame) <= REACH * (frame.x1 - frame.x0)
        and all(_gap(m.bbox, frame) + CLEARLY < _gap(m.bbox, other) for other in others)
    )


def _gap(box: BBox, frame: BBox) -> float:
    """Points between a box and a chart; above and below count more than beside, where text boxes stand."""
    dx = max(frame.x0 - box.x1, box.x0 - frame.x1, 0.0)
    dy = max(frame.y0 - box.y1, box.y0 - frame.y1, 0.0)
    return dx + 3 * dy
