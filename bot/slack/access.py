"""Who may ask where, who may see which documents, and who may administer: the one gate of every entry.

What Slack cannot be asked about is refused, by an error: a gate that is open while nobody looks is none.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from bot.slack.directory import Directory
from bot.slack.failures import logged
from bot.slack.rules import Rules
from kpi_store.exchange_views import Asked
from kpi_store.withholding import Restriction

Denial = Literal["outsider", "guest", "user", "shared", "channel"]
"""Somebody of another organisation / a guest / somebody who is not on the list / a channel that another
organisation sees / a channel that is not on the list. ``slack.denied.*`` says it."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks, and who will see the reply.

    Attributes:
        channel: Where; None where there is no channel, as in the App Home.
        private: Whether the reply is seen by ``user`` alone.
    """

    user: str
    channel: str | None
    private: bool


def audience_of(asked: Asked) -> Audience:
    """Who will see the reply to a question."""
    return Audience(asked.user, asked.channel, asked.thread_ts is None or is_direct(asked.channel))


def is_direct(channel: str) -> bool:
    """Whether a channel is somebody's direct messages with the app."""
    return channel.startswith("D")


class Access:
    """The gate. May be shared by threads."""

    def __init__(self, rules: Rules, directory: Directory) -> None:
        self._rules = rules
        self._directory = directory

    def denial(self, audience: Audience) -> Denial | None:
        """Why these may not be answered; None if they may.

        Raises:
            SlackClientError: If Slack does not say what must be known; ``OSError`` likewise.
        """
        return self._denied_to(audience.user) or self._denied_in(audience)

    def may_administer(self, user: str) -> bool:
        """Whether somebody may administer. Where Slack does not say, nobody may."""
        try:
            return self._directory.person(user).ours and self._among(user, self._rules.admins)
        except Exception as error:
            logged(error, "looking up an administrator")
            return False

    def withheld(self, audience: Audience) -> frozenset[Restriction]:
        """Documents that must not be in a reply to these.

        Raises:
            SlackClientError: If Slack does not say who is in a group; ``OSError`` likewise.
        """
        return frozenset(r for r, allowed in self._rules.restricted.items() if not self._sees(audience, allowed))

    def _sees(self, audience: Audience, allowed: Collection[str]) -> bool:
        if audience.private:
            return self._among(audience.user, allowed)
        return audience.channel in allowed

    def _denied_to(self, user: str) -> Denial | None:
        person = self._directory.person(user)
        if not person.ours:
            return "outsider"
        named = self._rules.users | self._rules.admins
        if self._rules.users or person.guest:
            if self._among(user, named):
                return None
            return "guest" if person.guest else "user"
        return None

    def _denied_in(self, audience: Audience) -> Denial | None:
        channel = audience.channel
        if channel is None or is_direct(channel) or channel in self._rules.shared:
            return None
        place = self._directory.place(channel)
        if place is not None and place.shared:
            return "shared"
        if audience.private:  # nobody in the channel sees the reply, so it need not be on the list, or be visible
            return None
        if place is None or (self._rules.channels and channel not in self._rules.channels):
            return "channel"
        return None

    def _among(self, user: str, allowed: Collection[str]) -> bool:
        """Whether somebody is listed, or in a user group that is."""
        if user in allowed:
            return True
        return any(user in self._directory.members(group) for group in sorted(allowed) if group.startswith("S"))
