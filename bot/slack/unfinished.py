"""What was taken and not answered, because a process died or Slack could not be reached, is answered after all.

The process says every few seconds that it still works on what it has in hand, and takes over what nobody works on.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import timedelta

from bot.slack.failures import logged
from bot.slack.intake import LEASE
from kpi_store.columns import now
from kpi_store.exchange_views import ExchangeView
from kpi_store.exchanges import Exchanges

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
        for exchange in self._exchanges.take_over(LEASE, _AT_ONCE):
            self._executor.submit(self._work, exchange)
        if self._kept is not None and time.monotonic() >= self._forget_at:
            self._exchanges.forget(now() - self._kept, "retention")
            self._forget_at = time.monotonic() + _BETWEEN_FORGETTING
