"""The agent's window: questions to begin with that these documents can answer, and a sign that one is worked on."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from bot.answering.conversation.suggesting import suggestions
from bot.slack.access import Access, Audience
from bot.slack.blocks import fitted
from bot.slack.failures import logged
from bot.slack.web import hurried
from kpi_store.figures import Published
from kpi_store.withholding import Restriction
from prompts.wording import Language, wording

View = Callable[[frozenset[Restriction]], Published]
"""What is published, as those see it from whom some documents are withheld."""

_LOADING = ("searching", "reading", "drawing")
_TITLE = 75
"""Characters of a suggestion's title; the question itself is sent whole."""


class Agent:
    """Speaks to the window beside the direct messages. What fails here costs nobody an answer."""

    def __init__(self, client: WebClient, access: Access, view: View) -> None:
        self._client = hurried(client)
        self._access = access
        self._view = view

    def begin(self, channel: str, thread_ts: str, language: Language) -> None:
        """Show that a question is worked on; Slack takes the sign away with the reply."""
        say = wording(language).say
        try:
            self._client.assistant_threads_setStatus(
                channel_id=channel,
                thread_ts=thread_ts,
                status=say("slack.agent.status"),
                loading_messages=[say(f"slack.agent.{step}") for step in _LOADING],
            )
        except Exception as error:
            logged(error, "showing that a question is worked on")

    def suggest(self, user: str, channel: str, language: Language) -> None:
        """Offer questions that whoever opened the window may ask and would get an answer to."""
        try:
            audience = Audience(user, channel, private=True)
            if self._access.denial(audience):
                return
            offered = suggestions(self._view(self._access.withheld(audience)), language)
            if offered:
                self._client.assistant_threads_setSuggestedPrompts(
                    channel_id=channel,  # with a thread it would be taken, and do nothing
                    title=wording(language).say("slack.agent.suggested"),
                    prompts=[_prompt(question) for question in offered],
                )
        except Exception as error:
            logged(error, "suggesting questions")


def _prompt(question: str) -> dict[str, Any]:
    return {"title": fitted(question, _TITLE), "message": question}
