"""A mention in a channel is answered in its thread."""

from typing import Any

from slack_bolt import App

from bot.slack.outlets import Thread
from bot.slack.people import spoken_by_person, thread_of
from bot.slack.replies import Replies
from bot.slack.safety import asked


def register(app: App, replies: Replies) -> None:
    """Listen for ``app_mention``."""

    def mention(event: dict[str, Any]) -> None:
        if spoken_by_person(event):
            outlet = Thread(replies.client, event["channel"], thread_of(event))
            replies.reply(asked(event.get("text") or ""), outlet)

    app.event("app_mention")(mention)
