"""Where jobs are asked for, answered and cancelled, whoever asks: recorded, handed out, and tidied up after."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from bot.jobs.queueing import JobQueue
from kpi_store.store import KpiStore
from kpi_store.views import JobView

_NAMELESS = "_"
"""A file whose name says nothing but where to go."""


def uploads_of(arguments: Mapping[str, Any]) -> list[str]:
    """SHA-256 of the files that a job reads."""
    return [file["sha256"] for file in arguments.get("files", [])]


class Counter:
    """Takes orders for jobs; may be shared by threads.

    Args:
        store: Where jobs and uploads are.
    """

    def __init__(self, store: KpiStore) -> None:
        self._store = store
        self._queue = JobQueue(store.queue)

    def ask(
        self, kind: str, arguments: Mapping[str, Any], by: str, place: Mapping[str, Any] | None = None
    ) -> tuple[JobView, bool]:
        """Ask for a job; the job, and whether it is new. See ``Jobs.ask``."""
        job, new = self._store.jobs.ask(kind, arguments, by, place)
        if new:
            self._queue.send(job.id)
        return job, new

    def ask_to_read(
        self, files: Sequence[tuple[str, bytes]], by: str, place: Mapping[str, Any] | None = None, again: bool = False
    ) -> tuple[JobView, bool]:
        """Ask for files to be read into drafts, each given by name and content. As ``ask``."""
        kept = [{"name": _plain(name), "sha256": self._store.originals.keep_upload(content)} for name, content in files]
        return self.ask("ingest", {"files": kept, **({"again": True} if again else {})}, by, place)

    def answer(self, job: int, answers: Mapping[str, Any], by: str) -> JobView:
        """Give a job what it asked for. See ``Jobs.answer``."""
        answered = self._store.jobs.answer(job, answers, by)
        self._queue.send(job)
        return answered

    def cancel(self, job: int, by: str) -> JobView:
        """End a job. See ``Jobs.cancel``."""
        cancelled = self._store.jobs.cancel(job, by)
        if cancelled.over:
            self._store.originals.drop_uploads(uploads_of(cancelled.arguments))
        return cancelled


def _plain(name: str) -> str:
    """A file name that is no path and fits any file system; a document's title may come of it."""
    stem = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable())
    kept = stem.encode()[:200].decode(errors="ignore") if len(stem.encode()) > 200 else stem
    if stem in ("", ".", ".."):  # these lead to a folder
        return _NAMELESS
    suffix = PurePath(stem).suffix
    return kept if kept.endswith(suffix) else kept + suffix
