"""A store whose jobs are done by workers: processes of their own, which may be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.jobs.counter import Counter
from kpi_store.store import KpiStore
from kpi_store.views import JobView

ROOT = Path(__file__).parents[2]
MODELS = Path(os.environ.get("SOSEI_HOME") or ROOT / "var").resolve() / "models"


class Office:
    """A store whose jobs are done by workers in processes of their own."""

    def __init__(self, home: Path, store: KpiStore) -> None:
        self.home = home
        self.store = store
        self.counter = Counter(store)
        self._workers: list[subprocess.Popen[bytes]] = []

    def hire(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOSEI_HOME": str(self.home), "DATABASE_URL": ""}
        command = [sys.executable, "-m", "bot.cli.main", "work", "--with-parent"]
        worker = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.PIPE)
        self._workers.append(worker)
        return worker

    def read(self, *files: Path) -> int:
        """Ask for files to be read."""
        given = [(file.name, file.read_bytes()) for file in files]
        return self.counter.ask_to_read(given, "U1", {"channel": "D1"})[0].id

    def wait(self, job: int, until: Callable[[JobView], bool], seconds: float = 200) -> JobView:
        """Wait until a job is so."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.store.jobs.find(job)
            if until(found):
                return found
            time.sleep(0.02)
        raise AssertionError(f"not so after {seconds} s: {self.store.jobs.find(job)}")

    def close(self) -> None:
        """End the workers that still live."""
        for worker in self._workers:
            assert worker.stdin is not None
            worker.stdin.close()
        for worker in self._workers:
            worker.wait(30)
