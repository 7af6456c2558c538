"""Which documents there are, and which of them answer."""

from collections.abc import Collection, Iterable

from sqlmodel import Session, col, func, select

from corpus.errors import SampleBesideReal
from corpus.names import normalise
from corpus.reading import IndicatorReading, Reading
from kpi_store import rows
from kpi_store.editions import document_order
from kpi_store.tables import Document, Indicator, Listing, Observation, PassageRow, Publication, PublicationDocument
from kpi_store.views import Counts, DocumentView


def add(session: Session, row: Document, indicators: Iterable[IndicatorReading]) -> int:
    """Store a document with what it lists, and give its id."""
    session.add(row)
    session.flush()
    assert row.id is not None
    rows.put_indicators(session, row.id, tuple(indicators))
    return row.id


def newest_publication(session: Session) -> int | None:
    """Id of the publication that answers."""
    return session.exec(select(func.max(Publication.id))).one()


def ids_in(session: Session, publication: int | None) -> frozenset[int]:
    """Ids of a publication's documents."""
    return frozenset(
        session.exec(
            select(PublicationDocument.document_id).where(PublicationDocument.publication_id == publication)
        ).all()
    )


def published_ids(session: Session) -> frozenset[int]:
    """Ids of the documents that answer."""
    return ids_in(session, newest_publication(session))


def all_documents(session: Session) -> tuple[DocumentView, ...]:
    """Every document, in the order in which they were added."""
    in_force = published_ids(session)
    found = session.exec(select(Document).order_by(col(Document.id))).all()
    return tuple(rows.document_view(row, in_force) for row in found)


def views(session: Session, ids: Collection[int]) -> tuple[DocumentView, ...]:
    """Documents by id, the one that speaks first the last."""
    in_force = published_ids(session)
    found = session.exec(select(Document).where(col(Document.id).in_(ids)))
    return tuple(sorted((rows.document_view(row, in_force) for row in found), key=document_order))


def drafts(session: Session, edition: str) -> tuple[DocumentView, ...]:
    """Drafts of an edition, the one that speaks first for it the last."""
    found = session.exec(select(Document.id).where(col(Document.draft), Document.edition == edition))
    return views(session, [id_ for id_ in found if id_ is not None])


def same_file(session: Session, sha256: str, edition: str) -> Document | None:
    """The newest reading of these very bytes in an edition."""
    found = select(Document).where(Document.sha256 == sha256, Document.edition == edition)
    return session.exec(found.order_by(col(Document.reading).desc())).first()


def replaces(new: DocumentView | Document, old: DocumentView | Document) -> bool:
    """Whether one document takes the other's place in their edition."""
    return new.id != old.id and (new.edition or "") == (old.edition or "") and same_document(new, old)


def same_document(one: DocumentView | Document | Reading, other: DocumentView | Document | Reading) -> bool:
    """Whether two of an edition are one document: the same bytes read again, or other bytes of its kind and title."""
    titles = [normalise(document.title) or document.title for document in (one, other)]
    return one.sha256 == other.sha256 or (one.kind == other.kind and titles[0] == titles[1])


def mixed(session: Session) -> SampleBesideReal:
    """The error that tells of a sample and a real city's documents coming together."""
    return SampleBesideReal(home=session.get_bind().engine.url.render_as_string(hide_password=True))


def counts(session: Session) -> Counts:
    """How much the newest publication holds."""
    in_force = published_ids(session)
    listed = col(Listing.document_id).in_(in_force)
    return Counts(
        documents=len(in_force),
        indicators=session.exec(
            select(func.count(func.coalesce(Indicator.joined_to, Indicator.id).distinct())).join(Listing).where(listed)
        ).one(),
        observations=session.exec(select(func.count(col(Observation.id))).join(Listing).where(listed)).one(),
        passages=session.exec(
            select(func.count()).select_from(PassageRow).where(col(PassageRow.document_id).in_(in_force))
        ).one(),
    )
