"""Errors that nobody foresaw: one line with an id for the person, the frames in a file for whoever mends it.

An exception's message may quote a question or a password, so the file gets its type and frames only; with
SOSEI_DEBUG=1 the terminal shows all of it.
"""

import os
import secrets
import traceback
from datetime import UTC, datetime

from bot.cli.output import say


def unexpected(error: Exception) -> str:
    """Keep an error for later and give the line to say."""
    error_id = f"E-{secrets.token_hex(3)}"
    if os.environ.get("SOSEI_DEBUG"):
        traceback.print_exception(error)
    kept = _kept(error, error_id)
    return say("unexpected", id=error_id, kind=type(error).__name__, log=kept or say("no_log"))


def _kept(error: Exception, error_id: str) -> str | None:
    """The log file that now holds the error, or None where none can be written."""
    from bot.settings import load_settings

    frames = "".join(traceback.format_tb(error.__traceback__))
    entry = f"{datetime.now(UTC).isoformat(timespec='seconds')} {error_id} {type(error).__name__}\n{frames}\n"
    try:
        log = load_settings().log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(entry)
    except Exception:  # telling of an error must not raise another
        return None
    return str(log)
