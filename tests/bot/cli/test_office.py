"""Slides go the whole way: read, taken in, published and answered, with the slide as the source."""

import json
from pathlib import Path

import pytest

from corpus.sample.make.model import edition
from corpus.sample.make.slides import write_slides

from ..conftest import Filled
from .conftest import Run


@pytest.mark.slow
def test_slides_are_read_taken_in_and_answered(run: Run, filled: Filled, tmp_path: Path) -> None:
    """The figure of the answer is the chart's own, and its source the slide."""
    deck = tmp_path / "kensho-R5.pptx"
    write_slides(edition("R5"), deck)
    told = json.loads(run("read", "--json", deck).stdout)
    assert len(told["charts"]) == 18
    assert not [chart for chart in told["charts"] if chart["needs_review"]]
    home = filled(["ingest", str(deck), "--publish"])
    answer = json.loads(run("ask", "--json", "待機児童の推移は？", env={"SOSEI_HOME": str(home)}).stdout)
    points = answer["figures"][0]["points"]
    assert (points[-1]["year"], points[-1]["value"], points[-1]["source"]["page"]) == (2023, 4, 14)
    assert answer["excerpts"][0]["section"] == "future_direction"
