"""One line of the log for each question that was dealt with: which, how it came, what became of it, how long it took.

Neither what was asked nor by whom: that stands in the audit trail, for those who may read it.
"""

import logging
from typing import Literal

from kpi_store.columns import now
from kpi_store.exchange_views import ExchangeView, Outcome

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
