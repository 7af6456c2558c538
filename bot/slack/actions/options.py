"""Lists that can be searched: indicators to compare with, and candidates where there are many."""

from collections.abc import Iterable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.blocks import Option, PlainTextObject

from bot.slack.access import Audience, is_direct
from bot.slack.actions.clicks import Clicks
from bot.slack.blocks.buttons import CHOOSE_MANY, COMPARE, value_of
from bot.slack.blocks.limits import BUTTON_TEXT
from bot.slack.blocks.literal import fitted
from bot.slack.failures import logged
from bot.slack.replies import said_in
from corpus.names import similarity
from corpus.words import plain
from kpi_store.figures import Published

_MOST = 100
"""Options that Slack takes."""

_ALIKE = 0.4
"""Names at least this like what was typed are offered, after those that hold it."""


def register(app: App, clicks: Clicks) -> None:
    """Listen for what is typed into the lists. Slack waits three seconds for the options."""

    def compare(ack: Ack, body: dict[str, Any]) -> None:
        ack(options=_options(body, _indicators(clicks, body)))

    def choose(ack: Ack, body: dict[str, Any]) -> None:
        ack(options=_options(body, _candidates(clicks, body)))

    app.options(COMPARE)(compare)
    app.options(CHOOSE_MANY)(choose)


def _candidates(clicks: Clicks, body: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Place and name of what an answer offered."""
    if _visible(clicks, body) is None:
        return []
    said = said_in(clicks.answered(_exchange(body)))
    return [(str(nth), (name,)) for nth, name in enumerate(said.candidates if said else ())]


def _indicators(clicks: Clicks, body: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Id and names of the indicators with figures, without those that the answer is about."""
    figures = _visible(clicks, body)
    if figures is None:
        return []
    said = said_in(clicks.answered(_exchange(body)))
    own = set(said.indicators) if said else set()
    return [
        (str(view.id), (view.name, *view.names))
        for view in figures.indicators()
        if not own & {view.name, *view.names} and figures.series(view.id).observations
    ]


def _visible(clicks: Clicks, body: dict[str, Any]) -> Published | None:
    """What whoever types may see; None where they may see nothing, or Slack does not tell who they are."""
    channel = (body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id")
    audience = Audience(body["user"]["id"], channel, channel is None or is_direct(channel))
    try:
        if clicks.access.denial(audience):
            return None
        return clicks.views.without(clicks.access.withheld(audience)).published()
    except Exception as error:
        logged(error, "listing choices")
        return None


def _options(body: dict[str, Any], named: Iterable[tuple[str, tuple[str, ...]]]) -> list[dict[str, Any]]:
    typed = plain(str(body.get("value") or "")).strip()
    rated = [(_rank(typed, names), argument, names[0]) for argument, names in named]
    kept = sorted((one for one in rated if one[0] is not None), key=lambda one: -(one[0] or 0.0))
    return [
        Option(
            value=value_of(_exchange(body), argument),
            text=PlainTextObject(text=fitted(name, BUTTON_TEXT) or "…", emoji=False),
        ).to_dict()
        for _, argument, name in kept[:_MOST]
    ]


def _rank(typed: str, names: Iterable[str]) -> float | None:
    """How well names fit what was typed; None for not at all. Equals keep their order."""
    if not typed or any(typed in plain(name) for name in names):
        return 1.0
    best = max(similarity(typed, name) for name in names)
    return best if best >= _ALIKE else None


def _exchange(body: dict[str, Any]) -> str:
    """The exchange's id, which the block carries where no option was chosen yet."""
    return str(body.get("block_id") or "").partition(" ")[2]
