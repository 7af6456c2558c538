"""The rates on documents with known truth: the shared set, and the sample of the made-up city."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "charts"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="needs ../shared/charts")]


def _totals(folder: Path) -> dict[str, float]:
    sosei = Path(sys.executable).with_name("sosei")
    command = [sys.executable, str(SHARED / "score.py"), "--json", "--command", f"{sosei} read --json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=250)
    totals: dict[str, float] = json.loads(done.stdout)
    return totals


def test_the_shared_set_is_read() -> None:
    """None accepted is wrong; every chart is found; two charts' years are outlines, which nobody can read."""
    totals = _totals(SHARED / "set")
    assert totals["wrong"] == 0
    assert totals["found"] == totals["charts"]
    assert totals["accepted_rate"] >= 0.90
    assert totals["right_rate"] >= 0.985
    assert min(totals["title"], totals["unit"]) >= 0.98 * totals["charts"]
    assert totals["name_wrong"] == 0
    assert totals["target_ok"] == totals["targets"]
    assert totals["bare_ok"] == totals["bare"]


def test_the_sample_is_read_without_fault() -> None:
    """The sample's own documents are read completely and need no review."""
    totals = _totals(ROOT / "corpus" / "sample")
    assert totals["wrong"] == 0
    assert totals["right_rate"] == totals["accepted_rate"] == 1.0
    assert totals["title"] == totals["unit"] == totals["found"] == totals["charts"]
    assert totals["target_ok"] == totals["targets"]


def test_the_stacks_of_a_real_document_sum_to_a_hundred() -> None:
    """Sixty dense charts of a city's own PDF: each stack that is read in full sums to 100%."""
    from corpus.charts.read import read_charts
    from corpus.pdf.file import open_pdf

    stacks: dict[tuple[int, str, int], list[float]] = {}
    for page in open_pdf(SHARED / "real" / "takamatsu_R4_manzokudo.pdf").pages():
        for chart in read_charts(page) if page.number >= 68 else ():
            for point in (p for s in chart.series for p in s.points if p.text.endswith("%")):
                stacks.setdefault((page.number, chart.title, point.year), []).append(float(point.value))
    assert len(stacks) == 60 * 7
    assert all(len(values) == 5 and abs(sum(values) - 100) <= 0.35 for values in stacks.values())
