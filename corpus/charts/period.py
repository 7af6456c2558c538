"""What span a chart's years mean, as its notes say: ※各年4月1日現在, ※各年1月～12月(暦年)の集計."""

import re

from corpus.charts.plot import Plot
from corpus.pdf.page import PdfPage
from corpus.reading import Period
from corpus.years import stated_period

_NOTE = re.compile(r"^\s*(?:[※*]|[(]?注)")


def noted_period(plot: Plot, page: PdfPage) -> Period | None:
    """The period that the first telling note below a plot states, or None.

    Args:
        plot: Only notes over its width and below it are its own.
        page: Its page.
    """
    notes = [
        line
        for line in page.lines
        if _NOTE.match(line.text)
        and line.bbox.y1 < plot.area.y0
        and line.bbox.x0 < plot.area.x1
        and line.bbox.x1 > plot.area.x0 - plot.row.step
    ]
    for note in sorted(notes, key=lambda line: -line.bbox.y1):
        if period := stated_period(note.text):
            return period
    return None
