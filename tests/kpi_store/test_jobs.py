"""Jobs and their queue, on each database: nothing is lost, nothing is done twice, and all of it can be told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, update

from corpus.errors import JobCancelled, JobOver, JobUnknown
from kpi_store.engine import Database
from kpi_store.jobs import MOST_ATTEMPTS, SILENCE
from kpi_store.store import KpiStore
from kpi_store.tables import Job
from kpi_store.views import JobView

NOW = timedelta(0)


def asked(store: KpiStore, *files: str, place: dict[str, str] | None = None) -> JobView:
    """A new job."""
    job, new = store.jobs.ask("ingest", {"files": list(files)}, "U1", place)
    assert new
    return job


def test_the_same_job_is_recorded_once_until_it_is_over(store: KpiStore) -> None:
    """A second drop of a file that is being read gives the first job; after its end it is a new one."""
    job = asked(store, "a.pdf")
    assert store.jobs.ask("ingest", {"files": ["a.pdf"]}, "U2") == (job, False)
    assert asked(store, "b.pdf").id != job.id
    store.jobs.cancel(job.id, "U1")
    assert store.jobs.ask("ingest", {"files": ["a.pdf"]}, "U2")[1]


def test_one_job_runs_at_a_time(store: KpiStore) -> None:
    """Another worker's job waits until the running one ends."""
    first, second = asked(store, "a.pdf"), asked(store, "b.pdf")
    assert store.jobs.begin(first.id, "w1") is not None
    assert store.jobs.begin(second.id, "w2") is None
    with pytest.raises(JobOver):
        store.jobs.begin(first.id, "w2")
    store.jobs.end(first.id, "w1", "done", {"editions": []})
    begun = store.jobs.begin(second.id, "w2")
    assert begun is not None and begun.state == "running"


def test_a_paper_is_made_beside_a_reading_and_not_beside_another_paper(store: KpiStore) -> None:
    """Whoever waits for a paper does not wait for a reading of many minutes."""
    reading, other = asked(store, "a.pdf"), asked(store, "b.pdf")
    paper, next_paper = (store.jobs.ask("paper", {"nth": nth}, "U1")[0] for nth in range(2))
    assert store.jobs.begin(reading.id, "w") is not None
    assert store.jobs.begin(paper.id, "w") is not None
    assert store.jobs.begin(next_paper.id, "w") is None
    assert store.jobs.begin(other.id, "w") is None
    store.jobs.end(reading.id, "w", "done", {})
    assert store.jobs.begin(next_paper.id, "w") is None
    assert store.jobs.begin(other.id, "w") is not None


def test_telling_that_takes_long_is_kept_by_one(store: KpiStore) -> None:
    """Of two that were given a job in turn, only the last may keep it; nobody gets it until it is told or given up."""
    job = asked(store, "a.pdf", place={"channel": "D1"})
    (slow,) = store.jobs.to_tell(NOW)
    (quick,) = store.jobs.to_tell(NOW)
    assert not store.jobs.keep_telling(slow, timedelta(minutes=5))
    assert store.jobs.keep_telling(quick, timedelta(minutes=5))
    assert store.jobs.to_tell(NOW) == ()
    store.jobs.tell_again(job.id, timedelta(minutes=5))
    assert store.jobs.to_tell(NOW) == ()
    store.jobs.tell_again(job.id, NOW)
    (again,) = store.jobs.to_tell(NOW)
    assert store.jobs.keep_telling(again, timedelta(minutes=5))
    store.jobs.told(again)
    assert store.jobs.to_tell(NOW) == ()
    assert not store.jobs.keep_telling(again, timedelta(minutes=5))


def test_progress_is_kept_until_the_end(store: KpiStore) -> None:
    """What a worker notes is what anybody sees, and the outcome stays."""
    job = asked(store, "a.pdf")
    store.jobs.begin(job.id, "w1")
    store.jobs.note(job.id, "w1", {"step": "read", "done": 12, "total": 38})
    assert store.jobs.find(job.id).progress == {"step": "read", "done": 12, "total": 38}
    store.jobs.end(job.id, "w1", "done", {"editions": ["R5"]})
    found = store.jobs.find(job.id)
    assert (found.state, found.outcome, found.over) == ("done", {"editions": ["R5"]}, True)
    assert found.ended_at is not None and store.jobs.newest() == (found,)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step(store: KpiStore) -> None:
    """Whoever works on it learns of it when it next reports; a second cancelling is told that it is over."""
    waiting, running = asked(store, "a.pdf"), asked(store, "b.pdf")
    assert store.jobs.cancel(waiting.id, "U2").state == "cancelled"
    store.jobs.begin(running.id, "w1")
    assert store.jobs.cancel(running.id, "U2").cancelling
    with pytest.raises(JobCancelled):
        store.jobs.note(running.id, "w1", {})
    assert store.jobs.end(running.id, "w1", "cancelled", {}).over
    with pytest.raises(JobOver):
        store.jobs.cancel(running.id, "U2")


def test_a_job_that_asks_goes_on_once_it_is_answered(store: KpiStore) -> None:
    """The answers join its arguments; nobody can answer twice."""
    job = asked(store, "a.pdf")
    store.jobs.begin(job.id, "w1")
    store.jobs.end(job.id, "w1", "asking", {"files": []})
    assert store.jobs.recover() == ()
    answered = store.jobs.answer(job.id, {"edition": "R5"}, "U2")
    assert (answered.state, answered.arguments) == ("waiting", {"files": ["a.pdf"], "edition": "R5"})
    with pytest.raises(JobOver):
        store.jobs.answer(job.id, {"edition": "R4"}, "U3")


def test_what_a_dead_worker_left_is_begun_again_and_given_up_at_last(store: KpiStore) -> None:
    """A restarted worker of the name puts its own jobs back at once; after three deaths the job has failed."""
    job = asked(store, "a.pdf")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        begun = store.jobs.begin(job.id, "w1")
        assert begun is not None and begun.attempts == attempt
        store.jobs.note(job.id, "w1", {"step": "read", "done": 7, "total": 9})
        assert store.jobs.recover("w2") == ()
        left = store.jobs.recover("w1")
        assert left == ((job.id,) if attempt < MOST_ATTEMPTS else ())
    found = store.jobs.find(job.id)
    assert found.state == "failed"
    assert found.outcome == {"error": "job_abandoned", "facts": {"attempts": MOST_ATTEMPTS, "step": "read"}}


def test_a_silent_worker_loses_its_job_to_another(migrated_url: Callable[[], str]) -> None:
    """Without a sign of life for a minute a job is put back, and whoever comes late with it changes nothing."""
    url = migrated_url()
    with KpiStore.open(url, create=False) as store:
        job = asked(store, "a.pdf")
        store.jobs.begin(job.id, "w1")
        database = Database(url)
        with database.altering() as connection:
            long_ago = (datetime.now(UTC) - SILENCE - timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S+00:00")
            moment = long_ago.removesuffix("+00:00") if database.embedded else long_ago
            connection.execute(text("UPDATE job SET beat_at = :then"), {"then": moment})
        database.close()
        assert store.jobs.recover("w2") == (job.id,)
        assert store.jobs.begin(job.id, "w2") is not None
        for late in (
            lambda: store.jobs.beat(job.id, "w1"),
            lambda: store.jobs.note(job.id, "w1", {}),
            lambda: store.jobs.end(job.id, "w1", "done", {}),
        ):
            with pytest.raises(JobCancelled):
                late()
        assert store.jobs.find(job.id).state == "running"


def test_a_job_put_back_costs_no_attempt(store: KpiStore) -> None:
    """A worker that is told to stop leaves its job as if it had not begun; one to be cancelled ends so."""
    job, other = asked(store, "a.pdf"), asked(store, "b.pdf")
    store.jobs.begin(job.id, "w1")
    store.jobs.put_back(job.id, "w1")
    assert (store.jobs.find(job.id).state, store.jobs.find(job.id).attempts) == ("waiting", 0)
    store.jobs.begin(other.id, "w1")
    store.jobs.cancel(other.id, "U1")
    store.jobs.put_back(other.id, "w1")
    assert store.jobs.find(other.id).state == "cancelled"


def test_changes_are_told_once_each_and_not_too_often(store: KpiStore) -> None:
    """Only jobs with a place are told of; telling that was not confirmed is tried again, after the pause."""
    asked(store, "a.pdf")
    job = asked(store, "b.pdf", place={"channel": "D1"})
    (told,) = store.jobs.to_tell(timedelta(seconds=60))
    assert told.id == job.id
    assert store.jobs.to_tell(timedelta(seconds=60)) == ()
    assert store.jobs.to_tell(NOW) == (told,)
    store.jobs.told(told)
    assert store.jobs.to_tell(NOW) == ()
    store.jobs.begin(job.id, "w1")
    (again,) = store.jobs.to_tell(NOW)
    store.jobs.note(job.id, "w1", {"step": "read", "done": 1, "total": 2})
    store.jobs.told(again)
    assert store.jobs.to_tell(NOW)[0].progress["done"] == 1


def test_unknown_jobs_are_told(store: KpiStore) -> None:
    """A number that no job has is named."""
    with pytest.raises(JobUnknown):
        store.jobs.find(99)


def test_asking_cancelling_and_answering_are_in_the_trail(store: KpiStore) -> None:
    """Who asked for a job and who ended it can be read later; its progress is not in the trail."""
    job = asked(store, "a.pdf")
    store.jobs.begin(job.id, "w1")
    store.jobs.note(job.id, "w1", {"step": "read", "done": 1, "total": 2})
    store.jobs.cancel(job.id, "U2")
    assert [(line.action, line.by) for line in store.audit()] == [("job", "U2"), ("job", "U1")]


def test_messages_are_taken_once_in_order_and_not_before_their_time(store: KpiStore) -> None:
    """First in, first out; a message for later waits apart."""
    queue, soon = store.queue, datetime.now(UTC) + timedelta(seconds=30)
    queue.put(b"later", soon)
    queue.put(b"1")
    queue.put(b"2")
    assert (queue.count(False), queue.count(True), queue.held(False)) == (2, 1, [b"1", b"2"])
    assert (queue.take(), queue.take(), queue.take()) == (b"1", b"2", None)
    assert queue.take_due(datetime.now(UTC)) == []
    assert queue.take_due(soon) == [b"later"] and queue.take_due(soon) == []
    queue.put(b"3")
    queue.put(b"4", soon)
    queue.clear(scheduled=True)
    assert (queue.held(True), queue.held(False)) == ([], [b"3"])


def test_a_clock_that_was_put_back_holds_no_message_up(store: KpiStore) -> None:
    """Nothing waits longer than seconds, so what seems to wait for hours was put in by another time."""
    store.queue.put(b"before", datetime.now(UTC) + timedelta(hours=2))
    assert store.queue.take_due(datetime.now(UTC)) == [b"before"]


def test_a_sign_of_life_from_after_now_holds_no_job_up(store: KpiStore) -> None:
    """A worker that died before the clock was put back is found dead, and what it changed is told."""
    job, _ = store.jobs.ask("publish", {"edition": "R5"}, "U1", {"channel": "D1"})
    store.jobs.begin(job.id, "w1")
    assert store.jobs.recover("w2") == ()
    assert [one.id for one in store.jobs.to_tell(timedelta(minutes=1))] == [job.id]
    later = datetime.now(UTC) + timedelta(hours=2)
    with store._database.writing() as session:
        session.exec(update(Job).where(col(Job.id) == job.id).values(beat_at=later, told_at=later))
    assert [one.id for one in store.jobs.to_tell(timedelta(minutes=1))] == [job.id]
    assert store.jobs.recover("w2") == (job.id,)
