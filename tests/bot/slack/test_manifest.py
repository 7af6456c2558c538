"""The app's manifest asks Slack for just what the program uses."""

from importlib.resources import files
from typing import Any

import pytest
import yaml
from loopback_slack import LoopbackSlack
from loopback_slack.events import kpi, mention

SCOPES = {
    "chat.postMessage": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
}
FREE = {"auth.test", "apps.connections.open", "upload", "response_url"}
"""Needs no scope of the bot token."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    text = (files("bot.slack") / "manifest.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def test_scopes_are_those_of_the_methods_called_and_of_what_is_listened_to(
    slack: LoopbackSlack, over_socket, manifest: dict[str, Any]
) -> None:
    """Every Web API method that a full answer calls has its scope, and no scope is without use."""
    over_socket.tell(mention("待機児童の推移は？"))
    over_socket.tell(kpi("待機児童の推移は？", slack.response_url()))
    slack.wait_for(lambda: slack.posts and slack.private)
    used = {SCOPES[call.method] for call in slack.calls if call.method not in FREE}
    listened = {"app_mentions:read", "im:history", "commands"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == used | listened


def test_events_and_command_are_those_listened_to(manifest: dict[str, Any]) -> None:
    """The manifest subscribes to the two events that have listeners and has the one command."""
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == ["app_mention", "message.im"]
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == ["/kpi"]


def test_manifest_keeps_to_slacks_lengths(manifest: dict[str, Any]) -> None:
    """Slack refuses a manifest with a longer name, description or hint."""
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    (command,) = manifest["features"]["slash_commands"]
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
