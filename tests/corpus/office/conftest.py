"""Decks with native charts, made in the test with python-pptx and read back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from corpus.read import read
from corpus.reading import ChartReading, Reading

Values = Sequence[float | None]


class Deck:
    """A deck being made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.deck = Presentation()

    def slide(self) -> Any:
        """A new blank slide."""
        return self.deck.slides.add_slide(self.deck.slide_layouts[6])

    def text(self, slide: Any, text: str, left: float, top: float, width: float = 8, height: float = 1) -> Any:
        """A text box, in centimetres from the upper left corner."""
        box = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
        box.text_frame.text = text
        return box

    def chart(
        self,
        slide: Any,
        categories: Sequence[object] | Mapping[str, Sequence[str]],
        series: Mapping[str, Values],
        title: str | None = None,
        number_format: str = "General",
        kind: XL_CHART_TYPE = XL_CHART_TYPE.COLUMN_CLUSTERED,
    ) -> Any:
        """A native chart; a mapping of categories makes two levels."""
        figures: Any = CategoryChartData(number_format=number_format)  # type: ignore[no-untyped-call]
        if isinstance(categories, Mapping):
            for outer, inner in categories.items():
                level = figures.add_category(outer)
                for label in inner:
                    level.add_sub_category(label)
        else:
            figures.categories = categories
        for name, values in series.items():
            figures.add_series(name, values)
        chart = slide.shapes.add_chart(kind, Cm(2), Cm(4), Cm(16), Cm(12), figures).chart
        if title is not None:
            chart.has_title = True
            chart.chart_title.text_frame.text = title
        return chart

    def labelled(self, chart: Any, number_format: str | None = None) -> Any:
        """Show a label at every value."""
        for series in chart.plots[0].series:
            series.data_labels.show_value = True
            if number_format:
                series.data_labels.number_format = number_format
                series.data_labels.number_format_is_linked = False
        return chart

    def read(self) -> Reading:
        """Save and read it."""
        self.deck.save(str(self._path))
        return read(self._path)

    def only_chart(self) -> ChartReading:
        """Save it and read its one chart."""
        (chart,) = self.read().charts
        return chart


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    """An empty deck."""
    return Deck(tmp_path / "deck.pptx")


@pytest.fixture(scope="session")
def figures() -> Callable[[ChartReading], list[dict[str, str]]]:
    """The figures of a chart: for each series its values by label, carried ones in brackets."""

    def told(chart: ChartReading) -> list[dict[str, str]]:
        return [
            {p.label: f"({p.value})" if p.status == "carried" else str(p.value) for p in series.points}
            for series in chart.series
        ]

    return told
