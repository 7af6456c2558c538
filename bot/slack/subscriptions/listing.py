"""Subscriptions as blocks: one each with what can be done about it."""

from collections.abc import Callable, Sequence

from bot.answering.phrases import date_name
from bot.slack.admin.parts import Block, actions, button, context, section
from bot.slack.blocks import escaped
from bot.slack.subscriptions.words import described, reason
from kpi_store.subscriptions import JAPAN, SubscriptionView
from prompts.wording import Language, wording

REMOVE, RESUME, NEW = "subscription_remove", "subscription_resume", "subscription_new"
"""What the buttons are called."""


def listed(
    found: Sequence[SubscriptionView],
    most: int,
    may_change: Callable[[SubscriptionView], bool],
    language: Language,
) -> list[Block]:
    """The first ``most`` with what can be done about them, and the button for a new one: ``2 * most + 2`` blocks."""
    say = wording(language).say
    blocks: list[Block] = [] if found else [section(say("subscription.none"))]
    for one in found[:most]:
        blocks.append(section(_line(one, language)))
        if may_change(one):
            blocks.append(actions(*_buttons(one, language)))
    if len(found) > most:
        blocks.append(context(say("subscription.more", count=len(found) - most)))
    return [*blocks, actions(button(say("subscription.new"), NEW, NEW))]


def text_of(found: Sequence[SubscriptionView], language: Language) -> str:
    """The same as text."""
    say = wording(language).say
    if not found:
        return say("subscription.none")
    return "\n".join([say("subscription.head"), *(_line(one, language) for one in found)])


def _line(one: SubscriptionView, language: Language) -> str:
    say = wording(language).say
    line = say(
        "subscription.line",
        number=one.id,
        what=escaped(described(one, language)),
        channel=f"<#{one.channel}>",
        by=f"<@{one.by}>",
    )
    if one.paused:
        return line + say("subscription.line_paused", why=reason(one.paused, language))
    if one.due_at:
        day = date_name(one.due_at.astimezone(JAPAN).date(), wording(language))
        return line + say("subscription.line_due", day=day)
    return line


def _buttons(one: SubscriptionView, language: Language) -> list[Block]:
    say = wording(language).say
    sure = (say("subscription.sure"), say("subscription.remove"), say("subscription.no"))
    remove = button(say("subscription.remove"), REMOVE, str(one.id), sure=sure)
    return [button(say("subscription.resume"), RESUME, str(one.id)), remove] if one.paused else [remove]
