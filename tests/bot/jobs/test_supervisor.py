"""Whoever serves keeps one worker: another comes where it dies, none outlives the service, none has its secrets."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.jobs.supervisor import worker_beside
from kpi_store.store import KpiStore

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


def told(path: Path) -> bytes:
    """What ``/proc`` tells of a thread or process; nothing where it ended since it was listed."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return path.read_bytes()
    return b""


def workers() -> list[int]:
    """Processes of ``sosei work`` that this one started."""
    children = b" ".join(told(task / "children") for task in Path("/proc/self/task").iterdir())
    return [
        int(child)
        for child in children.split()
        if b"work\0--with-parent" in told(Path(f"/proc/{child.decode()}/cmdline"))
    ]


def await_so(what: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_that_dies_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed, it comes again under another number; with the service it ends."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-a-secret")
    KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True).close()
    with worker_beside({"SOSEI_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}):
        await_so(lambda: len(workers()) == 1)
        (first,) = workers()
        await_so(lambda: (tmp_path / "worker.lock").exists())
        assert b"a-secret" not in Path(f"/proc/{first}/environ").read_bytes()
        os.kill(first, signal.SIGKILL)
        await_so(lambda: bool(workers()) and workers() != [first])
        await_so(lambda: (tmp_path / "worker.lock").exists())
    assert workers() == []
