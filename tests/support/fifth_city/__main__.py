"""``python -m tests.support.fifth_city``: make the fifth city's files again; needs LibreOffice."""

import tempfile
from pathlib import Path

from corpus.sample.make.office import to_pdf
from tests.support.fifth_city import LIST, REPORT, STRATEGY
from tests.support.fifth_city.papers import write_list, write_strategy
from tests.support.fifth_city.report import write_report

if __name__ == "__main__":
    write_list(LIST)
    with tempfile.TemporaryDirectory() as work:
        write_strategy(paper := Path(work) / "strategy.docx")
        to_pdf(paper, STRATEGY)
        write_report(book := Path(work) / "R6.xlsx")
        to_pdf(book, REPORT)
