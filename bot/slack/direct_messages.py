"""A direct message, in the agent's window too, is answered in its thread."""

from slack_bolt import App

from bot.slack.intake import Intake, Payload
from bot.slack.people import spoken_by_person
from bot.slack.questions import in_message
from bot.slack.replies import Replies
from kpi_store.exchange_views import Asked


def register(app: App, intake: Intake, replies: Replies) -> None:
    """Listen for ``message.im``; messages elsewhere are none of ours unless they mention the app."""
    app.event("message", middleware=[intake.taking(_asked)])(replies.answer)


def _asked(body: Payload) -> Asked | None:
    event = body["event"]
    if event.get("channel_type") != "im" or not spoken_by_person(event):
        return None
    return in_message(body, "agent" if "assistant_thread" in event else "dm")
