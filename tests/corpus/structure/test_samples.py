"""The sample city's PDFs, made as cities make theirs: slides with charts, and a word processor's strategy."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus.names import SAME, similarity
from corpus.read import read
from corpus.reading import Reading, Section

SAMPLE = Path(corpus.__file__).parent / "sample"
VERIFICATIONS = sorted(SAMPLE.glob("*verification*.pdf"))
STRATEGY = next(iter(SAMPLE.glob("*strategy*.pdf")), None)

pytestmark = pytest.mark.skipif(not VERIFICATIONS or STRATEGY is None, reason="the sample documents are not made")


@cache
def _reading(path: Path) -> Reading:
    return read(path)


def _truth(path: Path) -> list[dict[str, Any]]:
    charts: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text("utf-8"))["charts"]
    return charts


def _of(reading: Reading, section: str) -> list[Section]:
    return [s for s in reading.sections if s.section == section]


@pytest.fixture(params=VERIFICATIONS, ids=lambda path: path.stem)
def verification(request: pytest.FixtureRequest) -> Path:
    """One edition's verification."""
    path: Path = request.param
    return path


def test_slides_give_title_edition_date_and_body(verification: Path) -> None:
    """The cover's lines are told apart by size and place."""
    reading = _reading(verification)
    assert reading.kind == "verification"
    assert reading.edition == verification.stem[-2:]
    assert reading.title.endswith(")")
    assert "検証" in reading.title
    assert reading.published is not None
    assert reading.body is not None
    assert reading.body not in reading.title


def test_every_page_has_its_printed_number(verification: Path) -> None:
    """Slides are numbered as they are counted; only the cover has no number."""
    reading = _reading(verification)
    assert {(s.page, s.printed_page) for s in reading.sections if s.page > 1 and s.printed_page != str(s.page)} == set()


def test_every_direction_stands_on_its_charts_page(verification: Path) -> None:
    """Each measure's page has one direction, tied to the indicator that the page's chart shows."""
    titles = {(chart["page"], chart["title"]) for chart in _truth(verification)}
    directions = _of(_reading(verification), "future_direction")
    assert len(directions) >= 12
    for section in directions:
        assert section.indicator is not None
        assert any(page == section.page and similarity(t, section.indicator) >= SAME for page, t in titles)
        assert section.goal is not None
        assert section.measure is not None
        assert len(section.heading) == 2


def test_two_charts_a_page_keep_their_own_comments(verification: Path) -> None:
    """On pages with two charts each has a comment, and its note says how it is counted."""
    pages = [chart["page"] for chart in _truth(verification)]
    reading = _reading(verification)
    for page in {page for page in pages if pages.count(page) == 2}:
        comments = [s.indicator for s in _of(reading, "analysis") if s.page == page]
        notes = [s.indicator for s in _of(reading, "note") if s.page == page]
        assert len(set(comments)) == 2
        assert comments == notes


def test_initiatives_have_name_goal_and_measure(verification: Path) -> None:
    """Two to a page, each under its measure, without the words of the other."""
    initiatives = _of(_reading(verification), "initiative")
    assert len(initiatives) >= 10
    assert all(s.goal and s.measure and len(s.heading) == 3 for s in initiatives)
    assert len({s.heading[-1] for s in initiatives}) == len(initiatives)
    assert not any("<施策" in s.text for s in initiatives)


def test_indicators_are_those_of_the_tree_with_the_periods_told(verification: Path) -> None:
    """再掲 is no second indicator; what the notes say of the period reaches the indicator."""
    reading = _reading(verification)
    by_title = {chart["title"].removeprefix("(再掲)"): chart for chart in _truth(verification)}
    assert {i.name for i in reading.indicators} == set(by_title)
    for indicator in reading.indicators:
        assert indicator.unit == by_title[indicator.name]["unit"]
        assert indicator.goal is not None
        assert (indicator.measure is None) == indicator.numeric_target
        assert indicator.period == by_title[indicator.name]["period"]


def test_accepted_values_are_the_printed_ones(verification: Path) -> None:
    """Whatever needs no review agrees with the truth in year, value and status."""
    truth: dict[str, set[tuple[str, float, bool]]] = {}
    for chart in _truth(verification):
        points = [p for series in chart["series"] if series["role"] == "actual" for p in series["points"]]
        known = truth.setdefault(chart["title"].removeprefix("(再掲)"), set())
        known |= {(p["label"], float(p["value"]), p["provisional"]) for p in points}
    accepted = [
        (i.name, o)
        for i in _reading(verification).indicators
        for o in i.observations
        if not o.needs_review and o.method == "chart"
    ]
    assert len(accepted) >= 100
    assert [
        (n, o.label, o.value) for n, o in accepted if (o.label, float(o.value), o.status == "carried") not in truth[n]
    ] == []


def test_no_label_of_a_chart_is_taken_for_prose(verification: Path) -> None:
    """What a chart holds is figures; comments and directions are sentences."""
    for section in _reading(verification).sections:
        if section.section in ("analysis", "future_direction"):
            assert section.text.endswith("。")


def test_no_initiatives_prose_runs_on_into_a_picture_or_a_table(verification: Path) -> None:
    """Flow charts and tables stand in boxes of their own under the text, and are told by themselves."""
    reading = _reading(verification)
    initiatives = {s.heading[-1]: s.text for s in _of(reading, "initiative")}
    assert len(initiatives) == 12
    assert all(text.endswith("。") for text in initiatives.values())
    beside = {
        s.heading[-1]: s.text for s in _of(reading, "overview") if s.heading[-1:] and s.heading[-1] in initiatives
    }
    assert set(beside) == set(initiatives)
    assert all(text.splitlines()[-1].startswith(("(図)", "(表)")) for text in beside.values())


def test_a_list_of_indicators_is_no_policy_text(verification: Path) -> None:
    """施策 and 基本目標 are told in sentences; their tables and lists of indicators stand by themselves."""
    assert STRATEGY is not None
    for reading in (_reading(verification), _reading(STRATEGY)):
        told = [s.text for s in _of(reading, "policy")]
        assert told
        assert not any("KPI" in text or "数値目標" in text for text in told)


def test_a_strategy_is_read_by_goal_and_measure() -> None:
    """Chapters are plain sections, goals and measures policy text, on the page they begin."""
    assert STRATEGY is not None
    reading = _reading(STRATEGY)
    assert (reading.kind, reading.edition) == ("strategy", "R2")
    policy = {(s.goal, s.measure) for s in _of(reading, "policy")}
    assert policy >= {(goal.number, measure.number) for goal in reading.goals for measure in goal.measures}
    assert len(reading.goals) == 3
    assert all(len(measure.approaches) >= 2 for goal in reading.goals for measure in goal.measures)
    chapters = [s.heading[0] for s in _of(reading, "overview") if s.heading and s.goal is None]
    assert any(heading.startswith("第1章") for heading in chapters)
    assert chapters == sorted(chapters)
