"""Golden questions: what must be answered, with exact values and pages, and what must not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.answering.golden import Golden, ask, golden, mistakes
from bot.answering.grading import grade, report
from bot.rendering.json import answer_object, dumps
from bot.rendering.text import plain_text
from bot.settings import Settings
from bot.wiring import Sosei

pytestmark = pytest.mark.slow

OWN = sorted((Path(__file__).parent / "golden").glob("*.jsonl"))
HELD_OUT = sorted((Path(__file__).parent / "golden" / "heldout").glob("*.jsonl"))
HELD_OUT_RIGHT, HELD_OUT_REFUSED, HELD_OUT_WRONGLY_REFUSED = 0.76, 0.85, 0.14
"""As measured, less two questions; to be raised whenever they are graded better."""

GIVEN = Path(__file__).parents[3] / "shared" / "eval" / "dev_questions.jsonl"
QUESTIONS = [*(one for file in OWN for one in golden(file)), *(golden(GIVEN) if GIVEN.exists() else [])]
HOMES = {
    "sample": "sample_home",
    "kumamoto_text": "kumamoto_text_home",
    "kumamoto_text+figures": "kumamoto_home",
    "second_town": "second_town_home",
}

Ask = Callable[[Golden], dict[str, Any]]


@pytest.fixture(scope="module")
def asked(request: pytest.FixtureRequest) -> Ask:
    """Asks a question of its corpus and gives the contract's object."""
    opened: dict[str, Sosei] = {}

    def call(wanted: Golden) -> dict[str, Any]:
        if wanted.corpus not in opened:
            home = request.getfixturevalue(HOMES[wanted.corpus])
            opened[wanted.corpus] = Sosei(Settings(SOSEI_HOME=home, DATABASE_URL=""))
        sosei = opened[wanted.corpus]
        answer = ask(wanted, lambda question, after: sosei.answer(question, after=after))
        return json.loads(dumps(answer_object(answer, plain_text(answer), None)))

    return call


@pytest.mark.parametrize("wanted", QUESTIONS, ids=lambda wanted: wanted.id)
def test_a_golden_question_is_answered_as_it_must_be(asked: Ask, wanted: Golden) -> None:
    """Status, indicator, values, page and quotation are those of the documents."""
    assert not mistakes(wanted, asked(wanted))


def test_the_held_out_questions_keep_their_rates(asked: Ask) -> None:
    """Of questions that nothing was tuned on, as many are right, and refused, as when they were last graded."""
    questions = [one for file in HELD_OUT for one in golden(file) if one.corpus == "sample" or GIVEN.exists()]
    found = report(grade(questions, asked))
    rates = {name: found[name] for name in ("rate", "refused_unanswerable", "refused_answerable")}
    assert rates["rate"] >= HELD_OUT_RIGHT, rates
    assert rates["refused_unanswerable"] >= HELD_OUT_REFUSED, rates
    assert rates["refused_answerable"] <= HELD_OUT_WRONGLY_REFUSED, rates
