"""Who is who in Slack: people, channels and user groups, looked up when needed and remembered for some minutes."""

from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import TTLCache, cachedmethod
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.failures import LOG
from bot.slack.web import api_error
from prompts.wording import Language

_ROOM = 5_000
_SECONDS = 300.0
"""How long an answer of Slack's holds: somebody who leaves a group is out of it within five minutes."""

_NO_GROUP = frozenset({"no_such_subteam", "subteam_not_found"})
_NOT_SEEN = frozenset({"channel_not_found", "not_in_channel"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person in Slack.

    Attributes:
        ours: Whether they belong to our workspace, or to another one of our organisation.
        guest: Whether they are a guest in it, of one or several channels.
        language: In which they use Slack: Japanese, unless it is English.
    """

    ours: bool
    guest: bool
    language: Language = "ja"


@dataclass(frozen=True, slots=True)
class Place:
    """A channel. ``shared``: whether another organisation sees it, or is invited to."""

    shared: bool


class Directory:
    """Looks up and remembers; may be shared by threads.

    Args:
        client: Client of the Web API.
        seconds: How long what was looked up is remembered.
    """

    def __init__(self, client: WebClient, seconds: float = _SECONDS) -> None:
        self._client = client
        self._lock = Lock()
        self._people: TTLCache[Any, Person] = TTLCache(_ROOM, seconds)
        self._places: TTLCache[Any, Place | None] = TTLCache(_ROOM, seconds)
        self._heard: TTLCache[str, Place] = TTLCache(_ROOM, seconds)
        self._groups: TTLCache[Any, frozenset[str]] = TTLCache(_ROOM, seconds)
        self._own: TTLCache[Any, tuple[str, str | None]] = TTLCache(1, seconds)

    @cachedmethod(lambda self: self._people, lock=lambda self: self._lock)
    def person(self, user: str) -> Person:
        """Somebody.

        Raises:
            SlackClientError: If Slack does not say; ``OSError`` likewise.
        """
        told = self._client.users_info(user=user, include_locale=True)["user"]
        team, enterprise = self.own()
        employer = (told.get("enterprise_user") or {}).get("enterprise_id")
        same_team = told.get("team_id") == team
        ours = not told.get("is_stranger") and (same_team or (enterprise is not None and employer == enterprise))
        guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted"))
        return Person(ours, guest, "en" if str(told.get("locale") or "").startswith("en") else "ja")

    def place(self, channel: str) -> Place | None:
        """A channel; None for one that the app is not in and cannot see.

        Raises:
            SlackClientError: If Slack does not say; ``OSError`` likewise.
        """
        with self._lock:
            heard = self._heard.get(channel)
        return heard or self._place(channel)

    def hear_shared(self, channel: str) -> None:
        """Take from an event that a channel is shared with another organisation, whatever was looked up before."""
        with self._lock:
            self._heard[channel] = Place(shared=True)

    @cachedmethod(lambda self: self._places, lock=lambda self: self._lock)
    def _place(self, channel: str) -> Place | None:
        try:
            told = self._client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            if api_error(error) in _NOT_SEEN:
                return None
            raise
        outside = bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
        # Shared within an organisation means its other workspaces; a workspace that is in none has no such kin.
        foreign = bool(told.get("is_org_shared")) and self.own()[1] is None
        return Place(shared=outside or foreign)

    @cachedmethod(lambda self: self._groups, lock=lambda self: self._lock)
    def members(self, group: str) -> frozenset[str]:
        """Ids of the people in a user group; nobody where there is no such group any more.

        Raises:
            SlackClientError: If Slack does not say; ``OSError`` likewise.
        """
        try:
            return frozenset(self._client.usergroups_users_list(usergroup=group)["users"] or ())
        except SlackApiError as error:
            if api_error(error) not in _NO_GROUP:
                raise
            LOG.warning("there is no user group %s: the settings let nobody in by it", group)
            return frozenset()

    @cachedmethod(lambda self: self._own, lock=lambda self: self._lock)
    def own(self) -> tuple[str, str | None]:
        """Ids of our workspace and of the organisation it is in, if it is in one."""
        told = self._client.auth_test()
        return str(told["team_id"]), told.get("enterprise_id")
