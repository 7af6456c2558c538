"""Blocks become messages that Slack takes, each with the same content as text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.slack.blocks.limits import MESSAGE_BLOCKS, MESSAGE_CHARTS, MESSAGE_SIZE, Block, size
from bot.slack.blocks.literal import escaped
from bot.slack.blocks.rich_text import bullets

NATIVE = "data_visualization"
"""The block of a chart that Slack draws itself."""

_MOST_OF = {"table": 1, NATIVE: MESSAGE_CHARTS}
CHOICE = "choose:"
"""What the ``action_id`` of a button begins with that chooses what its text names."""

_PRESSED = ("actions", "context_actions")
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
    def chart(self) -> Literal["native", "picture"] | None:
        """How the message shows a chart; None where it shows none."""
        kinds = {block["type"] for block in self.blocks}
        return "native" if NATIVE in kinds else "picture" if "image" in kinds else None

    @property
    def has_buttons(self) -> bool:
        """Whether something in the message can be pressed."""
        return any(block["type"] in _PRESSED for block in self.blocks)

    def with_chart(self, instead: Sequence[Block]) -> "Message":
        """The same message with other blocks in the chart's place."""
        blocks: list[Block] = []
        waiting = list(instead)
        for block in self.blocks:
            if block["type"] not in (NATIVE, "image"):
                blocks.append(block)
            elif waiting:
                blocks += waiting
                waiting = []
        return Message(_text_of(blocks), tuple(blocks))

    def without_buttons(self) -> "Message":
        """The same message with nothing to press; what a choice was offered of is a list then."""
        blocks = [b for block in self.blocks for b in (_unpressed(block) if block["type"] in _PRESSED else [block])]
        return Message(_text_of(blocks), tuple(blocks))

    def ending(self) -> "Message":
        """Only the sources and buttons of the message."""
        blocks = tuple(block for block in self.blocks if block["type"] in ("context", *_PRESSED))
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
        once_more = _MOST_OF.get(block["type"], MESSAGE_BLOCKS) == sum(b["type"] == block["type"] for b in group)
        if group and (full or once_more):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _cost(block: Block) -> int:
    return size("".join(_texts(block))) + _BLOCK_COST


def _texts(part: object) -> Iterator[str]:
    """All that Slack may count: every piece of text, whatever it is for."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from (text for value in part.values() for text in _texts(value))
    elif isinstance(part, list):
        yield from (text for value in part for text in _texts(value))


def _text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(said for block in blocks if (said := plain(block))).strip() or "…"


def plain(block: Block) -> str:
    """What a block says, as mrkdwn text."""
    kind = block["type"]
    if kind == "table":
        return "\n".join(" | ".join(escaped(cell["text"]) for cell in row) for row in block["rows"])
    if kind == "image":
        return escaped(block["alt_text"])
    if kind == NATIVE:
        return escaped(block["title"])
    if kind in _PRESSED:
        return "\n".join(f"• {escaped(name)}" for name in _choices(block))
    if kind == "context":
        return "\n".join(e["text"] if e["type"] == "mrkdwn" else escaped(e["text"]) for e in block["elements"])
    return "\n".join(_rich(element) for element in block["elements"])


def _choices(block: Block) -> list[str]:
    """Names that a row of buttons offers a choice of."""
    chosen = (e for e in block["elements"] if e.get("action_id", "").startswith(CHOICE))
    return [element["text"]["text"] for element in chosen]


def _unpressed(block: Block) -> list[Block]:
    return list(bullets(_choices(block)))


def _rich(element: Block) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        return "\n".join("• " + _rich(item) for item in element["elements"])
    text = escaped("".join(run["text"] for run in element["elements"]))
    return "\n".join(f"> {line}" for line in text.split("\n")) if kind == "rich_text_quote" else text
