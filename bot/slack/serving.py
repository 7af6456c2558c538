"""Serving goes on until the process is told to stop; then what was asked is still answered."""

import logging
import signal
import threading

from slack_bolt import App

LOG = logging.getLogger("sosei.slack")


def until_stopped(stop: threading.Event | None) -> None:
    """Wait for ``stop``, or, without one, for SIGTERM or SIGINT. Signals reach only the main thread."""
    if stop is not None:
        stop.wait()
        return
    told = threading.Event()
    before = {s: signal.signal(s, lambda *_: told.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        told.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def finish(app: App) -> None:
    """Wait for the replies under way."""
    LOG.info("stopping: finishing the replies under way")
    app.listener_runner.listener_executor.shutdown(wait=True)
    LOG.info("stopped")
