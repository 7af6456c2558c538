"""The files themselves, kept beside what was read of them: their pages are shown as sources, on any machine."""

import hashlib
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, delete, select

from kpi_store import documents
from kpi_store.tables import Document, Original


def keep(session: Session, sha256: str, content: bytes) -> None:
    """Keep a file. See ``KpiStore.keep_original``."""
    known = session.exec(select(Original.sha256).where(Original.sha256 == sha256)).first()
    if known is None and hashlib.sha256(content).hexdigest() == sha256:
        session.add(Original(sha256=sha256, content=content))


def keep_upload(session: Session, content: bytes) -> str:
    """Keep a file that is yet to be read. See ``KpiStore.keep_upload``."""
    sha256 = hashlib.sha256(content).hexdigest()
    keep(session, sha256, content)
    return sha256


def drop_uploads(session: Session, sha256s: Collection[str]) -> None:
    """Delete those of these files that no document was ever read from."""
    read = session.exec(select(Document.sha256).where(col(Document.sha256).in_(list(sha256s)))).all()
    session.exec(delete(Original).where(col(Original.sha256).in_(set(sha256s) - set(read))))


def content(session: Session, sha256: str) -> bytes | None:
    """The bytes of a file, or None where it is not kept."""
    row = session.get(Original, sha256)
    return row.content if row else None


def drop(session: Session, sha256s: Iterable[str]) -> None:
    """Delete those of these files that no drafted or published document was read from."""
    used = {document.sha256 for document in documents.all_documents(session) if document.state != "retired"}
    session.exec(delete(Original).where(col(Original.sha256).in_(set(sha256s) - used)))
