"""What the loopback Slack knows: its secrets, the calls it got, the uploads on their way."""

import time
from dataclasses import dataclass, field
from typing import Any

TEAM = "T0LOOPBACK"
BOT_TOKEN = "xoxb-loopback"
APP_TOKEN = "xapp-loopback"
SIGNING_SECRET = "loopback-signing-secret"
BOT_USER = "U0BOT00000"
BOT_ID = "B0BOT00000"


@dataclass(frozen=True)
class Failure:
    """How a call is to fail: an HTTP status, or Slack's own ``ok: false`` with an error name."""

    error: str = "internal_error"
    status: int = 200
    retry_after: int | None = None


@dataclass(frozen=True)
class Call:
    """One call that arrived, refused or not."""

    method: str
    params: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


@dataclass
class File:
    """An upload on its way: bytes, then completed, then, after some looks, ready.

    Attributes:
        shared: Where it was shown at completion (``channel_id``, ``thread_ts``, ``initial_comment``).
    """

    id: str
    length: int
    name: str = ""
    content: bytes = b""
    completed: bool = False
    looks_until_ready: int = 0
    shared: dict[str, Any] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return self.completed and self.looks_until_ready <= 0
