"""Publishing and rolling back: plan, build the index of exactly the planned documents, then switch both at once.

Everything slow happens before the switch, which is one transaction of the store; whoever asks meanwhile is answered
from what was published before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.publishing.desk import Desk
from corpus.errors import DocumentUnknown, IndexCorrupt, IndexMissing
from index.search import Searcher
from kpi_store.editions import plain_edition
from kpi_store.views import DocumentView, PublicationView

SNAPSHOTS_KEPT = 3
"""Snapshots that stay beside the one in use, so that going back needs no rebuilding."""


@dataclass(frozen=True, slots=True)
class Switch:
    """What publishing or rolling back did.

    Attributes:
        changed: Whether something else answers now.
        sample_retired: Documents of the made-up city that stopped answering, since a real city's now do.
    """

    publication: PublicationView
    changed: bool
    sample_retired: tuple[DocumentView, ...] = ()


def publish(desk: Desk, edition: str, accept_unreviewed: bool = False) -> Switch:
    """Let the drafts of an edition answer; without any, make sure that its index can serve.

    Raises:
        EditionUnknown: If nothing of that edition is drafted or published.
        ReviewPending: If values need review and that is not accepted.
        PublicationMoved: If somebody published meanwhile.
    """
    store = desk.store
    before = store.current()
    sample = sample_to_retire(desk, edition)
    retire = [document.id for document in sample]
    planned = store.plan_publication(edition, retire, accept_unreviewed)
    snapshot = usable_snapshot(desk, planned)
    published = store.publish(
        edition,
        planned,
        snapshot,
        retire=retire,
        accept_unreviewed=accept_unreviewed,
        reason=f"publish {plain_edition(edition)}",
        by=desk.by,
    )
    prune(desk, published)
    return Switch(published, before is None or published.id != before.id, sample)


def rollback(desk: Desk) -> Switch:
    """Let answer again what answered before.

    Raises:
        NothingToRollBack: If nothing did.
        PublicationMoved: If somebody published meanwhile.
    """
    target = desk.store.plan_rollback()
    snapshot = usable_snapshot(desk, target.documents)
    published = desk.store.rollback(target, snapshot, f"rollback to {target.id}", desk.by)
    prune(desk, published)
    return Switch(published, changed=True)


def withdraw(desk: Desk, name: str, reason: str = "") -> tuple[Switch, tuple[DocumentView, ...]]:
    """Let a document, or all of an edition, answer no more: neither in figures nor in search.

    Args:
        desk: What to work with.
        name: Label of an edition, or the title or file name of a document.
        reason: In the administrator's words, or empty.

    Returns:
        What changed, and the documents that stopped answering. The store keeps what was read of them: ingesting one
        again, or rolling back, brings it back. Their files are deleted, so after rolling back their pages cannot be
        shown; no index snapshot and no cache holds their text any more.

    Raises:
        DocumentUnknown: If nothing that answers goes by the name.
        PublicationMoved: If somebody published meanwhile.
    """
    current = desk.store.current()
    in_force = current.documents if current else ()
    leaving = [document for document in in_force if _goes_by(document, name)]
    if not leaving:
        raise DocumentUnknown(name=name, known=tuple(document.title for document in in_force))
    retire = [document.id for document in leaving]
    planned = desk.store.plan_publication(None, retire)
    snapshot = usable_snapshot(desk, planned)
    told = f"withdraw {name}" + (f": {reason}" if reason else "")
    published = desk.store.publish(None, planned, snapshot, retire=retire, reason=told, by=desk.by)
    desk.store.originals.drop(document.sha256 for document in leaving)
    prune(desk, published, {document.sha256 for document in leaving} - {document.sha256 for document in planned})
    return Switch(published, changed=True), tuple(leaving)


def _goes_by(document: DocumentView, name: str) -> bool:
    return name in (document.title, document.file, Path(document.file).name) or document.edition == plain_edition(name)


def sample_to_retire(desk: Desk, edition: str) -> tuple[DocumentView, ...]:
    """The made-up city's documents that answer now and no longer may once this edition's drafts do."""
    coming = [d for d in desk.store.documents("draft") if d.edition == plain_edition(edition)]
    if not any(not document.sample for document in coming):
        return ()
    current = desk.store.current()
    return tuple(document for document in current.documents if document.sample) if current else ()


def usable_snapshot(desk: Desk, planned: Sequence[DocumentView]) -> str | None:
    """The index snapshot of these documents, built if need be and opened once; None where they hold no passage.

    Raises:
        ModelUnavailable: If something must be embedded and the model cannot be loaded.
    """
    passages = desk.store.passages(document.id for document in planned)
    if not passages:
        return None
    snapshot = desk.shelf.build(passages, desk.embedder, desk.progress)
    try:
        Searcher(desk.shelf.open(snapshot), desk.embedder)
    except (IndexCorrupt, IndexMissing):  # a damaged one, or half of one, is in the way of its own rebuilding
        desk.shelf.remove(snapshot)
        desk.shelf.build(passages, desk.embedder, desk.progress)
    return snapshot


def prune(desk: Desk, published: PublicationView, without: Collection[str] = ()) -> None:
    """Let go of old snapshots, and of all beside the published one that hold a document by its SHA-256."""
    desk.shelf.prune(SNAPSHOTS_KEPT, [published.snapshot] if published.snapshot else [], without)
