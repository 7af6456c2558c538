"""Golden questions: what must be answered, with exact values and pages, and what must not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.answering.golden import Golden, golden, mistakes
from bot.rendering.json import answer_object, dumps
from bot.rendering.text import plain_text
from bot.settings import Settings
from bot.wiring import Sosei

pytestmark = pytest.mark.slow

OWN = Path(__file__).parent / "golden" / "sample.jsonl"
GIVEN = Path(__file__).parents[3] / "shared" / "eval" / "dev_questions.jsonl"
QUESTIONS = [*golden(OWN), *(golden(GIVEN) if GIVEN.exists() else [])]
HOMES = {
    "sample": "sample_home",
    "kumamoto_text": "kumamoto_text_home",
    "kumamoto_text+figures": "kumamoto_home",
}

Ask = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def ask(request: pytest.FixtureRequest) -> Ask:
    """Asks one corpus a question and gives the contract's object."""
    opened: dict[str, Sosei] = {}

    def call(corpus: str, question: str) -> dict[str, Any]:
        if corpus not in opened:
            home = request.getfixturevalue(HOMES[corpus])
            opened[corpus] = Sosei(Settings(SOSEI_HOME=home, DATABASE_URL=""))
        answer = opened[corpus].answer(question)
        return json.loads(dumps(answer_object(answer, plain_text(answer), None)))

    return call


@pytest.mark.parametrize("wanted", QUESTIONS, ids=lambda wanted: wanted.id)
def test_a_golden_question_is_answered_as_it_must_be(ask: Ask, wanted: Golden) -> None:
    """Status, indicator, values, page and quotation are those of the documents."""
    assert not mistakes(wanted, ask(wanted.corpus, wanted.q))
