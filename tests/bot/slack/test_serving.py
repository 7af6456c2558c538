"""Signatures, tokens, start and stop."""

import json
import logging
import signal
import subprocess
import sys
import textwrap
import threading
import urllib.error
import urllib.request
from dataclasses import replace

import pytest
from loopback_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Failure, LoopbackSlack
from loopback_slack.events import await_port, deliver, direct_message, free_port, mention

from bot.rendering.picture import Picture
from bot.slack.app import Answering, build_app
from bot.slack.http import serve_http
from bot.slack.settings import SlackSettings
from bot.slack.socket import serve_socket
from corpus.errors import SettingInvalid, SettingMissing
from kpi_store.store import KpiStore


def nothing(*_: object, **__: object) -> None:
    return None


NOTHING = Answering(nothing, nothing, nothing, nothing)  # type: ignore[arg-type]


def test_badly_signed_requests_are_refused(slack: LoopbackSlack, over_http, events_url: str, caplog) -> None:
    """A wrong signature gets 401, nothing is answered, and the body stays out of the log."""
    with caplog.at_level("DEBUG"):
        status, _ = deliver(events_url, mention("待機児童の推移は？"), secret="not-the-secret")
    assert status == 401
    assert "待機児童" not in caplog.text
    over_http.tell(direct_message("次の質問"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "次の質問" in post["text"]


@pytest.mark.parametrize("age", [301, -301])
def test_requests_out_of_their_time_are_refused(over_http, events_url: str, age: int) -> None:
    """A request signed more than five minutes off is a replay."""
    assert deliver(events_url, mention("出生率は"), age=age)[0] == 401


def test_a_retry_over_http_is_answered_once(slack: LoopbackSlack, over_http, events_url: str) -> None:
    """A retry, marked as such by Slack, is taken with 200 and not answered again."""
    event = mention("出生率は")
    over_http.tell(event)
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert deliver(events_url, event, **retry)[0] == 200
    over_http.tell(direct_message("次の質問"))
    slack.wait_for(lambda: len(slack.posts) == 2)
    assert sum("出生率は" in post["text"] for post in slack.posts) == 1


def test_the_address_is_verified(over_http, events_url: str) -> None:
    """Slack's challenge at set-up comes back."""
    status, body = deliver(events_url, {"type": "url_verification", "challenge": "c-1"})
    assert (status, json.loads(body)) == (200, {"challenge": "c-1"})


def test_health_is_told_and_the_rest_is_not_found(over_http, events_url: str) -> None:
    """``/healthz`` answers without a signature; other addresses do not exist."""
    base = events_url.removesuffix("/slack/events")
    with urllib.request.urlopen(f"{base}/healthz") as response:
        assert response.read() == b"ok\n"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{base}/anything")


def test_a_body_that_is_no_json_is_refused(over_http, events_url: str) -> None:
    """Nonsense gets 400 rather than a traceback."""
    request = urllib.request.Request(events_url, data=b"\xff{", headers={"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request)


def test_without_a_signing_secret_every_http_request_is_refused(settings: SlackSettings, store: KpiStore) -> None:
    """HTTP is not served without a secret, and an app built without one takes no request signed with an empty one."""
    unsigned = replace(settings, signing_secret=None)
    app = build_app(unsigned, store, NOTHING)
    with pytest.raises(SettingMissing, match="SLACK_SIGNING_SECRET"):
        serve_http(app, unsigned, "127.0.0.1", 0)
    port, stop = free_port(), threading.Event()
    serving = threading.Thread(target=serve_http, args=(app, settings, "127.0.0.1", port, stop))
    serving.start()
    await_port(port)
    status, _ = deliver(f"http://127.0.0.1:{port}/slack/events", mention("出生率は"), secret="")
    stop.set()
    serving.join(15)
    assert status == 401


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked"])
def test_a_refused_bot_token_is_told_at_the_start(
    slack: LoopbackSlack, settings: SlackSettings, store: KpiStore, error: str
) -> None:
    """A bot token that Slack refuses is named by its variable, with Slack's reason, and never shown."""
    slack.fail("auth.test", Failure(error))
    with pytest.raises(SettingInvalid, match=f"SLACK_BOT_TOKEN.*{error}") as told:
        build_app(settings, store, NOTHING)
    assert BOT_TOKEN not in str(told.value)


def test_a_refused_app_token_is_told_at_the_start(settings: SlackSettings, store: KpiStore) -> None:
    """An app-level token that Slack refuses, or none, is named before anything is served."""
    app = build_app(settings, store, NOTHING)
    with pytest.raises(SettingInvalid, match=r"SLACK_APP_TOKEN.*invalid_auth"):
        serve_socket(app, replace(settings, app_token="xapp-wrong"))
    with pytest.raises(SettingMissing, match="SLACK_APP_TOKEN"):
        serve_socket(app, replace(settings, app_token=None))


def test_no_token_and_no_slack_are_told(settings: SlackSettings, store: KpiStore) -> None:
    """A missing token and an address where nothing answers are named, without a traceback."""
    with pytest.raises(SettingMissing, match="SLACK_BOT_TOKEN"):
        build_app(replace(settings, bot_token=""), store, NOTHING)
    with pytest.raises(SettingInvalid, match="SLACK_API_URL"):
        build_app(replace(settings, api_url="http://127.0.0.1:9/api/"), store, NOTHING)


def test_a_port_that_is_taken_is_told(settings: SlackSettings, store: KpiStore, events_url: str) -> None:
    """Where somebody listens already, that is said in one line."""
    port = int(events_url.split(":")[2].split("/")[0])
    with pytest.raises(SettingInvalid, match=str(port)):
        serve_http(build_app(settings, store, NOTHING), settings, "127.0.0.1", port)


def test_what_comes_from_slack_leaves_our_log_at_its_level(slack: LoopbackSlack, over_http) -> None:
    """Bolt sets levels with each request; what we count and tell goes on being logged."""
    ours = logging.getLogger("sosei")
    before = ours.level
    ours.setLevel(logging.INFO)
    try:
        over_http.tell(direct_message("次の質問"))
        slack.wait_for(lambda: slack.posts)
        assert ours.level == logging.INFO
    finally:
        ours.setLevel(before)


def test_secrets_do_not_print(settings: SlackSettings) -> None:
    """Printing the settings, or a picture, shows no token and no bytes."""
    shown = repr(settings) + repr(Picture(b"bytes-of-it", "alt"))
    assert not any(secret in shown for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "bytes-of-it"))


SCRIPT = """
    import sys, time
    sys.path.insert(0, "tests/support")
    from answers import about
    from bot.slack.app import Answering, build_app
    from bot.slack.http import serve_http
    from bot.slack.settings import SlackSettings
    from bot.slack.socket import serve_socket
    from kpi_store.store import KpiStore
    def slowly(question, **_):
        print("asked", flush=True)
        time.sleep(1)
        return about(question)
    mode, api_url, port = sys.argv[1:]
    settings = SlackSettings("xoxb-loopback", "xapp-loopback", "loopback-signing-secret", api_url)
    answering = Answering(slowly, slowly, lambda answer: None, None)
    app = build_app(settings, KpiStore.open("sqlite://", create=True), answering)
    serve_socket(app, settings) if mode == "socket" else serve_http(app, settings, "127.0.0.1", int(port))
    print("left", flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["socket", "http"])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_after_the_reply_under_way(slack: LoopbackSlack, mode: str, told: signal.Signals) -> None:
    """Told to stop while a question is worked on, the process answers it, then ends with 0."""
    port, before = free_port(), slack.connections
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT), mode, slack.api_url, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    if mode == "socket":
        slack.wait_for(lambda: slack.connections > before, seconds=60)
        slack.send(direct_message("出生率は"))
    else:
        await_port(port)
        deliver(f"http://127.0.0.1:{port}/slack/events", direct_message("出生率は"))
    assert process.stdout.readline() == "asked\n"
    process.send_signal(told)
    rest, _ = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, "left\n")
    assert len(slack.posts) == 1
