"""The one door to huey, the job queue: messages in the store's own database, each no more than a job's number.

What a job is and whether it was done stands in ``kpi_store.jobs``. Results, locks and revocations of huey are not
used, so what it keeps of these stays in the process's memory.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from huey import Huey, crontab
from huey.consumer import Consumer
from huey.exceptions import RetryTask
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage

from kpi_store.queue import Queue

_PAUSE = 2.0
"""Seconds until a job is tried again that found another one running."""

_LOOK_SECONDS = 1.0
"""How long a job may lie in the queue before an idle worker sees it."""

Work = Callable[[int], bool]
"""Does a job by its number; False if it must be tried again later."""


class JsonSerializer(Serializer):  # type: ignore[misc]  # huey ships no types
    """Messages as JSON: unlike pickles, they run nothing when they are read."""

    def _serialize(self, data: Message) -> bytes:
        known = {name: value for name, value in data._asdict().items() if value is not None}
        return json.dumps(known, default=datetime.isoformat).encode()

    def _deserialize(self, data: bytes) -> Message:
        known: dict[str, Any] = json.loads(data)
        moments = {name: datetime.fromisoformat(known[name]) for name in ("eta", "expires_resolved") if name in known}
        return Message(**known | moments)


class StoreStorage(MemoryStorage):  # type: ignore[misc]
    """The queue and its schedule in the store; huey's moments are UTC without saying so."""

    def __init__(self, name: str, queue: Queue) -> None:
        super().__init__(name)
        self._kept = queue

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a message."""
        self._kept.put(data)

    def dequeue(self) -> bytes | None:
        """Take the oldest message."""
        return self._kept.take()

    def queue_size(self) -> int:
        """Number of messages."""
        return self._kept.count(scheduled=False)

    def enqueued_items(self, limit: int | None = None) -> list[bytes]:
        """All messages, left where they are."""
        return self._kept.held(scheduled=False)[:limit]

    def flush_queue(self) -> None:
        """Drop all messages."""
        self._kept.clear(scheduled=False)

    def add_to_schedule(self, data: bytes, ts: datetime) -> None:
        """Add a message for later."""
        self._kept.put(data, ts.replace(tzinfo=UTC))

    def read_schedule(self, ts: datetime) -> list[bytes]:
        """Take the messages whose moment has come."""
        return self._kept.take_due(ts.replace(tzinfo=UTC))

    def schedule_size(self) -> int:
        """Number of messages for later."""
        return self._kept.count(scheduled=True)

    def scheduled_items(self, limit: int | None = None) -> list[bytes]:
        """All messages for later, left where they are."""
        return self._kept.held(scheduled=True)[:limit]

    def flush_schedule(self) -> None:
        """Drop all messages for later."""
        self._kept.clear(scheduled=True)


class JobQueue:
    """The queue of a store, as whoever asks for a job sees it.

    Args:
        queue: Where its messages are.
        work: What a worker does with a job; None for whoever only asks.
    """

    def __init__(self, queue: Queue, work: Work | None = None) -> None:
        self._kept = queue
        self._huey = Huey("sosei", storage_class=StoreStorage, serializer=JsonSerializer(), results=False, queue=queue)

        def job(number: int) -> None:
            if work is not None and not work(number):
                raise RetryTask(delay=_PAUSE)

        self._job = self._huey.task(name="job")(job)

    def send(self, job: int) -> None:
        """Hand a job to whichever worker takes it."""
        self._job(job)

    def send_again(self, jobs: Iterable[int]) -> None:
        """Hand jobs out whose message may be lost; where messages are left, theirs is taken to be among them."""
        if not self._kept.count(scheduled=False) + self._kept.count(scheduled=True):
            for job in jobs:
                self.send(job)

    def consumer(self, recover: Callable[[], object]) -> Consumer:
        """What takes messages until SIGTERM: then the jobs under way are waited for.

        Two at a time: a paper is made beside a reading. What may run beside what, ``kpi_store.jobs`` says.

        Args:
            recover: Called once a minute.
        """
        self._huey.periodic_task(crontab(minute="*"), name="recover")(recover)
        return self._huey.create_consumer(workers=2, max_delay=_LOOK_SECONDS, graceful_signal="TERM")
