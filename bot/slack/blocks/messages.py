"""Blocks become messages that Slack takes, each with the same content as text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.slack.blocks.limits import MESSAGE_BLOCKS, MESSAGE_SIZE, Block, size
from bot.slack.blocks.literal import escaped
from bot.slack.blocks.rich_text import paragraphs

_BLOCK_COST = 60
"""What a block itself takes of the message's size, beside its text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Slack takes it.

    Attributes:
        text: All that the blocks say, as mrkdwn: for notifications and screen readers, and to be sent alone where
            the blocks are refused.
        blocks: Block Kit; empty for a message that is only text.
    """

    text: str
    blocks: tuple[Block, ...] = ()

    @property
    def has_picture(self) -> bool:
        """Whether an image block is among the blocks."""
        return any(block["type"] == "image" for block in self.blocks)

    def with_words_for_picture(self, words: str) -> "Message":
        """The same message with a sentence in the picture's place."""
        blocks = tuple(b for old in self.blocks for b in (paragraphs(words) if old["type"] == "image" else [old]))
        return Message(_text_of(blocks), blocks)

    def as_text(self) -> "Message":
        """The same message without blocks."""
        return Message(self.text)


def packed(blocks: Iterable[Block]) -> tuple[Message, ...]:
    """The blocks in as few messages as their limits allow, in order, none left out."""
    return tuple(Message(_text_of(group), tuple(group)) for group in _groups(blocks))


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        full = len(group) == MESSAGE_BLOCKS or sum(map(_cost, group)) + _cost(block) > MESSAGE_SIZE
        if group and (full or (block["type"] == "table" and any(b["type"] == "table" for b in group))):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _cost(block: Block) -> int:
    return size(plain(block)) + _BLOCK_COST


def _text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(plain(block) for block in blocks).strip()


def plain(block: Block) -> str:
    """What a block says, as mrkdwn text."""
    kind = block["type"]
    if kind == "table":
        return "\n".join(" | ".join(escaped(cell["text"]) for cell in row) for row in block["rows"])
    if kind == "image":
        return escaped(block["alt_text"])
    if kind == "context":
        return "\n".join(e["text"] if e["type"] == "mrkdwn" else escaped(e["text"]) for e in block["elements"])
    return "\n".join(_rich(element) for element in block["elements"])


def _rich(element: Block) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        return "\n".join("• " + _rich(item) for item in element["elements"])
    text = escaped("".join(run["text"] for run in element["elements"]))
    return "\n".join(f"> {line}" for line in text.split("\n")) if kind == "rich_text_quote" else text
