"""A mention in a channel is answered in its thread."""

from slack_bolt import App

from bot.slack.intake import Intake, Payload
from bot.slack.people import spoken_by_person
from bot.slack.questions import in_message
from bot.slack.replies import Replies
from kpi_store.exchange_views import Asked


def register(app: App, intake: Intake, replies: Replies) -> None:
    """Listen for ``app_mention``."""
    app.event("app_mention", middleware=[intake.taking(_asked)])(replies.answer)


def _asked(body: Payload) -> Asked | None:
    return in_message(body, "mention") if spoken_by_person(body["event"]) else None
