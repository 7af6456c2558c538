"""Rich text blocks: paragraphs, quotations and lists whose text Slack shows as it is."""

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot.slack.blocks.limits import PIECE, Block
from bot.slack.blocks.literal import clipped, literal, one_line
from corpus.passages import pieces

_Run = RichTextElementParts.Text


def paragraphs(text: str, *, bold: bool = False) -> Iterator[Block]:
    """The text as paragraphs, cut at sentence ends where it is too long for one."""
    for piece in pieces(literal(text), PIECE):
        yield _rich(RichTextSectionElement(elements=[_run(piece, bold)]))


def quotation(text: str) -> Iterator[Block]:
    """The text word for word as a quotation; a long one goes on in the next block."""
    for piece in pieces(literal(text), PIECE):
        yield _rich(RichTextQuoteElement(elements=[_run(piece)]))


def titled(title: str, more: str = "") -> Block:
    """A bold line, and something in plain letters under it. Both are kept to what one block holds."""
    runs = [_run(clipped(one_line(title), PIECE // 2) or "…", bold=True)]
    if more:
        runs.append(_run("\n" + clipped(one_line(more), PIECE // 2)))
    return _rich(RichTextSectionElement(elements=runs))


def bullets(items: Iterable[str]) -> Iterator[Block]:
    """The items as lists, each short enough for one block."""
    waiting: list[str] = []
    for item in (clipped(one_line(i), PIECE) for i in items):
        if waiting and sum(map(len, waiting)) + len(item) > PIECE:
            yield _list(waiting)
            waiting = []
        if item:
            waiting.append(item)
    if waiting:
        yield _list(waiting)


def _list(items: Iterable[str]) -> Block:
    lines: list[RichTextElement] = [RichTextSectionElement(elements=[_run(item)]) for item in items]
    return _rich(RichTextListElement(style="bullet", elements=lines))


def _rich(element: RichTextElement) -> Block:
    return RichTextBlock(elements=[element]).to_dict()


def _run(text: str, bold: bool = False) -> _Run:
    return _Run(text=text, style=RichTextElementParts.TextStyle(bold=True) if bold else None)
