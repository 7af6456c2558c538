"""The audit trail: one row for each thing done, written in the transaction that did it."""

from typing import Any

from sqlmodel import Session, col, func, select

from kpi_store.columns import now
from kpi_store.tables import Audit
from kpi_store.views import AuditView


def record(session: Session, action: str, subject: str, by: str, **facts: Any) -> None:
    """Append a row. ``by`` is whoever asked for it, as the caller knows them; never a secret."""
    session.add(Audit(at=now(), by=by, action=action, subject=subject, facts=facts))


def last(session: Session) -> int:
    """Number of the newest row; it rises with everything that is done to the store. 0 when nothing was."""
    return session.exec(select(func.max(Audit.id))).one() or 0


def trail(session: Session, limit: int) -> tuple[AuditView, ...]:
    """The newest rows, the newest first."""
    rows = session.exec(select(Audit).order_by(col(Audit.id).desc()).limit(limit))
    return tuple(AuditView(r.at, r.by, r.action, r.subject, dict(r.facts)) for r in rows)
