"""``/kpi QUESTION`` is answered to the person alone."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

from bot.answering.questions.language import language_of
from bot.slack.blocks import clipped, escaped, one_line
from bot.slack.intake import Intake, asked_in
from bot.slack.papers.request import PaperRequest, language_said, request_of
from bot.slack.questions import of_command
from bot.slack.replies import Replies, help_text
from bot.slack.safety import asked
from prompts.wording import wording

_HELP = frozenset({"", "help", "ヘルプ"})
_ECHO = 200
"""Characters of the question shown while it is worked on: Slack does not show what was typed after a command."""


def register(app: App, intake: Intake, replies: Replies) -> None:
    """Listen for the command. Slack waits three seconds for the acknowledgement, so it comes first."""

    def kpi(context: BoltContext, ack: Ack) -> None:
        question = asked_in(context)
        echo = escaped(clipped(one_line(question.question), _ECHO))
        ack(response_type="ephemeral", text=_begun(question.question, echo))
        replies.answer(context)

    app.command("/kpi", middleware=[_explained, intake.taking(of_command)])(kpi)


def _begun(question: str, echo: str) -> str:
    """What is said at once: that it is looked up, or that a paper is being made and where it will be."""
    if isinstance(request_of(question), PaperRequest):
        return wording(language_said(question) or "ja").say("slack.paper.working")
    return wording(language_of(question)).say("slack.working", question=echo)


def _explained(command: dict[str, Any], ack: Ack, next: Callable[[], BoltResponse]) -> BoltResponse:
    """A bare command explains itself, and nothing is asked."""
    question = asked(command.get("text") or "")
    if question.casefold() not in _HELP:
        return next()
    return ack(response_type="ephemeral", text=help_text(language_of(question)))
