"""The sample's own deck, read as .pptx, says exactly what its truth file says."""

import json
from typing import Any

import pytest

from corpus.read import read
from corpus.reading import Milestone, Reading
from corpus.sample import EDITION_FILES, sample_files
from corpus.sample.make.model import edition
from corpus.sample.make.slides import write_slides


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """Both editions' decks, drawn and read."""
    folder = tmp_path_factory.mktemp("decks")
    readings = {}
    for label in EDITION_FILES:
        write_slides(edition(label), folder / f"{label}.pptx")
        readings[label] = read(folder / f"{label}.pptx")
    return readings


def truth(label: str) -> dict[str, Any]:
    path = next(path for path in sample_files() if path.name == EDITION_FILES[label])
    said: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return said


def told(milestone: Milestone | None) -> tuple[str, float] | None:
    return (milestone.label, float(milestone.value)) if milestone else None


@pytest.mark.parametrize("label", EDITION_FILES)
def test_every_value_of_every_chart_is_exactly_right(slides: dict[str, Reading], label: str) -> None:
    """Title, unit, series, labels, values, brackets, targets and baselines, and nothing left to review."""
    wanted = truth(label)["charts"]
    assert len(slides[label].charts) == len(wanted)
    for chart, want in zip(slides[label].charts, wanted, strict=True):
        assert (chart.page, chart.title, chart.unit) == (want["page"], want["title"], want["unit"])
        assert not chart.needs_review, chart.reasons
        assert [
            (s.name, s.role, [(p.label, float(p.value), p.text, p.status == "carried") for p in s.points])
            for s in chart.series
        ] == [
            (s["name"], s["role"], [(p["label"], p["value"], p["text"], p["provisional"]) for p in s["points"]])
            for s in want["series"]
        ]
        target = want["target"]
        assert chart.target and (chart.target.year, float(chart.target.value)) == (2024, target["value"])
        assert told(chart.baseline) == (want["baseline"]["year"], want["baseline"]["value"])


@pytest.mark.parametrize("label", EDITION_FILES)
def test_every_table_is_read_cell_by_cell(slides: dict[str, Reading], label: str) -> None:
    """The rows are those that were written."""
    found = [{"page": t.page, "rows": [list(row) for row in t.rows]} for t in slides[label].tables]
    assert found == truth(label)["tables"]


@pytest.mark.parametrize("label", EDITION_FILES)
def test_the_deck_says_what_its_pdf_says(slides: dict[str, Reading], label: str) -> None:
    """Sections, policy tree and indicators are the same from either file, whichever the city still has."""
    deck, pdf = slides[label], read(next(path for path in sample_files() if path.name == EDITION_FILES[label]))
    assert (deck.title, deck.kind, deck.edition, deck.published, deck.body, deck.goals) == (
        pdf.title,
        pdf.kind,
        pdf.edition,
        pdf.published,
        pdf.body,
        pdf.goals,
    )
    sections = [[(s.page, s.section, s.heading, s.indicator) for s in reading.sections] for reading in (deck, pdf)]
    assert sections[0] == sections[1]
    texts = [["".join(s.text.split()) for s in reading.sections] for reading in (deck, pdf)]
    assert texts[0] == texts[1]
    values = [
        {
            i.name: (i.unit, i.period, [(o.year, o.value, o.status, o.needs_review) for o in i.observations])
            for i in r.indicators
        }
        for r in (deck, pdf)
    ]
    assert values[0] == values[1]


@pytest.mark.parametrize("label", EDITION_FILES)
def test_every_direction_is_tied_to_its_indicator(slides: dict[str, Reading], label: str) -> None:
    """Each indicator's page gives its direction, word for word."""
    one = edition(label)
    wanted = {
        one.indicator(key).name: "\n".join(f"・{line}" for line in lines) for key, lines in one.directions.items()
    }
    found = {s.indicator: s.text for s in slides[label].sections if s.section == "future_direction"}
    assert found == wanted
