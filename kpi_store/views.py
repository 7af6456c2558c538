"""What the store hands out: frozen views, so that no caller holds a database row.

A *publication* is a set of documents together with the index snapshot made of exactly these. The newest
publication is what answers; publishing and rolling back append one, nothing is overwritten.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from corpus.reading import BBox, DocumentKind, Method, Period, PointStatus

DocumentState = Literal["draft", "published", "retired"]
"""Not yet published / in the newest publication / in none but an older one."""

Direction = Literal["up", "down", "keep"]

ValueRole = Literal["actual", "target", "baseline"]
Decision = Literal["accept", "edit", "reject"]
Kinship = Literal["rename", "merge", "split"]


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
        definition: What it counts, as an administrator wrote it; empty while nobody did.
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
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ObservationView:
    """One value of one indicator, as one document gives it.

    Attributes:
        page: 1-based; of an import, the row of the file.
        reviewed_by: Who looked at it; None while nobody has.
        read_value: What the reader saw, where a person put another value in its place.
    """

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
    read_value: Decimal | None = None
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A target or baseline of one indicator, as one document states it. Fields as in ``ObservationView``."""

    indicator: int
    document: DocumentView
    role: Literal["target", "baseline"]
    label: str
    year: int | None
    value: Decimal
    page: int
    method: Method
    text: str = ""
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    read_value: Decimal | None = None
    source_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """An indicator's values in the edition that answers.

    Attributes:
        edition: Label of the edition whose document gave the values; None where only imports hold any.
        observations: In year order, at most one a year: the edition's own, else an imported one.
        target: The one in force; None where no document states one. ``baseline`` likewise.
        targets: All that the same document states, in year order: some set one for each year.
    """

    indicator: IndicatorView
    edition: str | None
    observations: tuple[ObservationView, ...]
    target: MilestoneView | None = None
    baseline: MilestoneView | None = None
    targets: tuple[MilestoneView, ...] = ()


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
class RuleBreak:
    """A value that breaks a rule. ``where`` is its year's label; of a changed unit, both units."""

    rule: Literal["contradicts", "over_100_percent", "cumulative_falls", "jumps", "unit_changed"]
    indicator: str
    where: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What a person decided about one read value. ``value`` is what an edit puts in its place."""

    decision: Decision
    by: str
    at: datetime
    reason: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """One value of a draft as a reviewer sees it.

    Attributes:
        key: Names it among all values of the store.
        listing: Names the indicator in its document, among all of the store.
        names: The indicator's name and its aliases in the document.
        year: None where a target or baseline has none.
        read: What the reader saw.
        doubtful: Whether the reader asks for a person, for these ``reasons``.
        frozen: Whether it was published before: then it stays as it is.
        verdict: What was decided; None while nothing is.
    """

    key: str
    listing: int
    document: DocumentView
    names: tuple[str, ...]
    unit: str
    role: ValueRole
    year: int | None
    label: str
    read: Decimal
    text: str
    page: int
    method: Method
    bbox: BBox | None = None
    status: PointStatus = "actual"
    confidence: float | None = None
    doubtful: bool = False
    reasons: tuple[str, ...] = ()
    frozen: bool = False
    verdict: VerdictView | None = None

    @property
    def indicator(self) -> str:
        """Name of the indicator as the document writes it."""
        return self.names[0]

    @property
    def pending(self) -> bool:
        """Whether it waits for a person."""
        return self.doubtful and self.verdict is None

    @property
    def published_as(self) -> Decimal | None:
        """What publishing would let answer; None for a rejected value."""
        if self.verdict is None or self.verdict.decision == "accept":
            return self.read
        return self.verdict.value


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of one read value; ``value`` is what an edit puts in its place."""

    key: str
    decision: Decision
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A likely, but not certain, answer to who continues whom. Until a person accepts it, nothing comes of it.

    Attributes:
        key: Names it; the same documents always propose under the same key.
        edition: The one that lists the heirs.
        old: Names of the known indicators, ``old_ids`` their ids: one of a rename or split, several of a merge.
        new: Names of their heirs: one of a rename or merge, several of a split; ``new_ids`` are their ids where they
            were published as new indicators already.
        why: What speaks for it: ``name``, ``place``, ``values``, ``sum``.
    """

    key: str
    kind: Kinship
    edition: str
    old: tuple[str, ...]
    old_ids: tuple[int, ...]
    new: tuple[str, ...]
    new_ids: tuple[int, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """A merge or split that a person confirmed: which indicators became which with an edition."""

    kind: Kinship
    edition: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """What publishing a draft would change.

    Attributes:
        added: Number of observations that no published document holds.
        new: Indicators that no published document lists, the heirs in ``proposed`` among them.
        proposed: Who likely continues whom; nothing of it is done unless a person accepts it.
        rule_breaks: Values worth a second look; none of them keeps a draft from being published.
    """

    edition: str
    documents: tuple[DocumentView, ...]
    added: int = 0
    changed: tuple[Change, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    new: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    targets_changed: tuple[MilestoneChange, ...] = ()
    needs_review: tuple[PendingReview, ...] = ()
    rule_breaks: tuple[RuleBreak, ...] = ()


JobState = Literal["waiting", "running", "asking", "done", "failed", "cancelled"]
"""In the queue / under way / needs something from a person / over, in one of three ways."""


@dataclass(frozen=True, slots=True)
class JobView:
    """Work outside the answering process, as it stands.

    Attributes:
        by: Who asked for it.
        place: Where they are told of it, in the caller's own terms.
        attempts: How often it was begun; more than once after a worker was killed.
        cancelling: Whether somebody asked for its end.
        progress: How far it is: ``step``, ``done``, ``total`` and what the step adds.
        outcome: What came of it, what it asks, or why it failed, by state.
        revision: Rises with each change.
        told_at: When somebody last began to tell of it; None for never.
    """

    id: int
    kind: str
    arguments: dict[str, Any]
    by: str
    place: dict[str, Any]
    state: JobState
    asked_at: datetime
    ended_at: datetime | None
    attempts: int
    cancelling: bool
    progress: dict[str, Any]
    outcome: dict[str, Any]
    revision: int
    told_at: datetime | None = field(compare=False)

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("done", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class SynonymView:
    """A word that staff say, what the documents write for it, and who said so."""

    said: str
    means: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AuditView:
    """Something done: a ``draft``, ``review``, ``rule``, ``publish``, ``rollback``, ``import``, ``job`` and others."""

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
