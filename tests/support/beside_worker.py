"""A worker that does jobs in a thread of the test, as the one beside the bot does in its process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.jobs.worker import Worker
from bot.wiring import Sosei


@contextmanager
def worker_of(sosei: Sosei) -> Iterator[Worker]:
    """Do the jobs that wait, until the block is left."""
    worker = Worker(sosei.store, sosei.desk, sosei.press, "test", sosei.withheld_in)
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.05):
            for job in sosei.store.jobs.recover():
                worker.work(job)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield worker
    finally:
        stop.set()
        thread.join()
