"""A question becomes a reply, whatever goes wrong on the way: the chart may be missing, an answer never is."""

from collections.abc import Callable, Iterator
from threading import Lock

from slack_sdk import WebClient

from bot.answering.answer import Answer
from bot.answering.language import language_of
from bot.rendering.picture import Picture
from bot.rendering.text_errors import error_line
from bot.slack.blocks import Message, answer_messages, escaped
from bot.slack.failures import logged
from bot.slack.outlets import BlocksRefused, Outlet
from bot.slack.upload import upload
from corpus.errors import EditionUnknown, IndicatorUnknown, QuestionEmpty, QuestionError, SoseiError
from prompts.wording import Language, wording

Respond = Callable[[str], Answer]
"""Answers a question; may raise a SoseiError. Called from several threads at once."""

Draw = Callable[[Answer], Picture | None]
"""Draws an answer's chart, or says with None that there is nothing to draw. Never called twice at once."""

_ASKERS_TO_MEND: tuple[type[SoseiError], ...] = (QuestionError, EditionUnknown, IndicatorUnknown)
"""What whoever asks can mend, told as it is; the rest would tell internals."""


class Replies:
    """Answers questions into whatever outlet they came from."""

    def __init__(self, client: WebClient, respond: Respond, draw: Draw) -> None:
        self.client = client
        self._respond = respond
        self._draw = draw
        self._drawing = Lock()  # matplotlib is not safe between threads

    def reply(self, question: str, outlet: Outlet) -> None:
        """Answer, or say why not. Never raises: there is nobody above to tell."""
        language = language_of(question)
        try:
            self._answer(question, outlet)
        except QuestionEmpty:
            self._say(help_text(language), outlet)
        except _ASKERS_TO_MEND as error:
            self._say(escaped(error_line(error, language)), outlet)
        except Exception as error:
            error_id = logged(error, "answering")
            self._say(wording(language).say("slack.failed", error_id=error_id), outlet)

    def _answer(self, question: str, outlet: Outlet) -> None:
        answer = self._respond(question)
        file_id, alt, failed = self._chart(answer)
        messages = answer_messages(answer, file_id=file_id, alt=alt, chart_failed=failed)
        for message in _fitting(messages, outlet, answer.language):
            _post(message, outlet, answer.language)

    def _chart(self, answer: Answer) -> tuple[str | None, str, bool]:
        """The uploaded chart's id and alternative text, and whether one was to be and is not."""
        if not answer.wants_chart:
            return None, "", False
        try:
            with self._drawing:
                picture = self._draw(answer)
            return (upload(self.client, picture), picture.alt, False) if picture else (None, "", False)
        except Exception as error:  # the table says the same, so nothing about a picture may cost the answer
            logged(error, "showing a chart")
            return None, "", True

    def _say(self, text: str, outlet: Outlet) -> None:
        try:
            outlet.post(Message(text))
        except Exception as error:
            logged(error, "telling a person")


def help_text(language: Language) -> str:
    """How to ask, in mrkdwn."""
    return wording(language).say("slack.help")


def _fitting(messages: tuple[Message, ...], outlet: Outlet, language: Language) -> tuple[Message, ...]:
    """As many messages as the outlet takes; where that is not all, the last one says so."""
    if outlet.most is None or len(messages) <= outlet.most:
        return messages
    return (*messages[: outlet.most - 1], Message(wording(language).say("slack.more")))


def _post(message: Message, outlet: Outlet, language: Language) -> None:
    """Post the message in the richest form that Slack takes."""
    *richer, plainest = _forms(message, language)
    for form in richer:
        try:
            return outlet.post(form)
        except BlocksRefused as error:
            logged(error, "showing blocks")
    return outlet.post(plainest)


def _forms(message: Message, language: Language) -> Iterator[Message]:
    if message.has_picture:
        yield message
        message = message.with_words_for_picture(wording(language).say("slack.chart.failed"))
    if message.blocks:
        yield message
    yield message.as_text()
