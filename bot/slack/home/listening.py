"""Somebody opens the app, looks through its home, or asks from it."""

import re
from functools import lru_cache
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.slack.access import Access, Audience
from bot.slack.agent import Agent, View
from bot.slack.blocks import Block
from bot.slack.directory import Directory
from bot.slack.failures import logged
from bot.slack.home.outline import outline
from bot.slack.home.page import ASK, GOAL, TURN, Place, home
from bot.slack.home.parts import divider, header, lines, note
from bot.slack.home.queue import review_queue
from bot.slack.intake import Intake
from bot.slack.questions import of_home
from bot.slack.replies import Replies, denied
from bot.slack.subscriptions.desk import SubscriptionDesk
from bot.slack.subscriptions.listing import listed
from kpi_store.store import KpiStore
from prompts.wording import Language, wording

_OUTLINES = 8
_QUESTIONS = 5
_SUBSCRIPTIONS = 5


class Home:
    """Publishes homes, each for the person who looks at it."""

    def __init__(
        self,
        client: WebClient,
        store: KpiStore,
        access: Access,
        directory: Directory,
        view: View,
        subscriptions: SubscriptionDesk,
    ) -> None:
        self._client = client
        self._store = store
        self._access = access
        self._directory = directory
        self._view = view
        self._subscriptions = subscriptions
        self._outline = lru_cache(_OUTLINES)(outline)  # the figures are the same object until somebody publishes

    def show(self, user: str, place: Place) -> None:
        """Publish somebody's home, or say in it why there is none."""
        try:
            blocks = self._blocks(user, place, self._directory.person(user).language)
        except Exception as error:
            blocks = [lines([wording("ja").say("slack.failed", error_id=logged(error, "showing the home"))])]
        self._client.views_publish(user_id=user, view={"type": "home", "blocks": blocks})

    def refresh(self, user: str) -> None:
        """Show somebody the beginning of their home anew."""
        self.show(user, Place())

    def _blocks(self, user: str, place: Place, language: Language) -> list[Block]:
        audience = Audience(user, None, private=True)
        if denial := self._access.denial(audience):
            return [header(wording(language).say("home.title")), lines([denied(denial, language)])]
        told = self._outline(self._view(self._access.withheld(audience)))
        asked = dict.fromkeys(e.asked.question for e in self._store.exchanges.recent(user, 4 * _QUESTIONS))
        queue = review_queue(self._store, language) if self._access.may_administer(user) else []
        return [
            *queue,
            *home(told, place, list(asked)[:_QUESTIONS], language),
            *self._subscribed(user, language),
            note(wording(language).say("home.replied")),
        ]

    def _subscribed(self, user: str, language: Language) -> list[Block]:
        """What they have had sent to channels, and the button for more; to administrators, everybody's."""
        found = self._subscriptions.seen_by(user, None)
        blocks = listed(found, _SUBSCRIPTIONS, lambda one: self._subscriptions.may_change(user, one), language)
        return [divider(), header(wording(language).say("subscription.home")), *blocks]


def register(app: App, intake: Intake, replies: Replies, agent: Agent, directory: Directory, home: Home) -> None:
    """Listen for ``app_home_opened``, whose messages tab is the agent's window, and for clicks in the home."""

    def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "messages":
            agent.suggest(event["user"], event["channel"], directory.person(event["user"]).language)
        else:
            home.show(event["user"], Place())

    def turned(body: dict[str, Any], action: dict[str, Any], ack: Ack) -> None:
        ack()
        chosen = action.get("selected_option") or action
        home.show(body["user"]["id"], Place.read(chosen["value"]))

    def asked(context: BoltContext, ack: Ack) -> None:
        ack()
        replies.answer(context)

    app.event("app_home_opened")(opened)
    app.action(GOAL)(turned)
    app.action(re.compile(f"{TURN}:.*"))(turned)
    app.action(ASK, middleware=[intake.taking(of_home)])(asked)
