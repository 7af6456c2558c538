"""Whoever serves keeps a worker beside them: started with the service, again when it dies, and ended with it."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

LOG = logging.getLogger("sosei.jobs")

_SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "LLM_API_KEY")
"""A worker reads files from anywhere; what it does not need it does not have."""

_PAUSES = (1, 2, 5, 10, 30)
"""Seconds before a worker that died is started again; the last for every further time."""

_HEALTHY_SECONDS = 60
_PATIENCE = 15
"""Seconds in which a worker that is told to stop may come to the end of a step."""


@contextmanager
def worker_beside(environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """Keep a worker running, in a process of its own.

    Args:
        environment: What its environment has otherwise than this process's.
    """
    own = {name: value for name, value in os.environ.items() if name not in _SECRETS} | dict(environment or {})
    stop = threading.Event()
    watch = threading.Thread(target=_keep, args=(stop, own), name="worker-watch")
    watch.start()
    try:
        yield
    finally:
        stop.set()
        watch.join()


def _keep(stop: threading.Event, environment: Mapping[str, str]) -> None:
    deaths = 0
    while not stop.is_set():
        lived = _one(stop, environment)
        if stop.is_set():
            return
        deaths = 0 if lived else deaths + 1
        pause = _PAUSES[min(deaths, len(_PAUSES) - 1)]
        LOG.error("the worker ended; starting another in %s s", pause)
        stop.wait(pause)


def _one(stop: threading.Event, environment: Mapping[str, str]) -> bool:
    """Run one worker until it ends or is to stop; whether it lived long enough to be called healthy."""
    command = [sys.executable, "-m", "bot.cli.main", "work", "--with-parent"]
    # Its standard input is a pipe that nobody writes to: it closes when this process ends, however that comes.
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)
    waited = 0.0
    while not stop.wait(0.2):
        waited += 0.2
        if process.poll() is not None:
            return waited >= _HEALTHY_SECONDS
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:  # its job is begun again by the next worker
        process.kill()
        process.wait()
    return True
