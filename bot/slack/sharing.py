"""An event says whether its channel is shared with another organisation; that is heard before anything else is done."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltResponse

from bot.slack.directory import Directory


def register(app: App, directory: Directory) -> None:
    """Tell the directory at once, which else would learn of it only when it next asks."""

    def hear(body: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:
        channel = (body.get("event") or {}).get("channel")
        if body.get("is_ext_shared_channel") and isinstance(channel, str):
            directory.hear_shared(channel)
        return next()

    app.use(hear)
