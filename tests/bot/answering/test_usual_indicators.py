"""The usual indicators of any city are found in the words of staff, and none answers for another."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest
from readings import indicator, reading
from stores import published

from bot.answering.answerer import Answerer
from corpus.words import plain
from index.search import Findings
from kpi_store.store import KpiStore

pytestmark = pytest.mark.slow

HERE = Path(__file__)
TOWNS = tomllib.loads((HERE.parents[2] / "support" / "usual_indicators.toml").read_text("utf-8"))
ASKED = [json.loads(line) for line in HERE.with_name("usual_questions.jsonl").read_text("utf-8").splitlines()]


@cache
def town(name: str) -> Answerer:
    """A place that holds figures and no text, each indicator with values of its own."""
    store = KpiStore.open("sqlite://", create=True)
    rows = enumerate(TOWNS[name]["rows"], 100)
    published(store, reading(*(indicator(called, unit, {2022: 2 * n, 2023: 2 * n + 1}) for n, (called, unit) in rows)))
    return Answerer(store, lambda query, where, many: Findings(()))


@pytest.mark.parametrize("wanted", ASKED, ids=lambda wanted: f"{wanted['town']}: {wanted['q']}")
def test_an_indicator_is_found_by_the_words_of_staff(wanted: dict[str, str]) -> None:
    """What means it is answered, what comes near it is offered, and what is another thing gets no figure."""
    answer = town(wanted["town"]).answer(wanted["q"])
    shown = [plain(figure.indicator) for figure in answer.figures]
    if "answered" in wanted:
        assert shown == [plain(wanted["answered"])]
    elif "offered" in wanted:
        name = plain(wanted["offered"])
        assert shown == [name] or (not shown and name in map(plain, answer.candidates))
    else:
        assert not shown
