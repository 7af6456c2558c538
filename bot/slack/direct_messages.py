"""A direct message is answered in its thread."""

from typing import Any

from slack_bolt import App

from bot.slack.outlets import Thread
from bot.slack.people import spoken_by_person, thread_of
from bot.slack.replies import Replies
from bot.slack.safety import asked


def register(app: App, replies: Replies) -> None:
    """Listen for ``message.im``; messages elsewhere are none of ours unless they mention the app."""

    def direct_message(event: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" and spoken_by_person(event):
            outlet = Thread(replies.client, event["channel"], thread_of(event))
            replies.reply(asked(event.get("text") or ""), outlet)

    app.event("message")(direct_message)
