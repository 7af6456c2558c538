"""What Slack sends, bent: fields gone, of another type, far too long, or taken from elsewhere in the payload."""

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from loopback_slack import events

import bot.slack
from tests.fuzz.choices import Choices
from tests.fuzz.texts import PARTS

Payload = dict[str, Any]
Place = tuple[Any, str | int]

_KEPT = ("response_url", "url_private_download")
"""Addresses stay those of this machine."""


@cache
def names() -> tuple[str, ...]:
    """What the program calls its buttons, lists and windows, beside some more of its constants."""
    modules = [import_module(found.name) for found in walk_packages(bot.slack.__path__, "bot.slack.")]
    held = [(name, value) for module in modules for name, value in vars(module).items()]
    return tuple(sorted({value for name, value in held if name.isupper() and isinstance(value, str)}))


def _one(choices: Choices, asked: str, response_url: str) -> Payload:
    """One of the kinds of payloads that the app listens to."""
    name = choices.one_of(names())
    user = choices.one_of(("U0PERSON", "U0ADMIN"))
    view = {"type": "modal", "callback_id": name, "private_metadata": json.dumps({"exchange": "x"}), "blocks": []}
    kinds: list[Callable[[], Payload]] = [
        lambda: events.mention(asked, user=user),
        lambda: events.direct_message(asked, user=user),
        lambda: events.direct_message(asked, thread_ts="1710000000.000001", files=[{"name": "a.pdf"}], user=user),
        lambda: events.opened(user=user),
        lambda: events.kpi(asked, response_url, user_id=user),
        lambda: events.kpi_admin("reindex", response_url),
        lambda: events.look_up(asked, response_url),
        lambda: events.home_click(name, asked, user),
        lambda: events.clicked(
            {"type": "button", "action_id": name, "value": "x|1"}, "C0CHANNEL", "1710000000.0001", user
        ),
        lambda: events.typed_into(name, "b", asked, user=user),
        lambda: (
            events.submitted(view, {"b": {"e": {"type": "plain_text_input", "value": asked}}}) | {"user": {"id": user}}
        ),
    ]
    return choices.one_of(kinds)()


def payload(choices: Choices, asked: str, response_url: str) -> Payload:
    """A payload with up to some twenty of its fields bent.

    Args:
        choices: Which, and how.
        asked: What the person asks or enters.
        response_url: Where a reply to them goes.
    """
    made = copy.deepcopy(_one(choices, asked, response_url))
    bends = 0
    while choices.left and bends < 20:
        _bend(made, choices)
        bends += 1
    return made


def _bend(made: Payload, choices: Choices) -> None:
    places = [place for place in _places(made) if place[1] not in _KEPT]
    if not places:
        return
    holder, key = choices.one_of(places)
    match choices.number(5):
        case 0:
            del holder[key]
        case 1:
            holder[key] = choices.one_of(places)[1]
        case 2:
            holder[key] = choices.one_of(PARTS) * (1 + choices.number(5000))
        case _:
            holder[key] = choices.one_of(
                (None, True, 0, -1, 1e308, "", [], {}, [None], [[]], {"": None}, "0", "\x00", "😀")
            )


def _places(value: Any) -> Iterator[Place]:
    """Where values stand, as their holders and keys, deep ones too."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in list(inside):
        yield value, key
        yield from _places(held)
