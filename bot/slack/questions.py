"""The question in what Slack sends, however it came."""

from bot.answering.questions.language import language_of
from bot.slack.intake import Payload, event_key
from bot.slack.papers.request import language_wanted
from bot.slack.people import thread_of
from bot.slack.safety import asked
from kpi_store.exchange_views import Asked, Came


def in_message(body: Payload, came: Came) -> Asked:
    """What somebody wrote in a message, to be answered in its thread."""
    event = body["event"]
    question = asked(event.get("text") or "")
    return Asked(
        event=event_key(body),
        user=event["user"],
        channel=event["channel"],
        thread_ts=thread_of(event),
        came=came,
        question=question,
        language=language_wanted(question) or language_of(question),
    )


def of_command(body: Payload) -> Asked:
    """What somebody typed after a command, to be answered to them alone."""
    question = asked(body.get("text") or "")
    return Asked(
        event=event_key(body),
        user=body["user_id"],
        channel=body["channel_id"],
        thread_ts=None,
        came="command",
        question=question,
        language=language_wanted(question) or language_of(question),
        response_url=body["response_url"],
    )


def of_shortcut(body: Payload) -> Asked:
    """A message, by whomever, that somebody wants looked into; the answer is for them alone."""
    question = asked(body["message"].get("text") or "")
    return Asked(
        event=event_key(body),
        user=body["user"]["id"],
        channel=body["channel"]["id"],
        thread_ts=None,
        came="shortcut",
        question=question,
        language=language_wanted(question) or language_of(question),
        response_url=body["response_url"],
    )


def of_home(body: Payload) -> Asked:
    """The question that a button of the home stands for, to be answered in the person's direct messages."""
    user, question = body["user"]["id"], str(body["actions"][0]["value"])
    return Asked(
        event=event_key(body),
        user=user,
        channel=user,  # Slack takes a person for the channel of their direct messages
        thread_ts=None,
        came="button",
        question=question,
        language=language_wanted(question) or language_of(question),
    )
