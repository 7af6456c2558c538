"""Read one page: walk its content, look at it a second time where digits count, and tell every doubt."""

from dataclasses import replace
from typing import Any

from pypdf import apply_configuration
from pypdf.errors import LimitReachedError

from corpus.pdf.annotations import appearances
from corpus.pdf.budget import PAGE_STEPS, Budget, OverBudget
from corpus.pdf.damage import BROKEN
from corpus.pdf.fontcache import FontCache
from corpus.pdf.health import (
    GARBLED_SHARE,
    digits_differ,
    has_digits,
    is_unread,
    page_warnings,
    share_unreadable,
    text_of,
)
from corpus.pdf.hidden import seen
from corpus.pdf.layers import Layers
from corpus.pdf.lines import lines_of
from corpus.pdf.matrix import Matrix, page_matrix
from corpus.pdf.page import PdfPage, TextRun
from corpus.pdf.paths import in_sight
from corpus.pdf.second import FAILURES, SecondReader
from corpus.pdf.tree import PageNode
from corpus.pdf.walk import Walker
from corpus.reading import BBox, ReadingWarning

MOST_SHAPES = 6_000
MOST_RUNS = 6_000
"""Shapes and show operations of a page up to which charts are sought. The densest of a real survey has 1,129 and 713;
maps drawn as vectors have more shapes, and hold no charts."""


class PageReader:
    """Reads the pages of one file; fonts and the budget are common to them."""

    def __init__(self, file: Any, layers: Layers, budget: Budget) -> None:
        self._file = file
        self._layers = layers
        self._budget = budget
        self._fonts = FontCache()
        self._second = SecondReader(budget)

    def read(self, number: int, node: PageNode) -> PdfPage:
        """One page. What cannot be read of it is told in its warnings.

        Raises:
            FileOverBudget: If the file has taken more work than any real one.
        """
        self._budget.begin_page()
        start, width, height = page_matrix(node.box, node.rotate)
        page = PdfPage(number, width, height, (), (), (), ())
        try:
            with apply_configuration(stream_parsing_work_maximum_count=PAGE_STEPS):
                return self._read(page, node, start)
        except (OverBudget, LimitReachedError) as error:
            why = "it takes more work than any real page" if isinstance(error, OverBudget) else str(error)
            return replace(page, warnings=(ReadingWarning(number, "page_too_large", f"the page is not read: {why}"),))

    def _read(self, page: PdfPage, node: PageNode, start: Matrix) -> PdfPage:
        sight = BBox(0.0, 0.0, page.width, page.height)
        walker = Walker(self._file, self._fonts, self._layers, self._budget, start, sight)
        warnings = self._walk(walker, page.number, node)
        theirs = self._second_reading(walker, node, start, bool(warnings))
        runs, shapes, pictures = walker.runs, tuple(walker.shapes), tuple(walker.pictures)
        if len(shapes) > MOST_SHAPES or len(runs) > MOST_RUNS:
            said = (
                f"the page has {len(shapes)} shapes and {len(runs)} pieces of text, so charts and tables are not sought"
            )
            warnings.append(ReadingWarning(page.number, "page_too_dense", said))
            shapes = ()
        if theirs and is_unread(runs) and not is_unread(theirs):
            runs = [run for run in theirs if in_sight(run.bbox, sight)]
            said = "the text is a second reader's, since the first could not read it"
            warnings.append(ReadingWarning(page.number, "fallback_text", said))
        elif theirs and digits_differ(walker.drawn[: walker.of_content], theirs):
            said = "two readers see different digits on this page"
            warnings.append(ReadingWarning(page.number, "digits_differ", said))
        runs, unseen = seen(runs, shapes, pictures, sight)
        if unseen:
            said = f"{unseen} character(s) that nobody sees (white on white, or covered) are left out"
            warnings.append(ReadingWarning(page.number, "hidden_text", said))
        warnings.extend(page_warnings(page.number, page.width * page.height, runs, shapes, pictures))
        return replace(
            page,
            runs=tuple(runs),
            lines=tuple(lines_of(runs)),
            shapes=shapes,
            pictures=pictures,
            warnings=tuple(warnings),
        )

    def _walk(self, walker: Walker, number: int, node: PageNode) -> list[ReadingWarning]:
        """Walk content and annotations as far as they can be read."""
        try:
            if node.contents is not None:
                walker.walk(node.contents, node.resources)
            walker.of_content = len(walker.drawn)
            for form, place in appearances(node.annotations):
                walker.draw(form, place)
        except LimitReachedError:
            raise
        except BROKEN as error:
            return [ReadingWarning(number, "damaged_page", f"read only in part: {type(error).__name__}")]
        return []

    def _second_reading(self, walker: Walker, node: PageNode, start: Matrix, damaged: bool) -> list[TextRun]:
        """What a second reader sees, where the page is doubtful or may hold figures; nothing elsewhere."""
        text = text_of(walker.runs)
        doubtful = damaged or share_unreadable(text) > GARBLED_SHARE
        if node.contents is None or not (doubtful or (walker.shapes and has_digits(text))):
            return []
        self._budget.begin_page()
        try:
            return self._second.runs(node.contents, node.resources, start)
        except (*FAILURES, OverBudget):
            return []
