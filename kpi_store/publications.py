"""What answers: publications, each a whole set of documents, appended and never changed.

A caller plans, builds the index snapshot of exactly the planned documents, then publishes: the plan is made again
inside the transaction, and when it is no longer the same (somebody published meanwhile) nothing is published.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session, col, select

from corpus.errors import EditionUnknown, NothingToRollBack, PublicationMoved, ReviewPending
from kpi_store import audit, documents, identity, rows, rulings
from kpi_store.columns import now
from kpi_store.editions import document_order, edition_order
from kpi_store.tables import Document, Indicator, Listing, Publication, PublicationDocument
from kpi_store.views import DocumentView, PublicationView


def view(session: Session, publication: Publication | None) -> PublicationView | None:
    """What callers see of a publication."""
    if publication is None or publication.id is None:
        return None
    return PublicationView(
        id=publication.id,
        at=publication.at,
        documents=documents.views(session, documents.ids_in(session, publication.id)),
        snapshot=publication.snapshot,
        reason=publication.reason,
    )


def current(session: Session) -> PublicationView | None:
    """What answers; None before the first publication."""
    return view(session, _newest(session))


def newest_snapshot(session: Session) -> str | None:
    """Id of the index snapshot that answers."""
    newest = _newest(session)
    return newest.snapshot if newest else None


def plan(
    session: Session, edition: str | None, retire: Collection[int], accept_unreviewed: bool
) -> tuple[DocumentView, ...]:
    """Documents that would be in force. See ``KpiStore.plan_publication``."""
    now_in_force = documents.views(session, documents.published_ids(session))
    coming = documents.drafts(session, edition) if edition is not None else ()
    if edition is not None and not coming and edition not in {d.edition for d in now_in_force}:
        raise EditionUnknown(edition=edition, known=known_editions(session))
    pending = 0 if accept_unreviewed else unreviewed(session, coming)
    if pending:
        raise ReviewPending(edition=edition, count=pending)
    staying = (d for d in now_in_force if d.id not in retire and not any(documents.replaces(c, d) for c in coming))
    planned = tuple(sorted([*staying, *coming], key=document_order))
    # Real figures may be tried out beside the sample and stay when it goes; its own figures never stay behind.
    if len({document.sample for document in planned if document.sample or document.kind != "import"}) > 1:
        raise documents.mixed(session)
    return planned


def unreviewed(session: Session, drafts: Sequence[DocumentView]) -> int:
    """Values of these documents that a person must look at."""
    readings = [entry.reading for entry in rows.entries(session, drafts)]
    observations = sum(seen.needs_review for reading in readings for seen in reading.observations)
    return observations + sum(mark.needs_review for reading in readings for mark in reading.milestones)


def publish(
    session: Session,
    edition: str | None,
    planned: Iterable[DocumentView],
    snapshot: str | None,
    *,
    retire: Collection[int],
    accept_unreviewed: bool,
    reason: str,
    by: str,
) -> PublicationView:
    """Make a plan answer. See ``KpiStore.publish``."""
    expected = {document.id for document in planned}
    documents_now = plan(session, edition, retire, accept_unreviewed)
    if {document.id for document in documents_now} != expected:
        raise PublicationMoved()
    before = _newest(session)
    same = before is not None and documents.ids_in(session, before.id) == expected
    if before is not None and same and before.snapshot == snapshot:
        return _seen(session, before)
    coming = [document for document in documents_now if document.state == "draft"]
    unread = unreviewed(session, coming)
    # With another index alone it is the same publication to whoever rolls back.
    restores = (before.restores or before.id) if before is not None and same else None
    published = append(session, documents_now, snapshot, reason, restores)
    audit.record(
        session,
        "publish",
        edition or "",
        by,
        publication=published.id,
        documents=sorted(expected),
        retired=sorted(retire),
        snapshot=snapshot,
        unreviewed=unread,
        reason=reason,
    )
    return _seen(session, published)


def append(
    session: Session,
    in_force: Sequence[DocumentView],
    snapshot: str | None,
    reason: str,
    restores: int | None = None,
) -> Publication:
    """Append a publication, and give the indicators of documents published for the first time their identity."""
    identify(session, in_force)
    row = Publication(at=now(), snapshot=snapshot, reason=reason, restores=restores)
    session.add(row)
    session.flush()
    assert row.id is not None
    for document in in_force:
        session.add(PublicationDocument(publication_id=row.id, document_id=document.id))
    for draft in session.exec(select(Document).where(col(Document.id).in_([d.id for d in in_force]))):
        draft.draft = False
    session.flush()
    return row


def identify(session: Session, in_force: Sequence[DocumentView]) -> None:
    """Store which indicator each listing is, where that is not stored yet."""
    new = [entry for entry in rows.entries(session, in_force) if entry.indicator is None]
    made: dict[int, int] = {}
    sample = any(document.sample for document in in_force)
    for match in identity.resolve(new, ever_published(session, sample), rulings.confirmed(session)) if new else ():
        indicator = match.indicator
        if indicator < 0:
            if indicator not in made:
                made[indicator] = _new_indicator(session)
            indicator = made[indicator]
        session.get_one(Listing, match.entry.listing).indicator_id = indicator
    session.flush()


def ever_published(session: Session, sample: bool) -> tuple[rows.Entry, ...]:
    """Entries of all documents that were ever published, of the sample or of the real city.

    Identity outlives a rollback, but never reaches from one city to the other.
    """
    listed = select(Listing.document_id).where(col(Listing.indicator_id).is_not(None)).distinct()
    found = documents.views(session, session.exec(listed).all())
    of_the_city = (d for d in found if d.sample == sample or (sample and d.kind == "import"))
    return rows.entries(session, of_the_city)


def plan_rollback(session: Session) -> PublicationView:
    """What a rollback would bring back. See ``KpiStore.plan_rollback``."""
    newest = _newest(session)
    here = newest.restores or newest.id if newest else None
    earlier = select(Publication).where(col(Publication.id) < (here or 0)).order_by(col(Publication.id).desc())
    before = session.exec(earlier).first()
    if before is not None and before.restores is not None:
        before = session.get_one(Publication, before.restores)
    if before is None:
        raise NothingToRollBack()
    return _seen(session, before)


def rollback(session: Session, target: PublicationView, snapshot: str | None, reason: str, by: str) -> PublicationView:
    """Bring an earlier publication back. See ``KpiStore.rollback``."""
    if plan_rollback(session).id != target.id:
        raise PublicationMoved()
    row = append(session, target.documents, snapshot, reason, restores=target.id)
    audit.record(session, "rollback", str(target.id), by, publication=row.id, snapshot=snapshot)
    return _seen(session, row)


def known_editions(session: Session) -> tuple[str, ...]:
    """Editions drafted or published, the newest first."""
    labels = {d.edition for d in documents.all_documents(session) if d.edition and d.state != "retired"}
    return tuple(sorted(labels, key=edition_order, reverse=True))


def _newest(session: Session) -> Publication | None:
    newest = documents.newest_publication(session)
    return session.get(Publication, newest) if newest is not None else None


def _seen(session: Session, publication: Publication) -> PublicationView:
    seen = view(session, publication)
    assert seen is not None
    return seen


def _new_indicator(session: Session) -> int:
    row = Indicator()
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
