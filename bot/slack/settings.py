"""What the Slack side needs to know, whoever reads it from the environment."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.slack.rules import Rules

SLACK_API_URL = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Tokens and addresses; the secrets never print.

    Attributes:
        bot_token: ``xoxb-…``, for the Web API.
        app_token: ``xapp-…`` with ``connections:write``; needed for Socket Mode only.
        signing_secret: Needed for HTTP only.
        api_url: Base of the Web API, ending with a slash; a test server or a proxy may stand in for Slack.
        rules: Who may ask where, and see what.
        kept: How long what was asked and answered is kept; None for ever.
        beat: Seconds between two looks for questions that nobody answers any more.
    """

    bot_token: str = field(repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    api_url: str = SLACK_API_URL
    rules: Rules = field(default_factory=Rules)
    kept: timedelta | None = None
    beat: float = 10.0
