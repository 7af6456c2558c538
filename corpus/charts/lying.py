"""Lying bars: the page is turned by a quarter, so that they stand, and read like any other chart.

Only values are read from the turned page; title, unit and legend are read upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.charts.categories import category_rows
from corpus.charts.labels import Label
from corpus.charts.plot import Plot, labels_in, plots_of, prose_orders
from corpus.charts.tokens import tokens_of
from corpus.pdf.page import Glyph, PdfPage, Shape, TextRun
from corpus.reading import BBox, Point, Series


@dataclass(frozen=True, slots=True)
class TurnedPage:
    """The plots of a page turned counter-clockwise, with what is needed to read their labels.

    Attributes:
        height: Of the page as shown, by which boxes are turned back.
    """

    plots: tuple[Plot, ...]
    labels: tuple[tuple[Label, ...], ...]
    height: float

    def standing(self, plot: Plot) -> tuple[Plot, tuple[Label, ...]] | None:
        """The turned plot that stands where ``plot`` lies, with its labels."""
        for turned, labels in zip(self.plots, self.labels, strict=True):
            box = self.upright(turned.area)
            across = min(box.x1, plot.area.x1) - max(box.x0, plot.area.x0)
            along = min(box.y1, plot.area.y1) - max(box.y0, plot.area.y0)
            if across > 0 and along > 0.5 * (plot.area.y1 - plot.area.y0):
                return turned, labels
        return None

    def upright(self, box: BBox) -> BBox:
        """A box of the turned page where it is on the page as shown."""
        return BBox(box.y0, self.height - box.x1, box.y1, self.height - box.x0)

    def series_upright(self, series: Series) -> Series:
        """A series with the boxes of its points turned back."""
        return replace(series, points=tuple(self._point(p) for p in series.points))

    def _point(self, point: Point) -> Point:
        return replace(point, bbox=self.upright(point.bbox)) if point.bbox else point


def turned_page(page: PdfPage) -> TurnedPage:
    """Turn a page and find the plots that stand on it then."""
    height = page.height
    turned = replace(
        page,
        width=page.height,
        height=page.width,
        runs=tuple(_run(run, height) for run in page.runs),
        shapes=tuple(_shape(shape, height) for shape in page.shapes),
        lines=(),
        pictures=(),
    )
    tokens = tokens_of(turned)
    rows = category_rows(tokens)
    plots = plots_of(turned, tokens, rows)
    taken = {id(t) for row in rows for t in row.tokens} | {id(t) for p in plots for a in p.axes for t in a.tokens}
    labels = tuple(tuple(labels_in(plot, tokens, taken, prose_orders(page))) for plot in plots)
    return TurnedPage(tuple(plots), labels, height)


def _box(box: BBox, height: float) -> BBox:
    return BBox(height - box.y1, box.x0, height - box.y0, box.x1)


def _run(run: TextRun, height: float) -> TextRun:
    glyphs = tuple(Glyph(g.text, height - g.y, g.x, g.advance, _box(g.bbox, height)) for g in run.glyphs)
    angle = run.angle + 90.0 if run.angle <= 90.0 else run.angle - 270.0
    return replace(run, glyphs=glyphs, bbox=_box(run.bbox, height), angle=angle)


def _shape(shape: Shape, height: float) -> Shape:
    points: Sequence[tuple[float, float]] = [(height - y, x) for x, y in shape.points]
    return replace(shape, points=tuple(points), bbox=_box(shape.bbox, height))
