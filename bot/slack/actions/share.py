"""A private answer is shown to the channel, as the channel may see it."""

from dataclasses import replace

from slack_bolt import App

from bot.slack.access import is_direct
from bot.slack.actions.clicks import Click, Clicks
from bot.slack.blocks import Message
from bot.slack.blocks.buttons import SHARE
from bot.slack.outlets import Channel
from bot.slack.replies import denied
from prompts.wording import wording


def register(app: App, clicks: Clicks) -> None:
    """Listen for 「チャンネルに共有」."""
    app.action(SHARE)(clicks.handled(lambda click: _share(clicks, click)))


def _share(clicks: Clicks, click: Click) -> None:
    """Answer anew for the channel: what it may not see is not in it, whoever shares."""
    say = wording(click.language).say
    channel = click.audience.channel
    assert channel is not None
    public = replace(click.audience, private=is_direct(channel))
    if denial := clicks.access.denial(public):
        clicks.outlet(click).post(Message(denied(denial, click.language)))
        return
    answer = clicks.again(click, public)
    shared_by = say("buttons.shared", user=f"<@{click.audience.user}>")
    ahead = "\n".join(line for line in (shared_by, clicks.since(click)) if line)
    reference = clicks.replies.reference(click.exchange.id, answer, public)
    clicks.delivery.deliver(answer, Channel(clicks.client, click.response_url), reference, ahead=ahead)
    clicks.store.exchanges.share(click.exchange.id, click.audience.user, channel)
