"""The page itself: every question with the messages that answer it, once on light and once on dark ground."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.answering.answer import Answer
from bot.answering.conversation.offers import Offers
from bot.preview.html import Pictures, home_html, message_html, question_html
from bot.rendering.picture import Picture
from bot.slack.blocks import Block, Message, Reference, answer_messages, native_charts, page_messages, picture_block

_HEAD = (
    '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>sosei</title>'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and what Slack would get for it, with the pictures in it."""

    question: str
    messages: tuple[Message, ...]
    pictures: Pictures


def answered(answer: Answer, offers: Offers, picture: Picture | None, private: bool = False) -> Shown:
    """An answer as it is posted: with Slack's own chart where that holds it, else with the picture.

    Args:
        answer: What there is to say.
        offers: What can be asked for next.
        picture: Its chart, if it has one.
        private: Whether it is seen by one person alone.
    """
    file = "F0PREVIEW0"
    native = native_charts(answer)
    chart = native or ((picture_block(file, picture.alt),) if picture else ())
    reference = Reference("preview", offers, private)
    pictures = {file: _address(picture.png)} if picture and not native else {}
    return Shown(answer.question, answer_messages(answer, chart=chart, reference=reference), pictures)


def page_shown(question: str, told: str, png: bytes) -> Shown:
    """A source's page as it is posted."""
    file = "F0PREVIEW1"
    return Shown(question, page_messages(told, picture_block(file, told), ()), {file: _address(png)})


def page(shown: Iterable[Shown], homes: Iterable[Sequence[Block]] = ()) -> str:
    """The whole page, answers and then homes; it loads nothing from elsewhere and runs nothing."""
    style = (files("bot.preview") / "style.css").read_text("utf-8")
    body = "".join([*map(_exchange, shown), *map(home_html, homes)])
    panes = [f'<section class="pane {ground}"><h1>sosei</h1>{body}</section>' for ground in ("light", "dark")]
    return f"{_HEAD}<style>{style}</style></head><body><main>{''.join(panes)}</main></body></html>"


def _exchange(shown: Shown) -> str:
    return question_html(shown.question) + "".join(message_html(m, shown.pictures) for m in shown.messages)


def _address(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
