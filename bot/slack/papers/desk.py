"""Prepares what was asked for and brings it to whoever asked: a file in the thread, or in their direct messages."""

from dataclasses import dataclass
from typing import Protocol

from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.answering.overview import Order
from bot.answering.progress import Standing
from bot.answering.side_by_side import Sides
from bot.briefs.making import Press
from bot.briefs.scope import Scope
from bot.slack.blocks import Message, escaped
from bot.slack.outlets import Outlet, Thread
from bot.slack.papers.request import CompareRequest, ListRequest, PaperRequest, Request
from kpi_store.exchange_views import Asked
from kpi_store.withholding import Restriction
from prompts.wording import Language, wording

Withheld = frozenset[Restriction]


class Preparing(Protocol):
    """Prepares papers, comparisons and lists of what somebody may see; may raise a SoseiError."""

    def press(self, withheld: Withheld) -> Press:
        """What makes papers."""

    def beside(self, names: tuple[str, ...], sides: Sides, language: Language, withheld: Withheld) -> Answer:
        """Indicators or editions side by side."""

    def listed(
        self,
        scope: Scope,
        standing: Standing | None,
        order: Order,
        edition: str | None,
        language: Language,
        withheld: Withheld,
    ) -> tuple[Answer, bytes]:
        """Indicators at a glance, as an answer and as an .xlsx file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer, and the file that goes with it.

    Attributes:
        name: Of the file.
        said: The sentence beside it.
    """

    answer: Answer
    content: bytes | None = None
    name: str = ""
    said: str = ""


class PaperDesk:
    """Deals with requests.

    Args:
        client: Client of the Web API.
        preparing: What prepares.
    """

    def __init__(self, client: WebClient, preparing: Preparing) -> None:
        self._client = client
        self._preparing = preparing

    def prepared(self, request: Request, asked: Asked, withheld: Withheld) -> Prepared:
        """Prepare what was asked for.

        Args:
            request: What was asked for.
            asked: By whom and where.
            withheld: Documents that must not be in it.

        Raises:
            SoseiError: If it cannot be prepared as it was asked for.
        """
        language = _language(asked)
        if isinstance(request, CompareRequest):
            return Prepared(self._preparing.beside(request.names, request.sides, language, withheld))
        if isinstance(request, ListRequest):
            return self._list(request, language, withheld)
        return self._paper(request, asked, language, withheld)

    def bring(self, prepared: Prepared, asked: Asked, outlet: Outlet) -> None:
        """Put the file beside the reply; where one person alone sees that, into their direct messages, which is told.

        Raises:
            NotDelivered, SlackClientError, OSError: If it cannot be brought.
        """
        if prepared.content is None:
            return
        if outlet.most is None:
            outlet.attach(prepared.content, prepared.name, prepared.said)
            return
        direct = Thread(self._client, asked.user, None)
        direct.post(Message(prepared.said))  # a file needs the channel's id, which Slack tells with the message
        direct.attach(prepared.content, prepared.name, prepared.name)
        language = _language(asked)
        outlet.post(Message(wording(language).say("slack.paper.in_direct_messages")))

    def _paper(self, request: PaperRequest, asked: Asked, language: Language, withheld: Withheld) -> Prepared:
        view, content = self._preparing.press(withheld).make(
            request.scope, request.format, by=asked.user, edition=request.edition, language=language
        )
        said = wording(language).say("slack.paper.made", title=view.title, id=view.id)
        answer = Answer(asked.question, language, "answered", "list", said, names=(view.title, view.id))
        return Prepared(answer, content, view.file, escaped(said))

    def _list(self, request: ListRequest, language: Language, withheld: Withheld) -> Prepared:
        say = wording(language).say
        answer, content = self._preparing.listed(
            request.scope, request.standing, request.order, request.edition, language, withheld
        )
        if not answer.about:
            return Prepared(answer)
        return Prepared(answer, content, say("slack.paper.list_name"), say("slack.paper.list"))


def _language(asked: Asked) -> Language:
    return "en" if asked.language == "en" else "ja"
