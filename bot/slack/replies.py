"""A question becomes a reply, whatever goes wrong on the way: the chart may be missing, an answer never is."""

from typing import Protocol

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.answering.offers import Offers
from bot.answering.said import Said
from bot.rendering.text_errors import error_line
from bot.slack.access import Access, Denial, audience_of, is_direct
from bot.slack.agent import Agent
from bot.slack.blocks import Message, escaped
from bot.slack.delivery import Delivery, Draw
from bot.slack.failures import logged
from bot.slack.intake import asked_in, taken_in
from bot.slack.outlets import Outlet, outlet_of
from bot.slack.unfinished import InHand
from corpus.errors import EditionUnknown, IndicatorUnknown, QuestionEmpty, QuestionError, SoseiError
from kpi_store.columns import now
from kpi_store.exchange_views import Asked, ExchangeView, Outcome
from kpi_store.exchanges import Exchanges
from kpi_store.withholding import Restriction
from prompts.wording import Language, wording


class Respond(Protocol):
    """Answers a question; may raise a SoseiError. Called from several threads at once."""

    def __call__(
        self, question: str, *, edition: str | None, after: Said | None, withheld: frozenset[Restriction]
    ) -> Answer:
        """Answer a question from an edition, or from what is in force, going on from what was said before it.

        Nothing of the documents ``withheld`` may be in the answer.
        """


_ASKERS_TO_MEND: tuple[type[SoseiError], ...] = (QuestionError, EditionUnknown, IndicatorUnknown)
"""What whoever asks can mend, told as it is; the rest would tell internals."""

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
        respond: Respond,
        draw: Draw,
    ) -> None:
        self.client = client
        self._access = access
        self._agent = agent
        self._exchanges = exchanges
        self._in_hand = in_hand
        self._respond = respond
        self._delivery = Delivery(client, draw, lambda _: Offers())

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

    def work(self, exchange: ExchangeView) -> None:
        """As ``answer``, a question at hand."""
        with self._in_hand.holding(exchange.id):
            outlet = outlet_of(self.client, exchange)
            try:
                if exchange.tries > _MOST_TRIES:
                    raise GaveUp
                if denial := self._access.denial(audience_of(exchange.asked)):
                    outlet.post(Message(denied(denial, _language(exchange.asked))))
                    self._exchanges.refused(exchange.id, denial)
                else:
                    self._exchanges.answered(exchange.id, self._answered(exchange.asked, outlet))
            except Exception as error:
                self._give_up(exchange, outlet, error)

    def _answered(self, asked: Asked, outlet: Outlet) -> Outcome:
        """What was answered, once it stands where it was asked."""
        if asked.thread_ts and is_direct(asked.channel):
            self._agent.begin(asked.channel, asked.thread_ts, _language(asked))
        try:
            answer = self._respond(
                asked.question,
                edition=asked.edition,
                after=self._before(asked),
                withheld=self._access.withheld(audience_of(asked)),
            )
        except QuestionEmpty:
            line = help_text(_language(asked))
        except _ASKERS_TO_MEND as error:
            line = escaped(error_line(error, _language(asked)))
        else:
            return self._shown(answer, outlet)
        outlet.post(Message(line))
        return Outcome("clarify", "help", line)

    def _shown(self, answer: Answer, outlet: Outlet) -> Outcome:
        reply = self._delivery.deliver(answer, outlet, None)
        return Outcome(
            status=answer.status,
            intent=answer.intent,
            reply=reply,
            indicators=answer.about or tuple(figure.indicator for figure in answer.figures),
            snapshot=answer.snapshot,
            said=answer.said.as_json() if answer.said else None,
        )

    def _before(self, asked: Asked) -> Said | None:
        """What the conversation was about before the question."""
        if asked.follows is not None:
            last = self._exchanges.get(asked.follows)
        else:
            last = (asked.thread_ts and self._exchanges.last_answered(asked.channel, asked.thread_ts)) or None
        said = last.outcome.said if last and last.outcome else None
        try:
            return Said.from_json(said) if said else None
        except ValueError:  # kept by another version: the question stands on its own then
            return None

    def _give_up(self, exchange: ExchangeView, outlet: Outlet, error: Exception) -> None:
        """Tell that there is no answer. Where that cannot be told either, the question is left to be taken over."""
        error_id = logged(error, "answering")
        if self._say(_failed(exchange.asked, error_id), outlet) or exchange.tries >= _MOST_TRIES:
            try:
                self._exchanges.failed(exchange.id, error_id)
            except SoseiError as lost:
                logged(lost, "keeping that a question was not answered")

    def _say(self, text: str, outlet: Outlet) -> bool:
        try:
            outlet.post(Message(text))
        except Exception as error:
            logged(error, "telling a person")
            return False
        return True


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
