"""Charts drawn by matplotlib for the tests: each test says what the page shows and what must be read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import pytest

from corpus.charts.read import read_charts
from corpus.pdf.file import open_pdf
from corpus.pdf.page import PdfPage
from corpus.reading import ChartReading

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import matplotlib_fontja  # noqa: F401  (registers IPAexGothic)


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[Any], PdfPage]:
    """Save a figure as a PDF and read its page."""

    def read(figure: Any) -> PdfPage:
        path = tmp_path / "chart.pdf"
        figure.savefig(path)
        plt.close(figure)
        return next(open_pdf(path).pages())

    return read


@pytest.fixture
def axes() -> Any:
    """An empty plot in Japanese, text embedded as TrueType."""
    with plt.rc_context({"pdf.fonttype": 42, "axes.unicode_minus": False}):
        _, ax = plt.subplots(figsize=(8, 4))
        yield ax
        plt.close("all")


@pytest.fixture
def chart_of(page_of: Callable[[Any], PdfPage]) -> Callable[[Any], ChartReading]:
    """The only chart of a figure."""

    def read(figure: Any) -> ChartReading:
        (chart,) = read_charts(page_of(figure))
        return chart

    return read
