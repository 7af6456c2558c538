"""What a page says about a native chart: title, unit, targets and period stand in boxes beside it, as in a PDF.

So the page is put in the form in which pages of PDFs come, and asked in the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.charts.categories import Category, CategoryRow
from corpus.charts.milestones import PlacedMilestone, own_milestones, placed_milestones
from corpus.charts.period import noted_period
from corpus.charts.plot import Plot
from corpus.charts.titles import title_and_unit
from corpus.office.parts import ChartPart
from corpus.office.text import Paragraph, text_lines
from corpus.pdf.page import PdfPage, TextLine
from corpus.reading import BBox, Period

_HEADROOM = 0.2
"""Share of a chart's frame, from the top, where a title may be laid over it."""

_AXIS_SIZE = 10.0
_STEPS = 8
"""A usual size of axis labels, and number of categories, by which distances to a title are measured."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands beside a chart. ``bbox`` is the chart's frame, None where it has no place."""

    page: int
    bbox: BBox | None
    title: str = ""
    unit: str = ""
    milestones: tuple[PlacedMilestone, ...] = ()
    period: Period | None = None


def captions(page: PdfPage, charts: Sequence[tuple[ChartPart, BBox]]) -> list[Caption]:
    """What the page says about each of its charts, and what is drawn into them.

    Args:
        page: The page, with its lines of text.
        charts: Its charts, each with its frame.
    """
    drawn = [line for part, frame in charts for line in _drawn_into(part, frame)]
    page = replace(page, lines=(*page.lines, *drawn))
    frames = [frame for _, frame in charts]
    labels = replace(page, lines=tuple(line for line in page.lines if not line.text.rstrip().endswith("。")))
    milestones = placed_milestones(labels)
    stated = [m.bbox for m in milestones]
    found = []
    for frame in frames:
        others = [other for other in frames if other is not frame]
        plot = _plot(frame)
        title, unit = title_and_unit(plot, labels, others, stated)
        if not title:
            lowered = replace(frame, y1=frame.y1 - _HEADROOM * (frame.y1 - frame.y0))
            title, within = title_and_unit(_plot(lowered), labels, others, stated)
            unit = unit or within
        found.append(
            Caption(
                page.number, frame, title, unit, own_milestones(frame, others, milestones), noted_period(plot, page)
            )
        )
    return found


def _drawn_into(part: ChartPart, frame: BBox) -> Iterator[TextLine]:
    across, down = frame.x1 - frame.x0, frame.y1 - frame.y0
    for nth, (text, at) in enumerate(part.texts):
        x0, x1 = frame.x0 + at.x0 * across, frame.x0 + at.x1 * across
        box = BBox(x0, frame.y1 - at.y1 * down, x1, frame.y1 - at.y0 * down)
        yield from text_lines([Paragraph(line, _AXIS_SIZE) for line in text.split("\n")], box, 0.5, nth)


def _plot(frame: BBox) -> Plot:
    foot = BBox(frame.x0, frame.y0, frame.x1, frame.y0 + _AXIS_SIZE)
    row = CategoryRow(
        categories=(Category("", None, frame.x0), Category("", None, frame.x1)),
        step=(frame.x1 - frame.x0) / _STEPS,
        bbox=foot,
        tokens=(),
        period=None,
        angle=0.0,
        size=_AXIS_SIZE,
    )
    return Plot(row, (), (), frame, 0.0)


def flat_page(number: int, width: float, height: float, lines: Sequence[TextLine]) -> PdfPage:
    """A page of text alone: nothing on it is drawn that would have to be looked for."""
    return PdfPage(number, width, height, (), tuple(lines), (), ())
