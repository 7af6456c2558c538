"""The contract's JSON: its names, whole numbers as integers, all else as printed."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from answers import DIRECTION, trend

from bot.answering.answer import Computed
from bot.rendering.json import answer_object, difference_object, dumps, plain_number, reading_object
from corpus.reading import BBox, ChartReading, Milestone, Point, Reading, ReadingWarning, Section, Series, TableReading
from kpi_store.views import Change, Difference, MilestoneChange


def test_an_answer_has_the_contracts_fields() -> None:
    """Scripts find every field that the contract names, filled from the answer."""
    computed = Computed("change_from_previous", Decimal(-16), "百万円", (2022, 2023), "観光消費額")
    answer = replace(trend(), computed=(computed,), timing_ms={"total": 12.5})
    found = json.loads(dumps(answer_object(answer, "本文", {"path": "a.png", "alt": "説明"})))
    assert found["question"] == "待機児童の推移は？"
    assert (found["language"], found["status"], found["intent"]) == ("ja", "answered", "trend")
    assert found["text"] == "本文"
    assert found["chart"] == {"path": "a.png", "alt": "説明"}
    assert found["candidates"] == []
    assert found["timing_ms"]["total"] == 12.5
    (figure,) = found["figures"]
    assert (figure["indicator"], figure["unit"], figure["period"], figure["edition"]) == (
        "保育所等の待機児童数",
        "人",
        "as_of",
        "R5",
    )
    point = figure["points"][-1]
    assert (point["year"], point["label"], point["value"], point["status"]) == (2023, "R5", 0, "carried")
    assert point["source"] == {
        "document": "第2期あおば市総合戦略 検証報告書",
        "edition": "R5",
        "page": 15,
        "method": "chart",
        "reviewed_by": None,
        "printed_page": None,
        "line": None,
        "url": None,
        "sha256": None,
        "bbox": None,
    }
    assert (figure["target"]["year"], figure["target"]["label"], figure["target"]["value"]) == (2024, "R6", 0)
    assert figure["baseline"]["value"] == 31
    (excerpt,) = found["excerpts"]
    assert excerpt["text"] == DIRECTION
    assert (excerpt["section"], excerpt["edition"], excerpt["page"]) == ("future_direction", "R5", 16)
    assert excerpt["heading"][1] == "施策2 子育て環境の充実"
    assert excerpt["indicator"] == "保育所等の待機児童数"
    assert found["computed"][0]["name"] == "change_from_previous"
    assert (found["computed"][0]["value"], found["computed"][0]["from"]) == (-16, [2022, 2023])


def test_an_answer_without_evidence_has_empty_lists_and_nulls() -> None:
    """No field is left out, so that no script has to guess."""
    found = answer_object(replace(trend(), figures=(), excerpts=(), status="not_found"), "", None)
    assert (found["figures"], found["excerpts"], found["chart"]) == ([], [], None)
    assert found["timing_ms"]["total"] == 0


@pytest.mark.parametrize(
    ("value", "written"),
    [("4", "4"), ("-16", "-16"), ("4.0", "4"), ("81.98", "81.98"), ("1E+3", "1000"), ("0.1", "0.1")],
)
def test_values_print_the_digits_that_are_stored(value: str, written: str) -> None:
    """Exact decimals leave as the shortest JSON number that says the same."""
    assert json.dumps(plain_number(Decimal(value))) == written


def test_a_reading_has_the_contracts_fields() -> None:
    """What the reader saw comes out with pages, boxes and reasons."""
    point = Point("H28", 2016, Decimal(63), "actual", "63", BBox(1, 2, 3, 4))
    chart = ChartReading(
        page=15,
        title="保育所等の待機児童数",
        unit="人",
        kind="bar",
        series=(Series("実績", "actual", (point,)),),
        target=Milestone("R6", 2024, Decimal(0), "0"),
        confidence=0.9,
        needs_review=False,
    )
    reading = Reading(
        file="a.pdf",
        sha256="0" * 64,
        media="pdf",
        pages=20,
        title="検証",
        kind="verification",
        edition="R5",
        charts=(chart,),
        tables=(TableReading(12, (("a", "b"), ("c", ""))),),
        sections=(Section(15, "future_direction", ("基本目標2",), "本文", "保育所等の待機児童数"),),
        warnings=(ReadingWarning(11, "no_text_layer", "no text"),),
    )
    found = json.loads(dumps(reading_object(reading)))
    assert (found["file"], found["pages"], found["edition"], found["published"]) == ("a.pdf", 20, "R5", None)
    assert found["charts"][0]["series"][0]["points"] == [
        {"label": "H28", "year": 2016, "value": 63, "status": "actual", "text": "63", "bbox": [1, 2, 3, 4]}
    ]
    assert found["charts"][0]["target"]["value"] == 0
    assert found["charts"][0]["needs_review"] is False
    assert found["tables"][0]["rows"] == [["a", "b"], ["c", ""]]
    assert found["sections"][0]["section"] == "future_direction"
    assert found["warnings"] == [{"page": 11, "code": "no_text_layer", "message": "no text"}]


def test_a_difference_has_the_contracts_fields() -> None:
    """What publishing would change is told value by value."""
    difference = Difference(
        edition="R5",
        documents=(),
        added=3,
        changed=(Change("観光消費額", 2021, Decimal(455), Decimal(459)),),
        renamed=(("古い名", "新しい名"),),
        targets_changed=(MilestoneChange("出生数", "target", "R6: 10", "R6: 12"),),
    )
    found = json.loads(dumps(difference_object(difference)))
    assert found["changed"] == [{"indicator": "観光消費額", "year": 2021, "old": 455, "new": 459}]
    assert found["renamed"] == [{"old": "古い名", "new": "新しい名"}]
    assert (found["edition"], found["added"], found["dropped"], found["needs_review"]) == ("R5", 3, [], [])


def test_what_has_no_json_is_refused() -> None:
    """A forgotten type is found by the first test, not printed as some text."""
    with pytest.raises(TypeError):
        dumps({"a": object()})


def test_what_a_pdf_cannot_say_in_unicode_survives() -> None:
    """Half a surrogate pair is written as an escape, so that the line can be sent and read back."""
    text = dumps({"text": "前\ud83d後"})
    text.encode("utf-8")
    assert json.loads(text) == {"text": "前\ud83d後"}
