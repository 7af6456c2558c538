"""Serving goes on until the process is told to stop; then what was asked is still answered."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.slack.app import SlackApp

LOG = logging.getLogger("sosei.slack")


@contextmanager
def told_to_stop(stop: threading.Event | None) -> Iterator[threading.Event]:
    """The event that ends the serving: ``stop``, or, without one, an event that SIGTERM and SIGINT set.

    Signals reach only the main thread. Once it is left, they mean what they meant before.
    """
    if stop is not None:
        yield stop
        return
    told = threading.Event()
    before = {s: signal.signal(s, lambda *_: told.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def finish(app: SlackApp) -> None:
    """Wait for the replies under way."""
    LOG.info("stopping: finishing the replies under way")
    app.bolt.listener_runner.listener_executor.shutdown(wait=True)
    app.intake.close()
    LOG.info("stopped")
