"""Which events are a person speaking, and which are echoes: bots, edits, deletions, notices."""

from collections.abc import Mapping
from typing import Any

_SPOKEN = (None, "file_share", "thread_broadcast")
"""A plain message, one with a file beside it, and a reply in a thread that is shown in the channel too."""

_SLACKBOT = "USLACKBOT"


def spoken_by_person(event: Mapping[str, Any]) -> bool:
    """Whether a person wrote the message just now."""
    return (
        bool(event.get("user"))
        and event["user"] != _SLACKBOT
        and not event.get("bot_id")
        and "edited" not in event
        and event.get("subtype") in _SPOKEN
    )


def thread_of(event: Mapping[str, Any]) -> str:
    """Time stamp of the thread in which the message stands, or which it begins."""
    return str(event.get("thread_ts") or event["ts"])
