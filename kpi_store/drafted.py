"""The values of drafts as a reviewer sees them: what was read, and what was decided about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlmodel import Session, col, select

from corpus.reading import BBox
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
        placed = [*_observations(session, document), *_milestones(session, document)]
        yield from (held for _, held in sorted(placed, key=lambda pair: pair[0]))


def _observations(session: Session, document: DocumentView) -> Iterator[tuple[int, HeldValue]]:
    """A document's observations with the place of their indicator."""
    for listing, row, verdict in session.exec(
        select(Listing, Observation, Verdict)
        .join(Observation, col(Observation.listing_id) == Listing.id)
        .outerjoin(Verdict, col(Verdict.observation_id) == Observation.id)
        .where(Listing.document_id == document.id)
        .order_by(col(Observation.id))
    ):
        facts = {
            "key": f"o{row.id}",
            "role": "actual",
            "status": row.status,
            "confidence": row.confidence,
            "reasons": tuple(row.reasons),
            "bbox": BBox(*row.bbox) if row.bbox else None,
        }
        yield listing.position, HeldValue(_value(document, listing, row, verdict, facts), observation=row.id)


def _milestones(session: Session, document: DocumentView) -> Iterator[tuple[int, HeldValue]]:
    """As ``_observations``."""
    for listing, row, verdict in session.exec(
        select(Listing, Milestone, Verdict)
        .join(Milestone, col(Milestone.listing_id) == Listing.id)
        .outerjoin(Verdict, col(Verdict.milestone_id) == Milestone.id)
        .where(Listing.document_id == document.id)
        .order_by(col(Milestone.id))
    ):
        facts = {"key": f"m{row.id}", "role": row.role}
        yield listing.position, HeldValue(_value(document, listing, row, verdict, facts), milestone=row.id)


def _value(
    document: DocumentView,
    listing: Listing,
    row: Observation | Milestone,
    verdict: Verdict | None,
    facts: dict[str, Any],
) -> ReviewValue:
    assert listing.id is not None
    return ReviewValue(
        listing=listing.id,
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
