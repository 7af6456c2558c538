"""A fifth made-up place, a port city of islands, that lists the progress of all its indicators in one long table.

The strategy is a PDF; the list on fiscal 2023 is the Word document itself, landscape, its measures in merged cells;
the report on fiscal 2024 is a workbook's PDF: the list over two pages, a sheet a measure with its projects and what
they cost, the definitions of the indicators, and a digest of charts. Values carry their units, or the day they are of.
``python -m tests.support.fifth_city`` makes the files beside this again.
"""

from pathlib import Path

PLACE = Path(__file__).parent
STRATEGY, LIST, REPORT = (PLACE / f"shiomihara-{name}" for name in ("strategy.pdf", "R5.docx", "R6.pdf"))
"""The strategy of March 2021, the list on fiscal 2023 as a Word document, and the report on fiscal 2024."""
