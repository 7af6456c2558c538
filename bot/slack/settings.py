"""What the Slack side needs to know, whoever reads it from the environment."""

from dataclasses import dataclass, field

SLACK_API_URL = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Tokens and addresses; the secrets never print.

    Attributes:
        bot_token: ``xoxb-…``, for the Web API.
        app_token: ``xapp-…`` with ``connections:write``; needed for Socket Mode only.
        signing_secret: Needed for HTTP only.
        api_url: Base of the Web API, ending with a slash; a test server or a proxy may stand in for Slack.
    """

    bot_token: str = field(repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    api_url: str = SLACK_API_URL
