"""A worker in a process of its own: jobs survive its death, end when they are told to, and fail with a reason."""

import signal
from hashlib import sha256
from pathlib import Path

import pytest
from eventually import eventually
from job_office import Office

from bot.rendering.text_errors import recorded_line
from corpus.sample import sample_files
from kpi_store.subscriptions import ON_PUBLISH
from kpi_store.views import JobView

pytestmark = pytest.mark.slow

STRATEGY, OLD, _ = sample_files()


def over(job: JobView) -> bool:
    return job.over


def reading(job: JobView) -> bool:
    return job.progress.get("step") == "read"


def test_a_killed_workers_job_is_begun_again_by_the_next(office: Office) -> None:
    """SIGKILL amid reading loses nothing but the pages read; the next worker starts over at once."""
    job = office.read(OLD)
    killed = office.hire()
    office.wait(job, reading)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert office.store.jobs.find(job).state == "running"
    assert office.store.documents() == ()
    office.hire()
    done = office.wait(job, over)
    assert (done.state, done.attempts) == ("done", 2)
    assert len(office.store.documents("draft")) == 1


def test_a_worker_told_to_stop_leaves_its_job_for_the_next(office: Office) -> None:
    """SIGTERM ends the worker at the job's next step, and counts as no failed attempt."""
    job = office.read(OLD)
    worker = office.hire()
    office.wait(job, reading)
    worker.terminate()
    assert worker.wait(60) == 0
    left = office.store.jobs.find(job)
    assert (left.state, left.attempts) == ("waiting", 0)
    office.hire()
    assert office.wait(job, reading).attempts == 1


def test_cancelled_amid_reading_nothing_is_stored(office: Office) -> None:
    """The worker stops at the next page and goes on with the next job."""
    job = office.read(STRATEGY, OLD)
    following = office.counter.ask("rollback", {}, "U1")[0].id
    office.hire()
    office.wait(job, reading)
    office.counter.cancel(job, "U2")
    assert office.wait(job, over).state == "cancelled"
    assert office.store.documents() == ()
    failed = office.wait(following, over)
    assert office.store.originals.content(sha256(OLD.read_bytes()).hexdigest()) is None
    assert recorded_line(failed.outcome["error"], failed.outcome["facts"], "ja").startswith("これより前の公開がない")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("zero.pdf", b"", "document_empty"), ("bad.pdf", b"%PDF-1.7\n", "document_corrupt")],
)
def test_a_file_that_cannot_be_read_fails_with_its_reason(
    office: Office, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    """The outcome names what is wrong, and each language has a line for it."""
    (tmp_path / name).write_bytes(content)
    job = office.read(tmp_path / name)
    office.hire()
    failed = office.wait(job, over)
    assert failed.outcome["error"] == code
    assert name in recorded_line(code, failed.outcome["facts"], "en")


def test_what_a_document_does_not_say_is_asked_and_then_believed(office: Office, tmp_path: Path) -> None:
    """Without a title and a year it asks with its guesses, and goes on with a person's answers."""
    file = tmp_path / "令和5年度資料.txt"
    file.write_text("ＫＰＩ：待機児童数（人）\n【評価】\n減りました。\n", encoding="utf-8")
    job = office.read(file)
    office.hire()
    asking = office.wait(job, lambda found: found.state == "asking")
    (asked,) = asking.outcome["files"]
    assert asked["edition"] == "R5" and "edition" in asked["missing"]
    cover = {"edition": "R6", "title": "さくら市の検証", "published": "2025-08-01"}
    office.counter.answer(job, {"covers": {asked["sha256"]: cover}}, "U2")
    assert office.wait(job, over).state == "done"
    (document,) = office.store.documents("draft")
    assert (document.edition, document.title, str(document.published)) == ("R6", "さくら市の検証", "2025-08-01")


def test_a_paper_is_made_while_a_reading_goes_on(published_office: Office) -> None:
    """The worker makes it beside the reading, and keeps it in the store for whoever brings it."""
    office = published_office
    long, _ = office.counter.ask_to_read([(OLD.name, OLD.read_bytes())], "U1", again=True)
    office.hire()
    office.wait(long.id, reading)
    paper = office.counter.ask("paper", {"goal": 2, "format": "xlsx", "withheld": []}, "U1")[0].id
    made = office.wait(paper, over)
    assert (made.state, made.outcome["edition"]) == ("done", "R5")
    assert not office.store.jobs.find(long.id).over
    view, content = office.store.papers.content(made.outcome["paper"])
    assert (view.format, view.by) == ("xlsx", "U1") and content[:2] == b"PK"


def test_a_switch_by_the_worker_brings_subscribers_a_paper_at_once(published_office: Office) -> None:
    """Without waiting for the next minute's round."""
    office = published_office
    office.store.subscriptions.add("C1", {"format": "list"}, ON_PUBLISH, "U1", frozenset())
    office.hire()
    office.counter.ask("rollback", {}, "U1")
    ordered = eventually(lambda: next((job.id for job in office.store.jobs.newest() if job.kind == "paper"), None), 60)
    paper = office.wait(ordered, over, 30)
    assert (paper.state, paper.outcome["edition"], paper.place["channel"]) == ("done", "R4", "C1")
