"""An unexpected error gets a short id: the person is told the id, the log tells the rest, and never the question."""

import logging
import secrets
import traceback

from slack_sdk.errors import SlackApiError

from bot.slack.web import SlackRefusal, api_error
from corpus.errors import SoseiError

LOG = logging.getLogger("sosei.slack")


def logged(error: BaseException, doing: str) -> str:
    """Log an error and give it an id.

    An exception's message may quote what was asked, so only its type, its code and its frames are logged.

    Args:
        error: What was raised.
        doing: What could not be done, in a few words.

    Returns:
        The id, such as ``E-3f9a1c``, which stands in the log line too.
    """
    error_id = f"E-{secrets.token_hex(3)}"
    frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    LOG.error("%s: %s failed: %s\n%s", error_id, doing, _name(error), frames)
    return error_id


def _name(error: BaseException) -> str:
    kind = type(error).__name__
    if isinstance(error, SlackApiError):
        return f"{kind} {api_error(error)}"
    if isinstance(error, SoseiError | SlackRefusal):
        return f"{kind} ({error})"
    if error.__cause__ is not None:
        return f"{kind} from {type(error.__cause__).__name__}"
    return kind
