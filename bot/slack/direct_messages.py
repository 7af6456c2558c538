"""A direct message, in the agent's window too, is answered in its thread."""

from slack_bolt import App, BoltContext

from bot.answering.language import language_of
from bot.slack.intake import Intake, Payload, event_key
from bot.slack.people import spoken_by_person, thread_of
from bot.slack.replies import Replies
from bot.slack.safety import asked
from kpi_store.exchange_views import Asked


def register(app: App, intake: Intake, replies: Replies) -> None:
    """Listen for ``message.im``; messages elsewhere are none of ours unless they mention the app."""

    def direct_message(context: BoltContext) -> None:
        replies.answer(context)

    app.event("message", middleware=[intake.taking(_asked)])(direct_message)


def _asked(body: Payload) -> Asked | None:
    event = body["event"]
    if event.get("channel_type") != "im" or not spoken_by_person(event):
        return None
    question = asked(event.get("text") or "")
    return Asked(
        event=event_key(body),
        user=event["user"],
        channel=event["channel"],
        thread_ts=thread_of(event),
        came="agent" if "assistant_thread" in event else "dm",
        question=question,
        language=language_of(question),
    )
