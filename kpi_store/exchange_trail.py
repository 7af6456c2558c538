"""The trail of what was asked and answered: it only grows, until what is older than the retention time is forgotten."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select

from kpi_store import audit
from kpi_store.columns import now
from kpi_store.tables import Audit, Exchange, ExchangeTrail
from kpi_store.views import AuditView

_STAMP = "%Y-%m-%d %H:%M:%S.%f"
"""How the database's own guard writes a moment in UTC, and compares it (``migrations.append_only``)."""


def append(session: Session, action: str, exchange: str, by: str, **facts: Any) -> None:
    """Append a row on one exchange, in the transaction that did it."""
    session.add(ExchangeTrail(at=now(), by=by, action=action, subject=exchange, facts=facts))


def between(session: Session, since: datetime | None, until: datetime | None) -> tuple[AuditView, ...]:
    """What was asked and answered and what was done to the store, the oldest first. See ``Exchanges.trail``."""
    told = [view for table in (ExchangeTrail, Audit) for view in _rows(session, table, since, until)]
    return tuple(sorted(told, key=lambda view: view.at))


def _rows(session: Session, table: Any, since: datetime | None, until: datetime | None) -> list[AuditView]:
    wanted = select(table).order_by(table.id)
    if since is not None:
        wanted = wanted.where(table.at >= since)
    if until is not None:
        wanted = wanted.where(table.at < until)
    return [AuditView(r.at, r.by, r.action, r.subject, dict(r.facts)) for r in session.exec(wanted)]


def forget(session: Session, before: datetime, by: str) -> int:
    """Delete what was asked before a moment, and say so in ``audit``, without which the database would refuse.

    Returns:
        Number of questions and rows of the trail that are gone; where there is none, ``audit`` gets no row.
    """
    old_trail = col(ExchangeTrail.at) < before
    old_work = col(Exchange.taken_at) < before
    rows = session.exec(select(func.count()).select_from(ExchangeTrail).where(old_trail)).one()
    exchanges = session.exec(select(func.count()).select_from(Exchange).where(old_work)).one()
    if not rows + exchanges:
        return 0
    stamp = before.astimezone(UTC).strftime(_STAMP)
    audit.record(session, "forget", stamp, by, rows=rows, exchanges=exchanges)
    session.flush()
    session.exec(delete(ExchangeTrail).where(old_trail))
    session.exec(delete(Exchange).where(old_work))
    return int(rows + exchanges)
