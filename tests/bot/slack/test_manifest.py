"""The app's manifest asks Slack for just what the program uses."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from loopback_slack import BOT_TOKEN, LoopbackSlack
from slack_sdk import WebClient

from bot.slack import scopes

SCOPES = {
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"im:history"},  # of direct messages, the only ones looked through
    "files_upload_v2": {"files:write"},
    "files_info": {"files:read"},
    "users_info": {"users:read"},
    "usergroups_users_list": {"usergroups:read"},
    "conversations_info": {"channels:read", "groups:read", "mpim:read"},
    "auth_test": set[str](),
    "views_publish": set[str](),
    "views_open": set[str](),
    "assistant_threads_setStatus": {"assistant:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
}
"""What Slack's reference says that a method needs."""

HEARING = {
    "app_mention": {"app_mentions:read"},
    "message": {"im:history"},
    "app_home_opened": set[str](),
    "command": {"commands"},
}
"""What it needs to be told of something."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    text = (files("bot.slack") / "manifest.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


@pytest.fixture(scope="module")
def code() -> list[ast.AST]:
    """Every node of the program that speaks to Slack."""
    folder = Path(str(files("bot.slack")))
    return [node for file in sorted(folder.rglob("*.py")) for node in ast.walk(ast.parse(file.read_text("utf-8")))]


def methods(code: list[ast.AST]) -> set[str]:
    """Names of the Web API methods that are called."""
    named = {node.attr for node in code if isinstance(node, ast.Attribute) and "_" in node.attr.strip("_")}
    return {name for name in named if not name.startswith("_") and hasattr(WebClient, name)}


def heard(code: list[ast.AST], register: str) -> Iterator[str]:
    """What is listened to with ``app.<register>("name", …)``."""
    calls = (node for node in code if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    for call in calls:
        if ast.unparse(call.func) == f"app.{register}":
            assert isinstance(call.args[0], ast.Constant), "what is listened to is named where it is listened to"
            yield str(call.args[0].value)


def test_scopes_are_those_of_the_methods_called_and_of_what_is_listened_to(
    code: list[ast.AST], manifest: dict[str, Any]
) -> None:
    """Every Web API method and event that stands in the program has its scope, and no scope is without use."""
    needed = {scope for method in methods(code) for scope in SCOPES[method]}
    needed |= {scope for event in heard(code, "event") for scope in HEARING[event]} | HEARING["command"]
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed == set(scopes.SCOPES)


@pytest.mark.parametrize(
    ("granted", "lacking"),
    [
        (None, ()),
        (",".join(scopes.SCOPES), ()),
        ("chat:write, commands", tuple(s for s in scopes.SCOPES if s not in ("chat:write", "commands"))),
    ],
)
def test_what_an_older_installation_lacks_is_found(slack: LoopbackSlack, granted: str | None, lacking: object) -> None:
    """Slack says with each answer what was granted; a server in its place may not say it."""
    slack.granted = granted
    assert scopes.not_granted(WebClient(BOT_TOKEN, base_url=slack.api_url)) == lacking


def test_events_are_those_listened_to(code: list[ast.AST], manifest: dict[str, Any]) -> None:
    """The manifest subscribes to the events that have listeners, of messages to direct ones alone."""
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(event.removesuffix(".im") for event in subscribed) == sorted(set(heard(code, "event")))


def test_commands_are_those_listened_to(code: list[ast.AST], manifest: dict[str, Any]) -> None:
    """Each command that Slack offers is answered."""
    offered = [command["command"] for command in manifest["features"]["slash_commands"]]
    assert sorted(offered) == sorted(set(heard(code, "command")))


def test_shortcuts_are_those_listened_to(code: list[ast.AST], manifest: dict[str, Any]) -> None:
    """Each shortcut that Slack offers is answered, and Slack is told to deliver what is clicked."""
    offered = [shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]]
    assert sorted(offered) == sorted(heard(code, "shortcut"))
    assert manifest["settings"]["interactivity"]["is_enabled"]
    assert all(len(shortcut["name"]) <= 24 for shortcut in manifest["features"]["shortcuts"])


def test_the_agents_window_is_the_one_of_new_apps(manifest: dict[str, Any]) -> None:
    """The window comes with the manifest, beside the direct messages and the home."""
    assert "assistant_view" not in manifest["features"]
    assert 1 <= len(manifest["features"]["agent_view"]["agent_description"]) <= 300
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"] and home["messages_tab_enabled"] and not home["messages_tab_read_only_enabled"]


def test_the_manual_names_each_scope(manifest: dict[str, Any]) -> None:
    """Whoever approves the app finds in the manual what each scope is for."""
    manual = (Path(__file__).parents[3] / "docs" / "slack.md").read_text("utf-8")
    for scope in manifest["oauth_config"]["scopes"]["bot"]:
        assert f"`{scope}`" in manual


def test_manifest_keeps_to_slacks_lengths(manifest: dict[str, Any]) -> None:
    """Slack refuses a manifest with a longer name, description or hint."""
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    for command in manifest["features"]["slash_commands"]:
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
