"""``sosei serve``: answer in Slack."""

from typing import Any

import click

from bot.cli.output import note


@click.command(epilog="Example: sosei serve --mode http --port 3000")
@click.option(
    "--mode",
    type=click.Choice(["socket", "http"]),
    default="socket",
    show_default=True,
    help="How Slack reaches the bot.",
)
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on, with --mode http.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar="PORT",
    default=3000,
    show_default=True,
    help="Port to listen on, with --mode http.",
)
def serve(mode: Any, host: str, port: int) -> None:
    """Answer in Slack until told to stop.

    Ctrl-C or SIGTERM stops it once what was asked is answered. Socket Mode needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN;
    http needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET and listens for Slack at /slack/events.
    """
    from bot.serving import Service
    from bot.settings import load_settings

    service = Service(load_settings(), mode)  # a missing token is told by its one line alone
    note("serve.starting", mode=mode)
    service.serve(host, port)
