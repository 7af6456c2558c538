"""The values of drafts as a reviewer sees them: what was read, and what was decided about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlmodel import Session, col, select

from kpi_store import documents
from kpi_store.tables import Document, Listing, Milestone, Observation, Verdict
from kpi_store.verdicts import verdict_view
from kpi_store.views import DocumentView, ReviewValue


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value with the id of the row in which it stands: just one of the two."""

    value: ReviewValue
    observation: int | None = None
    milestone: int | None = None


def drafted_values(session: Session) -> Iterator[HeldValue]:
    """All values of all drafts, document by document, each in its own order."""
    found = session.exec(select(Document.id).where(col(Document.draft), Document.edition != ""))
    for document in documents.views(session, [id_ for id_ in found if id_ is not None]):
        listed = session.exec(select(Listing).where(Listing.document_id == document.id).order_by(col(Listing.position)))
        for listing in listed.all():
            yield from _observations(session, document, listing)
            yield from _milestones(session, document, listing)


def _observations(session: Session, document: DocumentView, listing: Listing) -> Iterator[HeldValue]:
    for row, verdict in session.exec(
        select(Observation, Verdict)
        .outerjoin(Verdict, col(Verdict.observation_id) == Observation.id)
        .where(Observation.listing_id == listing.id)
        .order_by(col(Observation.id))
    ):
        facts = {"role": "actual", "status": row.status, "confidence": row.confidence, "reasons": tuple(row.reasons)}
        yield HeldValue(_value(document, listing, row, verdict, facts), observation=row.id)


def _milestones(session: Session, document: DocumentView, listing: Listing) -> Iterator[HeldValue]:
    for row, verdict in session.exec(
        select(Milestone, Verdict)
        .outerjoin(Verdict, col(Verdict.milestone_id) == Milestone.id)
        .where(Milestone.listing_id == listing.id)
        .order_by(col(Milestone.id))
    ):
        yield HeldValue(_value(document, listing, row, verdict, {"role": row.role}), milestone=row.id)


def _value(
    document: DocumentView,
    listing: Listing,
    row: Observation | Milestone,
    verdict: Verdict | None,
    facts: dict[str, Any],
) -> ReviewValue:
    return ReviewValue(
        document=document,
        names=(listing.name, *listing.aliases),
        unit=listing.unit,
        year=row.year,
        label=row.label,
        read=row.value,
        text=row.text,
        page=row.page,
        method=cast(Any, row.method),
        doubtful=row.needs_review,
        frozen=listing.indicator_id is not None,
        verdict=verdict_view(verdict) if verdict else None,
        **facts,
    )
