"""What the store hands out: frozen views, so that no caller holds a database row.

A *publication* is a set of documents together with the index snapshot made of exactly these. The newest
publication is what answers; publishing and rolling back append one, nothing is overwritten.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from corpus.reading import BBox, DocumentKind, Method, Period, PointStatus

DocumentState = Literal["draft", "published", "retired"]
"""Not yet published / in the newest publication / in none but an older one."""

Direction = Literal["up", "down", "keep"]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document in the store.

    Attributes:
        edition: Label (``R5``); None for imported figures, which no edition printed.
        kind: As read, or ``import`` for a file of figures.
        sample: Whether it belongs to the made-up city's sample.
    """

    id: int
    sha256: str
    file: str
    title: str
    kind: DocumentKind | Literal["import"]
    edition: str | None
    published: date | None
    body: str | None
    pages: int
    state: DocumentState
    added_at: datetime
    sample: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator across all editions.

    Attributes:
        id: The same in every edition, through renames.
        name: As the newest published document writes it.
        names: Every name it goes or went by in published documents, the newest first.
        goal: Goal number in the newest published document; ``goal_title`` and ``measure_title`` likewise.
        desired: Which way is better; None while nobody has said it.
        decimals: Digits after the point in its values.
    """

    id: int
    name: str
    unit: str
    period: Period | None
    names: tuple[str, ...]
    goal: int | None = None
    goal_title: str | None = None
    measure: int | None = None
    measure_title: str | None = None
    numeric_target: bool = False
    cumulative: bool = False
    desired: Direction | None = None
    decimals: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObservationView:
    """One value of one indicator, as one document gives it. ``page`` is 1-based; of an import, the row of the file."""

    indicator: int
    document: DocumentView
    year: int
    label: str
    value: Decimal
    status: PointStatus
    page: int
    method: Method
    text: str = ""
    bbox: BBox | None = None
    confidence: float = 0.0
    needs_review: bool = False
    reasons: tuple[str, ...] = ()
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A target or baseline of one indicator, as one document states it. ``page`` as in ``ObservationView``."""

    indicator: int
    document: DocumentView
    role: Literal["target", "baseline"]
    label: str
    year: int | None
    value: Decimal
    page: int
    method: Method
    text: str = ""
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """An indicator's values in the edition that answers.

    Attributes:
        edition: Label of the edition whose document gave the values; None where only imports hold any.
        observations: In year order, at most one a year: the edition's own, else an imported one.
        target: The one in force; None where no document states one. ``baseline`` likewise.
    """

    indicator: IndicatorView
    edition: str | None
    observations: tuple[ObservationView, ...]
    target: MilestoneView | None = None
    baseline: MilestoneView | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """One year's value that two editions give differently."""

    indicator: IndicatorView
    year: int
    old: ObservationView
    new: ObservationView


@dataclass(frozen=True, slots=True)
class PublicationView:
    """What answers, or once answered. ``snapshot`` names the index snapshot; None where there is no passage."""

    id: int
    at: datetime
    documents: tuple[DocumentView, ...]
    snapshot: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A restated value: what the published edition says, and what the draft says."""

    indicator: str
    year: int
    old: Decimal
    new: Decimal


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """A target or baseline that the draft states otherwise than what is published."""

    indicator: str
    role: Literal["target", "baseline"]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PendingReview:
    """An indicator of a draft with values that a person must look at."""

    indicator: str
    page: int
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What publishing a draft would change. ``added`` counts observations that no published document holds."""

    edition: str
    documents: tuple[DocumentView, ...]
    added: int = 0
    changed: tuple[Change, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    new: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    targets_changed: tuple[MilestoneChange, ...] = ()
    needs_review: tuple[PendingReview, ...] = ()
    rule_breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditView:
    """Something done to the store: ``draft``, ``publish``, ``rollback``, ``import``, ``set_desired``."""

    at: datetime
    by: str
    action: str
    subject: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the newest publication holds."""

    documents: int
    indicators: int
    observations: int
    passages: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """What an import did. ``new`` are indicators that no other document lists; ``changed`` is False the second time."""

    document: DocumentView
    figures: int
    changed: bool
    new: tuple[str, ...] = ()
