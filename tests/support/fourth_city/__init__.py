"""A fourth made-up place, a city of furniture makers and hot springs, that verifies itself on one sheet a measure.

The strategy is a Word document printed to a PDF; the sheets on fiscal 2023 are the workbook itself, those on fiscal
2024 are its PDF: landscape, the cells of a row saying what is no number (集計中, 未実施, ※1), years as R2 or as
令和2年度 over 2020, baselines with their own year, ranks A to D, charts and a page of charts alone.
``python -m tests.support.fourth_city`` makes the files beside this again.
"""

from pathlib import Path

PLACE = Path(__file__).parent
STRATEGY, WORKBOOK, SHEETS = (PLACE / f"kirisawa-{name}" for name in ("strategy.pdf", "R5.xlsx", "R6.pdf"))
"""The strategy of March 2020, the sheets on fiscal 2023 as a workbook, and those on fiscal 2024."""
