"""One line of the log for each question and paper dealt with: which, how it came, what became of it, how long it took.

Neither what was asked nor by whom: that stands in the audit trail, for those who may read it.
"""

import logging
from typing import Literal

from kpi_store.columns import now
from kpi_store.exchange_views import ExchangeView, Outcome
from kpi_store.views import JobView

LOG = logging.getLogger("sosei.slack")


def dealt_with(
    exchange: ExchangeView, event: Literal["answered", "refused", "failed"], outcome: Outcome | None = None
) -> None:
    """Tell that a question was dealt with.

    Args:
        exchange: The question.
        event: What became of it.
        outcome: What was answered.
    """
    facts = {
        "event": event,
        "exchange": exchange.id,
        "came": exchange.asked.came,
        "status": outcome.status if outcome else event,
        "intent": outcome.intent if outcome else "",
        "seconds": round((now() - exchange.taken_at).total_seconds(), 3),
    }
    LOG.info("%s %s: %s in %s s", event, exchange.id, facts["status"], facts["seconds"], extra=facts)


def paper_brought(job: JobView) -> None:
    """Tell that a paper was brought to whoever wanted it."""
    facts = {
        "event": "brought",
        "job": job.id,
        "came": "subscription" if "subscription" in job.place else "question",
        "paper": job.outcome["paper"],
        "seconds": round((now() - job.asked_at).total_seconds(), 3),
    }
    LOG.info("brought %s of job %s after %s s", facts["paper"], job.id, facts["seconds"], extra=facts)


def subscription_paused(id_: int, why: str) -> None:
    """Tell that a subscription's papers cannot be sent, so that it is paused."""
    LOG.warning("subscription %s paused: %s", id_, why, extra={"event": "paused", "subscription": id_, "status": why})
