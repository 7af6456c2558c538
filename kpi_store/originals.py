"""The files themselves, kept beside what was read of them: their pages are shown as sources, on any machine."""

import hashlib
from collections.abc import Collection, Iterable

from sqlmodel import col, delete, select

from kpi_store import documents
from kpi_store.engine import Database
from kpi_store.tables import Document, Original
from kpi_store.views import DocumentView


class Originals:
    """The files of one store; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, document: DocumentView, content: bytes) -> None:
        """Keep a document's file, so that its pages can be shown; once, however often it is given.

        Other bytes, as of a file that was written anew since it was read, are not kept.
        """
        if hashlib.sha256(content).hexdigest() == document.sha256:
            self.keep_upload(content)

    def keep_upload(self, content: bytes) -> str:
        """Keep a file that a job is to read, for whichever machine reads it.

        Returns:
            Its SHA-256, for ``content``.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with self._database.writing() as session:
            if session.exec(select(Original.sha256).where(Original.sha256 == sha256)).first() is None:
                session.add(Original(sha256=sha256, content=content))
        return sha256

    def content(self, sha256: str) -> bytes | None:
        """A document's file; None where it is not kept: imported figures, and what was withdrawn."""
        with self._database.reading() as session:
            row = session.get(Original, sha256)
            return row.content if row else None

    def drop(self, sha256s: Iterable[str]) -> None:
        """Delete those of these files that no drafted or published document needs."""
        with self._database.writing() as session:
            used = {document.sha256 for document in documents.all_documents(session) if document.state != "retired"}
            session.exec(delete(Original).where(col(Original.sha256).in_(set(sha256s) - used)))

    def drop_uploads(self, sha256s: Collection[str]) -> None:
        """Delete those of these files that no document was ever read from."""
        with self._database.writing() as session:
            read = session.exec(select(Document.sha256).where(col(Document.sha256).in_(list(sha256s)))).all()
            session.exec(delete(Original).where(col(Original.sha256).in_(set(sha256s) - set(read))))
