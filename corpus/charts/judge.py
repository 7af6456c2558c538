"""Whether a chart's values may be taken without a person's look. When in doubt, no: a wrong number is the worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.charts.matching import Matching
from corpus.charts.plot import Plot
from corpus.charts.rows import OFF_MARKS
from corpus.charts.series import ReadSeries
from corpus.pdf.page import PdfPage
from corpus.reading import Series

DOUBTFUL_PAGES = {"ocr_text_layer", "garbled_text", "damaged_page"}


MANY_STRAY = 2
"""Categories with a number at no mark from which on a series may have been missed; a single one is a remark."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Reasons for a review, and how likely the values are right all the same (0.0-1.0)."""

    reasons: tuple[str, ...]
    confidence: float


def judge(plot: Plot, matching: Matching, found: Sequence[ReadSeries], title: str, page: PdfPage) -> Judgement:
    """All that speaks against taking a chart as read."""
    doubts = [
        *_doubts_about_page(page),
        *_doubts_about_categories(plot),
        *_doubts_about_labels(plot, matching, found),
        *_doubts_about_series(plot, found, title),
    ]
    reasons = tuple(reason for reason, _ in doubts)
    confidence = 0.99
    for _, factor in doubts:
        confidence *= factor
    return Judgement(reasons, round(confidence, 2))


Doubts = list[tuple[str, float]]


def _doubts_about_page(page: PdfPage) -> Doubts:
    codes = {w.code for w in page.warnings} & DOUBTFUL_PAGES
    return [(f"{code}: what this page says is not certain", 0.3) for code in sorted(codes)]


def _doubts_about_categories(plot: Plot) -> Doubts:
    doubts: Doubts = []
    if all(c.year is None for c in plot.row.categories):
        return [("no_years: the categories under this chart are no years that can be read", 0.1)]
    if abs(plot.bias) > OFF_MARKS:
        doubts.append(("categories_off_marks: marks do not stand on the years", 0.4))
    if plot.open_ended:
        doubts.append(("years_missing: there are bars beyond the years that were read", 0.5))
    years = [c.year for c in plot.row.categories if c.year is not None and c.meaning == "year"]
    if len({b - a for a, b in pairwise(years)}) > 1:
        doubts.append(("uneven_years: some years are missing from the axis", 0.9))
    return doubts


def _doubts_about_labels(plot: Plot, matching: Matching, found: Sequence[ReadSeries]) -> Doubts:
    doubts: Doubts = []
    if all(c.year is None for c in plot.row.categories):
        return []
    if not matching.pairings and not any(s.series.points for s in found):
        return [("no_values: no label fits a mark and there is no axis to measure against", 0.2)]
    if any(not t.visible for t in (*plot.row.tokens, *(p.label.token for p in matching.pairings))):
        doubts.append(("hidden_text: labels are an invisible layer, probably from OCR", 0.3))
    if any(s.bare for s in found):
        doubts.append(("measured: some values have no label and are measured against the axis", 0.6))
    if matching.unproved:
        doubts.append(("unproved: too few values agree with each other to prove this reading", 0.7))
    if matching.ambiguous:
        doubts.append(("ambiguous: some labels fit more than one mark", 0.6))
    if _conflicts(plot, matching):
        doubts.append(("conflict: a label disagrees with the height of its mark", 0.5))
    if _has_strays(plot, matching):
        doubts.append(("stray_numbers: there are numbers in the plot that stand at no mark", 0.6))
    if any(g.scale is not None and g.scale.slope < 0 for g in matching.groups):
        doubts.append(("inverted: the axis runs downwards", 0.9))
    return doubts


def _has_strays(plot: Plot, matching: Matching) -> bool:
    """Whether numbers are left over that may be a series without marks, or a point without a mark."""
    left = [*matching.stray, *matching.unmatched]
    if len({plot.row.nearest(label.token.x) for label in left}) >= MANY_STRAY:
        return True
    rises = {p.rise for p in matching.pairings}
    scales = [g.scale for g in matching.groups if g.scale is not None]
    return any(
        abs(label.token.y - scale.level(float(label.number.value)) - rise) <= 0.2 * label.token.size
        for label in left
        for scale in scales
        for rise in rises
    )


def _conflicts(plot: Plot, matching: Matching) -> bool:
    """Whether a label that fits no mark stands at a mark that has none, or where a mark is missing."""
    labelled = {p.place for p in matching.pairings}
    bare = {(i, m.category): m for i, s in enumerate(plot.sets) for m in s.marks if (i, m.category) not in labelled}
    for label in matching.unmatched:
        for mark in bare.values():
            if abs(mark.x - label.token.x) <= 0.5 * plot.row.step:
                return True
    return False


def _doubts_about_series(plot: Plot, found: Sequence[ReadSeries], title: str) -> Doubts:
    doubts: Doubts = []
    if not title:
        doubts.append(("untitled: no title was found", 0.8))
    if any(s.forecasts for s in found):
        doubts.append(("forecast: values marked 見込 are left out", 0.9))
    if len(found) > 1 and any(s.series.name is None for s in found):
        doubts.append(("unnamed_series: the legend does not name every series", 0.8))
    names = [s.series.name for s in found if s.series.name is not None]
    if len(set(names)) < len(names):
        doubts.append(("same_name: two series have one name in the legend", 0.6))
    if "累計" in title and any(_falls(s.series) for s in found):
        doubts.append(("cumulative_falls: a cumulative series falls", 0.6))
    return doubts


def _falls(series: Series) -> bool:
    actual = [p.value for p in series.points if p.status == "actual"]
    return series.role == "actual" and any(b < a for a, b in pairwise(actual))
