"""Charts whose title names each of their series."""

from decimal import Decimal

import pytest

from corpus.reading import ChartReading, Point, Series
from corpus.structure.blocks import Line
from corpus.structure.named_series import each_named

POINTS = (Point("R5", 2023, Decimal(297), "actual", "297"),)


def _titles(title: str, *names: str, kind: str = "bar", unit: str = "人") -> list[tuple[str, str]]:
    series = tuple(Series(name, "actual", POINTS) for name in names)
    chart = ChartReading(1, title, unit, kind, series)
    return [(line.chart.title, line.chart.unit) for line in each_named([Line("", 1, chart=chart)]) if line.chart]


def test_each_series_that_the_title_names_is_an_indicator() -> None:
    """出生数と死亡数の推移 is two; a series' own unit is its own."""
    assert _titles("出生数と死亡数の推移", "出生数", "死亡数") == [("出生数", "人"), ("死亡数", "人")]
    assert _titles(
        "世帯数と1世帯当たり人員", "世帯数（世帯）", "1世帯当たり人員（人）", kind="bar+line", unit="世帯"
    ) == [
        ("世帯数", "世帯"),
        ("1世帯当たり人員", "人"),
    ]


@pytest.mark.parametrize(
    ("title", "names", "kind"),
    [
        ("人口の推移", ("男", "女"), "bar"),
        ("観光入込客数と宿泊者数の推移", ("日帰り", "宿泊者数"), "bar"),
        ("世帯数と1世帯当たり人員", ("世帯数", "1世帯当たり人員"), "bar+line"),
        ("宿泊者数と外国人宿泊者数", ("宿泊者数", "外国人宿泊者数"), "bar"),
    ],
)
def test_others_stay_one_chart(title: str, names: tuple[str, ...], kind: str) -> None:
    """Parts, a name that the title lacks, one unit over two axes, a name within another: a person looks at these."""
    assert _titles(title, *names, kind=kind) == [(title, "人")]
