"""Looks which subscriptions are due, and has their papers made."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.jobs.queueing import JobQueue
from corpus.errors import SoseiError
from kpi_store.columns import now
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction

LOG = logging.getLogger("sosei.jobs")


class Rounds:
    """Goes round the subscriptions; several may, on one database, and each paper is ordered once.

    Args:
        store: Where subscriptions and jobs are.
        queue: Hands jobs out.
        withheld_in: Documents that a channel may not see.
        clock: Tells the moment.
    """

    def __init__(
        self,
        store: KpiStore,
        queue: JobQueue,
        withheld_in: Callable[[str], frozenset[Restriction]],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._store, self._queue = store, queue
        self._withheld_in, self._clock = withheld_in, clock

    def go(self) -> None:
        """Order what is due. Never raises: there is a next round."""
        try:
            ordered = self._store.subscriptions.order_due(self._clock(), self._withheld_in)
            for job in ordered:
                LOG.info("job %s ordered for a subscription", job)
                self._queue.send(job)
        except SoseiError as error:
            LOG.warning("cannot look which subscriptions are due: %s", error.code)
