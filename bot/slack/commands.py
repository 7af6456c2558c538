"""``/kpi QUESTION`` is answered to the person alone."""

from typing import Any

from slack_bolt import Ack, App

from bot.answering.language import language_of
from bot.slack.blocks import clipped, escaped, one_line
from bot.slack.outlets import Private
from bot.slack.replies import Replies, help_text
from bot.slack.safety import asked
from prompts.wording import wording

_HELP = frozenset({"", "help", "ヘルプ"})
_ECHO = 200
"""Characters of the question shown while it is worked on: Slack does not show what was typed after a command."""


def register(app: App, replies: Replies) -> None:
    """Listen for the command. Slack waits three seconds for the acknowledgement, so it comes first."""

    def kpi(command: dict[str, Any], ack: Ack) -> None:
        question = asked(command.get("text") or "")
        language = language_of(question)
        if question.casefold() in _HELP:
            ack(response_type="ephemeral", text=help_text(language))
            return
        echo = escaped(clipped(one_line(question), _ECHO))
        ack(response_type="ephemeral", text=wording(language).say("slack.working", question=echo))
        replies.reply(question, Private(replies.client, command["response_url"]))

    app.command("/kpi")(kpi)
