"""Makes, lists and ends subscriptions for people, as far as each of them may."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.briefs.wanted import Wanted
from bot.rendering.text_errors import error_line
from bot.slack.access import Access, Audience, is_direct
from bot.slack.blocks import escaped
from bot.slack.replies import denied
from bot.slack.subscriptions.words import described
from bot.slack.web import GONE, api_error
from corpus.errors import EditionUnknown, IndicatorUnknown, PlaceUnknown
from kpi_store.figures import Published
from kpi_store.store import KpiStore
from kpi_store.subscriptions import SubscriptionView
from kpi_store.withholding import Restriction
from prompts.wording import Language, wording

See = Callable[[frozenset[Restriction]], Published]
"""What is published, as those see it from whom some documents are withheld."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a subscription is not made, as mrkdwn. ``about`` is the field of the window that it is about."""

    about: str
    text: str


class SubscriptionDesk:
    """Deals with what people want of subscriptions.

    Args:
        client: Client of the Web API.
        store: Where they are.
        access: The gate.
        see: What is published, as somebody sees it.
    """

    def __init__(self, client: WebClient, store: KpiStore, access: Access, see: See) -> None:
        self._client = client
        self._subscriptions = store.subscriptions
        self._access = access
        self._see = see

    def refusal(self, user: str, channel: str, wanted: Wanted, language: Language) -> Refusal | None:
        """Why this person may not have this sent to that channel; None if they may.

        Raises:
            SlackClientError, OSError: If Slack does not say what must be known.
        """
        say = wording(language).say
        if not channel or is_direct(channel):
            return Refusal("channel", say("subscription.no_channel"))
        if state := self._closed(channel):
            return Refusal("channel", say(f"subscription.{state}"))
        audience = Audience(user, channel, private=False)
        if denial := self._access.denial(audience):
            return Refusal("channel", denied(denial, language))
        try:
            figures = self._see(self._access.withheld(audience))
            figures.label(wanted.edition)
            wanted.scope.chosen(figures)
        except (PlaceUnknown, IndicatorUnknown, EditionUnknown) as error:
            return Refusal("scope", escaped(error_line(error, language)))
        return None

    def add(self, user: str, channel: str, wanted: Wanted, day: int, language: Language) -> str:
        """Make a subscription, which the channel is told; what is told to whoever wanted it."""
        withheld = self._access.withheld(Audience(user, channel, private=False))
        made, new = self._subscriptions.add(channel, wanted.as_json(), day, user, withheld)
        text = self._told("made" if new else "known", made, language)
        if new:
            try:
                self._client.chat_postMessage(channel=channel, text=f"{text}　<@{user}>", unfurl_links=False)
            except SlackApiError as error:
                self._subscriptions.remove(made.id, user)
                if api_error(error) not in GONE:
                    raise
                return wording(language).say("subscription.not_member")
        return text

    def seen_by(self, user: str, channel: str | None) -> list[SubscriptionView]:
        """Those that a person made, those of the channel they are in, and all for administrators."""
        everything = self._access.may_administer(user)
        return [one for one in self._subscriptions.all() if everything or one.by == user or one.channel == channel]

    def remove(self, user: str, number: int, language: Language) -> str:
        """End a subscription, if this person may; what is told to them.

        Raises:
            SubscriptionUnknown: If there is none of that number.
        """
        if not self.may_change(user, self._subscriptions.find(number)):
            return wording(language).say("subscription.not_yours")
        return self._told("removed", self._subscriptions.remove(number, user), language)

    def resume(self, user: str, number: int, language: Language) -> str:
        """Have a paused subscription sent again, if this person may and it can be; what is told to them.

        Raises:
            SubscriptionUnknown: If there is none of that number.
        """
        found = self._subscriptions.find(number)
        if not self.may_change(user, found):
            return wording(language).say("subscription.not_yours")
        if refusal := self.refusal(found.by, found.channel, Wanted.read(found.wanted), language):
            return refusal.text
        withheld = self._access.withheld(Audience(found.by, found.channel, private=False))
        return self._told("resumed", self._subscriptions.resume(number, user, withheld), language)

    def may_change(self, user: str, subscription: SubscriptionView) -> bool:
        """Whether a person may end or resume a subscription: whoever made it, and administrators."""
        if self._access.may_administer(user):
            return True
        return user == subscription.by and self._access.denial(Audience(user, None, private=True)) is None

    def _closed(self, channel: str) -> str | None:
        """Why nothing can be posted to a channel; asked anew each time, for people invite the app and try again."""
        try:
            told = self._client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            if api_error(error) in ("channel_not_found", "not_in_channel"):
                return "unknown"
            raise
        if told.get("is_archived"):
            return "archived"
        return None if told.get("is_member", True) else "not_member"

    def _told(self, name: str, subscription: SubscriptionView, language: Language) -> str:
        what = escaped(described(subscription, language))
        return wording(language).say(f"subscription.{name}", what=what, channel=f"<#{subscription.channel}>")
