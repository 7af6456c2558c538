"""Socket Mode: the app calls Slack, so the server needs no public address."""

import logging
import threading

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.slack.app import SlackApp
from bot.slack.serving import LOG, finish, told_to_stop
from bot.slack.settings import SlackSettings
from bot.slack.web import told_as_setting
from corpus.errors import SettingInvalid, SettingMissing

_CONNECTION = logging.getLogger("sosei.slack.socket")
"""Tells when the connection comes and goes, but at no level what comes over it."""
_CONNECTION.setLevel(logging.INFO)

_PING_SECONDS = 3
"""The client gives a broken connection up after five pings without success, and asks for a new one."""


def serve_socket(app: SlackApp, settings: SlackSettings, stop: threading.Event | None = None) -> None:
    """Serve until told to stop: by ``stop`` if given, else by SIGTERM or SIGINT in the main thread.

    Raises:
        SettingMissing: If there is no app-level token.
        SettingInvalid: If Slack refuses it, or cannot be reached.
    """
    if not settings.app_token:
        raise SettingMissing(name="SLACK_APP_TOKEN", needed_for="sosei serve")
    client = SocketModeHandler(app.bolt, settings.app_token, logger=_CONNECTION, ping_interval=_PING_SECONDS).client
    try:
        with told_as_setting("SLACK_APP_TOKEN"):
            client.connect()
        if not client.is_connected():
            raise SettingInvalid(name="SLACK_API_URL", detail="no WebSocket connection to Slack")
        LOG.info("serving over Socket Mode")
        with told_to_stop(stop) as stopped, app.unfinished.watched(), app.telling.going_on():
            stopped.wait()
    finally:
        client.close()
        finish(app)
