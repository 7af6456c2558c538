"""What was taken and not answered, because a process died or Slack could not be reached, is answered after all.

The process says every few seconds that it still works on what it has in hand, and takes over what nobody works on.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice

from bot.slack.failures import logged
from bot.slack.intake import LEASE
from kpi_store.columns import now
from kpi_store.exchange_views import ExchangeView
from kpi_store.exchanges import Exchanges

_BEATS_OF_GRACE = 2
"""Beats for which a lease that has run out must stand unchanged before it counts as nobody's."""

_STEADY = timedelta(minutes=10)
"""How far the clock may go from the seconds that have passed before nothing is forgotten by it."""

_AT_ONCE = 10
"""Questions taken over in one look: the rest is left to other workers, or to the next look."""

_BETWEEN_FORGETTING = 6 * 60 * 60.0


class InHand:
    """Which questions this process is working on; safe between threads."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def holding(self, id_: str) -> Iterator[None]:
        """Work on a question."""
        with self._lock:
            self._ids.add(id_)
        try:
            yield
        finally:
            with self._lock:
                self._ids.discard(id_)

    def ids(self) -> frozenset[str]:
        """All of them."""
        with self._lock:
            return frozenset(self._ids)


class Leases:
    """Tells which leases nobody prolongs any more, though clocks be put forth or back, here or where they were given.

    A lease that has run out counts only once it was seen unchanged for a while: whoever lives prolongs theirs. One that
    was seen unchanged for its whole length counts whatever moment it names.

    Args:
        grace: Seconds for which one that has run out must stand unchanged.
        clock: Seconds that never go back.
    """

    def __init__(self, grace: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._grace = grace
        self._clock = clock
        self._seen: dict[str, tuple[datetime, float]] = {}

    def left(self, leases: Mapping[str, datetime], at: datetime) -> dict[str, datetime]:
        """Those that nobody prolongs any more.

        Args:
            leases: Until when each is held.
            at: This moment, by a clock that may be wrong.
        """
        now_ = self._clock()
        since = {id_: seen[1] for id_, until in leases.items() if (seen := self._seen.get(id_)) and seen[0] == until}
        self._seen = {id_: (until, since.get(id_, now_)) for id_, until in leases.items()}
        patience = self._grace + LEASE.total_seconds()
        return {
            id_: until
            for id_, (until, first) in self._seen.items()
            if now_ - first >= (self._grace if until < at else patience)
        }


class Unfinished:
    """Watches over the questions that were taken.

    Args:
        exchanges: Where they are kept.
        in_hand: What this process works on.
        work: Deals with one question; never raises.
        executor: Where ``work`` is done.
        kept: How long what was asked and answered is kept; None for ever.
        beat: Seconds between two looks, well within the lease.
    """

    def __init__(
        self,
        exchanges: Exchanges,
        in_hand: InHand,
        work: Callable[[ExchangeView], None],
        executor: Executor,
        kept: timedelta | None,
        beat: float,
    ) -> None:
        self._exchanges = exchanges
        self._in_hand = in_hand
        self._work = work
        self._executor = executor
        self._kept = kept
        self._beat = beat
        self._leases = Leases(_BEATS_OF_GRACE * beat)
        self._began = now(), time.monotonic()
        self._forget_at = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch, in a thread of its own, for as long as the context lasts."""
        left = threading.Event()
        watching = threading.Thread(target=self._watch, args=(left,), name="unfinished")
        watching.start()
        try:
            yield
        finally:
            left.set()
            watching.join()

    def _watch(self, left: threading.Event) -> None:
        while not left.is_set():
            try:
                self.look()
            except Exception as error:  # the database is away: there is a next time
                logged(error, "looking for questions that were not answered")
            left.wait(self._beat)

    def look(self) -> None:
        """Hold what is in hand, take over what nobody holds, forget what is too old.

        Raises:
            StoreUnreachable: If the database does not answer.
        """
        if held := self._in_hand.ids():
            self._exchanges.hold(held, LEASE)
        left = self._leases.left(self._exchanges.leases(), now())
        others = {id_: until for id_, until in left.items() if id_ not in held}
        if some := dict(islice(others.items(), _AT_ONCE)):
            for exchange in self._exchanges.take_over(some, LEASE):
                self._executor.submit(self._work, exchange)
        if self._kept is not None and time.monotonic() >= self._forget_at and self._clock_is_steady():
            self._exchanges.forget(now() - self._kept, "retention")
            self._forget_at = time.monotonic() + _BETWEEN_FORGETTING

    def _clock_is_steady(self) -> bool:
        """Whether the clock went as time did since the start: what is forgotten by a wrong one is gone for good."""
        moment, seconds = self._began
        passed = timedelta(seconds=time.monotonic() - seconds)
        return abs(now() - moment - passed) < _STEADY
