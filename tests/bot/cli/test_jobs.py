"""``sosei jobs``: what was asked for from Slack, how it stands, and its end."""

import json
from pathlib import Path

import pytest

from bot.jobs.work import WORK
from kpi_store.jobs import PAPER
from kpi_store.store import KpiStore

from .conftest import Run


@pytest.fixture
def store(home: Path) -> KpiStore:
    """The store in the command's home folder."""
    return KpiStore.open(f"sqlite:///{home}/sosei.db", create=True)


def test_without_a_job_it_says_so(run: Run, home: Path) -> None:
    """Looking is no reason to make a database."""
    assert "ありません" in run("jobs").stdout
    assert not home.exists()


@pytest.mark.parametrize("kind", (*WORK, PAPER))
def test_every_kind_of_job_is_listed_in_words(run: Run, store: KpiStore, kind: str) -> None:
    """Its number, kind, state and who asked; for a script as plain data."""
    job, _ = store.jobs.ask(kind, {"edition": "R5"}, "U0ADMIN")
    line = run("jobs").stdout
    assert line.startswith(f"{job.id}　") and "順番待ち" in line and "U0ADMIN" in line
    assert json.loads(run("jobs", "--json").stdout)["kind"] == kind
    store.jobs.begin(job.id, "w1")
    store.jobs.note(job.id, "w1", {"step": "read", "done": 3, "total": 9})
    assert "3 / 9" in run("jobs").stdout


def test_a_failed_job_says_why(run: Run, store: KpiStore) -> None:
    """The line of its error, under it."""
    job, _ = store.jobs.ask("ingest", {}, "U0ADMIN")
    store.jobs.begin(job.id, "w1")
    store.jobs.end(job.id, "w1", "failed", {"error": "document_empty", "facts": {"file": "a.pdf"}})
    assert "中身のないファイルです: a.pdf" in run("jobs").stdout


def test_a_job_is_cancelled_once(run: Run, store: KpiStore) -> None:
    """One that waits ends at once; what has ended cannot be ended again."""
    job, _ = store.jobs.ask("ingest", {}, "U0ADMIN")
    assert "取り消しました" in run("jobs", "cancel", str(job.id)).stdout
    again = run("jobs", "cancel", str(job.id))
    assert again.exit_code == 1 and "cancelled" in again.stderr
    assert run("jobs", "cancel", "99").exit_code == 1
