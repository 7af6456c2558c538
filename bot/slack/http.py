"""Signed HTTP: Slack calls the app at ``/slack/events``; ``/healthz`` is for whoever watches over the server."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.slack.app import SlackApp
from bot.slack.failures import logged
from bot.slack.serving import LOG, finish, told_to_stop
from bot.slack.settings import SlackSettings
from corpus.errors import SettingInvalid, SettingMissing

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LARGEST_BODY = 1 << 20
_THREADS = 8

_LOOK_SECONDS = 0.5
"""How long a quiet server may take to see that it is to stop."""


def wsgi(app: SlackApp) -> "WSGIApplication":
    """The app for any WSGI server. Bolt checks signature and time stamp, and turns replays away."""
    slack = SlackRequestHandler(app.bolt, path="/slack/events")

    def serve(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/healthz":
            return _plain(start, "200 OK", b"ok\n")
        try:
            return slack(environ, start)
        except Exception as error:  # a body that Slack never sends: Bolt parses before it checks who sent it
            logged(error, "reading a request")
            return _plain(start, "400 Bad Request", b"bad request\n")

    return serve


def serve_http(
    app: SlackApp, settings: SlackSettings, host: str, port: int, stop: threading.Event | None = None
) -> None:
    """Serve until told to stop: by ``stop`` if given, else by SIGTERM or SIGINT in the main thread.

    Raises:
        SettingMissing: If there is no signing secret.
        SettingInvalid: If host and port cannot be had.
    """
    from waitress import create_server, wasyncore  # type: ignore[import-untyped]  # it ships no types

    if not settings.signing_secret:
        raise SettingMissing(name="SLACK_SIGNING_SECRET", needed_for="sosei serve --mode http")
    sockets: dict[int, object] = {}
    try:
        server = create_server(
            wsgi(app),
            map=sockets,
            host=host,
            port=port,
            threads=_THREADS,
            max_request_body_size=_LARGEST_BODY,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise SettingInvalid(name="--port", detail=f"{host}:{port}: {error}") from None
    LOG.info("serving over HTTP on %s:%s", host, port)
    try:
        with told_to_stop(stop) as stopped, app.unfinished.watched(), app.telling.going_on():
            while not stopped.is_set():
                wasyncore.loop(timeout=_LOOK_SECONDS, map=sockets, count=1)
    finally:
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)
        finish(app)


def _plain(start: "StartResponse", status: str, body: bytes) -> list[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
