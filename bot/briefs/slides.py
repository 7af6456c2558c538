"""A brief as slides: a cover, the contents, then one page an indicator with an editable chart.

Text that does not fit its box goes on to a further page of the same indicator; nothing is cut or shrunk below what
can be read in a meeting room.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from bot.briefs.brief import Brief, Page
from bot.briefs.slide_chart import add_chart
from bot.briefs.slide_parts import colour, slide_number, theme_fonts, typeface
from bot.briefs.slide_text import Paragraph, fitting, flowed, pages_of, scaled
from bot.briefs.words import ACCENT, INK, PALE, SOFT, Words

_WIDE, _HIGH, _EDGE = 297, 210, 14
_BODY_TOP, _BODY_FOOT = 34, 194
_CHART = (_EDGE, _BODY_TOP, 150, 100)
_TABLE = (_EDGE, 138, 150)
_TEXT = (_EDGE + 156, _BODY_TOP, _WIDE - 2 * _EDGE - 156, _BODY_FOOT - _BODY_TOP)
_WHOLE = (_EDGE, _BODY_TOP, _WIDE - 2 * _EDGE, _BODY_FOOT - _BODY_TOP)
"""Boxes in millimetres: left, top, width, height. The page is A4, lying."""

_SMALLER, _LARGER = 0.88, 1.4
"""Scales of the text: where it saves a page, as small as can be read on a sheet; larger where there is no chart."""

_LINES_OF_CONTENTS = 28
_YEARS_A_ROW = 10
_BAND = 16
"""Millimetres that a row of years with its values takes."""


def slides_bytes(brief: Brief) -> bytes:
    """The slides as a .pptx file."""
    return _Deck(brief).bytes()


class _Deck:
    def __init__(self, brief: Brief) -> None:
        self._brief, self._words = brief, Words(brief)
        self._deck: Any = Presentation()
        self._deck.slide_width, self._deck.slide_height = Mm(_WIDE), Mm(_HIGH)
        self._blank = self._deck.slide_layouts[6]
        theme_fonts(self._deck)
        core = self._deck.core_properties
        core.title, core.author, core.comments = self._words.cover, "sosei", brief.id

    def bytes(self) -> bytes:
        bodies = [self._text_pages(page) for page in self._brief.pages]
        self._cover()
        self._contents([len(body) for body in bodies])
        for page, body in zip(self._brief.pages, bodies, strict=True):
            self._indicator(page, body)
        self._sources()
        file = BytesIO()
        self._deck.save(file)
        return file.getvalue()

    # Pages

    def _cover(self) -> None:
        slide = self._deck.slides.add_slide(self._blank)
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, Mm(70), Mm(_WIDE), Mm(38))
        band.fill.solid()
        band.fill.fore_color.rgb = colour(ACCENT)
        band.line.fill.background()
        title = Paragraph(self._words.cover, 26, bold=True, ink="FFFFFF")
        self._text(slide, (_EDGE, 76, _WIDE - 2 * _EDGE, 26), [title])
        rules = [Paragraph(rule, 10, ink=SOFT) for rule in self._words.rules]
        self._text(slide, (_EDGE, 118, _WIDE - 2 * _EDGE, 50), [Paragraph(self._words.footer, 13), *rules])

    def _contents(self, lengths: Sequence[int]) -> None:
        """Each indicator with the number of its page, which is known since each page is laid out here."""
        lines = list(self._content_lines())
        sheets = [lines[at : at + _LINES_OF_CONTENTS] for at in range(0, len(lines), _LINES_OF_CONTENTS)]
        first = 2 + len(sheets)
        starts = [first + sum(lengths[:nth]) for nth in range(len(lengths))]
        for sheet in sheets:
            slide = self._page(self._words.word("heading.contents"), "")
            names = [Paragraph(text, 12, bold=nth is None, indent=nth is not None) for text, nth in sheet]
            numbers = [Paragraph("" if nth is None else str(starts[nth]), 12) for _, nth in sheet]
            self._text(slide, (_EDGE, _BODY_TOP, 230, 160), names, spaced=False)
            self._text(slide, (_EDGE + 235, _BODY_TOP, 30, 160), numbers, align=PP_ALIGN.RIGHT, spaced=False)

    def _content_lines(self) -> Iterator[tuple[str, int | None]]:
        before: tuple[str, ...] = ()
        for nth, page in enumerate(self._brief.pages):
            for level, heading in enumerate(page.place):
                if before[: level + 1] != page.place[: level + 1]:
                    yield heading, None
            before = page.place
            yield page.figure.indicator, nth

    def _indicator(self, page: Page, body: Sequence[Sequence[Paragraph]]) -> None:
        slide = self._page(page.figure.indicator, "　".join(page.place))
        self._badge(slide, page)
        if page.figure.points:
            add_chart(slide, page, self._words, tuple(map(Mm, _CHART)))  # type: ignore[arg-type]
            self._figures(slide, page)
        self._text(slide, _TEXT if page.figure.points else _WHOLE, body[0])
        slide.notes_slide.notes_text_frame.text = self._notes(page)
        for more in body[1:]:
            title = self._words.word("heading.continued", title=page.figure.indicator)
            self._text(self._page(title, "　".join(page.place)), _WHOLE, more)

    def _sources(self) -> None:
        lines = [Paragraph(f"{nth}.　{line}", 11) for nth, line in enumerate(self._words.sources(), start=1)]
        for body in pages_of(lines, _WHOLE[2:], _WHOLE[2:]):
            self._text(self._page(self._words.word("heading.sources"), ""), _WHOLE, body)

    # What stands on them

    def _page(self, title: str, place: str) -> Any:
        slide = self._deck.slides.add_slide(self._blank)
        for text, top, sizes, high in ((place, 8, (10, 8.5, 7, 5.5), 5), (title, 14, (20, 15, 13, 11, 9), 15)):
            looks = Paragraph(text, sizes[0], bold=text is title, ink=ACCENT if text is title else SOFT)
            width = _WIDE - 2 * _EDGE - 34
            self._text(slide, (_EDGE, top, width, high), [fitting(looks, sizes, width, high)])
        rule = slide.shapes.add_connector(1, Mm(_EDGE), Mm(31), Mm(_WIDE - _EDGE), Mm(31))
        rule.line.color.rgb = colour(ACCENT)
        self._text(slide, (_EDGE, 198, 230, 8), [Paragraph(self._words.footer, 9, ink=SOFT)])
        number = self._text(slide, (_WIDE - _EDGE - 30, 198, 30, 8), [Paragraph("", 9, ink=SOFT)], align=PP_ALIGN.RIGHT)
        slide_number(number.text_frame.paragraphs[0], len(self._deck.slides))
        return slide

    def _badge(self, slide: Any, page: Page) -> None:
        badge = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Mm(_WIDE - _EDGE - 30), Mm(15), Mm(30), Mm(11))
        badge.fill.solid()
        badge.fill.fore_color.rgb = colour(PALE)
        badge.line.color.rgb = colour(ACCENT)
        badge.shadow.inherit = False
        frame = badge.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        told = Paragraph(self._words.standing(page), 13, bold=True, ink=ACCENT)
        self._run(frame.paragraphs[0], fitting(told, (13, 11, 9), 28, 6))

    def _figures(self, slide: Any, page: Page) -> None:
        """The values, years across; what does not go into one row of years goes into further rows."""
        left, top, width = _TABLE
        points = page.figure.points
        bands = [points[at : at + _YEARS_A_ROW] for at in range(0, len(points), _YEARS_A_ROW)]
        across = min(len(points), _YEARS_A_ROW) + 1
        table = slide.shapes.add_table(
            2 * len(bands), across, Mm(left), Mm(top), Mm(width), Mm(_BAND * len(bands))
        ).table
        heads = (self._words.word("column.year"), self._words.word("column.value"))
        for band, held in enumerate(bands):
            columns = [heads, *((self._words.short_year(p.year), self._words.value(page, p)) for p in held)]
            for column in range(across):
                texts = columns[column] if column < len(columns) else ("", "")
                for row, text in enumerate(texts):
                    self._cell(table.cell(2 * band + row, column), text, head=row == 0 or column == 0)
        marks = [
            f"{self._words.word(f'column.{role}')}　{self._words.goalpost_year(mark)}　"
            f"{self._words.goalpost(page, mark)}{page.figure.unit}"
            for role, mark in (("target", page.figure.target), ("baseline", page.figure.baseline))
            if mark
        ]
        told = fitting(Paragraph("　　".join(marks), 11, bold=True), (11, 10, 9, 8), width, 6)
        foot = [told, *self._point_sources(page)]
        self._text(slide, (left, top + _BAND * len(bands) + 3, width, 30), foot)

    def _point_sources(self, page: Page) -> list[Paragraph]:
        sources = self._words.places([point.source for point in page.figure.points])
        lines = [f"{self._words.word('column.source')}：{sources}"]
        if any(point.status == "carried" for point in page.figure.points):
            lines.append(self._words.word("rule.carried"))
        return [Paragraph(line, 9, ink=SOFT) for line in lines]

    def _text_pages(self, page: Page) -> list[list[Paragraph]]:
        """What is told and quoted, in as many pages as it needs; the first shares its page with the chart."""
        first = _TEXT if page.figure.points else _WHOLE
        told = list(self._told(page))
        pages = pages_of(told, first[2:], _WHOLE[2:])
        if len(pages) > 1:
            closer = pages_of(scaled(told, _SMALLER), first[2:], _WHOLE[2:])
            return closer if len(closer) < len(pages) else pages
        wider = [] if page.figure.points else pages_of(scaled(told, _LARGER), first[2:], _WHOLE[2:])
        return wider if len(wider) == 1 else pages

    def _told(self, page: Page) -> Iterator[Paragraph]:
        for sentence in page.sentences:
            yield Paragraph(sentence, 11)
        for name, excerpts in (("analysis", page.analysis), ("direction", page.directions), ("notes", page.notes)):
            if excerpts or name == "direction":
                yield Paragraph(f"■ {self._words.heading(name, excerpts)}", 12, bold=True, ink=ACCENT)
            for excerpt in excerpts:
                yield Paragraph(self._words.quoted(excerpt), 10.5)
                yield Paragraph(self._words.source(excerpt), 9, ink=SOFT, under=True)
            if name == "direction" and not excerpts:
                yield Paragraph(self._words.word("missing"), 10.5)

    def _notes(self, page: Page) -> str:
        """想定問答, where the speaker looks for it: below the slide."""
        told = [self._words.word("heading.expected")]
        for number, asked in enumerate(page.expected, start=1):
            told += [f"Q{number}. {asked.question}", self._words.answer(asked), ""]
        return "\n".join(told)

    def _text(
        self,
        slide: Any,
        box: tuple[int, int, int, int],
        paragraphs: Sequence[Paragraph],
        align: Any = PP_ALIGN.LEFT,
        spaced: bool = True,
    ) -> Any:
        shape = slide.shapes.add_textbox(*map(Mm, box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for nth, told in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if nth == 0 else frame.add_paragraph()
            paragraph.alignment = align
            paragraph.space_after = Pt(3 if spaced else 0)
            paragraph.line_spacing = Pt(told.leading)
            for row, line in enumerate(flowed(told)):
                if row:
                    paragraph.add_line_break()
                self._run(paragraph, line)
        return shape

    def _run(self, paragraph: Any, told: Paragraph) -> None:
        run = paragraph.add_run()
        run.text = ("　" if told.indent else "") + told.text
        run.font.size, run.font.bold = Pt(told.points), told.bold
        run.font.color.rgb = colour(told.ink)
        typeface(run._r.get_or_add_rPr())

    def _cell(self, cell: Any, text: str, head: bool) -> None:
        cell.margin_left = cell.margin_right = Mm(0.5)
        cell.margin_top = cell.margin_bottom = Mm(0.8)
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(PALE if head else "FFFFFF")
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        for row, line in enumerate(text.split("\n")):
            if row:
                paragraph.add_line_break()
            self._run(paragraph, Paragraph(line, 9 if len(line) < 8 else 7, bold=head, ink=INK))
