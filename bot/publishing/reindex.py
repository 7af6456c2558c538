"""The index of what answers, made anew from the store where it cannot serve: gone, damaged or of another model."""

from dataclasses import dataclass

from bot.publishing.desk import Desk
from bot.publishing.publish import prune, usable_snapshot
from corpus.errors import IndexError_
from index.search import Searcher
from index.snapshot import as_line, snapshot_id
from kpi_store.views import PublicationView


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What making the index anew did.

    Attributes:
        publication: What answers now.
        made: Whether an index was made; False where the one there was in order.
    """

    publication: PublicationView
    made: bool


def reindex(desk: Desk) -> Reindexed | None:
    """See that what answers has an index that serves, as this program makes it; None where nothing answers.

    It is built aside and opened before it is switched to, in one transaction, so that the old one answers until then
    and afterwards if anything fails.

    Raises:
        PublicationMoved: If somebody published meanwhile: that built an index of its own.
        ModelUnavailable: If passages must be embedded and the model cannot be loaded.
        IndexUnwritable: If the disk is full or cannot be written.
    """
    current = desk.store.current()
    if current is None:
        return None
    if is_present(desk, current) and _serves(desk, current.snapshot):
        return Reindexed(current, made=False)
    snapshot = usable_snapshot(desk, current.documents)
    published = desk.store.publish(None, current.documents, snapshot, reason="reindex", by=desk.by)
    prune(desk, published)
    return Reindexed(published, made=snapshot is not None)


def is_present(desk: Desk, current: PublicationView) -> bool:
    """Whether a publication's index is the one that this program makes of its passages and model, not an older one's.

    Raises:
        ModelUnavailable: If the model must be loaded to tell, and cannot.
    """
    passages = desk.store.passages(document.id for document in current.documents)
    return current.snapshot == (snapshot_id(map(as_line, passages), desk.embedder) if passages else None)


def _serves(desk: Desk, snapshot: str | None) -> bool:
    if snapshot is None:
        return True
    try:
        Searcher(desk.shelf.open(snapshot), desk.embedder)
    except IndexError_:
        return False
    return True
