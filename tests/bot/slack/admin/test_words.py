"""What administrators are told fits into Slack, and says what to do there rather than in a terminal."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from loopback_slack import problems
from readings import indicator, reading, value
from stores import drafted

from bot.slack.admin.difference import difference_blocks
from bot.slack.admin.job_message import job_message
from bot.slack.admin.office import Office
from corpus import errors
from kpi_store.store import KpiStore
from kpi_store.views import Change, Difference, JobView, MilestoneChange, PendingReview, RuleBreak
from prompts.wording import LANGUAGES, Language, wording

LONG = "とても長い名前の指標" * 9
JOB = JobView(
    id=1,
    kind="ingest",
    arguments={"files": [{"name": "a<b>.pdf", "sha256": "00"}]},
    by="U0ADMIN",
    place={"channel": "D0DIRECT"},
    state="running",
    asked_at=datetime(2024, 4, 1, tzinfo=UTC),
    ended_at=None,
    attempts=1,
    cancelling=False,
    progress={},
    outcome={},
    revision=1,
    told_at=None,
)

READING = {"step": "read", "done": 12, "total": 38, "charts": 9, "seconds_left": 75}


@pytest.fixture
def office() -> Office:
    """Words and a store; nothing of Slack is asked."""
    nothing: Any = None
    return Office(nothing, KpiStore.open("sqlite://", create=True), nothing, nothing, "", "", nothing)


def known_errors(kind: type[errors.SoseiError] = errors.SoseiError) -> dict[str, tuple[str, ...]]:
    """Fields of every error by its code."""
    below = {code: fields for sub in kind.__subclasses__() for code, fields in known_errors(sub).items()}
    try:
        return below | {kind(**dict.fromkeys(kind.fields)).code: kind.fields}
    except TypeError:
        return below


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_for_slack_is_of_an_error_and_names_no_command_of_the_terminal(language: Language) -> None:
    """It needs no fact that the error does not carry."""
    said, known = wording(language), known_errors()
    lines = [name for name in said.names if name.startswith("admin.error.")]
    assert len(lines) > 10
    for name in lines:
        fields = known[name.removeprefix("admin.error.")]
        assert said.placeholders(name) <= set(fields), name
        assert "sosei " not in said.say(name, **dict.fromkeys(said.placeholders(name), "x"))


def test_a_difference_of_any_size_fits_into_a_message(office: Office) -> None:
    """Of each kind so many lines, the rest counted, within Slack's limits."""
    many = 60
    found = Difference(
        edition="R5",
        documents=(),
        added=many,
        changed=tuple(Change(LONG, 1900 + n, Decimal(n), Decimal(n + 1)) for n in range(many)),
        renamed=((LONG, LONG),) * many,
        new=(LONG,) * many,
        dropped=(LONG,) * many,
        targets_changed=(MilestoneChange(LONG, "target", "R6 1", "R7 2"),) * many,
        needs_review=(PendingReview(LONG, 3, 5, ("measured",)),) * many,
        rule_breaks=(RuleBreak("jumps", LONG, "R5"),) * many,
    )
    blocks = difference_blocks(office, found, 12)
    assert problems(blocks) == []
    assert str(blocks).count("ほかに48件") == 7


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        ({}, "作業中"),
        ({"step": "read", "done": 12, "total": 38, "charts": 9, "seconds_left": 75}, "12 / 38 ページ"),
        (
            {"step": "read", "done": 12, "total": 38, "charts": 9, "seconds_left": 75},
            "見つかったグラフ 9件　残り 約2分",
        ),
        ({"step": "embed", "done": 16, "total": 90, "file": 2, "file_of": 3, "seconds_left": 4}, "ファイル 2 / 3"),
        ({"step": "a step of tomorrow", "done": 1, "total": 1}, "処理しています"),
    ],
)
def test_progress_tells_step_finds_and_time_left(office: Office, progress: dict[str, Any], words: str) -> None:
    """Whatever the step, with the button that cancels; a file's name cannot format anything."""
    text, blocks = job_message(office, replace(JOB, progress=progress))
    assert words in text and "a&lt;b&gt;.pdf" in text
    assert problems(blocks) == [] and "admin_cancel" in str(blocks)


def test_a_failed_job_says_why_in_slacks_terms(office: Office) -> None:
    """The line of the error, told as it is to whoever has no terminal."""
    outcome = {"error": "review_pending", "facts": {"edition": "R5", "count": 3}}
    text, _ = job_message(office, replace(JOB, kind="publish", state="failed", outcome=outcome))
    assert "3件" in text and "「確認を始める」" in text and "--accept" not in text


def test_several_editions_share_the_room_of_one_message(office: Office) -> None:
    """What was read in one drop is told in one message, each edition with its way on."""
    for edition in ("R3", "R4", "R5"):
        own = [indicator(f"{LONG}{n}{edition}", observations=(value(2020, n),)) for n in range(40)]
        drafted(office.store, reading(*own, edition=edition), edition)
    done = {"documents": ["検証"], "new": 1, "published": False, "warnings": [], "differing": []}
    outcome = {"editions": [done | {"edition": edition} for edition in ("R3", "R4", "R5")]}
    text, blocks = job_message(office, replace(JOB, state="done", outcome=outcome))
    assert problems(blocks) == [] and str(blocks).count("admin_review") == 3
    assert "R3版" in text and "R5版" in text
