"""The window in which a subscription is put together."""

from typing import Any, Literal

from slack_sdk.models.blocks import (
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    Option,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.briefs.brief import FORMATS, Format
from bot.briefs.wanted import Wanted
from bot.slack.papers.modal import (
    Values,
    chosen,
    language_chosen,
    language_input,
    radio_input,
    scope_chosen,
    scope_inputs,
)
from bot.slack.subscriptions.words import rhythm_words
from kpi_store.figures import Published
from kpi_store.subscriptions import LAST_DAY, ON_PUBLISH
from prompts.wording import Language, wording

CALLBACK = "subscription"
CHANNEL, RHYTHM = "channel", "rhythm"
"""Blocks, under which what is wrong with them is told."""

_LIST = "list"


def window(figures: Published, language: Language, channel: str | None) -> View:
    """The window.

    Args:
        figures: As whoever opens it may see them.
        language: Of its words.
        channel: Id of the channel that is chosen; None for none.
    """
    say = wording(language).say
    formats = [(format, say(f"subscription.format.{format}")) for format in (*FORMATS, _LIST)]
    where = ConversationSelectElement(
        action_id=CHANNEL,
        placeholder=say("subscription.channel"),
        initial_conversation=channel,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )
    days = [Option(value=str(day), text=rhythm_words(day, language)) for day in (ON_PUBLISH, *range(1, LAST_DAY + 1))]
    return View(
        type="modal",
        callback_id=CALLBACK,
        title=PlainTextObject(text=say("subscription.title")),
        submit=PlainTextObject(text=say("subscription.submit")),
        close=PlainTextObject(text=say("subscription.close")),
        private_metadata=language,
        blocks=[
            _input(CHANNEL, where, language),
            _rhythm(days, language),
            *scope_inputs(figures, language),
            radio_input("format", formats, FORMATS[0], language),
            language_input(language),
        ],
    )


def wanted_of(values: Values) -> Wanted:
    """What is to be sent."""
    format_: Format | Literal["list"] = "list"
    for known in FORMATS:
        if known == chosen(values, "format"):
            format_ = known
    return Wanted(scope_chosen(values), format_, language=language_chosen(values))


def day_of(values: Values) -> int:
    """When it is to be sent."""
    return int(chosen(values, RHYTHM))


def channel_of(values: Values) -> str:
    """Where it is to be sent."""
    return str(values[CHANNEL][CHANNEL].get("selected_conversation") or "")


def _rhythm(days: list[Option], language: Language) -> InputBlock:
    label = wording(language).say("subscription.rhythm")
    element = StaticSelectElement(action_id=RHYTHM, placeholder=label, options=days, initial_option=days[0])
    return _input(RHYTHM, element, language)


def _input(name: str, element: Any, language: Language) -> InputBlock:
    label = PlainTextObject(text=wording(language).say(f"subscription.{name}"))
    return InputBlock(block_id=name, label=label, element=element)
