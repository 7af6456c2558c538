"""What people decided about proposals: renames that count, merges and splits that are told."""

from typing import Any, cast

from sqlmodel import Session, col, select

from kpi_store import audit
from kpi_store.columns import now
from kpi_store.identity import Confirmed, key
from kpi_store.tables import Document, Listing, Ruling
from kpi_store.views import Decision, Lineage, Proposal


def put(session: Session, proposal: Proposal, decision: Decision, reason: str, by: str) -> None:
    """Store a decision, which then holds for every reading of the edition."""
    session.add(
        Ruling(
            at=now(),
            by=by,
            decision=decision,
            key=proposal.key,
            kind=proposal.kind,
            edition=proposal.edition,
            old=list(proposal.old_ids),
            new=list(proposal.new),
            reason=reason,
        )
    )
    facts = {"kind": proposal.kind, "edition": proposal.edition, "old": proposal.old, "new": proposal.new}
    audit.record(session, "rule", proposal.key, by, decision=decision, reason=reason, **facts)


def ruled(session: Session) -> frozenset[str]:
    """Keys of all proposals that were decided."""
    return frozenset(session.exec(select(Ruling.key)).all())


def confirmed(session: Session) -> Confirmed:
    """The renames that were accepted."""
    rows = session.exec(_accepted().where(Ruling.kind == "rename"))
    return {(row.edition, key(name)): row.old[0] for row in rows for name in row.new}


def lineage(session: Session, indicator: int) -> tuple[Lineage, ...]:
    """Merges and splits in which an indicator has a part, in the order in which they were accepted."""
    listed = session.exec(
        select(Listing, Document.edition)
        .join(Document)
        .where(col(Listing.indicator_id).is_not(None))
        .order_by(col(Listing.id))
    ).all()
    names = {row.indicator_id: row.name for row, _ in listed}
    own = {
        (edition, key(name))
        for row, edition in listed
        if row.indicator_id == indicator
        for name in (row.name, *row.aliases)
    }
    return tuple(
        Lineage(
            kind=cast(Any, row.kind),
            edition=row.edition,
            old=tuple(names[id_] for id_ in row.old if id_ in names),
            new=tuple(row.new),
            by=row.by,
            at=row.at,
        )
        for row in session.exec(_accepted().where(Ruling.kind != "rename").order_by(col(Ruling.id)))
        if indicator in row.old or any((row.edition, key(name)) in own for name in row.new)
    )


def _accepted() -> Any:
    return select(Ruling).where(Ruling.decision == "accept")
