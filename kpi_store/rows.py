"""Readings to rows and back: what is read out of the store equals what was put in, but for people's verdicts."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlmodel import Session, col, select

from corpus.passages import Passage
from corpus.reading import BBox, Goal, IndicatorReading, Measure, MilestoneReading, ObservationReading
from kpi_store import tables
from kpi_store.verdicts import judged_milestone, judged_observation
from kpi_store.views import DocumentState, DocumentView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator as one document lists it.

    Attributes:
        listing: Id of the listing; 0 where it is not stored yet.
        indicator: Id of the indicator; None until the document is first published. A negative one is provisional.
        position: 0-based place among the document's indicators.
    """

    document: DocumentView
    reading: IndicatorReading
    position: int
    listing: int = 0
    indicator: int | None = None


def document_view(row: tables.Document, published: Collection[int]) -> DocumentView:
    """What callers see of a document; ``published`` are the ids in the newest publication."""
    id_ = _id(row)
    state: DocumentState = "published" if id_ in published else "draft" if row.draft else "retired"
    return DocumentView(
        id=id_,
        sha256=row.sha256,
        file=row.file,
        title=row.title,
        kind=cast(Any, row.kind),
        edition=row.edition or None,
        published=row.published,
        body=row.body,
        pages=row.pages,
        state=state,
        added_at=row.added_at,
        sample=row.sample,
    )


def put_indicators(session: Session, document: int, indicators: Sequence[IndicatorReading]) -> None:
    """Store what a document lists, in its order."""
    listings = [_listing(document, position, reading) for position, reading in enumerate(indicators)]
    session.add_all(listings)
    session.flush()
    for row, reading in zip(listings, indicators, strict=True):
        session.add_all(_observation(_id(row), seen) for seen in reading.observations)
        session.add_all(_milestone(_id(row), seen) for seen in reading.milestones)
    session.flush()


def put_goals(session: Session, document: int, goals: Iterable[Goal]) -> None:
    """Store a document's policy tree; of a goal or measure that it prints twice, the first counts."""
    for number, goal in {g.number: g for g in reversed(list(goals))}.items():
        session.add(tables.Goal(document_id=document, number=number, title=goal.title, subtitle=goal.subtitle))
        for place, measure in {m.number: m for m in reversed(goal.measures)}.items():
            session.add(
                tables.Measure(
                    document_id=document,
                    goal=number,
                    number=place,
                    title=measure.title,
                    approaches=list(measure.approaches),
                )
            )
    session.flush()


def put_passages(session: Session, document: int, passages: Iterable[Passage]) -> None:
    """Store a document's passages, in its order."""
    session.add_all(
        tables.PassageRow(
            document_id=document,
            position=position,
            key=passage.id,
            text=passage.text,
            page=passage.page,
            section=passage.section,
            heading=list(passage.heading),
            indicator=passage.indicator,
            printed_page=passage.printed_page,
            line=passage.line,
            goal=passage.goal,
            measure=passage.measure,
        )
        for position, passage in enumerate(passages)
    )
    session.flush()


def entries(session: Session, documents: Iterable[DocumentView]) -> tuple[Entry, ...]:
    """All that these documents list, document by document in the order given, each in its own order."""
    views = {document.id: document for document in documents}
    rows = session.exec(
        select(tables.Listing)
        .where(col(tables.Listing.document_id).in_(views))
        .order_by(col(tables.Listing.document_id), col(tables.Listing.position))
    ).all()
    observations = _values(session, tables.Observation, tables.Verdict.observation_id, views, _observed)
    milestones = _values(session, tables.Milestone, tables.Verdict.milestone_id, views, _stated)
    joined = joins(session)
    found = [
        Entry(
            document=views[row.document_id],
            reading=_reading(row, observations[_id(row)], milestones[_id(row)]),
            position=row.position,
            listing=_id(row),
            indicator=joined.get(row.indicator_id, row.indicator_id),
        )
        for row in rows
    ]
    order = {id_: nth for nth, id_ in enumerate(views)}
    return tuple(sorted(found, key=lambda entry: (order[entry.document.id], entry.position)))


def joins(session: Session) -> dict[int | None, int]:
    """Indicators that were found to continue another one, with its id."""
    found = session.exec(select(tables.Indicator).where(col(tables.Indicator.joined_to).is_not(None)))
    return {row.id: row.joined_to for row in found if row.joined_to is not None}


def goals(session: Session, document: int) -> tuple[Goal, ...]:
    """The policy tree as a document prints it."""
    measures = defaultdict(list)
    for row in session.exec(
        select(tables.Measure)
        .where(tables.Measure.document_id == document)
        .order_by(col(tables.Measure.goal), col(tables.Measure.number))
    ):
        measures[row.goal].append(Measure(row.number, row.title, tuple(row.approaches)))
    found = session.exec(
        select(tables.Goal).where(tables.Goal.document_id == document).order_by(col(tables.Goal.number))
    )
    return tuple(Goal(row.number, row.title, row.subtitle, tuple(measures[row.number])) for row in found)


def passages(session: Session, documents: Iterable[DocumentView]) -> list[Passage]:
    """The passages of these documents, in the order given, each in its own order."""
    views = {document.id: document for document in documents}
    rows = session.exec(
        select(tables.PassageRow)
        .where(col(tables.PassageRow.document_id).in_(views))
        .order_by(col(tables.PassageRow.position))
    )
    order = {id_: nth for nth, id_ in enumerate(views)}
    return [_passage(row, views[row.document_id]) for row in sorted(rows, key=lambda row: order[row.document_id])]


def _id(row: Any) -> int:
    assert row.id is not None, "a row has its id once it was flushed"
    return int(row.id)


def _listing(document: int, position: int, reading: IndicatorReading) -> tables.Listing:
    return tables.Listing(
        document_id=document,
        position=position,
        name=reading.name,
        unit=reading.unit,
        period=reading.period,
        goal=reading.goal,
        measure=reading.measure,
        numeric_target=reading.numeric_target,
        cumulative=reading.cumulative,
        notes=list(reading.notes),
        aliases=list(reading.aliases),
    )


def _observation(listing: int, seen: ObservationReading) -> tables.Observation:
    box = seen.bbox
    return tables.Observation(
        listing_id=listing,
        year=seen.year,
        label=seen.label,
        value=seen.value,
        status=seen.status,
        page=seen.page,
        method=seen.method,
        text=seen.text,
        bbox=[box.x0, box.y0, box.x1, box.y1] if box else None,
        confidence=seen.confidence,
        needs_review=seen.needs_review,
        reasons=list(seen.reasons),
        source_url=seen.source_url,
        note=seen.note,
    )


def _milestone(listing: int, seen: MilestoneReading) -> tables.Milestone:
    return tables.Milestone(
        listing_id=listing,
        role=seen.role,
        label=seen.label,
        year=seen.year,
        value=seen.value,
        page=seen.page,
        method=seen.method,
        text=seen.text,
        needs_review=seen.needs_review,
        source_url=seen.source_url,
        note=seen.note,
    )


def _values(
    session: Session,
    table: Any,
    judged: Any,
    documents: Iterable[int],
    read: Callable[[Any, tables.Verdict | None], T | None],
) -> dict[int, list[T]]:
    """What the listings of these documents hold in a table of values, by listing.

    Args:
        session: Reads.
        table: ``tables.Observation`` or ``tables.Milestone``.
        judged: The column by which a verdict names a row of it.
        documents: Ids.
        read: A row as it stands after its verdict, or None where that strikes it.
    """
    listings = select(tables.Listing.id).where(col(tables.Listing.document_id).in_(documents))
    held: dict[int, list[T]] = defaultdict(list)
    for row, verdict in session.exec(
        select(table, tables.Verdict)
        .outerjoin(tables.Verdict, col(judged) == table.id)
        .where(col(table.listing_id).in_(listings))
        .order_by(col(table.id))
    ):
        if (value := read(row, verdict)) is not None:
            held[row.listing_id].append(value)
    return held


def _observed(row: tables.Observation, verdict: tables.Verdict | None) -> ObservationReading | None:
    return judged_observation(_observation_reading(row), verdict)


def _stated(row: tables.Milestone, verdict: tables.Verdict | None) -> MilestoneReading | None:
    return judged_milestone(_milestone_reading(row), verdict)


def _reading(
    row: tables.Listing, observations: Iterable[ObservationReading], milestones: Iterable[MilestoneReading]
) -> IndicatorReading:
    return IndicatorReading(
        name=row.name,
        unit=row.unit,
        period=cast(Any, row.period),
        goal=row.goal,
        measure=row.measure,
        numeric_target=row.numeric_target,
        cumulative=row.cumulative,
        observations=tuple(observations),
        milestones=tuple(milestones),
        notes=tuple(row.notes),
        aliases=tuple(row.aliases),
    )


def _observation_reading(row: tables.Observation) -> ObservationReading:
    return ObservationReading(
        year=row.year,
        label=row.label,
        value=row.value,
        status=cast(Any, row.status),
        page=row.page,
        method=cast(Any, row.method),
        text=row.text,
        bbox=BBox(*row.bbox) if row.bbox else None,
        confidence=row.confidence,
        needs_review=row.needs_review,
        reasons=tuple(row.reasons),
        source_url=row.source_url,
        note=row.note,
    )


def _milestone_reading(row: tables.Milestone) -> MilestoneReading:
    return MilestoneReading(
        role=cast(Any, row.role),
        label=row.label,
        year=row.year,
        value=row.value,
        page=row.page,
        method=cast(Any, row.method),
        text=row.text,
        needs_review=row.needs_review,
        source_url=row.source_url,
        note=row.note,
    )


def _passage(row: tables.PassageRow, document: DocumentView) -> Passage:
    return Passage(
        id=row.key,
        text=row.text,
        document=document.title,
        sha256=document.sha256,
        edition=document.edition or "",
        kind=cast(Any, document.kind),
        page=row.page,
        section=cast(Any, row.section),
        heading=tuple(row.heading),
        indicator=row.indicator,
        printed_page=row.printed_page,
        line=row.line,
        goal=row.goal,
        measure=row.measure,
    )
