"""Errors that nobody foresaw: one line with an id for the person, the frames in a file for whoever mends it.

An exception's message may quote a question or a password, so the file gets its type and frames only; with
SOSEI_DEBUG=1 the terminal shows all of it.
"""

import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.output import say
from bot.settings import load_settings
from corpus.errors import SettingInvalid


def unexpected(error: Exception) -> str:
    """Keep an error for later and give the line to say."""
    error_id = f"E-{secrets.token_hex(3)}"
    kept = None
    try:
        settings = load_settings()
        if settings.debug:
            traceback.print_exception(error)
        kept = _kept(error, error_id, settings.log)
    except (SettingInvalid, OSError):  # telling of an error must not raise another
        pass
    return say("unexpected", id=error_id, kind=type(error).__name__, log=kept or say("no_log"))


def _kept(error: Exception, error_id: str, log: Path) -> Path:
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {error_id} {type(error).__name__}\n{frames}\n")
    return log
