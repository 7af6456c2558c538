"""The page that a source names: a picture of it, else its words."""

from collections.abc import Iterator, Sequence

from bot.slack.blocks.limits import Block
from bot.slack.blocks.messages import Message, packed
from bot.slack.blocks.rich_text import paragraphs, quotation


def page_messages(told: str, picture: Block | None, words: Sequence[str]) -> tuple[Message, ...]:
    """The page as messages.

    Args:
        told: Which page it is, or why there is no picture.
        picture: The block that shows it.
        words: What stands there, where there is no picture.
    """
    return packed(_blocks(told, picture, words))


def _blocks(told: str, picture: Block | None, words: Sequence[str]) -> Iterator[Block]:
    yield from paragraphs(told)
    if picture:
        yield picture
    for passage in words:
        yield from quotation(passage)
