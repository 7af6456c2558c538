"""Prepares what was asked for: comparisons and lists at once, papers by a job that the worker does.

However long a paper takes, it holds nobody's answer up; where it is brought, ``bot.slack.papers.bringing`` knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.answering.figures.side_by_side import Sides
from bot.briefs.listed import listed
from bot.briefs.making import Press
from bot.jobs.counter import Counter
from bot.jobs.papers import arguments_of
from bot.slack.blocks import Message, escaped
from bot.slack.directory import Person
from bot.slack.failures import logged
from bot.slack.outlets import Outlet, Thread
from bot.slack.papers.request import CompareRequest, ListRequest, PaperRequest, language_said, wanted_by
from kpi_store.exchange_views import Asked, Outcome
from kpi_store.jobs import PAPER
from kpi_store.withholding import Restriction
from prompts.wording import Language, wording

Withheld = frozenset[Restriction]


class Preparing(Protocol):
    """Prepares papers, comparisons and lists of what somebody may see; may raise a SoseiError."""

    def press(self, withheld: Withheld) -> Press:
        """What makes papers and lists."""

    def beside(self, names: tuple[str, ...], sides: Sides, language: Language, withheld: Withheld) -> Answer:
        """Indicators or editions side by side."""


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
        counter: Where jobs are asked for.
        person: Looks somebody up.
    """

    def __init__(
        self, client: WebClient, preparing: Preparing, counter: Counter, person: Callable[[str], Person]
    ) -> None:
        self._client = client
        self._preparing = preparing
        self._counter = counter
        self._person = person

    def order(self, request: PaperRequest, asked: Asked, exchange: str, withheld: Withheld) -> Outcome:
        """Have a paper made. Where it goes, a message says at once that it is being made, and how far that is.

        Args:
            request: What was asked for.
            asked: By whom and where.
            exchange: Id of the question.
            withheld: Documents that must not be in the paper.

        Raises:
            PlaceUnknown: If there is no such goal or measure; ``IndicatorUnknown``, ``EditionUnknown`` likewise.
            SlackClientError, OSError: If it cannot be told.
        """
        language = self.language_of(asked)
        figures = self._preparing.press(withheld).gatherer.store.published()
        figures.label(request.edition)
        title = request.scope.title(figures, language)
        direct = asked.thread_ts is None or asked.response_url is not None
        channel, thread = (asked.user, None) if direct else (asked.channel, asked.thread_ts)
        said = wording(language).say("slack.paper.making", title=escaped(title))
        posted = self._client.chat_postMessage(channel=channel, thread_ts=thread, text=said, unfurl_links=False)
        place = {
            "channel": str(posted["channel"]),  # what was posted to a person stands in a channel of its own
            "thread": thread,
            "ts": str(posted["ts"]),
            "user": asked.user,
            "language": language,
            "title": title,
        }
        arguments = arguments_of(wanted_by(request, language), withheld, exchange=exchange)
        self._counter.ask(PAPER, arguments, asked.user, place)
        return Outcome("answered", "list", said)

    def prepared(self, request: CompareRequest | ListRequest, asked: Asked, withheld: Withheld) -> Prepared:
        """Prepare what was asked for and is quick.

        Args:
            request: What was asked for.
            asked: By whom and where.
            withheld: Documents that must not be in it.

        Raises:
            SoseiError: If it cannot be prepared as it was asked for.
        """
        language = self.language_of(asked)
        if isinstance(request, CompareRequest):
            return Prepared(self._preparing.beside(request.names, request.sides, language, withheld))
        say = wording(language).say
        paper, kept, content = self._preparing.press(withheld).list(wanted_by(request, language), by=asked.user)
        answer = listed(paper.rows, language, paper.title)
        if not answer.about:
            return Prepared(answer)
        name = f"{say('slack.paper.list_name')}.{'csv' if request.csv else kept.format}"
        return Prepared(answer, paper.csv() if request.csv else content, name, say("slack.paper.list", id=paper.id))

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
        outlet.post(Message(wording(prepared.answer.language).say("slack.paper.in_direct_messages")))

    def language_of(self, asked: Asked) -> Language:
        """The language that was asked for, else that in which the person uses Slack."""
        if said := language_said(asked.question):
            return said
        try:
            return self._person(asked.user).language
        except Exception as error:  # a paper in Japanese is better than none
            logged(error, "looking up a language")
            return "ja"
