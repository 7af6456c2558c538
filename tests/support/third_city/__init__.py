"""A third made-up place, a city of the snow country, whose documents are PDFs as Word and Excel make them.

Its strategy has 重点戦略 and 具体的施策; its first report tables the years across under a head of two rows, its
second is one sheet an indicator with yearly targets, attainment and a chart; both write 取組実績, 課題 and 今後の方針.
``python -m tests.support.third_city`` makes the PDFs beside this again.
"""

from pathlib import Path

PLACE = Path(__file__).parent
STRATEGY, REPORT, SHEETS = (PLACE / f"yukishiro-{name}.pdf" for name in ("strategy", "R5", "R6"))
"""The strategy of March 2021, the report on fiscal 2023, and the indicators' sheets on fiscal 2024."""
