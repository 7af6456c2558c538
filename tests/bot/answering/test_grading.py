"""A golden set is graded by what each answer lacks."""

import pytest

from bot.answering.golden import Golden, golden, mistakes
from bot.answering.grading import Asked, grade, report

ANSWER = {
    "status": "answered",
    "intent": "trend",
    "language": "ja",
    "timing_ms": {"total": 1.5},
    "text": "出生数は787人です。",
    "candidates": [],
    "figures": [
        {"indicator": "出生数", "points": [{"year": 2023, "value": 787, "source": {"page": 12}}]},
    ],
    "excerpts": [{"text": "・相談を続ける。", "section": "future_direction", "indicator": "出生数", "page": 13}],
}


def wanted(**facts) -> Golden:
    return Golden(id="q", corpus="c", q="出生数の推移", **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"indicator": "出生数", "points": {"2023": 787}, "page": 12, "only": True},
        {"excerpt": "相談を 続ける", "section": "future_direction", "page": 13},
        {"intent": "compare|trend"},
        {"status": "clarify|answered", "intent": "trend", "text_has": ["787"], "text_lacks": ["0人"]},
    ],
)
def test_an_answer_that_holds_all_is_right(facts):
    """Nothing is found wrong where status, values, pages, quotation and text are as wanted."""
    assert mistakes(wanted(**facts), ANSWER) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "not_found"},
        {"intent": "value"},
        {"intent": "compare|value"},
        {"indicator": "死亡数"},
        {"points": {"2023": 788}},
        {"points": {"2022": 800}},
        {"points": {"2023": 787}, "page": 3},
        {"excerpt": "相談をやめる"},
        {"excerpt": "相談を続ける", "section": "analysis"},
        {"excerpt": "相談を続ける", "page": 3},
        {"text_has": ["788"]},
        {"text_lacks": ["787"]},
        {"candidates": ["死亡数"]},
    ],
)
def test_each_kind_of_mistake_is_found(facts):
    """A wrong status, intent, indicator, value, page, quotation, section, text or offer never passes."""
    assert mistakes(wanted(**facts), ANSWER)


def test_a_report_counts_refusals_apart():
    """A refused question that has an answer is told apart from a rightly refused one."""
    refusing = {**ANSWER, "status": "not_found"}
    found = report(grade([wanted(), wanted(status="not_found")], lambda _: Asked(refusing, faithful=True)))
    assert (found["refused_answerable"], found["refused_unanswerable"]) == (1.0, 1.0)
    assert (found["right"], found["rate"]) == (1, 0.5)
    assert [one["mistakes"] for one in found["wrong"]] == [["status not_found"]]


def test_a_question_of_several_intents_counts_with_the_first():
    """The rate by intent groups a question that may be answered in two ways under the first."""
    found = report(grade([wanted(intent="compare|trend")], lambda _: Asked(ANSWER, faithful=True)))
    assert found["by_intent"] == {"compare": 1.0}


def test_a_line_that_is_no_question_is_named(tmp_path):
    """A broken line says which it is."""
    file = tmp_path / "set.jsonl"
    file.write_text('{"id": "a", "corpus": "c", "q": "x"}\n{"id": 3}\n', "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        golden(file)


def test_a_report_tells_how_many_replies_are_faithful_and_how_fast():
    """One reply with a number of its own shows in the rate, however right the answer is."""
    faithful = iter([True, True, True, False])
    found = report(grade([wanted()] * 4, lambda _: Asked(ANSWER, next(faithful))))
    assert (found["rate"], found["faithful"]) == (1.0, 0.75)
    assert (found["ms_p50"], found["ms_p95"]) == (1.5, 1.5)
