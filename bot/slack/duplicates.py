"""Slack delivers an event again when it doubts that it arrived; it is answered once."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from slack_bolt import Ack, App, BoltResponse

_ROOM = 10_000
"""Events remembered: far more than arrive in the hour within which Slack tries again."""


class Seen:
    """Which events have been taken, the last ``room`` of them; safe between threads."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def before(self, event_id: str) -> bool:
        """Whether the event was taken before; from now on it was."""
        with self._lock:
            if event_id in self._ids:
                return True
            self._ids[event_id] = None
            if len(self._ids) > self._room:
                self._ids.popitem(last=False)
            return False


def register(app: App) -> None:
    """Acknowledge, and keep from all listeners, an event that was taken before."""
    seen = Seen()

    def once(body: dict[str, Any], ack: Ack, next: Callable[[], BoltResponse]) -> BoltResponse:
        event_id = body.get("event_id")
        return ack() if event_id and seen.before(event_id) else next()

    app.use(once)
