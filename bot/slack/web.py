"""The Web API client: it waits out rate limits and short outages, and checks its token before anything is served."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.slack.settings import SlackSettings
from corpus.errors import SettingInvalid, SettingMissing

QUIET = logging.getLogger("sosei.slack.sdk")
"""For the SDK and Bolt. They log request bodies, thus questions, at INFO and below; this level keeps that out
however the root logger is set."""
QUIET.setLevel(logging.WARNING)


def _without_bodies(record: logging.LogRecord) -> bool:
    """Whether to log it. Bolt shows what came where nobody listens to it, and that may hold what somebody typed."""
    if record.getMessage().startswith("Unhandled request"):
        record.msg, record.args = "a request came that nobody listens to", ()
    return "`token` will be unused" not in record.getMessage()  # Bolt reads SLACK_BOT_TOKEN too


QUIET.addFilter(_without_bodies)

_MOST_RATE_LIMITS = 8
"""Rate limits waited out before a message is given up: an answer that comes late is better than none."""

_LONGEST_HURRIED = 5
"""Seconds that an answer is held back for its chart by a rate limit."""

GONE = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action", "posting_to_channel_denied"}
)
"""Slack's errors after which nothing that is sent to a channel arrives until a person does something."""


class SlackRefusal(Exception):
    """Slack does not do what it was asked. The argument is Slack's reason, which is safe to log."""


def retry_handlers() -> list[RetryHandler]:
    """Handlers for 429 (as long as Slack says), 500 and 503, and broken connections."""
    return [
        RateLimitErrorRetryHandler(max_retry_count=_MOST_RATE_LIMITS),
        ServerErrorRetryHandler(max_retry_count=2),
        ConnectionErrorRetryHandler(max_retry_count=2),
    ]


class _Hurried(RateLimitErrorRetryHandler):
    """Waits out a short rate limit, and gives up on a long one."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        waits = (response.headers.get("retry-after") or ["0"])[0] if response is not None else "0"
        return (
            response is not None and response.status_code == 429 and waits.isdigit() and int(waits) <= _LONGEST_HURRIED
        )


def hurried(client: WebClient) -> WebClient:
    """The same client for what an answer can do without: it is not held back longer than a few seconds for that."""
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        proxy=client.proxy,
        ssl=client.ssl,
        logger=QUIET,
        retry_handlers=[_Hurried(max_retry_count=2), *retry_handlers()[1:]],
    )


def checked_client(settings: SlackSettings) -> WebClient:
    """A client whose token Slack has accepted.

    Raises:
        SettingMissing: If there is no bot token.
        SettingInvalid: If Slack refuses it, or cannot be reached.
    """
    if not settings.bot_token:
        raise SettingMissing(name="SLACK_BOT_TOKEN", needed_for="sosei serve")
    client = WebClient(
        token=settings.bot_token, base_url=settings.api_url, logger=QUIET, retry_handlers=retry_handlers()
    )
    with told_as_setting("SLACK_BOT_TOKEN"):
        client.auth_test()
    return client


def seconds_ahead(client: WebClient) -> int | None:
    """How far this machine's clock is ahead of Slack's, by the date of an answer; None where it has none.

    Raises:
        SlackClientError: If Slack does not answer; ``OSError`` likewise.
    """
    dated = {name.lower(): str(value) for name, value in client.auth_test().headers.items()}.get("date")
    try:
        return round(time.time() - parsedate_to_datetime(dated).timestamp()) if dated else None
    except ValueError:
        return None


@contextmanager
def told_as_setting(name: str) -> Iterator[None]:
    """Say what Slack makes of a token at the start in terms of the variable that holds it.

    Raises:
        SettingInvalid: In place of whatever the SDK raises.
    """
    try:
        yield
    except SlackApiError as error:
        raise SettingInvalid(name=name, detail=f"Slack: {api_error(error)}") from None
    except (SlackClientError, URLError, OSError) as error:
        raise SettingInvalid(name="SLACK_API_URL", detail=f"no answer from Slack: {type(error).__name__}") from None


def api_error(error: SlackApiError) -> str:
    """Slack's name for what went wrong, such as ``invalid_auth``."""
    try:
        return str(error.response["error"] or "unknown")
    except (KeyError, TypeError, ValueError):
        return "unknown"
