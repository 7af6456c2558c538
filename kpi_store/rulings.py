"""What people decided about proposals: renames that count, merges and splits that are told."""

from collections.abc import Collection
from typing import Any, cast

from sqlmodel import Session, col, select

from kpi_store import audit
from kpi_store.columns import now
from kpi_store.identity import Confirmed, key
from kpi_store.rows import joins
from kpi_store.tables import Document, Indicator, Listing, Ruling
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
    if decision == "accept" and proposal.kind == "rename":
        _join(session, proposal.old_ids[0], proposal.new_ids)
    facts = {"kind": proposal.kind, "edition": proposal.edition, "old": proposal.old, "new": proposal.new}
    audit.record(session, "rule", proposal.key, by, decision=decision, reason=reason, **facts)


def _join(session: Session, old: int, new: Collection[int]) -> None:
    """Make indicators that were published as new ones the one that they continue."""
    belonging = col(Indicator.id).in_(new) | col(Indicator.joined_to).in_(new)
    for row in session.exec(select(Indicator).where(belonging)):
        row.joined_to = old


def ruled(session: Session) -> frozenset[str]:
    """Keys of all proposals that were decided."""
    return frozenset(session.exec(select(Ruling.key)).all())


def confirmed(session: Session) -> Confirmed:
    """The renames that were accepted."""
    rows = session.exec(_accepted().where(Ruling.kind == "rename"))
    joined = joins(session)
    return {(row.edition, key(name)): joined.get(row.old[0], row.old[0]) for row in rows for name in row.new}


def lineage(session: Session, indicator: int) -> tuple[Lineage, ...]:
    """Merges and splits in which an indicator has a part, in the order in which they were accepted."""
    listed = session.exec(
        select(Listing, Document.edition)
        .join(Document)
        .where(col(Listing.indicator_id).is_not(None))
        .order_by(col(Listing.id))
    ).all()
    joined = joins(session)
    names = {joined.get(row.indicator_id, row.indicator_id): row.name for row, _ in listed}
    own = {
        (edition, key(name))
        for row, edition in listed
        if joined.get(row.indicator_id, row.indicator_id) == indicator
        for name in (row.name, *row.aliases)
    }
    return tuple(
        Lineage(
            kind=cast(Any, row.kind),
            edition=row.edition,
            old=tuple(names[joined.get(id_, id_)] for id_ in row.old if joined.get(id_, id_) in names),
            new=tuple(row.new),
            by=row.by,
            at=row.at,
        )
        for row in session.exec(_accepted().where(Ruling.kind != "rename").order_by(col(Ruling.id)))
        if indicator in {joined.get(id_, id_) for id_ in row.old}
        or any((row.edition, key(name)) in own for name in row.new)
    )


def _accepted() -> Any:
    return select(Ruling).where(Ruling.decision == "accept")
