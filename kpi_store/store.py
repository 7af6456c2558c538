"""The KPI store: one door to documents, figures, publications and the audit trail.

Everything that answers a question comes from a ``Published``: the figures of the newest publication, read in one
transaction and kept until somebody publishes. Several calls for one question should share one
(``figures = store.published()``); the store's own reading methods ask the newest each time.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from sqlmodel import Session, col, select

from corpus.errors import IndicatorUnknown, StoreOutdated
from corpus.passages import Passage
from corpus.reading import Goal, Reading, SectionKind
from kpi_store import (
    audit,
    comparing,
    documents,
    drafts,
    figure_files,
    publications,
    rows,
    rulings,
    schema,
    transfer,
)
from kpi_store.backup import BackupView, restore_backup, write_backup
from kpi_store.editions import plain_edition
from kpi_store.engine import Database
from kpi_store.exchanges import Exchanges
from kpi_store.figures import Published
from kpi_store.jobs import Jobs
from kpi_store.originals import Originals
from kpi_store.papers import Papers
from kpi_store.queue import Queue
from kpi_store.reviewing import Reviews
from kpi_store.server import Server
from kpi_store.subscriptions import Subscriptions
from kpi_store.synonyms import Synonyms
from kpi_store.synonyms import held as synonyms_held
from kpi_store.tables import Indicator
from kpi_store.views import (
    AuditView,
    Counts,
    Difference,
    Direction,
    DocumentState,
    DocumentView,
    ImportView,
    IndicatorView,
    Lineage,
    PublicationView,
    Restatement,
    SeriesView,
)


class KpiStore:
    """A store that is open. Use ``KpiStore.open``; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: tuple[int, Published] | None = None

    @classmethod
    def open(cls, url: str, create: bool) -> "KpiStore":
        """Connect, and check that the schema is the one this program needs.

        Args:
            url: ``sqlite:///path`` or ``postgresql://user:password@host/name``.
            create: Whether an embedded SQLite file that is missing or behind is made or migrated. A database
                server is never migrated in passing: that is the release step ``schema.upgrade``.

        Raises:
            StoreUnreachable: If the database does not answer, or there is no such file.
            StoreOutdated: If the schema is another one.
            SettingInvalid: If the URL is none that can be used.
        """
        database = Database(url)
        if database.embedded and create:
            schema.prepare(database)
        state = schema.state_of(database)
        if not state.current:
            raise StoreOutdated(url=database.shown, found=state.found, needed=state.needed)
        return cls(database)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    @cached_property
    def server(self) -> Server | None:
        """Connections of the database server, for what is no row of the store; None where the database is embedded."""
        return None if self._database.embedded else Server(self._database)

    def __enter__(self) -> "KpiStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Documents on their way in

    def draft(
        self,
        reading: Reading,
        edition: str,
        passages: Sequence[Passage],
        file: str,
        sample: bool = False,
        by: str = "",
        again: bool = False,
    ) -> tuple[DocumentView, bool]:
        """Store a document as a draft of an edition; on publishing it replaces one of the same kind and title.

        Args:
            reading: The document as read.
            edition: Label, in any spelling; kept as ``R5``.
            passages: All of the document's, in order.
            file: As the person named it.
            sample: Whether it belongs to the made-up city.
            by: Who does it, for the audit trail.
            again: Whether bytes that were read before are stored anew as they are read now, with nothing decided
                about them; the earlier reading is kept.

        Returns:
            The document, and whether anything changed: the same bytes in the same edition change nothing, unless
            ``again``, or they were retired, which makes them a draft again.

        Raises:
            SampleBesideReal: If a sample document would come beside a real city's.
        """
        with self._database.writing() as session:
            return drafts.draft(session, reading, edition, passages, file, sample=sample, again=again, by=by)

    def difference(self, edition: str) -> Difference:
        """What publishing the drafts of an edition would change."""
        with self._database.reading() as session:
            return comparing.compare(session, plain_edition(edition))

    @property
    def originals(self) -> Originals:
        """The files that documents were read from."""
        return Originals(self._database)

    @property
    def papers(self) -> Papers:
        """Committee papers as they were handed out."""
        return Papers(self._database)

    def back_up(self, file: Path) -> BackupView:
        """See ``backup.write_backup``."""
        return write_backup(self._database, file)

    def restore(self, file: Path) -> BackupView:
        """See ``backup.restore_backup``."""
        return restore_backup(self._database, file)

    @property
    def reviews(self) -> Reviews:
        """Where a person decides about what was read."""
        return Reviews(self._database)

    @property
    def exchanges(self) -> Exchanges:
        """Questions that were taken, and what became of them."""
        return Exchanges(self._database)

    @property
    def jobs(self) -> Jobs:
        """The record of work outside the answering process."""
        return Jobs(self._database)

    @property
    def queue(self) -> Queue:
        """How that work is handed to a worker."""
        return Queue(self._database)

    @property
    def subscriptions(self) -> Subscriptions:
        """Papers that channels get without asking."""
        return Subscriptions(self._database)

    @property
    def synonyms(self) -> Synonyms:
        """What staff call things and no document writes."""
        return Synonyms(self._database, self.published)

    # Publications

    def plan_publication(
        self, edition: str | None, retire: Collection[int] = (), accept_unreviewed: bool = False
    ) -> tuple[DocumentView, ...]:
        """The documents that would answer if an edition's drafts were published now.

        Args:
            edition: Whose drafts; None to only retire.
            retire: Ids of documents that stop answering.
            accept_unreviewed: Whether values that a person has not looked at may go out.

        Raises:
            EditionUnknown: If nothing of that edition is drafted or published.
            ReviewPending: If values need review.
            SampleBesideReal: If the sample and a real city's documents would answer together.
        """
        label = plain_edition(edition) if edition is not None else None
        with self._database.reading() as session:
            return publications.plan(session, label, retire, accept_unreviewed)

    def preview(self, edition: str, retire: Collection[int] = ()) -> Published:
        """What would answer if an edition's drafts were published now, values that need review too.

        It is published, read, and undone, so that it is what publishing gives; nobody else ever sees it.

        Raises:
            EditionUnknown: As in planning; ``SampleBesideReal`` likewise.
        """
        try:
            with self._database.writing() as session:
                planned = publications.plan(session, plain_edition(edition), retire, accept_unreviewed=True)
                publications.append(session, planned, None, "")
                raise _Undone(self._read(session))
        except _Undone as undone:
            return undone.seen

    def publish(
        self,
        edition: str | None,
        planned: Iterable[DocumentView],
        snapshot: str | None,
        *,
        retire: Collection[int] = (),
        accept_unreviewed: bool = False,
        reason: str = "",
        by: str = "",
    ) -> PublicationView:
        """Make a plan answer, all at once; where it answers already, nothing is appended.

        Args:
            edition: As given to ``plan_publication``, like ``retire`` and ``accept_unreviewed``.
            planned: What that gave.
            snapshot: Id of the index snapshot made of exactly these documents.
            retire: See ``edition``.
            accept_unreviewed: See ``edition``; it is recorded how many values went out unseen.
            reason: In the administrator's words, or empty.
            by: Who does it, for the audit trail.

        Raises:
            PublicationMoved: If the plan is no longer what publishing would give.
            EditionUnknown: As in planning; ``ReviewPending`` likewise.
        """
        label = plain_edition(edition) if edition is not None else None
        with self._database.writing() as session:
            return publications.publish(
                session,
                label,
                planned,
                snapshot,
                retire=retire,
                accept_unreviewed=accept_unreviewed,
                reason=reason,
                by=by,
            )

    def plan_rollback(self) -> PublicationView:
        """The publication that a rollback would bring back; a second rollback goes further back.

        Raises:
            NothingToRollBack: If there is none before what answers.
        """
        with self._database.reading() as session:
            return publications.plan_rollback(session)

    def rollback(
        self, target: PublicationView, snapshot: str | None, reason: str = "", by: str = ""
    ) -> PublicationView:
        """Bring an earlier publication back, by appending one of its documents.

        Args:
            target: What ``plan_rollback`` gave.
            snapshot: Id of the index snapshot of its documents: ``target.snapshot`` where that can still be used.
            reason: In the administrator's words, or empty.
            by: Who does it, for the audit trail.

        Raises:
            PublicationMoved: If somebody published meanwhile.
            NothingToRollBack: If there is none before what answers.
        """
        with self._database.writing() as session:
            return publications.rollback(session, target, snapshot, reason, by)

    def current(self) -> PublicationView | None:
        """What answers now; None before the first publication."""
        return self.published().publication

    def documents(self, state: DocumentState | None = None) -> tuple[DocumentView, ...]:
        """Documents in the order in which they were added."""
        with self._database.reading() as session:
            return tuple(d for d in documents.all_documents(session) if state in (None, d.state))

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """Passages of documents, document by document in the order given."""
        wanted = list(ids)
        with self._database.reading() as session:
            views = {view.id: view for view in documents.views(session, wanted)}
            return rows.passages(session, [views[id_] for id_ in wanted if id_ in views])

    # What answers

    def published(self) -> Published:
        """The figures of the newest publication, all of one piece."""
        with self._database.reading() as session:
            moment = audit.last(session)
            if self._seen is None or self._seen[0] != moment:
                self._seen = (moment, self._read(session))
            return self._seen[1]

    def indicators(self) -> tuple[IndicatorView, ...]:
        """See ``Published.indicators``."""
        return self.published().indicators()

    def find(self, name: str) -> IndicatorView:
        """See ``Published.find``."""
        return self.published().find(name)

    def series(self, indicator_id: int, edition: str | None = None) -> SeriesView:
        """See ``Published.series``."""
        return self.published().series(indicator_id, edition)

    def restatements(self, indicator_id: int) -> tuple[Restatement, ...]:
        """See ``Published.restatements``."""
        return self.published().restatements(indicator_id)

    def lineage(self, indicator_id: int) -> tuple[Lineage, ...]:
        """Merges and splits, confirmed by a person, in which an indicator has a part, the earliest first."""
        with self._database.reading() as session:
            return rulings.lineage(session, indicator_id)

    def passages_of(
        self, indicator_id: int, section: SectionKind | None = None, edition: str | None = None
    ) -> list[Passage]:
        """See ``Published.passages_of``."""
        return self.published().passages_of(indicator_id, section, edition)

    def goals(self, edition: str | None = None) -> tuple[Goal, ...]:
        """See ``Published.goals``."""
        return self.published().goals(edition)

    def editions(self) -> tuple[str, ...]:
        """See ``Published.editions``."""
        return self.published().editions()

    # The rest

    def import_figures(self, path: Path, by: str = "") -> ImportView:
        """Import a CSV or XLSX file of figures and publish it, beside the same index snapshot.

        Columns: ``figure_files.COLUMNS``; ``indicator``, ``year`` and ``value`` are needed. An indicator of a known
        name joins it; a file of the same name takes the earlier one's place; the same file again changes nothing.

        Raises:
            ImportRefused: If any row is wrong; nothing is imported then.
            DocumentMissing: If there is no such file; ``DocumentEmpty`` or ``DocumentUnsupported`` likewise.
        """
        file = figure_files.read_figures(path)
        with self._database.writing() as session:
            return transfer.import_figures(session, file, by)

    def export_figures(self, path: Path) -> int:
        """Write the figures that answer, with targets and baselines, in the columns of an import.

        Returns:
            Number of rows under the header.

        Raises:
            DocumentUnsupported: If the name is neither ``.csv`` nor ``.xlsx``; ``DocumentMissing`` if the folder
                does not exist.
        """
        return transfer.export_figures(self.published(), path)

    def set_desired(self, indicator_id: int, desired: Direction | None, by: str) -> None:
        """Say which way is better for an indicator; None takes it back.

        Unless it is set, the direction is what baseline and target show (``kpi_store.series.towards``), and
        unknown where they show nothing. The name says nothing.

        Raises:
            IndicatorUnknown: If there is no such indicator.
        """
        with self._database.writing() as session:
            row = _indicator(session, indicator_id)
            audit.record(session, "set_desired", str(indicator_id), by, old=row.desired, new=desired)
            row.desired = desired

    def set_definition(self, indicator_id: int, definition: str, by: str) -> None:
        """Say what an indicator counts, in an administrator's words; empty takes it back.

        Raises:
            IndicatorUnknown: If there is no such indicator.
        """
        with self._database.writing() as session:
            row = _indicator(session, indicator_id)
            audit.record(session, "set_definition", str(indicator_id), by, old=row.definition, new=definition)
            row.definition = definition or None

    def audit(self, limit: int = 100) -> tuple[AuditView, ...]:
        """What was done, the newest first."""
        with self._database.reading() as session:
            return audit.trail(session, limit)

    def counts(self) -> Counts:
        """How much the newest publication holds."""
        with self._database.reading() as session:
            return documents.counts(session)

    def _read(self, session: Session) -> Published:
        publication = publications.current(session)
        in_force = publication.documents if publication else ()
        told = col(Indicator.desired).is_not(None) | col(Indicator.definition).is_not(None)
        set_ = session.exec(select(Indicator).where(told)).all()
        return Published(
            publication=publication,
            entries=rows.entries(session, in_force),
            desired={row.id: cast(Any, row.desired) for row in set_ if row.id is not None and row.desired},
            definitions={row.id: row.definition for row in set_ if row.id is not None and row.definition},
            goals={document.id: rows.goals(session, document.id) for document in in_force},
            passages=lambda wanted: self.passages(document.id for document in wanted),
            synonyms={one.said: one.means for one in synonyms_held(session)},
        )


def _indicator(session: Session, indicator_id: int) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise IndicatorUnknown(name=str(indicator_id), near=())
    return row


class _Undone(Exception):
    """Ends a transaction so that nothing of it is kept, with what was seen in it."""

    def __init__(self, seen: Published) -> None:
        super().__init__()
        self.seen = seen
