"""A question becomes a reply, whatever goes wrong on the way: the chart may be missing, an answer never is."""

import time
from collections.abc import Callable
from typing import Protocol

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.answering.conversation.offers import offers
from bot.answering.said import Said
from bot.rendering.text_errors import error_line
from bot.slack.access import Access, Audience, Denial, audience_of, is_direct
from bot.slack.agent import Agent
from bot.slack.blocks import Message, Reference, escaped
from bot.slack.delivery import Delivery
from bot.slack.failures import LOG, logged
from bot.slack.intake import asked_in, taken_in
from bot.slack.journal import dealt_with
from bot.slack.outlets import Outlet, Owed, TakenOver, outlet_of
from bot.slack.papers.desk import PaperDesk, Prepared
from bot.slack.papers.request import CompareRequest, ListRequest, PaperRequest, request_of
from bot.slack.standing import standing
from bot.slack.unfinished import InHand
from corpus.errors import (
    EditionUnknown,
    IndicatorUnknown,
    PlaceUnknown,
    PublicationMoved,
    QuestionEmpty,
    QuestionError,
    SoseiError,
    StoreUnreachable,
)
from kpi_store.columns import now
from kpi_store.exchange_views import Asked, ExchangeView, Outcome
from kpi_store.exchanges import Exchanges
from kpi_store.withholding import Restriction, Views
from prompts.wording import Language, wording


class Respond(Protocol):
    """Answers a question; may raise a SoseiError. Called from several threads at once."""

    def __call__(
        self, question: str, *, edition: str | None, after: Said | None, withheld: frozenset[Restriction]
    ) -> Answer:
        """Answer a question from an edition, or from what is in force, going on from what was said before it.

        Nothing of the documents ``withheld`` may be in the answer.
        """


Told = Callable[[frozenset[Restriction]], Answer]
"""Answers what was not typed, without the documents given; may raise a SoseiError."""

ASKERS_TO_MEND: tuple[type[SoseiError], ...] = (
    QuestionError,
    EditionUnknown,
    IndicatorUnknown,
    PlaceUnknown,
    PublicationMoved,
)
"""What whoever asks can mend, told as it is; the rest would tell internals."""

_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 10.0)
"""Seconds after tries to keep an answer that stands in Slack."""

_MOST_TRIES = 3
"""How often a question is begun: one that ends the process each time must not go on doing so."""


class GaveUp(Exception):
    """Work on a question was begun so often that it is not begun again."""


class Replies:
    """Answers questions into whatever outlet they came from."""

    def __init__(
        self,
        client: WebClient,
        exchanges: Exchanges,
        in_hand: InHand,
        access: Access,
        agent: Agent,
        views: Views,
        respond: Respond,
        delivery: Delivery,
        desk: PaperDesk,
    ) -> None:
        self.client = client
        self._access = access
        self._agent = agent
        self._exchanges = exchanges
        self._views = views
        self._in_hand = in_hand
        self._respond = respond
        self._delivery = delivery
        self._desk = desk

    def answer(self, context: BoltContext) -> None:
        """Answer the question that the intake took, or say why not. Never raises: there is nobody above to tell."""
        try:
            exchange = taken_in(context)
        except Exception as error:
            asked = asked_in(context)
            unkept = ExchangeView("", asked, now(), "taken", tries=1)
            self._say(_failed(asked, logged(error, "taking a question")), outlet_of(self.client, unkept))
            return
        if exchange is not None:
            self.work(exchange)

    def work(self, exchange: ExchangeView, told: Told | None = None, ahead: str = "") -> None:
        """As ``answer``, a question at hand.

        Args:
            exchange: The question.
            told: Answers it; None where it is to be understood as it was typed.
            ahead: What stands above the answer in small print, as mrkdwn.
        """
        with self._in_hand.holding(exchange.id):
            place = outlet_of(self.client, exchange)
            outlet = Owed(place, lambda: self._exchanges.posting(exchange))
            try:
                if exchange.posting_at is not None:  # a worker may have died just after it had posted
                    if reply := standing(self.client, exchange):
                        self._keep(exchange, Outcome("answered", "", reply))
                        return
                    ahead = wording(_language(exchange.asked)).say("slack.again")
                if exchange.tries > _MOST_TRIES:
                    raise GaveUp
                if denial := self._access.denial(audience_of(exchange.asked)):
                    outlet.post(Message(denied(denial, _language(exchange.asked))))
                    self._exchanges.refused(exchange.id, denial)
                    dealt_with(exchange, "refused")
                else:
                    outcome = self._answered(exchange, outlet, told, ahead)
                    self._keep(exchange, outcome)
            except TakenOver:
                LOG.info("left %s to the worker that has it by now", exchange.id)
            except Exception as error:
                # Without the database nobody says whose the question is; that there is no answer is told all the same.
                self._give_up(exchange, place if isinstance(error, StoreUnreachable) else outlet, error)

    def _keep(self, exchange: ExchangeView, outcome: Outcome) -> None:
        """Keep what was answered. It stands in Slack, so a database that is away is waited for, and not told of."""
        for pause in _PAUSES:
            try:
                self._exchanges.answered(exchange.id, outcome)
                dealt_with(exchange, "answered", outcome)
                return
            except StoreUnreachable as error:
                logged(error, "keeping an answer")
                time.sleep(pause)

    def _answered(self, exchange: ExchangeView, outlet: Outlet, told: Told | None, ahead: str) -> Outcome:
        """What was answered, once it stands where it was asked."""
        asked, audience = exchange.asked, audience_of(exchange.asked)
        if asked.thread_ts and is_direct(asked.channel):
            self._agent.begin(asked.channel, asked.thread_ts, _language(asked))
        withheld = self._access.withheld(audience)
        request = None if told else request_of(asked.question)
        try:
            if isinstance(request, PaperRequest):
                return self._desk.order(request, asked, exchange.id, withheld)
            prepared = Prepared(told(withheld)) if told else self._understood(request, asked, withheld)
        except QuestionEmpty:
            line = help_text(_language(asked))
        except ASKERS_TO_MEND as error:
            line = escaped(error_line(error, _language(asked)))
        else:
            answer = prepared.answer
            reply = self._delivery.deliver(answer, outlet, self.reference(exchange.id, answer, audience), ahead)
            self._desk.bring(prepared, asked, outlet)
            return _outcome(answer, reply)
        outlet.post(Message(line))
        return Outcome("clarify", "help", line)

    def _understood(
        self, request: CompareRequest | ListRequest | None, asked: Asked, withheld: frozenset[Restriction]
    ) -> Prepared:
        if request:
            return self._desk.prepared(request, asked, withheld)
        before = self._before(asked)
        return Prepared(self._respond(asked.question, edition=asked.edition, after=before, withheld=withheld))

    def reference(self, exchange: str, answer: Answer, audience: Audience) -> Reference:
        """What the buttons under an answer refer to, and which of them lead somewhere for those who see it."""
        shareable = audience.private and audience.channel is not None and not is_direct(audience.channel)
        try:
            figures = self._views.without(self._access.withheld(audience)).published()
            return Reference(exchange, offers(answer, figures), shareable)
        except Exception as error:  # a button less is no reason to hold the answer back
            logged(error, "finding what to offer next")
            return Reference(exchange, private=shareable)

    def _before(self, asked: Asked) -> Said | None:
        """What the conversation was about before the question."""
        if asked.follows is not None:
            last = self._exchanges.get(asked.follows)
        else:
            last = (asked.thread_ts and self._exchanges.last_answered(asked.channel, asked.thread_ts)) or None
        return said_in(last)

    def _give_up(self, exchange: ExchangeView, outlet: Outlet, error: Exception) -> None:
        """Tell that there is no answer. Where that cannot be told either, the question is left to be taken over."""
        error_id = logged(error, "answering")
        if self._say(_failed(exchange.asked, error_id), outlet) or exchange.tries >= _MOST_TRIES:
            try:
                self._exchanges.failed(exchange.id, error_id)
                dealt_with(exchange, "failed")
            except SoseiError as lost:
                logged(lost, "keeping that a question was not answered")

    def _say(self, text: str, outlet: Outlet) -> bool:
        try:
            outlet.post(Message(text))
        except Exception as error:
            logged(error, "telling a person")
            return False
        return True


def said_in(exchange: ExchangeView | None) -> Said | None:
    """What an exchange was about; None where it was not answered, or was kept by a version that told it otherwise."""
    said = exchange.outcome.said if exchange and exchange.outcome else None
    try:
        return Said.from_json(said) if said else None
    except ValueError:
        return None


def _outcome(answer: Answer, reply: str) -> Outcome:
    return Outcome(
        status=answer.status,
        intent=answer.intent,
        reply=reply,
        indicators=answer.about or tuple(figure.indicator for figure in answer.figures),
        snapshot=answer.snapshot,
        said=answer.said.as_json() if answer.said else None,
    )


def help_text(language: Language) -> str:
    """How to ask, in mrkdwn."""
    return wording(language).say("slack.help")


def denied(denial: Denial, language: Language) -> str:
    """The sentence that says why somebody is not answered."""
    return wording(language).say(f"slack.denied.{denial}")


def _failed(asked: Asked, error_id: str) -> str:
    return wording(_language(asked)).say("slack.failed", error_id=error_id)


def _language(asked: Asked) -> Language:
    return "en" if asked.language == "en" else "ja"
