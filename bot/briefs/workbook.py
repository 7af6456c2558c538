"""A brief as a workbook: an overview, a sheet an indicator with formulas and a native chart, questions, sources.

What a formula gives is never stored beside it: change a figure, and all that follows from it changes.
"""

import re
from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from bot.answering.answer import Figure, FigurePoint, Source
from bot.answering.figures.progress import attainment_rate
from bot.briefs.brief import Brief, Page
from bot.briefs.sheet_chart import chart_of
from bot.briefs.sheet_parts import Cell, Sheets
from bot.briefs.words import SOFT, Words, quotations, signed

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_TITLE_LENGTH = 31
"""What Excel takes as the name of a sheet."""

FIRST = 6
"""1-based row of an indicator's first value; ``TARGET_CELL`` holds its target. Both stand in the formulas."""

_CHART_ROWS = 21
"""Rows that a chart covers."""

TARGET_CELL = "$C$3"
BASELINE_CELL = "$F$3"


def workbook_bytes(brief: Brief) -> bytes:
    """The workbook as an .xlsx file."""
    return _Book(brief).bytes()


class _Book:
    def __init__(self, brief: Brief) -> None:
        self._brief, self._words = brief, Words(brief)
        self._sheets = Sheets(self._words.cover, brief.id, self._words.footer)
        self._names = _sheet_names(brief.pages)

    def bytes(self) -> bytes:
        self._overview()
        for name, page in zip(self._names, self._brief.pages, strict=True):
            self._indicator(name, page)
        self._expected()
        self._promises()
        self._sources()
        return self._sheets.bytes()

    # Sheets

    def _overview(self) -> None:
        columns = (
            "place",
            "indicator",
            "unit",
            "latest_year",
            "latest",
            "change",
            "target_year",
            "target",
            "attainment",
            "standing",
            "source",
        )
        sheet = self._sheets.sheet(self._words.word("sheet.overview"), (28, 28, 8, 15, 11, 11, 12, 15, 12, 10, 32))
        self._sheets.put(sheet, 1, 1, self._words.cover, size=14, bold=True)
        self._sheets.put(sheet, 2, 1, self._words.footer, ink=SOFT)
        self._heads(sheet, 4, columns)
        for row, (name, page) in enumerate(zip(self._names, self._brief.pages, strict=True), start=5):
            self._overview_row(sheet, row, name, page)
        sheet.freeze_panes, sheet.print_title_rows = "C5", "4:4"
        sheet.auto_filter.ref = f"A4:{get_column_letter(len(columns))}{4 + len(self._brief.pages)}"
        for row, rule in enumerate(self._words.rules, start=6 + len(self._brief.pages)):
            self._sheets.put(sheet, row, 1, rule, ink=SOFT, wrap=False)

    def _overview_row(self, sheet: Any, row: int, name: str, page: Page) -> None:
        figure, words = page.figure, self._words
        quoted = f"'{name}'"
        latest = latest_row(figure)
        texts: list[Cell] = ["\n".join(page.place), figure.indicator, figure.unit]
        for column, text in enumerate(texts, start=1):
            self._sheets.put(sheet, row, column, text, grid=True)
        sheet.cell(row, 2).hyperlink = f"#{quoted}!A1"
        shape = self._words.form(figure)
        changed = latest and previous_row(figure.points, latest - FIRST, FIRST)  # a link to an empty cell would show 0
        links = (
            (4, f"={quoted}!A{latest}" if latest else words.word("missing"), "@"),
            (5, f"={quoted}!C{latest}" if latest else "", shape),
            (6, f"={quoted}!E{latest}" if changed else "", signed(shape, self._brief.language)),
        )
        for column, link, form in links:
            self._sheets.put(sheet, row, column, link, grid=True, form=form, formula=link.startswith("="))
        self._sheets.put(sheet, row, 7, words.goalpost_year(figure.target), grid=True)
        target: Cell = f"={quoted}!{TARGET_CELL}" if figure.target else words.word("missing")
        self._sheets.put(sheet, row, 8, target, grid=True, form=shape, formula=bool(figure.target))
        share = f"={quoted}!G{latest}" if latest and attainable(figure) else ""
        self._sheets.put(sheet, row, 9, share, grid=True, form="0.0", formula=bool(share))
        self._sheets.put(sheet, row, 10, words.standing(page), grid=True)
        source = figure.points[-1].source if figure.points else None
        self._sheets.put(sheet, row, 11, words.place(source) if source else "", grid=True)

    def _indicator(self, name: str, page: Page) -> None:
        """Year, Gregorian year, value, kind, change, rate, share of the target, source; the chart beside them."""
        figure, words = page.figure, self._words
        sheet = self._sheets.sheet(name, (13, 11, 12, 17, 13, 12, 13, 36), upright=True)
        self._sheets.put(sheet, 1, 1, words.trend(page), size=14, bold=True)
        self._sheets.put(sheet, 2, 1, "　".join(page.place), ink=SOFT, wrap=False)
        shape = self._words.form(figure)
        for column, role, mark in ((1, "target", figure.target), (4, "baseline", figure.baseline)):
            self._sheets.put(sheet, 3, column, words.word(f"column.{role}"), bold=True, grid=True)
            self._sheets.put(sheet, 3, column + 1, words.goalpost_year(mark), grid=True)
            self._sheets.put(sheet, 3, column + 2, mark.value if mark else words.word("missing"), grid=True, form=shape)
        self._heads(sheet, FIRST - 1, ("year", "gregorian", "value", "kind", "change", "rate", "attainment", "source"))
        for nth, point in enumerate(figure.points):
            self._point_row(sheet, FIRST + nth, figure, nth)
            self._sheets.put(sheet, FIRST + nth, 8, words.place(point.source), grid=True)
        row = FIRST + len(figure.points) + 1
        if figure.points:
            sheet.add_chart(chart_of(sheet, page, words, FIRST), f"A{row}")
            row += _CHART_ROWS
        for text in page.sentences:
            self._sheets.put(sheet, row, 1, text, wrap=False)
            row += 1
        self._quotations(sheet, row + 1, page)

    def _point_row(self, sheet: Any, row: int, figure: Figure, nth: int) -> None:
        point = figure.points[nth]
        shape = self._words.form(figure)
        shown = shape if point.status == "actual" else f"({shape.partition(';')[0]})"
        ink = None if point.status == "actual" else SOFT
        cells: list[tuple[Cell, str]] = [
            (self._words.year(point.year), "@"),
            (point.year, "0"),
            (point.value, shown),
            (self._words.word(f"kind.{point.status}"), "@"),
        ]
        for column, (content, form) in enumerate(cells, start=1):
            self._sheets.put(sheet, row, column, content, grid=True, form=form, ink=ink)
        before = previous_row(figure.points, nth, FIRST)
        comparable = point.status == "actual"
        change = f"=C{row}-C{before}" if comparable and before else ""
        rate = f'=IF(C{before}>0,(C{row}-C{before})/C{before}*100,"")' if change and not _percent(figure) else ""
        share = f"={attainment_formula(figure, row)}" if comparable and attainable(figure) else ""
        for column, formula, form in (
            (5, change, signed(shape, self._brief.language)),
            (6, rate, signed("0.0", self._brief.language)),
            (7, share, "0.0"),
        ):
            self._sheets.put(sheet, row, column, formula, grid=True, form=form, formula=bool(formula))

    def _quotations(self, sheet: Any, row: int, page: Page) -> None:
        sections = {"analysis": page.analysis, "direction": page.directions, "notes": page.notes}
        for title, excerpt in ((self._words.heading(name, held), e) for name, held in sections.items() for e in held):
            self._sheets.put(sheet, row, 1, f"■ {title}", bold=True, wrap=False)
            sheet.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=8)
            self._sheets.put(sheet, row + 1, 1, self._words.quoted(excerpt))
            sheet.row_dimensions[row + 1].height = 15 * (2 + len(excerpt.text) // 75 + excerpt.text.count("\n"))
            self._sheets.put(sheet, row + 2, 1, self._words.source(excerpt), ink=SOFT, wrap=False)
            row += 4
        sheet.print_area = f"A1:H{row}"

    def _expected(self) -> None:
        sheet = self._sheets.sheet(self._words.word("sheet.expected"), (6, 28, 44, 80, 22))
        self._heads(sheet, 1, ("number", "indicator", "question", "answer", "checked"))
        asked = [(page.figure.indicator, question) for page in self._brief.pages for question in page.expected]
        for nth, (indicator, question) in enumerate(asked, start=1):
            texts: tuple[Cell, ...] = (nth, indicator, question.question, self._words.answer(question), "")
            for column, text in enumerate(texts, start=1):
                self._sheets.put(sheet, nth + 1, column, text, grid=True)
        sheet.freeze_panes = "C2"

    def _promises(self) -> None:
        told = [(page.figure.indicator, page.promise) for page in self._brief.pages if page.promise]
        if not told:
            return
        sheet = self._sheets.sheet(self._words.word("sheet.promise"), (28, 8, 60, 60, 40))
        heads = ["indicator", "edition", "announced", "done", "result"]
        for column, name in enumerate(heads, start=1):
            fields = {"edition": told[0][1].edition} if name == "announced" else {}
            self._sheets.head(sheet, 1, column, self._words.word(f"column.{name}", **fields))
        items = [(indicator, promise, item) for indicator, promise in told for item in promise.items]
        for row, (indicator, promise, item) in enumerate(items, start=2):
            done = "\n".join(map(self._words.with_source, item.related)) or self._words.word("unmatched")
            announced = self._words.with_source(item.announced)
            for column, text in enumerate((indicator, promise.edition, announced, done, promise.result), start=1):
                self._sheets.put(sheet, row, column, text, grid=True)
        sheet.freeze_panes = "B2"

    def _sources(self) -> None:
        sheet = self._sheets.sheet(self._words.word("sheet.sources"), (6, 56, 8, 8, 30, 84))
        self._heads(sheet, 1, ("number", "document", "edition", "page", "section", "text"))
        rows: list[tuple[Cell, ...]] = []
        for page in self._brief.pages:
            rows += [self._source(point.source, page.figure.indicator) for point in page.figure.points]
            for quoted in quotations(page):
                kind = self._words.say.say(f"text.section.{quoted.section}")
                rows.append(self._source(quoted.source, kind, quoted.text))
        for nth, cells in enumerate(dict.fromkeys(rows), start=1):
            for column, content in enumerate((nth, *cells), start=1):
                self._sheets.put(sheet, nth + 1, column, content, grid=True)
        sheet.freeze_panes = "A2"

    def _source(self, source: Source, kind: str, text: str = "") -> tuple[Cell, ...]:
        page: Cell = source.page if source.page is not None else (source.url or "")
        return source.document, source.edition or "", page, kind, text

    def _heads(self, sheet: Any, row: int, names: Sequence[str]) -> None:
        self._sheets.heads(sheet, row, [self._words.word(f"column.{name}") for name in names])


def _sheet_names(pages: Sequence[Page]) -> list[str]:
    """Names that Excel takes: numbered, so that two long ones do not become the same."""
    return [
        f"{nth} {_FORBIDDEN.sub('', page.figure.indicator)}"[:_TITLE_LENGTH].strip()
        for nth, page in enumerate(pages, start=1)
    ]


def previous_row(points: Sequence[FigurePoint], nth: int, first: int) -> int | None:
    """Row of the year before's own value, 1-based; None where that year has none."""
    for at, point in enumerate(points[:nth]):
        if point.year == points[nth].year - 1 and point.status == "actual":
            return first + at
    return None


def latest_row(figure: Figure) -> int | None:
    """Row of the newest own value on the indicator's sheet; None where it has no value of its own."""
    own = [at for at, point in enumerate(figure.points) if point.status == "actual"]
    return FIRST + own[-1] if own else None


def attainable(figure: Figure) -> bool:
    """Whether an attainment rate is told of the indicator; see ``progress.attainment_rate``."""
    return attainment_rate(figure) is not None


def attainment_formula(figure: Figure, row: int) -> str:
    """The formula of ``progress.attainment_rate`` for the value in a row, in %."""
    if figure.baseline is None:
        return f"ROUND(C{row}/{TARGET_CELL}*100,1)"
    gone, way = f"(C{row}-{BASELINE_CELL})", f"({TARGET_CELL}-{BASELINE_CELL})"
    return f'IF({gone}*{way}<0,"",ROUND({gone}/{way}*100,1))'  # behind the baseline nothing of the way is gone


def _percent(figure: Figure) -> bool:
    return figure.unit in ("%", "％")
