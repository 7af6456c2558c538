"""Random charts: nothing that is accepted without review may be wrong, and a tampered digit is noticed."""

import random
import re
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pytest
from random_charts import Truth, random_chart

from corpus.charts.read import read_charts
from corpus.pdf.page import PdfPage
from corpus.reading import ChartReading

VISIBLE = 1.5
"""Points of height that a changed value must move its mark by to be seen at all."""


def _drawn(seed: int) -> tuple[Any, Truth, random.Random]:
    rng = random.Random(seed)
    plt.rcParams["pdf.fonttype"] = rng.choice([3, 42])
    plt.rcParams["axes.unicode_minus"] = False
    figure, ax = plt.subplots(figsize=rng.choice([(8, 4.5), (11, 5), (7, 5)]))
    figure.subplots_adjust(right=0.75, bottom=0.25)
    return figure, random_chart(rng, ax), rng


def _read(chart: ChartReading) -> set[tuple[int, float, bool]]:
    return {
        (p.year, float(p.value), p.status == "carried")
        for series in chart.series
        for p in series.points
        if p.status != "measured"
    }


@pytest.mark.parametrize("seed", range(12))
def test_a_random_chart_is_read_right_or_reviewed(page_of: Callable[[Any], PdfPage], seed: int) -> None:
    """What is accepted is exactly what is shown, title and unit included."""
    figure, truth, _ = _drawn(seed)
    (chart,) = read_charts(page_of(figure))
    assert (chart.title, chart.unit) == (truth.title, truth.unit)
    assert _read(chart) <= truth.points
    assert chart.needs_review or _read(chart) == truth.points


@pytest.mark.slow
def test_most_points_of_random_charts_are_read_and_accepted(page_of: Callable[[Any], PdfPage]) -> None:
    """Of 120 charts 99% of the points are right, 90% need no review, and none of those is wrong."""
    shown = right = accepted = 0
    wrong: list[tuple[int, object]] = []
    for seed in range(1000, 1120):
        figure, truth, _ = _drawn(seed)
        shown += len(truth.points)
        for chart in read_charts(page_of(figure)):
            found = _read(chart)
            right += len(found & truth.points)
            if not chart.needs_review:
                accepted += len(found)
                wrong.extend((seed, point) for point in found - truth.points)
    assert wrong == []
    assert right >= 0.99 * shown
    assert accepted >= 0.90 * shown


def _tamper(label: Any, rng: random.Random) -> float:
    """Change the first digit of a label and return by how many points of height its value moved."""
    text = label.get_text()
    first = next(i for i, char in enumerate(text) if char.isdigit())
    label.set_text(text[:first] + rng.choice([d for d in "123456789" if d != text[first]]) + text[first + 1 :])
    before, after = (float(re.sub(r"[^0-9.]", "", t)) for t in (text, label.get_text()))
    transform = label.axes.transData.transform
    pixels: float = abs(transform((0, after))[1] - transform((0, before))[1])
    return pixels / label.figure.dpi * 72


@pytest.mark.slow
def test_a_tampered_digit_is_noticed(page_of: Callable[[Any], PdfPage]) -> None:
    """One digit of one label changed: if the mark shows the difference at all, the chart is reviewed."""
    noticed = visible = 0
    for seed in range(2000, 2060):
        figure, truth, rng = _drawn(seed)
        moved = _tamper(rng.choice(truth.labels), rng)
        if moved < VISIBLE:
            plt.close(figure)
            continue
        visible += 1
        noticed += all(chart.needs_review for chart in read_charts(page_of(figure)))
    assert visible > 40
    assert noticed == visible
