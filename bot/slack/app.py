"""The Bolt app: every feature registered, nothing of it known to the answering."""

from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

from slack_bolt import App

from bot.slack import commands, direct_messages, duplicates, mentions
from bot.slack.failures import logged
from bot.slack.replies import Draw, Replies, Respond
from bot.slack.settings import SlackSettings
from bot.slack.web import QUIET, checked_client, told_as_setting

_THREADS = 32
"""A command is acknowledged from one of these too, within three seconds: so many that one is always free."""


def build_app(settings: SlackSettings, respond: Respond, draw: Draw) -> App:
    """Make the app. Slack is asked whether it takes the bot token; nothing is served yet.

    Args:
        settings: Tokens and addresses.
        respond: Answers a question.
        draw: Draws an answer's chart.

    Raises:
        SettingMissing: If there is no bot token.
        SettingInvalid: If Slack refuses it, or cannot be reached.
    """
    client = checked_client(settings)
    with told_as_setting("SLACK_BOT_TOKEN"):
        app = App(
            name="sosei",
            logger=QUIET,
            client=client,
            # An empty secret would let anybody sign; one that nobody knows refuses every HTTP request.
            signing_secret=settings.signing_secret or token_hex(32),
            listener_executor=ThreadPoolExecutor(_THREADS, thread_name_prefix="slack"),
        )
    replies = Replies(client, respond, draw)
    duplicates.register(app)
    mentions.register(app, replies)
    direct_messages.register(app, replies)
    commands.register(app, replies)
    app.error(_log)
    return app


def _log(error: Exception) -> None:
    logged(error, "handling an event")
