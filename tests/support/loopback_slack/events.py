"""What Slack sends: events and commands as payloads, and the signature they carry over HTTP."""

import hashlib
import hmac
import itertools
import json
import socket
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode

from loopback_slack.state import BOT_ID, BOT_USER, SIGNING_SECRET, TEAM

_counter = itertools.count(1)
Payload = dict[str, Any]


def mention(text: str, **event: Any) -> Payload:
    """A person mentions the app in a channel."""
    return _event({"type": "app_mention", "channel": "C0CHANNEL", "text": f"<@{BOT_USER}> {text}"} | event)


def direct_message(text: str, **event: Any) -> Payload:
    """A person writes to the app directly."""
    return _event({"type": "message", "channel": "D0DIRECT", "channel_type": "im", "text": text} | event)


def own_message(text: str) -> Payload:
    """What Slack sends when the app itself has written in a direct message."""
    return direct_message(text, user=BOT_USER, bot_id=BOT_ID)


def kpi(text: str, response_url: str, **facts: str) -> Payload:
    """``/kpi text``."""
    return {
        "command": "/kpi",
        "text": text,
        "response_url": response_url,
        "channel_id": "C0CHANNEL",
        "user_id": "U0PERSON",
        "team_id": TEAM,
        "trigger_id": f"trigger-{next(_counter)}",
    } | facts


def opened(tab: str = "home", **event: Any) -> Payload:
    """A person opens the app's home, or its messages."""
    return _event({"type": "app_home_opened", "channel": "D0DIRECT", "tab": tab} | event)


def look_up(text: str, response_url: str, **facts: Any) -> Payload:
    """A person chooses the shortcut on a message of somebody's in a thread."""
    return _interaction("message_action", response_url) | {
        "callback_id": "look_up",
        "channel": {"id": "C0CHANNEL", "name": "planning"},
        "message": {"type": "message", "user": "U0OTHER", "text": text, "ts": "1710000000.000009"},
        **facts,
    }


def home_click(action_id: str, value: str, user: str = "U0PERSON", *, chosen: bool = False) -> Payload:
    """A person clicks a button of the home, or chooses from a list in it."""
    action = {"selected_option": {"value": value}} if chosen else {"value": value}
    action |= {"action_id": action_id, "block_id": "b", "type": "static_select" if chosen else "button"}
    facts = {"user": {"id": user, "team_id": TEAM}, "view": {"type": "home"}, "actions": [action]}
    return _interaction("block_actions", "") | facts


def _interaction(kind: str, response_url: str) -> Payload:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "loopback"},
        "user": {"id": "U0PERSON", "team_id": TEAM},
        "response_url": response_url,
        "trigger_id": f"trigger-{next(_counter)}",
    }


def kind_of(payload: Payload) -> str:
    """How a payload travels: ``events_api``, ``slash_commands`` or ``interactive``."""
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload.get("type") in ("event_callback", "url_verification") else "interactive"


def click(element: Payload, channel: str, *, selected: str | None = None, **facts: Any) -> Payload:
    """Somebody presses an element of a message, or selects the option of that value in a list.

    Args:
        element: As it stands in the message.
        channel: Where the message stands.
        selected: Value of the option.
        **facts: Fields of the payload, beside those of a person's click in a thread.
    """
    action = {"action_id": element["action_id"], "type": element["type"], "block_id": "b", "action_ts": "1.1"}
    if selected is not None:
        action["selected_option"] = {"value": selected}
    elif "value" in element:
        action["value"] = element["value"]
    place = {"type": "message", "message_ts": "1710000000.000900", "channel_id": channel, "is_ephemeral": False}
    return {
        "type": "block_actions",
        "user": {"id": "U0PERSON", "team_id": "T0LOOPBACK"},
        "team": {"id": "T0LOOPBACK"},
        "channel": {"id": channel},
        "container": place | {"thread_ts": "1710000000.000001"},
        "trigger_id": f"trigger-{next(_counter)}",
        "actions": [action],
    } | facts


def typed_into(action_id: str, block_id: str, text: str, channel: str = "C0CHANNEL", user: str = "U0PERSON") -> Payload:
    """Somebody types into a list that asks the app for its options."""
    return {
        "type": "block_suggestion",
        "user": {"id": user, "team_id": "T0LOOPBACK"},
        "team": {"id": "T0LOOPBACK"},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": "1710000000.000900", "channel_id": channel},
        "action_id": action_id,
        "block_id": block_id,
        "value": text,
    }


def submitted(view: Payload, values: Payload) -> Payload:
    """Somebody submits a modal with these values by block and element."""
    return {
        "type": "view_submission",
        "user": {"id": "U0PERSON", "team_id": "T0LOOPBACK"},
        "team": {"id": "T0LOOPBACK"},
        "view": view | {"id": "V0VIEW", "state": {"values": values}},
    }


def kpi_admin(text: str, response_url: str, **facts: str) -> Payload:
    """``/kpi-admin text``."""
    return kpi(text, response_url, **{"command": "/kpi-admin", "user_id": "U0ADMIN"} | facts)


def dropped(origin: str, *files: tuple[str, int], **event: Any) -> Payload:
    """A person drops files, each of a name and size, into the app's direct messages."""
    shown = [
        {"name": name, "size": size, "url_private_download": f"http://{origin}/files/{quote(name)}"}
        for name, size in files
    ]
    return direct_message("", subtype="file_share", files=shown, **event)


def clicked(button: Payload, channel: str, ts: str, user: str = "U0ADMIN", thread: str | None = None) -> Payload:
    """A person clicks a button of a message."""
    message = {"ts": ts} | ({"thread_ts": thread} if thread else {})
    return {
        "type": "block_actions",
        "team": {"id": "T0LOOPBACK"},
        "user": {"id": user},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "message": message,
        "trigger_id": f"trigger-{next(_counter)}",
        "actions": [button],
    }


def filled_in(view: Payload, entered: dict[str, Any], user: str = "U0ADMIN") -> Payload:
    """An administrator submits a modal, with the state of each field by ``block_id``."""
    return {
        "type": "view_submission",
        "team": {"id": "T0LOOPBACK"},
        "user": {"id": user},
        "view": view | {"state": {"values": {block: {"value": state} for block, state in entered.items()}}},
    }


def _event(event: Payload) -> Payload:
    nth = next(_counter)
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": f"Ev{nth:08d}",
        "event_time": int(time.time()),
        "event": {"user": "U0PERSON", "ts": f"1710000000.{nth:06d}"} | event,
    }


def deliver(
    url: str, payload: Payload, *, secret: str = SIGNING_SECRET, age: float = 0, **headers: str
) -> tuple[int, str]:
    """Post a payload, signed, as Slack does over HTTP: commands and interactions as a form, events as JSON.

    Args:
        url: Where the app listens.
        payload: An event, a command or an interaction.
        secret: What to sign with.
        age: How many seconds ago it was signed.
        **headers: Further headers.

    Returns:
        The status and the body of the answer.
    """
    body, signs = signed(payload, secret, age)
    request = urllib.request.Request(url, data=body, headers=signs | headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def signed(payload: Payload, secret: str = SIGNING_SECRET, age: float = 0) -> tuple[bytes, dict[str, str]]:
    """A payload's body and headers as Slack sends them; arguments as of ``deliver``."""
    kind, plain = kind_of(payload), _escaped(json.dumps(payload, ensure_ascii=False))
    form = kind != "events_api"
    fields = {name: _escaped(str(value)) for name, value in payload.items()}
    body = urlencode(fields if kind == "slash_commands" else {"payload": plain}) if form else plain
    stamp = str(int(time.time() - age))
    signature = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return body.encode(), {
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }


def _escaped(text: str) -> str:
    """Halves of characters, which no encoding has, as JSON escapes them."""
    return text.encode("utf-8", "backslashreplace").decode()


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int, seconds: float = 60) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")
