"""Whether a reply stands in Slack already, where the process that posted it died before it could say so."""

from itertools import islice

from slack_sdk import WebClient

from bot.slack.access import is_direct
from bot.slack.failures import logged
from bot.slack.outlets import marked
from kpi_store.exchange_views import ExchangeView

_MOST_PAGES = 10
_PAGE = 200
"""Messages of a thread that are looked through at once."""


def standing(client: WebClient, exchange: ExchangeView) -> str | None:
    """The text of the reply to a question, if one stands in its thread.

    Only direct messages can be looked through: reading along in channels is nothing that the app may do.

    Returns:
        None where there is none, or where that cannot be seen.
    """
    asked = exchange.asked
    if asked.thread_ts is None or not is_direct(asked.channel):
        return None
    try:
        first = client.conversations_replies(
            channel=asked.channel, ts=asked.thread_ts, include_all_metadata=True, limit=_PAGE
        )
        messages = [message for page in islice(first, _MOST_PAGES) for message in page["messages"]]
    except Exception as error:  # then it is answered again, and says that it may be so
        logged(error, "looking for a reply that was posted")
        return None
    found = [str(message.get("text")) for message in messages if message.get("metadata") == marked(exchange.id)]
    return "\n".join(found) or None
