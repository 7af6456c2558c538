"""A process that publishes a document and is killed at a given step, as by a power cut.

Called as ``python killed_publisher.py HOME FILE STEP``. What it listens to are the steps that ``bot.publishing`` and
SQLAlchemy tell of themselves; nothing of either is replaced.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from bigram_embedder import BigramEmbedder
from sqlalchemy import event

from bot.publishing.desk import Desk
from bot.publishing.ingest import ingest
from index.file_shelf import FileShelf
from kpi_store.store import KpiStore

PROGRESS = {
    "as the file is read": "read",
    "as passages are embedded": "embed",
    "as words are indexed": "lexical",
    "as the snapshot is saved": "save",
}
"""Steps told by readers and index; what is new is embedded before it is stored."""

STATEMENTS = {
    "before the draft is written": (0, "BEGIN IMMEDIATE"),
    "as the draft is written": (0, "INSERT INTO passage"),
    "before the file is kept": (1, "BEGIN IMMEDIATE"),
    "as the file is kept": (1, "INSERT INTO original"),
    "once the snapshot is built": (2, "BEGIN IMMEDIATE"),
    "as the publication is written": (2, "INSERT INTO publication_document"),
    "as the publication is recorded": (2, "INSERT INTO audit"),
}
"""Statements about to be sent, with the number of transactions that wrote before."""

COMMITS = {"before the draft's commit": 0, "before the commit": 2}
RETURNS = {"after the draft's commit": 1, "after the commit": 3}
"""Of the same transactions: about to be committed, and over."""

STEPS = (*PROGRESS, *STATEMENTS, *COMMITS, *RETURNS)


class Killer:
    """Hears of a run's steps and kills it at one; nothing is tidied up."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._written = 0

    def progress(self, step: str, _done: int, _total: int) -> None:
        """A step of reading or indexing."""
        self._kill_if(PROGRESS.get(self._step) == step)

    def statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """A statement about to be sent."""
        written, start = STATEMENTS.get(self._step, (-1, ""))
        self._kill_if(written == self._written and statement.startswith(start))

    def commit(self, connection: Any) -> None:
        """A commit about to be made."""
        if connection.get_execution_options().get("sosei_writing"):
            self._kill_if(COMMITS.get(self._step) == self._written)
            self._written += 1

    def returned(self, *_: Any) -> None:
        """A connection given back, its transaction over."""
        self._kill_if(RETURNS.get(self._step) == self._written)

    def _kill_if(self, reached: bool) -> None:
        if reached:
            os.kill(os.getpid(), signal.SIGKILL)


def main(home: Path, file: Path, step: str) -> None:
    """Ingest and publish a file, unless killed before."""
    killer = Killer(step)
    with KpiStore.open(f"sqlite:///{home}/sosei.db", create=True) as store:
        engine = store._database.engine
        event.listen(engine, "before_cursor_execute", killer.statement)
        event.listen(engine, "commit", killer.commit)
        event.listen(engine, "checkin", killer.returned)
        ingest(Desk(store, home, FileShelf(home), BigramEmbedder(), "tests", killer.progress), [file], to_publish=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
