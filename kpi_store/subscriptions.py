"""Papers that a channel gets without asking: whenever something else answers, or once a month.

What is due is ordered in the transaction that marks it as ordered, and writers take turns; so it is ordered once,
however many workers look, and whatever was due while nobody looked is ordered by whoever looks next.
"""

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlmodel import Session, col, select

from corpus.errors import SubscriptionUnknown
from kpi_store import audit, documents, jobs
from kpi_store.columns import now
from kpi_store.engine import Database
from kpi_store.tables import Subscription
from kpi_store.withholding import Restriction

ON_PUBLISH = 0
"""In place of a day of the month: whenever something else answers."""

LAST_DAY = 31
"""The last day of a month, whichever it is."""

JAPAN = timezone(timedelta(hours=9))
"""The time zone of days."""

_HOUR = 9
"""Of the day, in Japan: when offices open."""

WithheldIn = Callable[[str], frozenset[Restriction]]
"""Documents that a channel may not see."""


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A subscription as it stands.

    Attributes:
        channel: Id of the channel that gets the papers.
        wanted: What is made, in the caller's own terms.
        day: Of the month, in Japan, in a shorter month its last; ``ON_PUBLISH`` for whenever something else answers.
        by: Who made it.
        paused: Why nothing is sent at present; None where it is.
        due_at: When the next one is due; None where it comes with a publication.
    """

    id: int
    channel: str
    wanted: dict[str, Any]
    day: int
    by: str
    made_at: datetime
    paused: str | None
    due_at: datetime | None


class Subscriptions:
    """The subscriptions of a store; may be shared by threads and processes.

    Args:
        database: Where they are kept.
        clock: Tells the moment.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def add(
        self, channel: str, wanted: Mapping[str, Any], day: int, by: str, withheld: frozenset[Restriction]
    ) -> tuple[SubscriptionView, bool]:
        """Send a paper to a channel from now on.

        Args:
            channel: Its id.
            wanted: What is to be made; plain JSON.
            day: Of the month, 1 to ``LAST_DAY``; or ``ON_PUBLISH``.
            by: Who wants it.
            withheld: Documents that the channel may not see.

        Returns:
            The subscription, and whether it is new: the same is not made twice.
        """
        with self._database.writing() as session:
            same = select(Subscription).where(Subscription.channel == channel, Subscription.day == day)
            for row in session.exec(same):
                if row.wanted == dict(wanted):
                    return _view(row), False
            row = Subscription(
                channel=channel, wanted=dict(wanted), day=day, by=by, made_at=self._clock(), documents=[]
            )
            _begin(session, row, withheld, self._clock())
            session.add(row)
            session.flush()
            audit.record(session, "subscribe", channel, by, subscription=row.id, wanted=row.wanted, day=day)
            return _view(row), True

    def find(self, id_: int) -> SubscriptionView:
        """One by its number.

        Raises:
            SubscriptionUnknown: If there is none.
        """
        with self._database.reading() as session:
            return _view(_row(session, id_))

    def all(self) -> tuple[SubscriptionView, ...]:
        """All of them, the oldest first."""
        with self._database.reading() as session:
            return tuple(map(_view, session.exec(select(Subscription).order_by(col(Subscription.id)))))

    def remove(self, id_: int, by: str) -> SubscriptionView:
        """Send no more.

        Raises:
            SubscriptionUnknown: If there is none of that number.
        """
        with self._database.writing() as session:
            row = _row(session, id_)
            view = _view(row)
            audit.record(
                session,
                "unsubscribe",
                row.channel,
                by,
                subscription=id_,
                wanted=row.wanted,
                day=row.day,
                made_by=row.by,
            )
            session.delete(row)
            return view

    def pause(self, id_: int, why: str, by: str) -> bool:
        """Send nothing for the time being, since it cannot be sent; whether that is new.

        Args:
            id_: Number of the subscription; one that is gone meanwhile is none to pause.
            why: Slack's or the gate's word for it.
            by: Who says so.
        """
        with self._database.writing() as session:
            row = session.get(Subscription, id_)
            if row is None or row.paused is not None:
                return False
            row.paused = why
            audit.record(session, "pause_subscription", row.channel, by, subscription=id_, why=why)
            return True

    def resume(self, id_: int, by: str, withheld: frozenset[Restriction]) -> SubscriptionView:
        """Send again, from the next occasion on.

        Raises:
            SubscriptionUnknown: If there is none of that number.
        """
        with self._database.writing() as session:
            row = _row(session, id_)
            if row.paused is not None:
                row.paused = None
                _begin(session, row, withheld, self._clock())
                audit.record(session, "resume_subscription", row.channel, by, subscription=id_)
            return _view(row)

    def order_due(self, moment: datetime, withheld_in: WithheldIn) -> tuple[int, ...]:
        """Order the papers that are due, each once.

        One that was due more than once while nobody looked is ordered once; its place says when it was due.

        Args:
            moment: Now.
            withheld_in: Documents that a channel may not see: they are kept out of its papers, and publishing them
                brings it none.

        Returns:
            Numbers of the jobs.
        """
        with self._database.reading() as session:
            newest = documents.newest_publication(session)
            if newest is None or not any(_may_be_due(row, newest, moment) for row in _active(session)):
                return ()
        with self._database.writing() as session:
            return tuple(_ordered(session, moment, withheld_in))


def next_due(day: int, after: datetime) -> datetime:
    """The first moment after another at which a monthly paper of that day is due, in UTC."""
    here = after.astimezone(JAPAN)
    for month in range(here.year * 12 + here.month - 1, here.year * 12 + here.month + 1):
        due = _moment(month // 12, month % 12 + 1, day)
        if due > after:
            return due
    raise AssertionError("next month's is always later")


def _moment(year: int, month: int, day: int) -> datetime:
    last = calendar.monthrange(year, month)[1]
    return datetime(year, month, min(day, last), _HOUR, tzinfo=JAPAN).astimezone(UTC)


def _active(session: Session) -> list[Subscription]:
    return list(
        session.exec(select(Subscription).where(col(Subscription.paused).is_(None)).order_by(col(Subscription.id)))
    )


def _may_be_due(row: Subscription, newest: int, moment: datetime) -> bool:
    if row.due_at is None:
        return row.publication != newest
    return row.due_at <= moment


def _ordered(session: Session, moment: datetime, withheld_in: WithheldIn) -> Iterator[int]:
    newest = documents.newest_publication(session)
    assert newest is not None, "publications are never deleted"
    for row in _active(session):
        if not _may_be_due(row, newest, moment):
            continue
        due, before = row.due_at, row.documents
        withheld = withheld_in(row.channel)
        _begin(session, row, withheld, moment)
        if due is not None or row.documents != before:
            yield _job(session, row, withheld, due.astimezone(JAPAN).date() if due else None, moment)


def _job(
    session: Session, row: Subscription, withheld: frozenset[Restriction], due: date | None, moment: datetime
) -> int:
    """Order a paper. It is late where it was due on another day."""
    occasion = due.isoformat() if due else f"publication {row.publication}"
    late = due is not None and due < moment.astimezone(JAPAN).date()
    arguments = {
        **row.wanted,
        "withheld": sorted(one.what for one in withheld),
        "subscription": row.id,
        "occasion": occasion,
    }
    place = {
        "channel": row.channel,
        "user": row.by,
        "subscription": row.id,
        "language": row.wanted.get("language", "ja"),
        "monthly": due is not None,
        "missed": due.isoformat() if due and late else None,
    }
    return jobs.asked(session, jobs.PAPER, arguments, row.by, place)[0].id


def _begin(session: Session, row: Subscription, withheld: frozenset[Restriction], moment: datetime) -> None:
    """Note what the channel sees now, and when the next paper is due."""
    row.publication = documents.newest_publication(session)
    in_force = documents.views(session, documents.published_ids(session))
    row.documents = sorted(d.id for d in in_force if not any(one.covers(d) for one in withheld))
    row.due_at = next_due(row.day, moment) if row.day != ON_PUBLISH else None


def _row(session: Session, id_: int) -> Subscription:
    row = session.get(Subscription, id_)
    if row is None:
        known = tuple(str(one) for one in session.exec(select(Subscription.id).order_by(col(Subscription.id))))
        raise SubscriptionUnknown(id=id_, known=known)
    return row


def _view(row: Subscription) -> SubscriptionView:
    assert row.id is not None
    return SubscriptionView(row.id, row.channel, dict(row.wanted), row.day, row.by, row.made_at, row.paused, row.due_at)
