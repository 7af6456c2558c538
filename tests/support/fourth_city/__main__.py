"""``python -m tests.support.fourth_city``: make the fourth city's files again; needs LibreOffice."""

import tempfile
from pathlib import Path

from corpus.sample.make.office import to_pdf
from tests.support.fourth_city import SHEETS, STRATEGY, WORKBOOK
from tests.support.fourth_city.sheets import write_sheets
from tests.support.fourth_city.strategy import write_strategy

if __name__ == "__main__":
    write_sheets(WORKBOOK, "R5")
    with tempfile.TemporaryDirectory() as work:
        write_strategy(paper := Path(work) / "strategy.docx")
        to_pdf(paper, STRATEGY)
        write_sheets(book := Path(work) / "R6.xlsx", "R6")
        to_pdf(book, SHEETS)
