"""Small parts of the home, each kept to what Slack takes however long its words are."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)

from bot.slack.blocks import Block, escaped, fitted

NAME = 150
"""Code units of a name: longer ones end in an ellipsis, and are whole in the answer that the button brings."""

_LINE = 300
_HEADER = 150
_BUTTON = 75
_VALUE = 2000


def header(text: str) -> Block:
    """A heading."""
    return HeaderBlock(text=PlainTextObject(text=fitted(text, _HEADER) or "…", emoji=False)).to_dict()


def divider() -> Block:
    """A line."""
    return DividerBlock().to_dict()


def note(text: str) -> Block:
    """Something said in small letters."""
    return ContextBlock(elements=[PlainTextObject(text=fitted(text, _LINE) or "…", emoji=False)]).to_dict()


def lines(said: Iterable[str], button: ButtonElement | None = None) -> Block:
    """Lines, and perhaps a button beside them; the first may be ``bold``, the rest is shown as it is."""
    text = "\n".join(said) or "…"
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), accessory=button).to_dict()


def plain(text: str, longest: int = _LINE) -> str:
    """One line of text as it is, for ``lines``; written as an entity, a character takes five."""
    return escaped(fitted(text, longest))


def bold(name: str) -> str:
    """A name in bold; one with a sign that bold letters could stumble over, in plain letters."""
    text = escaped(fitted(name, NAME))
    return text if set(text) & set("*_~`") else f"*{text}*"


def row(elements: Sequence[InteractiveElement]) -> Block:
    """Things to click, side by side."""
    return ActionsBlock(elements=list(elements)).to_dict()


def button(action_id: str, label: str, value: str) -> ButtonElement | None:
    """A button; None where Slack could not carry what it stands for."""
    if len(value.encode("utf-16-le", "surrogatepass")) // 2 > _VALUE:
        return None
    return ButtonElement(action_id=action_id, text=_label(label), value=value)


def chooser(action_id: str, placeholder: str, options: Sequence[tuple[str, str]], chosen: str) -> StaticSelectElement:
    """A list to choose from: values and labels; ``chosen`` is the value that is shown."""
    listed = [Option(value=value, text=_label(label)) for value, label in options]
    shown = next((option for option in listed if option.value == chosen), None)
    return StaticSelectElement(
        action_id=action_id, placeholder=_label(placeholder), options=listed, initial_option=shown
    )


def _label(text: str) -> PlainTextObject:
    return PlainTextObject(text=fitted(text, _BUTTON) or "…", emoji=False)
