"""The title and unit of a chart: the nearest line above its plot that is words, and what states a unit near it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.charts.numbers import parse_number
from corpus.charts.plot import Plot
from corpus.charts.units import is_unit, split_unit
from corpus.pdf.matrix import union
from corpus.pdf.page import PdfPage, Shape, TextLine
from corpus.reading import BBox
from corpus.years import nfkc, parse_year

FARTHEST = 7.0
"""Ems from a plot up to its title."""

CAPTION = 4.0
"""Ems from the categories down to a caption (図1 …), looked for if there is no title above."""

NEXT_LINE = 1.7
"""Ems between the lines of a title."""

_ORNAMENT = re.compile(r"^[■□●○◆◇▼▽・\s]+|\s*[(〔【]再掲[)〕】]\s*")
"""Bullets, and 再掲: the chart is shown again, its title is the same."""

_NOTE = re.compile(r"^\s*(?:[※*・]|注|資料|出典|備考)")
_LABEL = re.compile(r"[0-9.]+\s*%?\s*[)]?$")
"""A line that ends in a number is a label (学生 0.2%), no title."""

_CAPTION = re.compile(r"^\s*(?:図|グラフ|Fig)")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fffA-Za-z]")


def title_and_unit(plot: Plot, page: PdfPage, others: Sequence[BBox], taken: Sequence[BBox]) -> tuple[str, str]:
    """The chart's title without its unit, and the unit; either may be empty.

    Args:
        plot: The chart's plot.
        page: Its page.
        others: Areas of the page's other plots, which titles do not reach across.
        taken: Boxes of legends and milestones, which are no titles.
    """
    lines = [line for line in page.lines if not _covered(line, taken)]
    frame = _frame(plot, page.shapes)
    above = _rejoined([line for line in lines if _is_above(plot, line, frame, others)])
    title, unit = _title_above(plot, above)
    if not title:
        below = [line for line in lines if _is_caption(plot, line)]
        if below:
            title, stated = split_unit(below[0].text)
            unit = unit or stated
    return _ORNAMENT.sub("", title), unit or _unit_beside(plot, lines) or _unit_of_ticks(plot)


def _covered(line: TextLine, taken: Sequence[BBox]) -> bool:
    x, y = (line.bbox.x0 + line.bbox.x1) / 2, (line.bbox.y0 + line.bbox.y1) / 2
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in taken)


def _frame(plot: Plot, shapes: Sequence[Shape]) -> BBox | None:
    """The smallest outlined box around the plot and its categories, if there is one: a chart's own border."""
    around = [
        s.bbox
        for s in shapes
        if s.kind == "rectangle"
        and s.bbox.x0 <= plot.area.x0 + 1
        and s.bbox.x1 >= plot.area.x1 - 1
        and s.bbox.y0 <= plot.row.bbox.y0 + 1
        and s.bbox.y1 >= plot.area.y1 + plot.row.size
    ]
    return min(around, key=lambda b: (b.x1 - b.x0) * (b.y1 - b.y0), default=None)


def _is_above(plot: Plot, line: TextLine, frame: BBox | None, others: Sequence[BBox]) -> bool:
    """Whether a line of words is above the plot, over its width, with no other plot in between."""
    if line.angle != 0.0 or not _WORDS.search(line.text) or _NOTE.match(line.text) or parse_year(line.text):
        return False
    if _LABEL.search(nfkc(line.text)):
        return False
    gap = line.bbox.y0 - plot.area.y1
    if not -0.8 * line.size <= gap <= FARTHEST * line.size + 2.5 * plot.row.size:
        return False
    if frame is not None and line.bbox.y0 > frame.y1 + 1.0 and gap > FARTHEST * line.size:
        return False
    left = plot.area.x0 - plot.row.step - 4 * line.size
    middle = (line.bbox.x0 + line.bbox.x1) / 2
    if not (left <= line.bbox.x0 <= plot.area.x1 and left <= middle <= plot.area.x1 + plot.row.step):
        return False
    return not any(
        plot.area.y1 < box.y1 < line.bbox.y1 and box.x0 < line.bbox.x1 and line.bbox.x0 < box.x1 for box in others
    )


def _title_above(plot: Plot, above: Sequence[TextLine]) -> tuple[str, str]:
    """The nearest title, its second line joined, and the unit that it or a line of its own beside it states."""
    ordered = sorted(above, key=lambda line: line.bbox.y0)
    for nth, line in enumerate(ordered):
        words, stated = split_unit(line.text)
        if len(_WORDS.findall(words)) < 2 or _lone_unit(line) or parse_number(words):
            continue
        better = None if stated else _stating_unit(line, ordered[nth + 1 :])
        if better is not None:
            return split_unit(better.text)
        beside = [_lone_unit(other) for other in ordered if other.bbox.y0 <= line.bbox.y1 + line.size]
        return _upper_lines(line, ordered[nth + 1 :]) + words, stated or next(filter(None, beside), "")
    return "", next(filter(None, map(_lone_unit, ordered)), "")


def _rejoined(above: Sequence[TextLine]) -> list[TextLine]:
    """Lines above a plot, those of a title that is broken within its bracket as one: ふるさと納税額（百万 | 円）."""
    joined: list[TextLine] = []
    for line in sorted(above, key=lambda line: -line.bbox.y0):
        upper = joined[-1] if joined else None
        if upper is not None and _opens(upper.text) > 0 > _opens(line.text) and _set_below(upper, line):
            joined[-1] = replace(upper, text=upper.text + line.text, bbox=union([upper.bbox, line.bbox]))
        else:
            joined.append(line)
    return joined


def _opens(text: str) -> int:
    """How many more brackets a text opens than it closes."""
    return sum(nfkc(text).count(sign) for sign in "([") - sum(nfkc(text).count(sign) for sign in ")]")


def _set_below(upper: TextLine, line: TextLine) -> bool:
    """Whether two lines are of one title: same size, set tight, same middle."""
    tight = 0 < upper.bbox.y0 - line.bbox.y0 <= NEXT_LINE * line.size
    centred = abs(upper.bbox.x0 + upper.bbox.x1 - line.bbox.x0 - line.bbox.x1) <= line.size
    return tight and centred and abs(upper.size - line.size) < 0.2


def _lone_unit(line: TextLine) -> str:
    """The unit that a line consists of (「(単位：人)」, 「(人)」), or empty."""
    words, stated = split_unit(line.text)
    if stated and not words:
        return stated
    bare = nfkc(line.text).strip("()[] ")
    return bare if is_unit(bare) else ""


def _stating_unit(line: TextLine, higher: Sequence[TextLine]) -> TextLine | None:
    """A bolder line just above that states its unit: the title, where the line below it is an annotation."""
    for other in higher:
        if split_unit(other.text)[1] and other.bbox.y0 - line.bbox.y1 <= 2.5 * line.size and other.size >= line.size:
            return other
    return None


def _upper_lines(line: TextLine, higher: Sequence[TextLine]) -> str:
    """The first line of a title that is broken into two: same size, set tight above it, same middle or edge."""
    for other in higher:
        if _set_below(other, line) and not split_unit(other.text)[1]:
            return other.text
    return ""


def _is_caption(plot: Plot, line: TextLine) -> bool:
    drop = plot.row.bbox.y0 - line.bbox.y1
    middle = (line.bbox.x0 + line.bbox.x1) / 2
    return (
        _CAPTION.match(line.text) is not None
        and -1 <= drop <= CAPTION * line.size
        and plot.area.x0 <= middle <= plot.area.x1
    )


def _unit_beside(plot: Plot, lines: Sequence[TextLine]) -> str:
    """A unit in a line of its own at the axis: (人) over it, or turned beside it."""
    near: list[tuple[float, str]] = []
    for line in lines:
        unit = _lone_unit(line)
        margin = 6 * line.size
        x, y = (line.bbox.x0 + line.bbox.x1) / 2, (line.bbox.y0 + line.bbox.y1) / 2
        across = plot.area.x0 - plot.row.step - margin <= x <= plot.area.x1 + margin
        if unit and across and plot.area.y0 - 3 * line.size <= y <= plot.area.y1 + margin:
            near.append((abs(x - plot.area.x0), unit))
    return min(near)[1] if near else ""


def _unit_of_ticks(plot: Plot) -> str:
    suffixes = [axis.suffix for axis in plot.axes if axis.suffix]
    return suffixes[0] if suffixes and is_unit(suffixes[0]) else ""
