"""The worker: a process of its own that does one job after another, so that reading never holds answers up."""

import fcntl
import hashlib
import logging
import os
import secrets
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.jobs.counter import uploads_of
from bot.jobs.papers import PressFor, make_paper
from bot.jobs.queueing import JobQueue
from bot.jobs.report import JobEnding, Report, WorkerStopping
from bot.jobs.rounds import Rounds
from bot.jobs.unsaid import Unsaid
from bot.jobs.work import do
from bot.publishing.desk import Desk
from corpus.errors import JobBroken, JobCancelled, JobError, SoseiError
from index.progress import Progress
from kpi_store.jobs import PAPER, error_facts
from kpi_store.store import KpiStore
from kpi_store.views import JobState
from kpi_store.withholding import Restriction

LOG = logging.getLogger("sosei.jobs")

_NICENESS = 10
"""How far the worker stands back where processors are short: answers come first."""

WithheldIn = Callable[[str], frozenset[Restriction]]
"""Documents that a channel may not see."""

MakeDesk = Callable[[Progress], Desk]
"""Makes what a job works with, telling of long steps to what it is given."""


class Worker:
    """Does jobs until told to stop. One to a home folder: ``alone`` sees to it.

    Args:
        store: The store with the jobs.
        desk: Makes the desk of a job.
        press_for: What makes papers.
        name: Of this worker; no other that lives has it.
        withheld_in: Documents that a channel may not see.
    """

    def __init__(
        self, store: KpiStore, desk: MakeDesk, press_for: PressFor, name: str, withheld_in: WithheldIn
    ) -> None:
        self._store, self._jobs = store, store.jobs
        self._desk, self._press_for = desk, press_for
        self._name = name
        self._queue = JobQueue(store.queue, self.work)
        self._rounds = Rounds(store, self._queue, withheld_in)
        self._stopping: Callable[[], bool] = lambda: False

    def run(self) -> None:
        """Take jobs on until SIGTERM or SIGINT; the one under way is left at its next step, to be begun again."""
        self._queue.send_again(self._jobs.recover(self._name))
        consumer = self._queue.consumer(self._look_around)
        self._stopping = consumer.stop_flag.is_set
        LOG.info("worker ready")
        consumer.run()
        LOG.info("worker stopped")

    def _look_around(self) -> None:
        """Once a minute: what dead workers left, and what subscriptions are due."""
        self._queue.send_again(self._jobs.recover())
        self._rounds.go()

    def work(self, number: int) -> bool:
        """Do a job and record what comes of it; False if it must be tried again later."""
        try:
            job = self._jobs.begin(number, self._name)
        except JobError:  # done, cancelled or begun meanwhile: messages may come twice
            return True
        if job is None:
            return False
        LOG.info("job %s (%s) begun", number, job.kind)
        with Report(self._jobs, number, self._name, self._stopping) as report:
            try:
                state, outcome = self._done(report, job.kind, job.arguments, job.by)
            except WorkerStopping:
                self._jobs.put_back(number, self._name)
                LOG.info("job %s left to be begun again", number)
                return True
        try:
            self._jobs.end(number, self._name, state, outcome)
        except JobCancelled:  # another worker has it, having taken this one for dead
            LOG.warning("job %s was taken over", number)
            return True
        if state != "asking":
            self._store.originals.drop_uploads(uploads_of(job.arguments))  # what was drafted keeps its file
        LOG.info("job %s: %s", number, state)
        if "publication" in outcome:
            self._rounds.go()
        return True

    def _done(self, report: Report, kind: str, arguments: dict[str, Any], by: str) -> tuple[JobState, dict[str, Any]]:
        try:
            if kind == PAPER:
                return "done", make_paper(self._press_for, report, arguments, by)
            return "done", do(self._desk(report), kind, arguments, by)
        except JobEnding:
            return "cancelled", {}
        except Unsaid as asked:
            return "asking", {"files": asked.files}
        except SoseiError as error:
            return "failed", error_facts(error)
        except Exception as error:
            return "failed", error_facts(JobBroken(error_id=_logged(error)))


@contextmanager
def alone(home: Path) -> Iterator[str]:
    """Wait until no other worker works for the home folder, and give this one its name.

    The system lets go of the lock when a process ends, however it ends, so whoever has it next knows that all jobs
    under the name are left.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "worker.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            LOG.info("another worker works for %s: waiting until it ends", home)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield f"{socket.gethostname()}:{hashlib.sha256(str(home).encode()).hexdigest()[:8]}"


def stand_back() -> None:
    """Leave the processors to answers where both want them."""
    os.nice(_NICENESS)
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))


def end_with_parent() -> None:
    """End this process when the one that started it ends: its end of our standard input closes then."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):  # not buffered: at exit, Python would wait for the buffer's lock
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _logged(error: Exception) -> str:
    """Log an error nobody foresaw by its type and frames; its message may quote a document or a password."""
    error_id = f"E-{secrets.token_hex(3)}"
    frames = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s: job failed: %s\n%s", error_id, type(error).__name__, frames)
    return error_id
