"""The tables: what a document said stays as rows of that document, and what answers is a list of documents.

Only five columns ever change after they were written: ``document.draft`` (until it is published or superseded),
``listing.indicator_id`` (empty until the document is first published), ``indicator.desired``,
``indicator.definition`` and ``indicator.joined_to`` (once a person says that two published indicators are one). What
else a person decides about a value or about who continues whom is a row of its own, beside what was read.
What is asked in Slack is kept apart from the figures: ``exchange`` is the state of the work on each question and
changes with it, ``exchange_trail`` says for good who asked what and what was answered.
Jobs, their queue and subscriptions are no figures either: their rows change as the work goes on.
The schema is made by the migrations; a test keeps both the same.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kpi_store.columns import ExactDecimal, UtcDateTime


class Table(SQLModel, registry=registry()):
    """Base with a registry of its own, so that no other program's tables mix with these."""


class Document(Table, table=True):
    """A file that was read. ``edition`` is empty for imported figures (not NULL, so that it can be unique).

    The same bytes read again are another document; ``reading`` counts them from 1.
    """

    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("sha256", "edition", "reading", name="document_once_a_reading"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    file: str
    title: str
    kind: str
    edition: str = ""
    reading: int = 1
    published: date | None = None
    body: str | None = None
    pages: int
    sample: bool = False
    draft: bool
    added_at: datetime = Field(sa_type=UtcDateTime)


class Original(Table, table=True):
    """A file that documents were read from, byte for byte."""

    sha256: str = Field(primary_key=True)
    content: bytes


class Goal(Table, table=True):
    """A goal of the policy tree as one document prints it."""

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    number: int = Field(primary_key=True)
    title: str
    subtitle: str = ""


class Measure(Table, table=True):
    """A measure under a goal as one document prints it. ``approaches`` are its ①②③ lines."""

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    goal: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    title: str
    approaches: list[str] = Field(sa_type=JSON)


class Indicator(Table, table=True):
    """What stays the same through editions and renames. What a person has not set is NULL.

    ``joined_to`` is the indicator that this one continues, found out only after it was published as another; that
    one is never itself joined to a third.
    """

    id: int | None = Field(default=None, primary_key=True)
    desired: str | None = None
    definition: str | None = None
    joined_to: int | None = Field(default=None, foreign_key="indicator.id")


class Listing(Table, table=True):
    """An indicator as one document lists it. ``position`` is its 0-based place among them."""

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id", index=True)
    position: int
    name: str
    unit: str
    period: str | None = None
    goal: int | None = None
    measure: int | None = None
    numeric_target: bool = False
    cumulative: bool = False
    notes: list[str] = Field(sa_type=JSON)
    aliases: list[str] = Field(sa_type=JSON)


class Observation(Table, table=True):
    """One value of a listed indicator. ``page`` is 1-based; for an import, the row of the file."""

    id: int | None = Field(default=None, primary_key=True)
    listing_id: int = Field(foreign_key="listing.id", index=True)
    year: int
    label: str
    value: Decimal = Field(sa_type=ExactDecimal)
    status: str
    page: int
    method: str
    text: str = ""
    bbox: list[float] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    confidence: float = 0.0
    needs_review: bool = True
    reasons: list[str] = Field(sa_type=JSON)
    source_url: str | None = None
    note: str | None = None


class Milestone(Table, table=True):
    """A target or a baseline of a listed indicator."""

    id: int | None = Field(default=None, primary_key=True)
    listing_id: int = Field(foreign_key="listing.id", index=True)
    role: str
    label: str
    year: int | None = None
    value: Decimal = Field(sa_type=ExactDecimal)
    page: int
    method: str
    text: str = ""
    needs_review: bool = False
    source_url: str | None = None
    note: str | None = None


class Verdict(Table, table=True):
    """What a person decided about one read value: just one of the two ids is set, and each value has one verdict.

    ``value`` is what an edit puts in the place of the read one, which stays as it is.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    decision: str
    observation_id: int | None = Field(default=None, foreign_key="observation.id", unique=True, index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id", unique=True, index=True)
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    reason: str = ""


class Ruling(Table, table=True):
    """What a person decided about a proposal of who continues whom.

    Attributes:
        key: Of the proposal: the same documents always propose under the same key.
        old: Ids of the known indicators.
        new: Names under which the edition lists their heirs.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    decision: str
    key: str = Field(unique=True, index=True)
    kind: str
    edition: str
    old: list[int] = Field(sa_type=JSON)
    new: list[str] = Field(sa_type=JSON)
    reason: str = ""


class PassageRow(Table, table=True):
    """A passage of a document; what all its passages share stands in the document."""

    __tablename__ = "passage"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    position: int = Field(primary_key=True)
    key: str
    text: str = Field(sa_type=Text)
    page: int
    section: str
    heading: list[str] = Field(sa_type=JSON)
    indicator: str | None = None
    printed_page: str | None = None
    line: int | None = None
    goal: int | None = None
    measure: int | None = None


class Publication(Table, table=True):
    """What answered from a moment on.

    ``restores`` is the earlier one of the same documents that a rollback went back to, or that got another index.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    snapshot: str | None = None
    reason: str = ""
    restores: int | None = Field(default=None, foreign_key="publication.id")


class PublicationDocument(Table, table=True):
    """A document of a publication."""

    __tablename__ = "publication_document"

    publication_id: int = Field(foreign_key="publication.id", primary_key=True)
    document_id: int = Field(foreign_key="document.id", primary_key=True, index=True)


class Paper(Table, table=True):
    """A paper made for a committee; the database itself refuses to change or delete it."""

    id: str = Field(primary_key=True)
    made_at: datetime = Field(sa_type=UtcDateTime, index=True)
    by: str
    title: str
    edition: str | None = None
    format: str
    indicators: list[str] = Field(sa_type=JSON)
    sha256: str
    content: bytes


class Audit(Table, table=True):
    """What was done, by whom; the database itself refuses to change or delete a row."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    action: str
    subject: str
    facts: dict[str, Any] = Field(sa_type=JSON)


class Exchange(Table, table=True):
    """A question that was taken and what became of it: the work on it, until it is forgotten.

    Attributes:
        event: Slack's key of what brought it, so that it is taken once; None where nothing can bring it twice.
        response_url: Where the reply goes, while it is owed; it is a secret and not kept longer.
        leased_until: Until then one worker has it in hand; ``tries`` counts those that began.
        posting_at: When one was about to post the reply; from then on it may stand in Slack.
        said: What a follow-up question needs to know of the answer.
    """

    id: str = Field(primary_key=True)
    event: str | None = Field(default=None, unique=True)
    taken_at: datetime = Field(sa_type=UtcDateTime)
    asker: str = Field(index=True)
    channel: str = Field(index=True)
    thread_ts: str | None = None
    came: str
    question: str = Field(sa_type=Text)
    edition: str | None = None
    language: str
    follows: str | None = None
    response_url: str | None = None
    state: str = Field(index=True)
    tries: int
    leased_until: datetime = Field(sa_type=UtcDateTime)
    posting_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: str | None = None
    intent: str | None = None
    indicators: list[str] = Field(sa_type=JSON)
    snapshot: str | None = None
    reply: str | None = Field(default=None, sa_type=Text)
    said: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    feedback: str | None = None
    feedback_reason: str = ""
    feedback_by: str | None = None


class ExchangeTrail(Table, table=True):
    """Something that was asked, answered, refused, rated: as ``audit``, yet forgotten after the retention time.

    The database refuses to change a row, and to delete one before ``audit`` says that its time is forgotten.
    """

    __tablename__ = "exchange_trail"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    by: str
    action: str
    subject: str = Field(index=True)
    facts: dict[str, Any] = Field(sa_type=JSON)


class Job(Table, table=True):
    """Work that takes longer than a person waits, done outside the answering process (``kpi_store.jobs``).

    Attributes:
        arguments: What to do it with, as plain JSON; equal arguments of unfinished jobs are one job.
        place: Where whoever asked is told of it, in the caller's own terms; empty where nobody is.
        worker: Which worker does it, or did it last; ``beat_at`` is when it last gave a sign of life.
        attempts: How often it was begun.
        cancelling: Whether somebody asked for its end.
        revision: Rises with each change that somebody may want to be told of; ``told`` is the one last told, and
            ``told_at`` when telling was last tried.
        outcome: What came of it, what it asks, or why it failed, by state.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    arguments: dict[str, Any] = Field(sa_type=JSON)
    by: str
    place: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(index=True)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    worker: str = ""
    beat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    cancelling: bool = False
    progress: dict[str, Any] = Field(sa_type=JSON)
    outcome: dict[str, Any] = Field(sa_type=JSON)
    revision: int = 1
    told: int = 0
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Subscription(Table, table=True):
    """A paper that a channel gets whenever something else answers, or once a month (``kpi_store.subscriptions``).

    Attributes:
        wanted: What is made, in the terms of whoever makes it.
        day: Of the month; 0 for whenever something else answers.
        paused: Why nothing is sent; NULL where it is.
        publication: The one that was last looked at, with the ``documents`` of it that the channel may see.
        due_at: When the next one is due; NULL where it comes with a publication.
    """

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(index=True)
    wanted: dict[str, Any] = Field(sa_type=JSON)
    day: int
    by: str = Field(index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    paused: str | None = None
    publication: int | None = None
    documents: list[int] = Field(sa_type=JSON)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Synonym(Table, table=True):
    """A word of the staff's, and what the documents write for it; both lower case and NFKC-normalised."""

    said: str = Field(primary_key=True)
    means: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class Queued(Table, table=True):
    """A message of the job queue. ``due`` is when it may be taken at the earliest; NULL for at once."""

    id: int | None = Field(default=None, primary_key=True)
    due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    content: bytes


metadata = Table.metadata
