"""Where a reply goes: into a thread, or to one person through a command's ``response_url``."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.slack.blocks import Message
from bot.slack.web import QUIET, SlackRefusal, api_error, retry_handlers
from kpi_store.columns import now
from kpi_store.exchange_views import ExchangeView

_RESPONSE_URL_LASTS = timedelta(minutes=29)
"""Slack takes a ``response_url`` for thirty minutes."""


class BlocksRefused(SlackRefusal):
    """Slack takes the message, but not with these blocks."""


class NotDelivered(SlackRefusal):
    """Slack does not take the message at all."""


class TakenOver(Exception):
    """Another worker has the question by now: nothing more is to be posted."""


class Outlet(Protocol):
    """Takes messages one after another.

    Attributes:
        most: How many messages it takes for one reply; None for any number.
    """

    most: int | None

    def post(self, message: Message) -> None:
        """Deliver one message.

        Raises:
            BlocksRefused: If it may be delivered in a simpler form.
            NotDelivered, SlackClientError, OSError: If it cannot be delivered.
        """

    def attach(self, content: bytes, name: str, said: str) -> None:
        """Put a file beside the messages, with a sentence.

        Raises:
            NotDelivered, SlackClientError, OSError: If it cannot be put there.
        """


class Thread:
    """The thread under a message, seen by all who see the message.

    Args:
        client: Client of the Web API.
        channel: Id of the channel or direct message.
        thread_ts: Time stamp of the message that begins the thread; None for a message that begins one.
        exchange: Id of the question that is replied to, which each message is marked with unseen; empty for none.
    """

    most: int | None = None

    def __init__(self, client: WebClient, channel: str, thread_ts: str | None, exchange: str = "") -> None:
        self._client = client
        self._channel = channel
        self._thread_ts = thread_ts
        self._mark = marked(exchange) if exchange else None

    def post(self, message: Message) -> None:
        """Post into the thread; links in it are not unfolded."""
        try:
            posted = self._client.chat_postMessage(
                channel=self._channel,
                thread_ts=self._thread_ts,
                text=message.text,
                blocks=message.blocks or None,
                metadata=self._mark,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            if message.blocks and _about_blocks(api_error(error)):
                raise BlocksRefused(api_error(error)) from error
            raise
        self._channel = posted["channel"]  # what was posted to a person stands in a channel of its own

    def attach(self, content: bytes, name: str, said: str) -> None:
        """Upload into the thread."""
        self._client.files_upload_v2(
            file=content,
            filename=name,
            title=name,
            channel=self._channel,
            thread_ts=self._thread_ts,
            initial_comment=said,
        )


class Owed:
    """An outlet of a reply that is owed once: before the first message, it is asked whether it still is.

    Args:
        outlet: Where the messages go.
        may_post: Says that they are about to be posted; False if another worker has the question by now.
    """

    def __init__(self, outlet: Outlet, may_post: Callable[[], bool]) -> None:
        self.most = outlet.most
        self._outlet = outlet
        self._may_post = may_post
        self._begun = False

    def post(self, message: Message) -> None:
        """Deliver one message.

        Raises:
            TakenOver: If nothing may be posted any more.
        """
        if not self._begun and not self._may_post():
            raise TakenOver
        self._begun = True
        self._outlet.post(message)

    def attach(self, content: bytes, name: str, said: str) -> None:
        """Put a file beside the messages."""
        self._outlet.attach(content, name, said)


class Private:
    """Seen by nobody but the person who gave the command.

    A ``response_url`` may be used five times: a message can take three tries, so three messages are within it.

    Args:
        client: Client of the Web API, for its proxy.
        response_url: As Slack gave it with the command.
    """

    most: int | None = 3
    _response_type = "ephemeral"

    def __init__(self, client: WebClient, response_url: str) -> None:
        self._hook = WebhookClient(
            response_url, proxy=client.proxy, ssl=client.ssl, logger=QUIET, retry_handlers=retry_handlers()
        )

    def post(self, message: Message) -> None:
        """Send to the one person."""
        response = self._hook.send(
            text=message.text, blocks=message.blocks or None, response_type=self._response_type, replace_original=False
        )
        if response.status_code == 200 and '"ok":false' not in response.body.replace(" ", ""):
            return
        if message.blocks and _about_blocks(response.body):
            raise BlocksRefused(f"response_url answered {response.status_code}")
        raise NotDelivered(f"response_url answered {response.status_code}")

    def attach(self, content: bytes, name: str, said: str) -> None:
        """Not to be had: Slack shows a file to a whole conversation or to nobody."""
        raise NotDelivered("a response_url takes no files")


class Channel(Private):
    """Seen by all of the channel in which something private was pressed, whether or not the app is a member."""

    _response_type = "in_channel"


def outlet_of(client: WebClient, exchange: ExchangeView) -> Outlet:
    """Where the reply to a question goes.

    What was asked in no thread is for one person: without a ``response_url``, or late for it, the reply goes to their
    direct messages, and never into the channel.
    """
    asked = exchange.asked
    if asked.thread_ts is not None and asked.response_url is None:
        return Thread(client, asked.channel, asked.thread_ts, exchange.id)
    if asked.response_url is not None and now() - exchange.taken_at < _RESPONSE_URL_LASTS:
        return Private(client, asked.response_url)
    return Thread(client, asked.user, None, exchange.id)


def marked(exchange: str) -> dict[str, Any]:
    """What a reply is marked with, as Slack calls it its metadata."""
    return {"event_type": "sosei_reply", "event_payload": {"exchange": exchange}}


def _about_blocks(reason: str) -> bool:
    return "blocks" in reason or "attachments" in reason
