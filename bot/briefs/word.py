"""A brief as a Word report: contents, an overview, a section an indicator, numbered figures and tables, sources."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, RGBColor

from bot.answering.answer import Excerpt
from bot.briefs import word_parts as parts
from bot.briefs.brief import Brief, Page
from bot.briefs.word_chart import WordCharts
from bot.briefs.words import ACCENT, INK, PALE, SOFT, Words

_TEXT_WIDTH = 166
"""Millimetres between the margins of an A4 page."""

_LEADING = 1.5
"""Points from line to line for each of the type's size."""

_CHART = (150, 78)
"""Millimetres: width and height."""

_SIZES = {"Normal": 10.5, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Caption": 9.5}


def word_bytes(brief: Brief) -> bytes:
    """The report as a .docx file."""
    return _Report(brief).bytes()


class _Report:
    """The report while it is written. ``_numbers`` counts captions by their kind."""

    def __init__(self, brief: Brief) -> None:
        self._brief, self._words = brief, Words(brief)
        self._document: Any = Document()
        self._charts = WordCharts(self._document, self._words)
        self._numbers = {"figure": 0, "table": 0}

    def bytes(self) -> bytes:
        self._set_up()
        self._cover()
        self._contents()
        self._overview()
        place: tuple[str, ...] = ()
        charted = True
        for number, page in enumerate(self._brief.pages, start=1):
            begins = self._places(place, page.place)
            # Indicators without figures have little to say: they share a page.
            self._page(number, page, new_page=not begins and (charted or bool(page.figure.points)))
            place, charted = page.place, bool(page.figure.points)
        self._sources()
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _set_up(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        for name, size in _SIZES.items():
            style = self._document.styles[name]
            parts.style_font(style, size, INK if name in ("Normal", "Caption") else ACCENT)
            # The typeface's own distance between lines is far wider than its substitutes'.
            style.paragraph_format.line_spacing = Pt(size * _LEADING)
        self._document.styles["Normal"].paragraph_format.space_after = Pt(4)
        parts.name_fonts(self._document)
        core = self._document.core_properties
        core.title, core.author, core.comments = self._words.cover, "sosei", self._brief.id
        foot = section.footer.paragraphs[0]
        foot.style = self._document.styles["Normal"]  # without the tab stop in the middle
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._small(foot, f"{self._words.footer}\t")
        parts.field(foot, "PAGE", "1")

    def _cover(self) -> None:
        for text, size, space in ((self._words.cover, 24, 150), (self._words.footer, 11, 24)):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(space)
            paragraph.paragraph_format.line_spacing = Pt(size * _LEADING)
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(size), size > 12
        for rule in self._words.rules:
            self._small(self._document.add_paragraph(), rule)

    def _heading(self, name: str, level: int, new_page: bool = False, **fields: object) -> Any:
        paragraph = self._document.add_heading(self._words.word(f"heading.{name}", **fields), level)
        paragraph.paragraph_format.page_break_before = new_page
        return paragraph

    def _contents(self) -> None:
        """Each indicator with its page: a field, for only the program that sets the pages knows it."""
        self._heading("contents", 1, new_page=True)
        before: tuple[str, ...] = ()
        for number, page in enumerate(self._brief.pages, start=1):
            for level, heading in enumerate(page.place):
                if before[: level + 1] != page.place[: level + 1]:
                    line = self._document.add_paragraph()
                    line.paragraph_format.left_indent, line.paragraph_format.space_before = Mm(5 * level), Pt(4)
                    line.add_run(heading).bold = level == 0
            before = page.place
            self._content_line(number, page)

    def _content_line(self, number: int, page: Page) -> None:
        line = self._document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(10), Pt(0)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run(f"{page.figure.indicator}\t")
        parts.field(line, f"PAGEREF {_mark(number)} \\h", str(number + 3))

    def _overview(self) -> None:
        word = self._words.word
        self._heading("overview", 1, new_page=True)
        self._caption("table", word("caption.overview"))
        columns = ("indicator", "unit", "latest_year", "latest", "target_year", "target", "standing")
        rows = [
            (
                page.figure.indicator,
                page.figure.unit,
                *self._latest(page),
                self._words.goalpost_year(page.figure.target),
                self._words.goalpost(page, page.figure.target) or word("missing"),
                self._words.standing(page),
            )
            for page in self._brief.pages
        ]
        widths = (38, 14, 22, 27, 21, 27, 17)
        self._table([word(f"column.{column}") for column in columns], rows, widths, numeric=(3, 5))

    def _latest(self, page: Page) -> tuple[str, str]:
        if not page.figure.points:
            return "", self._words.word("missing")
        last = page.figure.points[-1]
        return self._words.year(last.year), self._words.value(page, last)

    def _places(self, before: tuple[str, ...], place: tuple[str, ...]) -> bool:
        """The headings of the policy tree that begin here, the first on a new page; whether there are any."""
        if not place:
            place = (self._words.word("place.none"),)
        begin = [level for level in (1, 2) if len(place) >= level and before[:level] != place[:level]]
        for level in begin:
            paragraph = self._document.add_heading(place[level - 1], level)
            paragraph.paragraph_format.page_break_before = level == begin[0]
        return bool(begin)

    def _page(self, number: int, page: Page, new_page: bool) -> None:
        heading = self._document.add_heading(page.figure.indicator, 3)
        heading.paragraph_format.page_break_before = new_page
        parts.bookmark(heading, number, _mark(number))
        for sentence in page.sentences:
            self._document.add_paragraph(sentence)
        self._chart(page)
        if page.figure.points:
            self._caption("table", self._words.trend(page))
            self._figures(page)
        for name, excerpts in (("analysis", page.analysis), ("direction", page.directions), ("notes", page.notes)):
            self._quotations(name, excerpts)
        self._promise(page)
        self._expected(page)

    def _chart(self, page: Page) -> None:
        if not page.figure.points:
            return
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.line_spacing = 1.0  # as high as the chart
        self._charts.add(paragraph, page, *_CHART)
        self._caption("figure", self._words.trend(page))

    def _figures(self, page: Page) -> None:
        word, figure = self._words.word, page.figure
        rows = [
            (self._words.year(point.year), self._words.value(page, point), word(f"kind.{point.status}"))
            for point in figure.points
        ]
        for role, mark in (("target", figure.target), ("baseline", figure.baseline)):
            if mark is not None:
                rows.append((self._words.goalpost_year(mark), self._words.goalpost(page, mark), word(f"column.{role}")))
        head = [word("column.year"), word("column.value"), word("column.kind")]
        self._table(head, rows, (40, 40, 60), numeric=(1,))

    def _quotations(self, name: str, excerpts: Sequence[Excerpt]) -> None:
        if name != "direction" and not excerpts:
            return
        self._subheading(self._words.heading(name, excerpts))
        if not excerpts:
            self._document.add_paragraph(self._words.word("missing"))
        for excerpt in excerpts:
            paragraph = self._document.add_paragraph(self._words.quoted(excerpt))
            paragraph.paragraph_format.left_indent = Mm(5)
            self._small(paragraph, f"\n{self._words.source(excerpt)}")

    def _promise(self, page: Page) -> None:
        if page.promise is None:
            return
        word, promise = self._words.word, page.promise
        self._subheading(word("heading.promise"))
        self._document.add_paragraph(promise.result)
        self._caption("table", word("caption.promise", indicator=page.figure.indicator))
        rows = [
            (
                self._words.with_source(item.announced),
                "\n".join(map(self._words.with_source, item.related)) or word("unmatched"),
            )
            for item in promise.items
        ]
        self._table([word("column.announced", edition=promise.edition), word("column.done")], rows, (76, 90))

    def _expected(self, page: Page) -> None:
        word = self._words.word
        self._subheading(word("heading.expected"))
        self._caption("table", word("caption.expected", indicator=page.figure.indicator))
        rows = [(asked.question, self._words.answer(asked), "") for asked in page.expected]
        self._table([word("column.question"), word("column.answer"), word("column.checked")], rows, (48, 92, 26))

    def _sources(self) -> None:
        self._heading("sources", 1, new_page=True)
        for number, line in enumerate(self._words.sources(), start=1):
            self._document.add_paragraph(f"{number}.　{line}")

    def _subheading(self, text: str) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(8), True
        run = paragraph.add_run(f"■ {text}")
        run.bold, run.font.color.rgb = True, RGBColor.from_string(ACCENT)

    def _caption(self, kind: str, text: str) -> None:
        """図 1 or 表 1 with what it shows, numbered by a field so that it stays true when staff move things."""
        self._numbers[kind] += 1
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = kind == "table"
        paragraph.paragraph_format.space_before = Pt(8 if kind == "table" else 2)
        name = self._words.word(f"caption.{kind}")
        paragraph.add_run(f"{name} ")
        parts.field(paragraph, f"SEQ {name} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f"　{text}")

    def _table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], numeric: Sequence[int] = ()
    ) -> None:
        """A table of text; ``widths`` in millimetres, ``numeric`` are 0-based columns set flush right."""
        table = self._document.add_table(rows=0, cols=len(head), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for nth, texts in enumerate([head, *rows]):
            row = table.add_row()
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width = Mm(widths[column])
                self._cell(cell, text, head=nth == 0, right=column in numeric and nth > 0)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        parts.repeat_as_header(table.rows[0])
        for row in table.rows[1:] if len(head) > 3 or numeric else ():
            parts.keep_whole(row)
        # What Word wants after a table; so low that it never goes on to a page of its own.
        after = self._document.add_paragraph().paragraph_format
        after.line_spacing, after.space_after = Pt(1), Pt(6)

    def _cell(self, cell: Any, text: str, head: bool, right: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1), Pt(1)
        paragraph.paragraph_format.line_spacing = Pt(9 * _LEADING)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9), head
        if head:
            parts.shade(cell, PALE)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _small(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(SOFT)


def _mark(number: int) -> str:
    return f"indicator{number}"
