"""What the app may do in Slack: as the manifest asks for it, and as the workspace has granted it."""

from slack_sdk import WebClient

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "mpim:read",
    "usergroups:read",
    "users:read",
)
"""All that the program needs; the manifest's list, which a test compares."""

_GRANTED = "x-oauth-scopes"


def not_granted(client: WebClient) -> tuple[str, ...]:
    """Scopes that the bot token lacks, which an older manifest did not ask for; none where Slack does not say.

    Raises:
        SlackClientError: If Slack does not answer; ``OSError`` likewise.
    """
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    if _GRANTED not in headers:
        return ()
    granted = {scope.strip() for scope in str(headers[_GRANTED]).split(",")}
    return tuple(scope for scope in SCOPES if scope not in granted)
