"""Questions that were taken, so that each is answered once, by whichever process, and none is forgotten.

A question is a row from the moment it is taken. Whoever works on it holds a lease; when that runs out because the
process died, another worker may take the question over. Each step is told to the trail in the same transaction.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, or_, select, update

from kpi_store import exchange_trail
from kpi_store.columns import now
from kpi_store.engine import Database
from kpi_store.exchange_views import Asked, ExchangeState, ExchangeView, Feedback, Outcome
from kpi_store.tables import Exchange
from kpi_store.views import AuditView


class Exchanges:
    """The questions of one store; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The work on a question

    def take(self, asked: Asked, lease: timedelta) -> ExchangeView | None:
        """Take a question, and hold it for as long as the lease says.

        Returns:
            The exchange; None if the same event was taken before, here or in another process.
        """
        row = _row(asked, lease)
        with self._database.noting() as session:
            insert = sqlite.insert if self._database.embedded else postgresql.insert
            new = insert(Exchange).values(row.model_dump()).on_conflict_do_nothing(index_elements=["event"])
            if not _changed(session, new):
                return None
            facts = {"question": row.question, "channel": row.channel, "came": row.came}
            exchange_trail.append(session, "ask", row.id, row.asker, **facts)
        return _view(row)

    def hold(self, ids: Collection[str], lease: timedelta) -> None:
        """Hold questions longer that are still being worked on."""
        with self._database.noting() as session:
            held = update(Exchange).where(col(Exchange.id).in_(ids), col(Exchange.state) == "taken")
            session.exec(held.values(leased_until=now() + lease))

    def leases(self) -> dict[str, datetime]:
        """Until when each question that is owed an answer is held, by its id, the oldest question first."""
        with self._database.reading() as session:
            owed = select(Exchange.id, Exchange.leased_until).where(col(Exchange.state) == "taken")
            return dict(session.exec(owed.order_by(col(Exchange.taken_at))).all())

    def take_over(self, seen: Mapping[str, datetime], lease: timedelta) -> tuple[ExchangeView, ...]:
        """Take over questions that nobody works on any more; no two workers get the same.

        Args:
            seen: Until when each was held as the caller saw it: what was held longer since is left alone.
            lease: How long the caller holds them.
        """
        with self._database.noting() as session:
            rows = session.exec(select(Exchange).where(col(Exchange.id).in_(seen), col(Exchange.state) == "taken"))
            left = [row for row in rows.all() if row.leased_until == seen[row.id]]
            return tuple(_view(row) for row in left if _took_over(session, row, lease))

    def posting(self, exchange: ExchangeView) -> bool:
        """Say that the reply is about to be posted.

        Returns:
            False if another worker has the question by now, or it was dealt with: then it must not be posted.
        """
        mine = (col(Exchange.id) == exchange.id, col(Exchange.state) == "taken", col(Exchange.tries) == exchange.tries)
        with self._database.noting() as session:
            return _changed(session, update(Exchange).where(*mine).values(posting_at=now()))

    def answered(self, id_: str, outcome: Outcome) -> bool:
        """Say what was answered. False if the question was dealt with before."""
        facts = {
            "status": outcome.status,
            "intent": outcome.intent,
            "indicators": list(outcome.indicators),
            "snapshot": outcome.snapshot,
            "reply": _storable(outcome.reply),
        }
        return self._done(id_, "answered", "answer", facts, facts | {"said": outcome.said})

    def failed(self, id_: str, error_id: str) -> bool:
        """Say that it could not be answered. False if the question was dealt with before."""
        return self._done(id_, "failed", "fail", {"error": error_id})

    def refused(self, id_: str, reason: str) -> bool:
        """Say that whoever asked may not. False if the question was dealt with before."""
        return self._done(id_, "refused", "refuse", {"reason": reason})

    # What came of it

    def get(self, id_: str) -> ExchangeView | None:
        """One exchange; None if there is none, or it was forgotten."""
        with self._database.reading() as session:
            row = session.get(Exchange, id_)
            return _view(row) if row else None

    def last_answered(self, channel: str, thread_ts: str) -> ExchangeView | None:
        """The newest answer in a thread, for what a follow-up question leaves out."""
        in_thread = (col(Exchange.channel) == channel, col(Exchange.thread_ts) == thread_ts)
        found = self._newest(1, *in_thread, col(Exchange.state) == "answered")
        return found[0] if found else None

    def recent(self, user: str, many: int) -> tuple[ExchangeView, ...]:
        """What somebody asked last and got an answer to, the newest first."""
        return self._newest(many, col(Exchange.asker) == user, col(Exchange.state) == "answered")

    def wanting(self, many: int) -> tuple[ExchangeView, ...]:
        """Questions to which nothing was found or whose answer somebody disliked, the newest first."""
        return self._newest(many, or_(col(Exchange.status) == "not_found", col(Exchange.feedback) == "down"))

    def rate(self, id_: str, feedback: Feedback, by: str, reason: str = "") -> bool:
        """Keep what somebody thinks of an answer; the last word counts. False if there is no such exchange."""
        said = {"feedback": feedback, "feedback_reason": _storable(reason), "feedback_by": by}
        with self._database.noting() as session:
            if not _changed(session, update(Exchange).where(col(Exchange.id) == id_).values(said)):
                return False
            exchange_trail.append(session, "rate", id_, by, feedback=feedback, reason=said["feedback_reason"])
        return True

    def share(self, id_: str, by: str, channel: str) -> None:
        """Keep that somebody showed an answer to a channel."""
        with self._database.noting() as session:
            exchange_trail.append(session, "share", id_, by, channel=channel)

    # The trail

    def trail(self, since: datetime | None = None, until: datetime | None = None) -> tuple[AuditView, ...]:
        """Who asked what, what was answered, and what was done to the store, the oldest first.

        Args:
            since: The first moment; None for all that is kept.
            until: The moment before which it ends; None for now.
        """
        with self._database.reading() as session:
            return exchange_trail.between(session, since, until)

    def forget(self, before: datetime, by: str) -> int:
        """Forget what was asked before a moment, for good; ``audit`` keeps that it was, and how much.

        Returns:
            Number of questions and rows of the trail that are gone.
        """
        with self._database.writing() as session:
            return exchange_trail.forget(session, before, by)

    def _done(
        self, id_: str, state: ExchangeState, action: str, facts: dict[str, Any], values: dict[str, Any] | None = None
    ) -> bool:
        owed = update(Exchange).where(col(Exchange.id) == id_, col(Exchange.state) == "taken")
        done = owed.values((values or {}) | {"state": state, "done_at": now(), "response_url": None})
        with self._database.noting() as session:
            asker = session.exec(select(Exchange.asker).where(Exchange.id == id_)).first()
            if asker is None or not _changed(session, done):
                return False
            exchange_trail.append(session, action, id_, asker, **facts)
        return True

    def _newest(self, many: int, *where: Any) -> tuple[ExchangeView, ...]:
        with self._database.reading() as session:
            rows = session.exec(select(Exchange).where(*where).order_by(col(Exchange.taken_at).desc()).limit(many))
            return tuple(map(_view, rows))


def _took_over(session: Session, row: Exchange, lease: timedelta) -> bool:
    """Whether nobody was faster: the lease must still be the one that was seen."""
    until = now() + lease
    seen = (col(Exchange.id) == row.id, col(Exchange.state) == "taken", col(Exchange.leased_until) == row.leased_until)
    session.expunge(row)
    if not _changed(session, update(Exchange).where(*seen).values(leased_until=until, tries=row.tries + 1)):
        return False
    row.tries += 1
    exchange_trail.append(session, "take_over", row.id, row.asker, tries=row.tries)
    return True


def _changed(session: Session, statement: Any) -> bool:
    return cast("CursorResult[Any]", session.exec(statement)).rowcount == 1


def _storable(text: str) -> str:
    """The text without what a database cannot hold: lone surrogates, and NUL on PostgreSQL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _row(asked: Asked, lease: timedelta) -> Exchange:
    moment = now()
    return Exchange(
        id=uuid4().hex,
        event=asked.event,
        taken_at=moment,
        asker=asked.user,
        channel=asked.channel,
        thread_ts=asked.thread_ts,
        came=asked.came,
        question=_storable(asked.question),
        edition=asked.edition,
        language=asked.language,
        follows=asked.follows,
        response_url=asked.response_url,
        state="taken",
        tries=1,
        leased_until=moment + lease,
        indicators=[],
    )


def _view(row: Exchange) -> ExchangeView:
    outcome = None
    if row.status is not None:
        outcome = Outcome(row.status, row.intent or "", row.reply or "", tuple(row.indicators), row.snapshot, row.said)
    asked = Asked(
        event=row.event,
        user=row.asker,
        channel=row.channel,
        thread_ts=row.thread_ts,
        came=cast(Any, row.came),
        question=row.question,
        language=row.language,
        edition=row.edition,
        follows=row.follows,
        response_url=row.response_url,
    )
    return ExchangeView(
        id=row.id,
        asked=asked,
        taken_at=row.taken_at,
        state=cast(Any, row.state),
        tries=row.tries,
        posting_at=row.posting_at,
        done_at=row.done_at,
        outcome=outcome,
        feedback=cast(Any, row.feedback),
        feedback_reason=row.feedback_reason,
        feedback_by=row.feedback_by,
    )
