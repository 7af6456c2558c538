"""What a job tells while it goes on, and where it learns that it is to stop."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Any, Self

from corpus.errors import JobCancelled, StoreUnreachable
from kpi_store.jobs import Jobs

_PAUSE = 0.5
"""Seconds between two records of progress; a page is often read in less."""

_BEAT = 5.0
"""Seconds between two signs of life."""

_FROM_HERE_ON_WHOLE = "store"
"""The step that keeps what was read: from it on a job is short, and better finished than left."""

_COUNTED = frozenset({"file", "charts"})
"""What is told beside a step rather than as one."""


class WorkerStopping(BaseException):
    """The worker is told to stop: the job is left for another to begin again.

    Not an ``Exception``, so that no reader takes it for a damaged file.
    """


class JobEnding(BaseException):
    """Somebody asked for the job's end. Not an ``Exception``, as ``WorkerStopping``."""


@dataclass
class Report:
    """Listens to a job's steps as ``index.progress.Progress`` and records them. Use as a context manager.

    Args:
        jobs: Where they are recorded.
        job: Its number.
        worker: Who works on it.
        stopping: Whether the worker is told to stop.
    """

    jobs: Jobs
    job: int
    worker: str
    stopping: Callable[[], bool]
    _found: dict[str, int] = field(default_factory=dict)
    _step: str = ""
    _since: float = 0.0
    _said: float = 0.0
    _whole: bool = False
    _over: threading.Event = field(default_factory=threading.Event)
    _ending: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._beating = threading.Thread(target=self._beat, name=f"job-{self.job}", daemon=True)
        self._beating.start()
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._over.set()
        self._beating.join()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Hear of a step.

        Raises:
            WorkerStopping: If the job is to be left; ``JobEnding`` if it is to end.
        """
        self._whole = self._whole or step == _FROM_HERE_ON_WHOLE
        if not self._whole:
            if self._ending.is_set():
                raise JobEnding
            if self.stopping():
                raise WorkerStopping
        if step in _COUNTED:
            self._found |= {step: done, f"{step}_of": total}
            return
        stage = step.partition(".")[0]
        if stage != self._step:
            self._step, self._since, self._said = stage, monotonic(), 0.0
        if monotonic() - self._said >= _PAUSE or done == total:
            self._said = monotonic()
            self._record(stage, done, total)

    def _record(self, stage: str, done: int, total: int) -> None:
        told: dict[str, Any] = {"step": stage, "done": done, "total": total, **self._found}
        if 0 < done < total:
            told["seconds_left"] = math.ceil((monotonic() - self._since) * (total - done) / done)
        try:
            self.jobs.note(self.job, self.worker, told)
        except JobCancelled:
            self._ending.set()
            if not self._whole:
                raise JobEnding from None

    def _beat(self) -> None:
        """Long steps tell nothing for a while; the worker is alive all the same."""
        while not self._over.wait(_BEAT):
            try:
                self.jobs.beat(self.job, self.worker)
            except JobCancelled:
                self._ending.set()
            except StoreUnreachable:  # another long write; the next sign is in time
                continue
