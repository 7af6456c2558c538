"""``/kpi subscribe`` and what belongs to it, the window, and the buttons in lists and in the Home."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt import Respond as Responder
from slack_sdk import WebClient

from bot.rendering.text_errors import error_line
from bot.slack.access import Access, Audience
from bot.slack.blocks import escaped
from bot.slack.directory import Person
from bot.slack.failures import logged
from bot.slack.papers.request import language_said, wanted_by
from bot.slack.replies import denied
from bot.slack.safety import asked as plainly
from bot.slack.subscriptions.asking import OpenWindow, ShowAll, Subscribe, Unsubscribe, wish_of
from bot.slack.subscriptions.desk import See, SubscriptionDesk
from bot.slack.subscriptions.listing import NEW, REMOVE, RESUME, listed, text_of
from bot.slack.subscriptions.window import CALLBACK, channel_of, day_of, wanted_of, window
from corpus.errors import SoseiError
from prompts.wording import Language, wording

_MOST = 20
"""Subscriptions in one message, well below its fifty blocks."""

Payload = dict[str, Any]


class Listening:
    """What people do about subscriptions.

    Args:
        client: Client of the Web API.
        desk: Deals with it.
        access: The gate.
        see: What is published, as somebody sees it.
        person: Looks somebody up.
        refresh: Shows somebody their Home anew.
    """

    def __init__(
        self,
        client: WebClient,
        desk: SubscriptionDesk,
        access: Access,
        see: See,
        person: Callable[[str], Person],
        refresh: Callable[[str], None],
    ) -> None:
        self._client = client
        self._desk = desk
        self._access = access
        self._see = see
        self._person = person
        self._refresh = refresh

    def register(self, app: App) -> None:
        """Listen; to be called before the listener for questions, since these are none."""
        app.command("/kpi", middleware=[_only_wishes])(self.wished)
        app.view(CALLBACK)(self.entered)
        app.action(NEW)(self.new)
        app.action(REMOVE)(lambda body, ack, respond: self.clicked(body, ack, respond, self._desk.remove))
        app.action(RESUME)(lambda body, ack, respond: self.clicked(body, ack, respond, self._desk.resume))

    def wished(self, command: Payload, ack: Ack, respond: Responder) -> None:
        """Do what a command says, for those who may ask. A window can be opened for three seconds only."""
        user, channel = command["user_id"], command["channel_id"]
        ack()
        try:
            language = language_said(command["text"]) or self._person(user).language
            if denial := self._access.denial(Audience(user, channel, private=True)):
                _tell(respond, denied(denial, language))
                return
            text = self._done(command, user, channel, language, respond)
        except SoseiError as error:
            text = escaped(error_line(error, "ja"))
        except Exception as error:
            text = wording("ja").say("slack.failed", error_id=logged(error, "dealing with subscriptions"))
        if text:
            _tell(respond, text)

    def _done(self, command: Payload, user: str, channel: str, language: Language, respond: Responder) -> str:
        """Do it; what is still to be told."""
        match wish_of(plainly(command.get("text") or "")):
            case Subscribe(request, day):
                wanted = wanted_by(request, language)
                refusal = self._desk.refusal(user, channel, wanted, language)
                return refusal.text if refusal else self._desk.add(user, channel, wanted, day, language)
            case ShowAll():
                found = self._desk.seen_by(user, channel)
                blocks = listed(found, _MOST, lambda one: self._desk.may_change(user, one), language)
                _tell(respond, text_of(found, language), blocks)
            case Unsubscribe(None):
                return wording(language).say("subscription.which")
            case Unsubscribe(int() as number):
                return self._desk.remove(user, number, language)
            case OpenWindow():
                self._open(command["trigger_id"], user, channel, language)
        return ""

    def new(self, body: Payload, ack: Ack) -> None:
        """Open the window from a list or the Home."""
        ack()
        user = body["user"]["id"]
        try:
            if not self._access.denial(Audience(user, None, private=True)):
                channel = (body.get("channel") or {}).get("id")
                self._open(body["trigger_id"], user, channel, self._person(user).language)
        except Exception as error:
            logged(error, "opening the window of subscriptions")

    def entered(self, body: Payload, view: Payload, ack: Ack) -> None:
        """Take what was put together; what is wrong with it is told in the window."""
        user, values = body["user"]["id"], view["state"]["values"]
        language: Language = "en" if view["private_metadata"] == "en" else "ja"
        channel, wanted = channel_of(values), wanted_of(values)
        try:
            if refusal := self._desk.refusal(user, channel, wanted, language):
                ack(response_action="errors", errors={refusal.about: refusal.text})
                return
            ack()
            text = self._desk.add(user, channel, wanted, day_of(values), language)
            self._client.chat_postMessage(channel=user, text=text, unfurl_links=False)
            self._refresh(user)
        except Exception as error:
            text = wording(language).say("slack.failed", error_id=logged(error, "making a subscription"))
            ack(response_action="errors", errors={"channel": text})

    def clicked(self, body: Payload, ack: Ack, respond: Responder, do: Callable[[str, int, Language], str]) -> None:
        """End or resume a subscription by its button."""
        ack()
        user = body["user"]["id"]
        try:
            text = do(user, int(body["actions"][0]["value"]), self._person(user).language)
        except SoseiError as error:
            text = escaped(error_line(error, "ja"))
        except Exception as error:
            text = wording("ja").say("slack.failed", error_id=logged(error, "changing a subscription"))
        try:
            if (body.get("view") or {}).get("type") == "home":
                self._client.chat_postMessage(channel=user, text=text, unfurl_links=False)
                self._refresh(user)
            else:
                _tell(respond, text)
        except Exception as error:
            logged(error, "telling of a subscription")

    def _open(self, trigger: str, user: str, channel: str | None, language: Language) -> None:
        figures = self._see(self._access.withheld(Audience(user, None, private=True)))
        where = channel if channel and channel[0] in "CG" else None
        self._client.views_open(trigger_id=trigger, view=window(figures, language, where).to_dict())


def _only_wishes(command: Payload, next: Callable[[], BoltResponse]) -> BoltResponse | None:
    return next() if wish_of(plainly(command.get("text") or "")) else None


def _tell(respond: Responder, text: str, blocks: list[Payload] | None = None) -> None:
    respond(response_type="ephemeral", text=text, blocks=blocks, replace_original=False)
