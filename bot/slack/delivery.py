"""An answer reaches whoever asked, in the richest form that Slack takes just then.

The chart: Slack's own block, else a picture, else a sentence that points to the table. The message: with buttons,
else without, else as text. Each step down costs what it names and nothing else.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.rendering.picture import Picture
from bot.rendering.text import plain_text
from bot.slack.blocks import Block, Message, Reference, answer_messages, native_charts, paragraphs, picture_block
from bot.slack.failures import logged
from bot.slack.outlets import BlocksRefused, Outlet
from bot.slack.upload import upload
from bot.slack.web import hurried
from prompts.wording import Language, wording

Draw = Callable[[Answer], Picture | None]
"""Draws an answer's chart, or says with None that there is nothing to draw. Never called twice at once."""

_REMEMBERED = 6 * 60 * 60.0
"""Seconds for which a workspace that refused Slack's own charts is not offered another one."""

_MOST_MESSAGES = 3
"""Messages in a thread beyond which the rest of an answer goes into a file."""


class Delivery:
    """Shows answers.

    Args:
        client: Client of the Web API.
        draw: Draws charts.
        clock: Seconds that never go back.
    """

    def __init__(self, client: WebClient, draw: Draw, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = hurried(client)
        self._draw = draw
        self._clock = clock
        self._drawing = Lock()  # matplotlib is not safe between threads
        self._refused_until = -float("inf")

    def deliver(self, answer: Answer, outlet: Outlet, reference: Reference | None, ahead: str = "") -> str:
        """Show an answer.

        Args:
            answer: What there is to say.
            outlet: Where.
            reference: What its buttons refer to; None for no buttons.
            ahead: What stands above it in small print, as mrkdwn.

        Returns:
            The whole of it as text.

        Raises:
            NotDelivered, SlackClientError, OSError: If not even its text can be delivered.
        """
        chart = self._native(answer) or self._picture(answer)
        messages = answer_messages(answer, chart=chart, reference=reference, ahead=ahead)
        instead = _Instead(lambda: self._picture(answer), _no_chart(answer.language))
        first, *rest = _fitting(messages, outlet, answer.language)
        self._post(first, outlet, instead)
        if outlet.most is None and len(messages) > _MOST_MESSAGES and self._attached(answer, outlet):
            rest = [ending for ending in (messages[-1].ending(),) if ending.blocks]
        for message in rest:
            self._post(message, outlet, instead)
        return "\n".join(message.text for message in messages)

    def show(
        self, messages: Sequence[Message], outlet: Outlet, language: Language, no_picture: Sequence[Block]
    ) -> None:
        """Show messages that are no answer, a picture of one perhaps among them.

        Args:
            messages: In order.
            outlet: Where.
            language: Of what is said where the outlet does not take them all.
            no_picture: What stands for the picture where Slack refuses it.

        Raises:
            NotDelivered, SlackClientError, OSError: As ``deliver``.
        """
        for message in _fitting(messages, outlet, language):
            self._post(message, outlet, _Instead(tuple, tuple(no_picture)))

    def upload(self, picture: Picture) -> Block:
        """Upload a picture, and give the block that shows it.

        Raises:
            NotReady, SlackClientError, OSError: If it cannot be shown.
        """
        return picture_block(upload(self._client, picture), picture.alt)

    def _attached(self, answer: Answer, outlet: Outlet) -> bool:
        """Whether the whole answer could be put beside its beginning as a text file."""
        say = wording(answer.language).say
        try:
            outlet.attach(plain_text(answer).encode("utf-8-sig"), say("slack.whole.name"), say("slack.whole.said"))
        except Exception as error:
            logged(error, "attaching an answer as a file")
            return False
        return True

    def _native(self, answer: Answer) -> tuple[Block, ...]:
        return native_charts(answer) if self._clock() >= self._refused_until else ()

    def _picture(self, answer: Answer) -> tuple[Block, ...]:
        """The chart as a picture, or the sentence that stands for it; nothing where there is nothing to draw."""
        if not answer.wants_chart:
            return ()
        try:
            with self._drawing:
                picture = self._draw(answer)
            return (self.upload(picture),) if picture else ()
        except Exception as error:  # the table says the same, so nothing about a picture may cost the answer
            logged(error, "showing a chart")
            return _no_chart(answer.language)

    def _post(self, message: Message, outlet: Outlet, instead: "_Instead") -> None:
        for form in _forms(message, instead, brief=outlet.most is not None):
            try:
                outlet.post(form)
            except BlocksRefused as error:
                logged(error, "showing blocks")
            else:
                if message.chart == "native" and form.chart != "native" and form.blocks:
                    self._refused_until = self._clock() + _REMEMBERED  # it was the chart that was refused
                return


@dataclass(frozen=True, slots=True)
class _Instead:
    """What stands in place of a chart: a picture where Slack's own is refused, words where the picture is."""

    picture: Callable[[], tuple[Block, ...]]
    words: tuple[Block, ...]


def _forms(message: Message, instead: _Instead, brief: bool) -> Iterator[Message]:
    """The message in ever plainer forms; the last has no blocks, so that nothing about them can be refused.

    Args:
        message: The richest form.
        instead: Of its chart.
        brief: Whether only three may be tried.
    """
    yield message
    if message.chart == "native":
        message = message.with_chart(instead.picture())
        yield message
    elif message.chart == "picture" and brief:
        yield message.with_chart(instead.words)
    if message.chart == "picture":
        message = message.with_chart(instead.words)
        if not brief:
            yield message
    if message.has_buttons:
        message = message.without_buttons()
        if message.blocks and not brief:
            yield message
    if message.blocks:  # else there was nothing but buttons, and no word is lost with them
        yield message.as_text()


def _no_chart(language: Language) -> tuple[Block, ...]:
    return tuple(paragraphs(wording(language).say("slack.chart.failed")))


def _fitting(messages: Sequence[Message], outlet: Outlet, language: Language) -> Sequence[Message]:
    """As many messages as the outlet takes; where that is not all, the last one says so."""
    if outlet.most is None or len(messages) <= outlet.most:
        return messages
    return (*messages[: outlet.most - 1], Message(wording(language).say("slack.more")))
