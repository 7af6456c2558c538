"""What everything in this package works with."""

from dataclasses import dataclass
from pathlib import Path

from index.embedding import Embedder
from index.progress import Progress, silent
from index.snapshot import Shelf
from kpi_store.store import KpiStore


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the index, and who is at work.

    Attributes:
        home: ``SOSEI_HOME``.
        shelf: Where the index snapshots are kept.
        by: Who does it, for the audit trail.
        progress: Told of long steps.
    """

    store: KpiStore
    home: Path
    shelf: Shelf
    embedder: Embedder
    by: str = ""
    progress: Progress = silent
