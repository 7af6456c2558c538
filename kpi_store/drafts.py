"""Documents on their way in: stored whole, beside what is published, seen by nobody who asks."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from corpus.passages import Passage
from corpus.reading import Reading
from kpi_store import audit, documents, rows
from kpi_store.columns import now
from kpi_store.editions import plain_edition
from kpi_store.tables import Document
from kpi_store.views import DocumentView


def draft(
    session: Session,
    reading: Reading,
    edition: str,
    passages: Sequence[Passage],
    file: str,
    *,
    sample: bool,
    again: bool,
    by: str,
) -> tuple[DocumentView, bool]:
    """Store a document as a draft of an edition. See ``KpiStore.draft``."""
    in_force = documents.published_ids(session)
    stored = documents.same_file(session, reading.sha256, plain_edition(edition))
    if stored is not None and not again and (stored.draft or stored.id in in_force):
        return rows.document_view(stored, in_force), False
    _keep_apart(session, sample)
    if stored is None or again:
        nth = stored.reading + 1 if stored else 1
        stored = _store(session, reading, plain_edition(edition), passages, file, sample, nth)
    stored.draft = True
    _supersede(session, stored)
    facts = {"document": stored.id, "edition": stored.edition, "file": file, "reading": stored.reading}
    audit.record(session, "draft", stored.title, by, **facts)
    return rows.document_view(stored, in_force), True


def _store(
    session: Session, reading: Reading, edition: str, passages: Sequence[Passage], file: str, sample: bool, nth: int
) -> Document:
    row = Document(
        sha256=reading.sha256,
        file=file,
        title=reading.title,
        kind=reading.kind,
        edition=edition,
        reading=nth,
        published=reading.published,
        body=reading.body,
        pages=reading.pages,
        sample=sample,
        draft=True,
        added_at=now(),
    )
    document = documents.add(session, row, reading.indicators)
    rows.put_goals(session, document, reading.goals)
    rows.put_passages(session, document, passages)
    return row


def _keep_apart(session: Session, sample: bool) -> None:
    """A real document may be drafted beside the sample, which publishing then retires; never the other way round."""
    if sample and any(not d.sample for d in documents.all_documents(session) if d.state != "retired"):
        raise documents.mixed(session)


def _supersede(session: Session, new: Document) -> None:
    for old in session.exec(select(Document).where(col(Document.draft))).all():
        if documents.replaces(new, old):
            old.draft = False
