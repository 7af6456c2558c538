"""Messages on their way to a worker, in the store's own database: one taker each, the oldest first."""

from datetime import datetime, timedelta

from sqlmodel import col, delete, func, or_, select

from kpi_store.engine import Database
from kpi_store.tables import Queued

_LONGEST_WAIT = timedelta(minutes=1)
"""No message is told to wait so long: one that seems to must have been put in before the clock was put back."""


class Queue:
    """The job queue of a store; may be shared by threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, content: bytes, due: datetime | None = None) -> None:
        """Add a message, to be taken at once or from ``due`` on."""
        with self._database.writing() as session:
            session.add(Queued(content=content, due=due))

    def take(self) -> bytes | None:
        """Take the oldest message that needs not wait; None where there is none."""
        oldest = select(Queued).where(col(Queued.due).is_(None)).order_by(col(Queued.id)).limit(1)
        with self._database.reading() as session:  # looking disturbs no writer, and mostly there is nothing
            if session.exec(oldest).first() is None:
                return None
        with self._database.writing() as session:
            found = session.exec(oldest).first()
            if found is None:
                return None
            session.delete(found)
            return found.content

    def take_due(self, until: datetime) -> list[bytes]:
        """Take the messages that waited for a moment that has come, in the order of their moments."""
        come = or_(col(Queued.due) <= until, col(Queued.due) > until + _LONGEST_WAIT)
        ripe = select(Queued).where(come).order_by(col(Queued.due), col(Queued.id))
        with self._database.reading() as session:
            if session.exec(ripe.limit(1)).first() is None:
                return []
        with self._database.writing() as session:
            found = session.exec(ripe).all()
            for row in found:
                session.delete(row)
            return [row.content for row in found]

    def held(self, scheduled: bool) -> list[bytes]:
        """All messages that wait, or that wait for a moment; none is taken."""
        waits = col(Queued.due).is_not(None) if scheduled else col(Queued.due).is_(None)
        with self._database.reading() as session:
            return [row.content for row in session.exec(select(Queued).where(waits).order_by(col(Queued.id)))]

    def count(self, scheduled: bool) -> int:
        """How many ``held`` would give."""
        waits = col(Queued.due).is_not(None) if scheduled else col(Queued.due).is_(None)
        with self._database.reading() as session:
            return session.exec(select(func.count()).select_from(Queued).where(waits)).one()

    def clear(self, scheduled: bool) -> None:
        """Drop all messages that ``held`` would give."""
        waits = col(Queued.due).is_not(None) if scheduled else col(Queued.due).is_(None)
        with self._database.writing() as session:
            session.exec(delete(Queued).where(waits))
