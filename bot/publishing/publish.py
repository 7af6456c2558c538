"""Publishing and rolling back: plan, build the index of exactly the planned documents, then switch both at once.

Everything slow happens before the switch, which is one transaction of the store; whoever asks meanwhile is answered
from what was published before.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from bot.publishing.desk import Desk
from corpus.errors import IndexCorrupt
from index.search import Searcher
from index.snapshot import build_snapshot, open_snapshot, prune_snapshots
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
    _prune(desk, published)
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
    _prune(desk, published)
    return Switch(published, changed=True)


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
    snapshot = build_snapshot(desk.home, passages, desk.embedder, desk.progress)
    try:
        Searcher(open_snapshot(desk.home, snapshot), desk.embedder)
    except IndexCorrupt:  # a damaged one is in the way of its own rebuilding
        shutil.rmtree(desk.home / "index" / snapshot)
        build_snapshot(desk.home, passages, desk.embedder, desk.progress)
    return snapshot


def _prune(desk: Desk, published: PublicationView) -> None:
    prune_snapshots(desk.home, SNAPSHOTS_KEPT, [published.snapshot] if published.snapshot else [])
