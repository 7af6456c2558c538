"""Jobs: the record of work done outside the answering process, from being asked for to its end.

A queue hands a job to a worker once and forgets it; whether it was done stands here. One job runs at a time, and one
paper beside it: a paper changes nothing that answers, and whoever waits for it must not wait for a long reading. A
worker that was killed leaves a job ``running`` without a sign of life: it is put back to ``waiting``, and given up
after ``MOST_ATTEMPTS``. Only the worker that has a job can report on it, so one that was thought dead and is not
changes nothing any more.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, cast

from sqlmodel import Session, col, select

from corpus.errors import JobAbandoned, JobCancelled, JobOver, JobUnknown, SoseiError
from kpi_store import audit
from kpi_store.columns import now
from kpi_store.engine import Database
from kpi_store.tables import Job
from kpi_store.views import JobState, JobView

SILENCE = timedelta(seconds=60)
"""A worker that gives no sign for so long is dead; it gives one every few seconds."""

LONGEST_TELLING = timedelta(minutes=15)
"""Nobody keeps a job so long to tell of it."""

MOST_ATTEMPTS = 3
"""So often is a job begun whose worker ends amid it; then the job itself is what ends it."""

PAPER = "paper"
"""The kind of job that makes a paper."""

_UNFINISHED = ("waiting", "running", "asking")


class Jobs:
    """The jobs of a store; may be shared by threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Whoever asks

    def ask(
        self, kind: str, arguments: Mapping[str, Any], by: str, place: Mapping[str, Any] | None = None
    ) -> tuple[JobView, bool]:
        """Record a job that is to be done.

        Args:
            kind: What is to be done.
            arguments: With what; plain JSON.
            by: Who asks.
            place: Where they are to be told of it.

        Returns:
            The job, and whether it is new: the same that is not over yet is not recorded twice.
        """
        with self._database.writing() as session:
            return asked(session, kind, arguments, by, place)

    def find(self, job: int) -> JobView:
        """A job by its number.

        Raises:
            JobUnknown: If there is none.
        """
        with self._database.reading() as session:
            return _view(_row(session, job))

    def newest(self, limit: int = 20) -> tuple[JobView, ...]:
        """The jobs asked for last, the newest first."""
        with self._database.reading() as session:
            return tuple(_view(row) for row in session.exec(select(Job).order_by(col(Job.id).desc()).limit(limit)))

    def cancel(self, job: int, by: str) -> JobView:
        """End a job: at once where nobody works on it, else as soon as whoever does looks up.

        Raises:
            JobUnknown: If there is none.
            JobOver: If it has ended.
        """
        with self._database.writing() as session:
            row = _row(session, job)
            if row.state not in _UNFINISHED:
                raise JobOver(job=job, state=row.state)
            row.cancelling = True
            if row.state != "running":
                _end(row, "cancelled", {})
            _changed(row)
            audit.record(session, "job", row.kind, by, job=job, cancelled=True)
            return _view(row)

    def answer(self, job: int, answers: Mapping[str, Any], by: str) -> JobView:
        """Give a job what it asked for, so that it can be done.

        Raises:
            JobUnknown: If there is none.
            JobOver: If it asks for nothing (any more).
        """
        with self._database.writing() as session:
            row = _row(session, job)
            if row.state != "asking":
                raise JobOver(job=job, state=row.state)
            row.arguments = {**row.arguments, **answers}
            row.state, row.outcome, row.progress, row.attempts = "waiting", {}, {}, 0
            _changed(row)
            audit.record(session, "job", row.kind, by, job=job, answered=_told_of(answers))
            return _view(row)

    def placed(self, job: int, place: Mapping[str, Any]) -> JobView:
        """Say where whoever asked is told of a job.

        Raises:
            JobUnknown: If there is none.
        """
        with self._database.writing() as session:
            row = _row(session, job)
            row.place = dict(place)
            _changed(row)
            return _view(row)

    # Workers

    def begin(self, job: int, worker: str) -> JobView | None:
        """Take a job on; None where another one of its lane runs, so that it must be tried again later.

        Raises:
            JobOver: If it does not wait for a worker (any more).
            JobUnknown: If there is none.
        """
        with self._database.writing() as session:
            row = _row(session, job)
            if row.state != "waiting":
                raise JobOver(job=job, state=row.state)
            beside = col(Job.kind) == PAPER if row.kind == PAPER else col(Job.kind) != PAPER
            if session.exec(select(Job.id).where(Job.state == "running", beside)).first() is not None:
                return None
            row.state, row.worker, row.attempts, row.beat_at = "running", worker, row.attempts + 1, now()
            row.progress = {}
            _changed(row)
            return _view(row)

    def beat(self, job: int, worker: str) -> None:
        """Give a sign of life.

        Raises:
            JobCancelled: If the job is to end, or is this worker's no longer.
        """
        with self._database.writing() as session:
            _held(session, job, worker).beat_at = now()

    def note(self, job: int, worker: str, progress: Mapping[str, Any]) -> None:
        """Record how far a job is.

        Raises:
            JobCancelled: If the job is to end, or is this worker's no longer.
        """
        with self._database.writing() as session:
            row = _held(session, job, worker)
            row.beat_at, row.progress = now(), dict(progress)
            _changed(row)

    def end(self, job: int, worker: str, state: JobState, outcome: Mapping[str, Any]) -> JobView:
        """Record what came of a job, or what it asks for.

        Raises:
            JobCancelled: If it is this worker's no longer.
        """
        with self._database.writing() as session:
            row = _held(session, job, worker, even_if_cancelling=True)
            _end(row, state, outcome)
            _changed(row)
            return _view(row)

    def put_back(self, job: int, worker: str) -> None:
        """Give a job up that another worker is to begin again, since this one is told to stop."""
        with self._database.writing() as session:
            row = _held(session, job, worker, even_if_cancelling=True)
            if row.cancelling:
                _end(row, "cancelled", {})
            else:
                row.state, row.attempts, row.progress = "waiting", row.attempts - 1, {}
            _changed(row)

    def recover(self, worker: str | None = None) -> tuple[int, ...]:
        """Put back what dead workers left, and tell which jobs wait for a worker.

        Args:
            worker: Whose jobs are left for certain, whatever their last sign of life: there is one worker of a name.

        Returns:
            Numbers of all jobs that wait, the oldest first.
        """
        with self._database.writing() as session:
            for row in session.exec(select(Job).where(Job.state == "running")):
                # A sign of life from long after now was given by a clock that was put back since: it says nothing.
                silent = row.beat_at is None or abs(now() - row.beat_at) > SILENCE
                if silent or row.worker == worker:
                    _leave(row)
            session.flush()
            waiting = select(Job.id).where(Job.state == "waiting").order_by(col(Job.id))
            return tuple(id_ for id_ in session.exec(waiting) if id_ is not None)

    # Whoever tells of them

    def to_tell(self, pause: timedelta) -> tuple[JobView, ...]:
        """Jobs with a place that changed since they were last told of, each once in a ``pause`` at most.

        Each is this caller's to tell of, for the length of the pause; ``told`` ends that.
        """
        open_ = select(Job).where(col(Job.revision) > col(Job.told)).order_by(col(Job.id))
        with self._database.reading() as session:
            if not any(_may_be_told(row, pause) for row in session.exec(open_)):
                return ()
        with self._database.writing() as session:
            rows = [row for row in session.exec(open_) if _may_be_told(row, pause)]
            for row in rows:
                row.told_at = now()
            return tuple(map(_view, rows))

    def keep_telling(self, job: JobView, lease: timedelta) -> bool:
        """Keep a job that ``to_tell`` gave to oneself for longer, since telling of it takes long.

        Returns:
            Whether it is this caller's still; if not, somebody else tells of it.
        """
        with self._database.writing() as session:
            row = _row(session, job.id)
            if row.told_at != job.told_at or row.told >= job.revision:
                return False
            row.told_at = now() + lease
            return True

    def tell_again(self, job: int, after: timedelta) -> None:
        """Give up what ``keep_telling`` kept: whoever looks after that time tells of the job."""
        with self._database.writing() as session:
            _row(session, job).told_at = now() + after

    def told(self, job: JobView) -> None:
        """Record that whoever asked was told of a job as it was."""
        with self._database.writing() as session:
            row = _row(session, job.id)
            row.told = max(row.told, job.revision)


def asked(
    session: Session, kind: str, arguments: Mapping[str, Any], by: str, place: Mapping[str, Any] | None
) -> tuple[JobView, bool]:
    """Record a job in a transaction that is under way. See ``Jobs.ask``."""
    for row in session.exec(select(Job).where(Job.kind == kind, col(Job.state).in_(_UNFINISHED))):
        if row.arguments == dict(arguments):
            return _view(row), False
    row = Job(
        kind=kind,
        arguments=dict(arguments),
        by=by,
        place=dict(place or {}),
        state="waiting",
        asked_at=now(),
        progress={},
        outcome={},
    )
    session.add(row)
    session.flush()
    audit.record(session, "job", kind, by, job=row.id, asked=_told_of(arguments))
    return _view(row), True


def _row(session: Session, job: int) -> Job:
    row = session.get(Job, job)
    if row is None:
        raise JobUnknown(job=job)
    return row


def _held(session: Session, job: int, worker: str, even_if_cancelling: bool = False) -> Job:
    row = _row(session, job)
    if row.state != "running" or row.worker != worker or (row.cancelling and not even_if_cancelling):
        raise JobCancelled(job=job)
    return row


def _leave(row: Job) -> None:
    if row.cancelling:
        _end(row, "cancelled", {})
    elif row.attempts >= MOST_ATTEMPTS:
        _end(row, "failed", error_facts(JobAbandoned(attempts=row.attempts, step=row.progress.get("step"))))
    else:
        row.state, row.progress = "waiting", {}
    _changed(row)


def _end(row: Job, state: JobState, outcome: Mapping[str, Any]) -> None:
    row.state, row.outcome = state, dict(outcome)
    row.ended_at = None if state in _UNFINISHED else now()


def _changed(row: Job) -> None:
    row.revision += 1


def _may_be_told(row: Job, pause: timedelta) -> bool:
    # Told long after now: the clock was put back since.
    return bool(row.place) and (row.told_at is None or not now() - pause < row.told_at <= now() + LONGEST_TELLING)


def error_facts(error: SoseiError) -> dict[str, Any]:
    """An error as a job's outcome keeps it: its code, and each fact as text (a list as texts)."""
    return {"error": error.code, "facts": {name: _plain(fact) for name, fact in error.facts.items()}}


def _plain(fact: object) -> object:
    if fact is None or isinstance(fact, str | int):
        return fact
    return [str(one) for one in fact] if isinstance(fact, Iterable) else str(fact)


def _told_of(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value not in (None, "", [], {})}


def _view(row: Job) -> JobView:
    assert row.id is not None
    return JobView(
        id=row.id,
        kind=row.kind,
        arguments=dict(row.arguments),
        by=row.by,
        place=dict(row.place),
        state=cast(JobState, row.state),
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        attempts=row.attempts,
        cancelling=row.cancelling,
        progress=dict(row.progress),
        outcome=dict(row.outcome),
        revision=row.revision,
        told_at=row.told_at,
    )
