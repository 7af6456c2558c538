"""The list of indicators as a paper: a table that can be sorted and filtered, and a sheet that says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from bot.answering.lists.overview import Overview, overview, sorted_by
from bot.briefs.listed import COLUMNS, cells
from bot.briefs.sheet_parts import Sheets
from bot.briefs.wanted import Wanted
from bot.briefs.words import SOFT, footer_of, signed, value_format
from kpi_store.figures import Published
from kpi_store.sheets import csv_bytes
from prompts.wording import Language, wording

_WIDTHS = (14, 40, 9, 13, 13, 13, 12, 13, 13, 13, 10, 60)


@dataclass(frozen=True, slots=True)
class ListPaper:
    """The list, ready to be written.

    Attributes:
        edition: Label of the newest edition it tells; None where only imported figures are published.
    """

    id: str
    title: str
    edition: str | None
    made_on: date
    language: Language
    rows: Sequence[Overview]

    @classmethod
    def of(cls, figures: Published, wanted: Wanted, id: str, made_on: date) -> "ListPaper":
        """The indicators that are wanted, in the order that is wanted.

        Raises:
            PlaceUnknown: If the scope names a goal or measure without indicators.
            IndicatorUnknown: If it names an unknown indicator; ``EditionUnknown`` likewise.
        """
        say, scope = wording(wanted.language).say, wanted.scope
        seen = overview(figures, scope.chosen(figures), wanted.edition)
        rows = sorted_by(wanted.order, [row for row in seen if wanted.standing in (None, row.standing)])
        title = say("brief.title.list", title=scope.title(figures, wanted.language))
        edition = wanted.edition or next(iter(figures.editions()), None)
        return cls(id, title, edition, made_on, wanted.language, rows)

    def workbook(self) -> bytes:
        """As an .xlsx file."""
        say = wording(self.language).say
        footer = footer_of(self.id, self.edition, self.made_on, self.language)
        sheets = Sheets(self.title, self.id, footer)
        sheet = sheets.sheet(say("brief.sheet.overview"), _WIDTHS)
        sheets.heads(sheet, 1, [say(f"brief.column.{name}") for name in COLUMNS])
        for nth, row in enumerate(self.rows, start=2):
            self._row(sheets, sheet, nth, row)
        sheet.freeze_panes = "C2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{1 + len(self.rows)}"
        sheet.print_title_rows = "1:1"
        about = sheets.sheet(say("brief.sheet.about"), (110,))
        sheets.put(about, 1, 1, self.title, size=14, bold=True)
        for nth, text in enumerate((footer, say("brief.rule.standing")), start=2):
            sheets.put(about, nth, 1, text, ink=SOFT, grid=True)
        return sheets.bytes()

    def csv(self) -> bytes:
        """The table alone as a CSV file."""
        say = wording(self.language).say
        return csv_bytes(
            [say(f"brief.column.{name}") for name in COLUMNS], (cells(row, self.language) for row in self.rows)
        )

    def _row(self, sheets: Sheets, sheet: Any, nth: int, row: Overview) -> None:
        shape = value_format(row.figure, self.language)
        forms = {
            "latest": shape,
            "target": shape,
            "change": signed(shape, self.language),
            "rate": signed("0.0", self.language),
            "attainment": "0.0",
        }
        for column, (name, content) in enumerate(zip(COLUMNS, cells(row, self.language), strict=True), start=1):
            sheets.put(sheet, nth, column, content, grid=True, form=forms.get(name, "General"))
