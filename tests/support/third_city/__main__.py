"""``python -m tests.support.third_city``: make the third city's PDFs again; needs LibreOffice."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.sample.make.office import to_pdf
from tests.support.third_city import REPORT, SHEETS, STRATEGY
from tests.support.third_city.papers import write_report, write_strategy
from tests.support.third_city.sheets import write_sheets

MADE: tuple[tuple[Path, str, Callable[[Path], None]], ...] = (
    (STRATEGY, ".docx", write_strategy),
    (REPORT, ".docx", write_report),
    (SHEETS, ".xlsx", write_sheets),
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        for target, suffix, write in MADE:
            draft = (Path(work) / target.name).with_suffix(suffix)
            write(draft)
            to_pdf(draft, target)
