"""Each question is taken once, and is safe in the database before Slack is told that it arrived.

Slack delivers an event again when it doubts that it arrived, perhaps to another process: the database knows what was
taken. Where it is not quick, the acknowledgement does not wait for it; whoever answers does.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from kpi_store.exchange_views import Asked, ExchangeView
from kpi_store.exchanges import Exchanges

LEASE = timedelta(seconds=60)
"""How long a question is left to a worker that gives no sign of life."""

Payload = Mapping[str, Any]
Next = Callable[[], BoltResponse]
Middleware = Callable[..., BoltResponse]

_PATIENCE = 0.3
"""Seconds that an acknowledgement may wait for the database; Slack waits three."""

_ROOM = 10_000
"""Events remembered: far more than arrive in the hour within which Slack tries again."""

_THREADS = 8
_CONTEXT = "sosei_taking"


@dataclass(frozen=True, slots=True)
class _Taking:
    asked: Asked
    future: "Future[ExchangeView | None]"


class Seen:
    """Which events this process has taken, the last ``room`` of them; safe between threads.

    What the database says counts; this is for as long as it cannot be reached.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def before(self, event: str) -> bool:
        """Whether the event was taken before; from now on it was."""
        with self._lock:
            if event in self._ids:
                return True
            self._ids[event] = None
            if len(self._ids) > self._room:
                self._ids.popitem(last=False)
            return False


class Intake:
    """Takes questions, whatever they come by."""

    def __init__(self, exchanges: Exchanges) -> None:
        self._exchanges = exchanges
        self._seen = Seen()
        self._executor = ThreadPoolExecutor(_THREADS, thread_name_prefix="taking")
        self._late: set[Future[ExchangeView | None]] = set()

    def taking(self, asked_of: Callable[[Payload], Asked | None]) -> Middleware:
        """Middleware of a listener: takes the question in a payload, and ends here what holds none or was taken.

        Args:
            asked_of: The question in Slack's payload; None where nobody asks anything.
        """

        def take(
            body: dict[str, Any], context: BoltContext, ack: Ack, next: Callable[[], BoltResponse]
        ) -> BoltResponse:
            asked = asked_of(body)
            if asked is None or (asked.event is not None and self._seen.before(asked.event)):
                return ack()
            future = self._executor.submit(self._exchanges.take, asked, LEASE)
            if self._taken_before(future):
                return ack()
            context[_CONTEXT] = _Taking(asked, future)
            return next()

        return take

    def _taken_before(self, future: "Future[ExchangeView | None]") -> bool:
        """Whether the database says so at once; late or broken, it says nothing, and whoever answers will hear it.

        While one is late, the others are not waited for: a burst of questions would add up their waits.
        """
        try:
            return future.result(0 if self._late else _PATIENCE) is None
        except TimeoutError:
            self._late.add(future)
            future.add_done_callback(self._late.discard)
        except Exception:
            pass
        return False

    def close(self) -> None:
        """Take no more."""
        self._executor.shutdown(wait=True)


def asked_in(context: BoltContext) -> Asked:
    """The question that the middleware found."""
    taking: _Taking = context[_CONTEXT]
    return taking.asked


def taken_in(context: BoltContext) -> ExchangeView | None:
    """The question that the middleware took; None if another process had taken it.

    Raises:
        StoreUnreachable: If the database did not answer.
    """
    taking: _Taking = context[_CONTEXT]
    return taking.future.result()


def event_key(body: Payload) -> str | None:
    """What makes a payload the same when it comes again: the team and the event or the trigger."""
    nth = body.get("event_id") or body.get("trigger_id")
    team = body.get("team_id") or (body.get("team") or {}).get("id") or ""
    return f"{team}:{nth}" if nth else None
