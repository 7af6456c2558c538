"""Papers that were made of the figures: kept byte for byte, whatever is published later."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from corpus.errors import BriefUnknown
from kpi_store import audit
from kpi_store.columns import now
from kpi_store.engine import Database
from kpi_store.tables import Paper

_NAMED = 5
"""Ids told where one is unknown."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as it was handed out.

    Attributes:
        id: As printed in it.
        edition: Label of the edition it tells; None where only imported figures were published.
        format: Kind of file: ``docx``, ``pptx`` or ``xlsx``.
        indicators: Names of the indicators it tells.
        sha256: Of its bytes.
    """

    id: str
    made_at: datetime
    by: str
    title: str
    edition: str | None
    format: str
    indicators: tuple[str, ...]
    sha256: str

    @property
    def file(self) -> str:
        """A name for the file."""
        return f"{self.id}.{self.format}"


class Papers:
    """The papers of one store; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        id_: str,
        content: bytes,
        *,
        title: str,
        edition: str | None,
        format: str,
        indicators: tuple[str, ...],
        by: str,
    ) -> PaperView:
        """Keep a paper for good, and note in the audit trail who made it."""
        row = Paper(
            id=id_,
            made_at=now(),
            by=by,
            title=title,
            edition=edition,
            format=format,
            indicators=list(indicators),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        with self._database.writing() as session:
            session.add(row)
            audit.record(session, "brief", id_, by, title=title, edition=edition, format=format)
            return _view(row)

    def content(self, id_: str) -> tuple[PaperView, bytes]:
        """A paper with its bytes, as they were made.

        Raises:
            BriefUnknown: If none was made under that id.
        """
        with self._database.reading() as session:
            row = session.get(Paper, id_)
            if row is None:
                raise BriefUnknown(id=id_, known=tuple(view.id for view in _newest(session, _NAMED)))
            return _view(row), row.content

    def newest(self, limit: int = 100) -> tuple[PaperView, ...]:
        """The papers, the newest first."""
        with self._database.reading() as session:
            return _newest(session, limit)


def _newest(session: Session, limit: int) -> tuple[PaperView, ...]:
    order = select(Paper).options(defer(Paper.content, raiseload=True)).order_by(col(Paper.made_at).desc())  # type: ignore[arg-type]
    return tuple(_view(row) for row in session.exec(order.limit(limit)))


def _view(row: Paper) -> PaperView:
    return PaperView(row.id, row.made_at, row.by, row.title, row.edition, row.format, tuple(row.indicators), row.sha256)
