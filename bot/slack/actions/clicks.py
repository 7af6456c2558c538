"""A click: which answer it belongs to, who clicked where, and whether they may see that answer."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt import Ack

from bot.answering.answer import Answer, Intent
from bot.answering.said import Said
from bot.slack.access import Access, Audience, is_direct
from bot.slack.blocks import Message
from bot.slack.blocks.buttons import parted
from bot.slack.delivery import Delivery
from bot.slack.failures import logged
from bot.slack.intake import LEASE, event_key
from bot.slack.outlets import Outlet, Private, Thread
from bot.slack.replies import Replies, Respond, denied, said_in
from kpi_store.exchange_views import Asked, ExchangeView
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction, Views
from prompts.wording import Language, wording

_QUICK_FINGER = 5.0
"""Seconds within which what is shown is also kept."""

Body = Mapping[str, Any]


class TellAbout(Protocol):
    """Tells of indicators where nobody typed a question; may raise a SoseiError."""

    def __call__(
        self,
        name: str,
        intent: Intent,
        *,
        beside: tuple[str, ...],
        edition: str | None,
        language: Language,
        withheld: frozenset[Restriction],
    ) -> Answer:
        """What is to say of an indicator, or of several beside each other."""


@dataclass(frozen=True, slots=True)
class Click:
    """Something that was pressed under an answer.

    Attributes:
        exchange: What the answer was to.
        said: What the answer was about.
        argument: What the button carries beside the exchange's id.
        audience: Who clicked, and who will see what comes of it.
        thread_ts: The thread of the answer; None for a private one.
        response_url: Where a reply to the one who clicked goes.
        event: Key of the click, so that it is answered once.
    """

    exchange: ExchangeView
    said: Said
    argument: str
    audience: Audience
    thread_ts: str | None
    response_url: str
    event: str | None

    @property
    def language(self) -> Language:
        """Of the answer."""
        return self.said.language


class Clicks:
    """What all kinds of buttons need.

    Args:
        store: Exchanges, documents and their files.
        access: The gate.
        replies: Answers questions.
        delivery: Shows answers.
        views: What an audience may see of the store.
        respond: Answers a typed question.
        tell_about: Tells of indicators.
    """

    def __init__(
        self,
        store: KpiStore,
        access: Access,
        replies: Replies,
        delivery: Delivery,
        views: Views,
        respond: Respond,
        tell_about: TellAbout,
    ) -> None:
        self.store = store
        self.access = access
        self.replies = replies
        self.delivery = delivery
        self.client = replies.client
        self.respond = respond
        self.tell_about = tell_about
        self.views = views

    def handled(self, work: Callable[[Click], None]) -> Callable[..., None]:
        """A listener that acknowledges, recalls, checks and then does the work. Never raises.

        Args:
            work: What is to be done; what it raises is told to the one who clicked, by a number.
        """

        def handle(ack: Ack, body: dict[str, Any]) -> None:
            ack()
            language: Language = "ja"
            try:
                click = self.recalled(body)
                if click is None:
                    self.tell(body, wording(language).say("buttons.gone"))
                    return
                language = click.language
                if denial := self.access.denial(click.audience):
                    self.tell(body, denied(denial, language))
                    return
                work(click)
            except Exception as error:
                error_id = logged(error, "handling a click")
                self.tell(body, wording(language).say("slack.failed", error_id=error_id))

        return handle

    def recalled(self, body: Body) -> Click | None:
        """The click in Slack's payload; None where its exchange is forgotten or not for the one who clicked."""
        exchange_id, argument = parted(value_in(body))
        exchange = self.answered(exchange_id)
        said = said_in(exchange)
        if exchange is None or said is None:
            return None
        place = body.get("container") or {}
        private = bool(place.get("is_ephemeral"))
        user, channel = body["user"]["id"], str((body.get("channel") or {}).get("id") or place.get("channel_id"))
        if not _meant_for(user, channel, exchange.asked):
            return None
        return Click(
            exchange=exchange,
            said=said,
            argument=argument,
            audience=Audience(user, channel, private or is_direct(channel)),
            thread_ts=None if private else str(place.get("thread_ts") or place["message_ts"]),
            response_url=str(body.get("response_url") or ""),
            event=event_key(body),
        )

    def answered(self, exchange_id: str) -> ExchangeView | None:
        """The exchange; a quick finger is waited for, since an answer is kept only once it is shown."""
        until = time.monotonic() + _QUICK_FINGER
        while True:
            exchange = self.store.exchanges.get(exchange_id)
            if exchange is None or exchange.state != "taken" or time.monotonic() > until:
                return exchange
            time.sleep(0.05)

    def ask(self, click: Click, question: str, told: Callable[[frozenset[Restriction]], Answer], **facts: Any) -> None:
        """Answer a click as a question of its own, kept like every other.

        Args:
            click: What was pressed.
            question: What it asks, in words.
            told: Answers it, without the documents given.
            **facts: What the new exchange holds otherwise than as a question that goes on from the click's.
        """
        private = click.thread_ts is None
        given = {
            "event": click.event,
            "user": click.audience.user,
            "channel": click.audience.channel,
            "thread_ts": click.thread_ts,
            "came": "button",
            "question": question,
            "language": click.language,
            "follows": click.exchange.id,
            "response_url": click.response_url if private else None,
        }
        taken = self.store.exchanges.take(Asked(**{**given, **facts}), LEASE)
        if taken is not None:
            self.replies.work(taken, told, ahead=self.since(click))

    def again(self, click: Click, audience: Audience) -> Answer:
        """What the exchange's answer is now, from what is in force, for an audience.

        Raises:
            SoseiError: If what it was about is published no more.
        """
        return self.answered_again(click, self.access.withheld(audience), click.exchange.asked.edition)

    def answered_again(self, click: Click, withheld: frozenset[Restriction], edition: str | None) -> Answer:
        """What was asked, of an edition: the typed question, or the indicators that a click was about.

        Raises:
            SoseiError: If what it was about is not published in it.
        """
        asked, said = click.exchange.asked, click.said
        if asked.came == "button" and said.indicators:
            return self.of_indicators(click, said.indicators, withheld, edition, figures_intent(said))
        before = self.store.exchanges.get(asked.follows) if asked.follows else None
        return self.respond(asked.question, edition=edition, after=said_in(before), withheld=withheld)

    def of_indicators(
        self,
        click: Click,
        names: tuple[str, ...],
        withheld: frozenset[Restriction],
        edition: str | None,
        intent: Intent = "trend",
    ) -> Answer:
        """What is to say of indicators, in the click's language.

        Raises:
            SoseiError: If one is not published, or the edition is not.
        """
        first, *rest = names
        return self.tell_about(
            first, intent, beside=tuple(rest), edition=edition, language=click.language, withheld=withheld
        )

    def since(self, click: Click) -> str:
        """A sentence where something else is published now than when the answer was given; else nothing."""
        then = click.exchange.outcome.snapshot if click.exchange.outcome else None
        current = self.store.current()
        now = current.snapshot if current else None
        return "" if then in (None, now) else wording(click.language).say("buttons.since")

    def outlet(self, click: Click) -> Outlet:
        """Where what comes of a click goes: beside the answer, seen by whoever sees that."""
        if click.thread_ts is None:
            return Private(self.client, click.response_url)
        assert click.audience.channel is not None
        return Thread(self.client, click.audience.channel, click.thread_ts)

    def tell(self, body: Body, text: str) -> None:
        """Say something to the one who clicked, and to nobody else."""
        try:
            Private(self.client, str(body["response_url"])).post(Message(text))
        except Exception as error:
            logged(error, "telling whoever clicked")


def value_in(body: Body) -> str:
    """What the pressed element carries."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or {}
    return str(chosen.get("value") or action.get("value") or "")


_TOLD_OF_INDICATORS: frozenset[Intent | None] = frozenset(
    {"trend", "value", "target", "compare", "summary", "revision", "direction", "analysis"}
)


def figures_intent(said: Said) -> Intent:
    """What was asked, if that can be asked of an indicator; else how it developed."""
    return said.intent if said.intent is not None and said.intent in _TOLD_OF_INDICATORS else "trend"


def _meant_for(user: str, channel: str, asked: Asked) -> bool:
    """Whether somebody may use an answer's buttons: who asked, or who sees it in the channel where it was given."""
    return user == asked.user or (channel == asked.channel and not is_direct(channel))
