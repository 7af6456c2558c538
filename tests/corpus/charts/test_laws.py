"""Laws of reading: where the page's origin is, and how the page is turned, does not change what is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from drawn_charts import bars
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject

from corpus.charts.read import read_charts
from corpus.charts.scale import Scale, Witness, least_squares, proved_by_others
from corpus.pdf.file import open_pdf
from corpus.reading import ChartReading


@pytest.fixture
def drawn(tmp_path: Path, axes: Any) -> Path:
    """A chart with negative values, a line and a legend."""
    bars(axes, ["H30", "R1", "R2", "R3"], [-341, -158, 94, -187], ["△341", "△158", "94", "△187"], label="社会増減")
    axes.plot(range(4), [120, 60, 200, 150], color="red", marker="o", label="目標値")
    for x, value in enumerate([120, 60, 200, 150]):
        axes.annotate(str(value), (x, value), (0, 5), textcoords="offset points", ha="center")
    axes.legend(loc="lower right")
    axes.set_title("年転入超過数（人）")
    path = tmp_path / "drawn.pdf"
    axes.figure.savefig(path)
    plt.close(axes.figure)
    return path


def _read(path: Path) -> ChartReading:
    (chart,) = read_charts(next(open_pdf(path).pages()))
    return chart


def _plain(chart: ChartReading) -> object:
    return (
        chart.title,
        chart.unit,
        chart.needs_review,
        [(s.name, s.role, [(p.year, p.value, p.status) for p in s.points]) for s in chart.series],
    )


def _moved(path: Path, out: Path, change: Callable[[Any], None]) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    change(writer.pages[0])
    writer.write(out)
    return out


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dx=st.integers(-900, 900), dy=st.integers(-900, 900))
def test_the_origin_of_the_page_does_not_matter(drawn: Path, dx: int, dy: int) -> None:
    """A page whose box starts elsewhere is the same page."""

    def shift(page: Any) -> None:
        box = page.mediabox
        page.add_transformation(Transformation().translate(dx, dy))
        page.mediabox = RectangleObject((box.left + dx, box.bottom + dy, box.right + dx, box.top + dy))

    moved = _read(_moved(drawn, drawn.with_name("moved.pdf"), shift))
    plain = _read(drawn)
    assert _plain(moved) == _plain(plain)
    assert moved.bbox is not None and plain.bbox is not None
    assert moved.bbox.x0 == pytest.approx(plain.bbox.x0, abs=0.1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_drawn_turned_and_shown_upright_is_the_same(drawn: Path, turn: int) -> None:
    """Producers draw landscape pages sideways and set /Rotate."""

    def rotate(page: Any) -> None:
        page.rotate(turn)
        page.transfer_rotation_to_content()
        page.rotate(-turn)

    assert _plain(_read(_moved(drawn, drawn.with_name("turned.pdf"), rotate))) == _plain(_read(drawn))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scale=st.floats(0.4, 1.8))
def test_the_size_of_the_page_does_not_matter(drawn: Path, scale: float) -> None:
    """A chart scaled as a whole, as spreadsheets fit pages, reads the same."""
    moved = _read(_moved(drawn, drawn.with_name("scaled.pdf"), lambda page: page.scale_by(scale)))
    assert _plain(moved) == _plain(_read(drawn))


levels = st.lists(st.floats(0, 500), min_size=4, max_size=9, unique=True).filter(lambda v: max(v) - min(v) > 50)


@given(levels=levels, slope=st.floats(0.01, 1000), offset=st.floats(-1e4, 1e4), wrong=st.integers(0, 3))
def test_one_false_witness_is_not_proved(levels: list[float], slope: float, offset: float, wrong: int) -> None:
    """On a line each witness follows from the others; one that stands ten points off does not."""
    scale = Scale(slope, offset)
    witnesses = [Witness(scale.value(level), level) for level in levels]
    assert all(proved_by_others(w, [o for o in witnesses if o is not w]) for w in witnesses if _inside(w, witnesses))
    false = Witness(scale.value(levels[wrong] + 50), levels[wrong])
    assert not proved_by_others(false, [w for w in witnesses if w.level != false.level])


def _inside(witness: Witness, all_of: list[Witness]) -> bool:
    others = [w.level for w in all_of if w is not witness]
    return max(others) - min(others) > 20


@given(levels=levels, slope=st.floats(0.01, 1000), offset=st.floats(-1e4, 1e4))
def test_least_squares_finds_the_line(levels: list[float], slope: float, offset: float) -> None:
    """Exact witnesses give back their line."""
    found = least_squares([Witness(slope * level + offset, level) for level in levels])
    assert found is not None
    assert found.slope == pytest.approx(slope, rel=1e-4)
