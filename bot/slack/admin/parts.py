"""Block Kit pieces of the administrators' messages and modals, as plain dicts within Slack's limits."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.blocks import clipped, escaped, one_line

Block = dict[str, Any]

_SECTION = 2_900
_BUTTON = 75
_LABEL = 150
_OPTION = 75
_ROWS = 99
_CELLS = 8_000


def plain(text: str, longest: int) -> Block:
    """Plain text of at most so many characters."""
    return {"type": "plain_text", "text": clipped(one_line(text), longest)}


def section(text: str) -> Block:
    """A paragraph in mrkdwn; what comes from people or documents must be escaped by the caller."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": clipped(text, _SECTION)}}


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines in as few paragraphs as hold them."""
    groups: list[str] = []
    for line in lines:
        line = clipped(line, _SECTION)
        if groups and len(groups[-1]) + len(line) < _SECTION:
            groups[-1] += "\n" + line
        else:
            groups.append(line)
    return [section(group) for group in groups if group]


def context(text: str) -> Block:
    """Small print in mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": clipped(text, _SECTION)}]}


def button(
    text: str, action: str, value: str, style: str | None = None, sure: tuple[str, str, str] | None = None
) -> Block:
    """A button.

    Args:
        text: What it says.
        action: ``action_id``.
        value: What a click carries.
        style: ``primary`` or ``danger``.
        sure: What is asked before a click counts: the question, yes, no.
    """
    made: Block = {"type": "button", "text": plain(text, _BUTTON), "action_id": action, "value": value}
    if style:
        made["style"] = style
    if sure:
        question, yes, no = sure
        made["confirm"] = {
            "title": plain(text, 100),
            "text": plain(question, 300),
            "confirm": plain(yes, 30),
            "deny": plain(no, 30),
        }
    return made


def actions(*buttons: Block) -> Block:
    """Buttons in a row."""
    return {"type": "actions", "elements": list(buttons)}


def picture(file_id: str, alt: str) -> Block:
    """A picture that was uploaded."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": clipped(one_line(alt), 2_000)}


def table(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> Block:
    """A table with its head; columns ``right`` are set to the right. Rows beyond Slack's limits are left out."""
    shown, room = [], _CELLS
    for row in rows[:_ROWS]:
        cells = [clipped(one_line(cell), 300) or "-" for cell in row]
        room -= sum(map(len, cells))
        if room < 0:
            break
        shown.append([{"type": "raw_text", "text": cell} for cell in cells])
    aligned = [{"align": "right" if place in set(right) else "left"} for place in range(len(rows[0]))]
    return {"type": "table", "rows": shown, "column_settings": aligned}


def text_input(
    block: str, label: str, value: str | None, hint: str | None = None, optional: bool = False, long: bool = False
) -> Block:
    """A field to type into; its value comes back under ``block`` and ``value``."""
    element: Block = {"type": "plain_text_input", "action_id": "value"}
    if value:
        element["initial_value"] = clipped(value, 3_000)
    if long:
        element["multiline"] = True
    return _input(block, label, element, hint, optional)


def date_input(block: str, label: str, value: str | None) -> Block:
    """A field for a date (``2024-08-27``) that may be left empty."""
    element: Block = {"type": "datepicker", "action_id": "value"}
    if value:
        element["initial_date"] = value
    return _input(block, label, element, None, optional=True)


def choice_input(
    block: str, label: str, options: Sequence[tuple[str, str]], value: str | None = None, optional: bool = False
) -> Block:
    """A choice of one of several, each a value and what it says."""
    made = [{"text": plain(text, _OPTION), "value": name} for name, text in options]
    element: Block = {
        "type": "static_select",
        "action_id": "value",
        "options": made,
        "placeholder": plain(label, _LABEL),
    }
    for option in made:
        if option["value"] == value:
            element["initial_option"] = option
    return _input(block, label, element, None, optional)


def channel_input(block: str, label: str) -> Block:
    """A choice of a channel that may be left empty."""
    element: Block = {
        "type": "conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return _input(block, label, element, None, optional=True)


def modal(callback: str, title: str, submit: str, close: str, blocks: Sequence[Block], carried: str = "") -> Block:
    """A window over Slack; ``carried`` comes back when it is submitted."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain(close, 24),
        "private_metadata": carried,
        "blocks": list(blocks)[:100],
    }


def entered(view: Block, block: str) -> str | None:
    """What was entered in a field of a submitted modal; None where it was left empty."""
    state = view["state"]["values"].get(block, {}).get("value", {})
    option = state.get("selected_option")
    found = option["value"] if option else state.get("value") or state.get("selected_date")
    return found or state.get("selected_conversation") or None


def person(user: str) -> str:
    """Somebody by their Slack id; anybody else by the name they go by."""
    return f"<@{user}>" if user[:1] in ("U", "W") and user.isalnum() and user.isupper() else escaped(user)


def _input(block: str, label: str, element: Block, hint: str | None, optional: bool) -> Block:
    made: Block = {"type": "input", "block_id": block, "label": plain(label, _LABEL), "element": element}
    if hint:
        made["hint"] = plain(hint, _LABEL)
    return made | ({"optional": True} if optional else {})
