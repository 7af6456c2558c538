"""What Slack refuses in blocks: the limits of docs.slack.dev/reference/block-kit, written apart from the program.

Lengths are in UTF-16 code units, so that a limit that holds here holds however Slack counts.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

Block = dict[str, Any]
Problems = Iterator[str]

_FIELDS = {
    "section": {"text", "fields", "accessory", "expand"},
    "header": {"text"},
    "divider": set[str](),
    "context": {"elements"},
    "image": {"alt_text", "image_url", "slack_file", "title"},
    "actions": {"elements"},
    "rich_text": {"elements"},
    "table": {"rows", "column_settings"},
    "context_actions": {"elements"},
    "data_visualization": {"title", "chart"},
    "input": {"label", "element", "optional", "hint", "dispatch_action"},
}
_ELEMENT_FIELDS = {
    "button": {"text", "action_id", "value", "style", "url", "confirm", "accessibility_label"},
    "static_select": {"placeholder", "action_id", "options", "initial_option", "confirm"},
    "external_select": {"placeholder", "action_id", "min_query_length", "initial_option", "confirm"},
    "multi_external_select": {"placeholder", "action_id", "min_query_length", "max_selected_items", "initial_options"},
    "feedback_buttons": {"action_id", "positive_button", "negative_button"},
    "plain_text_input": {"action_id", "multiline", "max_length", "min_length", "placeholder", "initial_value"},
    "radio_buttons": {"action_id", "options", "initial_option"},
    "datepicker": {"action_id", "initial_date", "placeholder"},
    "conversations_select": {"action_id", "filter", "placeholder", "initial_conversation"},
}
_INPUTS = (
    "plain_text_input",
    "radio_buttons",
    "static_select",
    "datepicker",
    "conversations_select",
    "multi_external_select",
)
_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")
_ALL_TEXT = 13_000
_ALL_CELLS = 10_000


def problems(blocks: object) -> list[str]:
    """Each rule that the blocks of one message break; empty if Slack would take them."""
    if not isinstance(blocks, list):
        return ["blocks must be a list"]
    return list(_problems(blocks))


def home_problems(blocks: object) -> list[str]:
    """Each rule that the blocks of a home break: twice as many may stand there, and all their text is not counted."""
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= 100:
        return ["a home takes 1 to 100 blocks"]
    found = [problem for start in (0, 50) for problem in _problems(blocks[start : start + 50] or [{"type": "divider"}])]
    return [problem for problem in found if problem != "msg_blocks_too_long"]


def texts(blocks: list[Block]) -> Iterator[str]:
    """Every piece of text in the blocks, alternative text and cells included."""
    for block in blocks:
        yield from _texts(block)


def _problems(blocks: list[Block]) -> Problems:
    if not 1 <= len(blocks) <= 50:
        yield f"{len(blocks)} blocks"
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield "more than one table"
    if sum(block.get("type") == "data_visualization" for block in blocks) > 2:
        yield "more than two charts"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "block_id used twice"
    if sum(map(_length, texts(blocks))) > _ALL_TEXT:
        yield "msg_blocks_too_long"
    for place, block in enumerate(blocks):
        yield from (f"/blocks/{place}: {problem}" for problem in _block(block))


def _block(block: Block) -> Problems:
    kind = block.get("type")
    if kind not in _FIELDS:
        yield f"unknown type {kind}"
        return
    for field in block.keys() - _FIELDS[kind] - {"type", "block_id"}:
        yield f"{kind} has no field {field}"
    if "block_id" in block:
        yield from _between(block["block_id"], 1, 255, "block_id")
    yield from _CHECKS[kind](block)


def _section(block: Block) -> Problems:
    if not block.get("text") and not block.get("fields"):
        yield "section without text and fields"
    if "text" in block:
        yield from _text(block["text"], 3000)
    if len(block.get("fields", [])) > 10:
        yield "more than 10 fields"
    for field in block.get("fields", []):
        yield from _text(field, 2000)


def _header(block: Block) -> Problems:
    yield from _text(block.get("text"), 150, kinds=("plain_text",))


def _divider(_: Block) -> Problems:
    return iter(())


def _context(block: Block) -> Problems:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 1 <= len(elements) <= 10:
        yield "context takes 1 to 10 elements"
        return
    for element in elements:
        yield from _image(element) if element.get("type") == "image" else _text(element, 3000)


def _image(block: Block) -> Problems:
    yield from _between(block.get("alt_text"), 1, 2000, "alt_text")
    if ("image_url" in block) == ("slack_file" in block):
        yield "exactly one of image_url and slack_file"
    if "image_url" in block:
        yield from _between(block["image_url"], 1, 3000, "image_url")
        if not _public(block["image_url"]):
            yield "image_url cannot be reached"
    if "slack_file" in block:
        file = block["slack_file"]
        if not isinstance(file, dict) or set(file) != {"id"} or not _FILE_ID.fullmatch(str(file.get("id"))):
            yield "invalid slack file"
    if "title" in block:
        yield from _text(block["title"], 2000, kinds=("plain_text",))


def _actions(block: Block) -> Problems:
    yield from _elements(block, 25, ("button", "static_select", "external_select"))


def _context_actions(block: Block) -> Problems:
    yield from _elements(block, 5, ("feedback_buttons",))


def _input(block: Block) -> Problems:
    yield from _text(block.get("label"), 2000, kinds=("plain_text",))
    yield from _element(block.get("element") or {}, _INPUTS)


def _elements(block: Block, most: int, kinds: tuple[str, ...]) -> Problems:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 1 <= len(elements) <= most:
        yield f"{block['type']} takes 1 to {most} elements"
        return
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):
        yield "action_id used twice"
    for element in elements:
        yield from _element(element, kinds)


def _element(element: Block, kinds: tuple[str, ...]) -> Problems:
    kind = str(element.get("type"))
    if kind not in kinds:
        yield f"unknown element {kind}"
        return
    for field in element.keys() - _ELEMENT_FIELDS[kind] - {"type"}:
        yield f"{kind} has no field {field}"
    yield from _between(element.get("action_id"), 1, 255, "action_id")
    if kind == "button":
        yield from _text(element.get("text"), 75, kinds=("plain_text",))
        if "value" in element:
            yield from _between(element["value"], 1, 2000, "value")
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            yield from _text((element.get(name) or {}).get("text"), 75, kinds=("plain_text",))
            yield from _between((element.get(name) or {}).get("value"), 1, 2000, "value")
    if kind in ("static_select", "external_select"):
        yield from _text(element.get("placeholder"), 150, kinds=("plain_text",))
    if "options" in _ELEMENT_FIELDS[kind]:
        yield from options_problems(element.get("options"), 10 if kind == "radio_buttons" else 100)


def options_problems(options: object, most: int = 100) -> Problems:
    """What is wrong with the options of a list."""
    if not isinstance(options, list) or not 1 <= len(options) <= most:
        yield f"1 to {most} options"
        return
    for option in options:
        yield from _text(option.get("text"), 75)
        yield from _between(option.get("value"), 1, 150, "value")
    if len({option.get("value") for option in options}) != len(options):
        yield "two options of one value"


def view_problems(view: Block) -> list[str]:
    """Each rule that a modal breaks."""
    return list(_view(view))


def _view(view: Block) -> Problems:
    yield from _text(view.get("title"), 24, kinds=("plain_text",))
    for name in {"submit", "close"} & view.keys():
        yield from _text(view[name], 24, kinds=("plain_text",))
    if len(view.get("private_metadata", "")) > 3000:
        yield "private_metadata is too long"
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= 100:
        yield "a modal takes 1 to 100 blocks"
        return
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        yield "a modal with input needs submit"
    for place, block in enumerate(blocks):
        yield from (f"/view/blocks/{place}: {problem}" for problem in _block(block))


def _chart(block: Block) -> Problems:
    yield from _between(block.get("title"), 1, 50, "title")
    chart = block.get("chart")
    if not isinstance(chart, dict) or chart.get("type") not in ("line", "bar", "area"):
        yield "unknown chart"
        return
    axes, series = chart.get("axis_config"), chart.get("series")
    if not isinstance(axes, dict) or not isinstance(series, list) or not 1 <= len(series) <= 6:
        yield "a chart takes axis_config and 1 to 6 series"
        return
    categories = axes.get("categories") or []
    if not 1 <= len(categories) <= 20 or len(set(categories)) != len(categories):
        yield "1 to 20 categories, no two alike"
    for label in (*categories, *(one.get("name") for one in series)):
        yield from _between(label, 1, 20, "label")
    for name in {"x_label", "y_label"} & axes.keys():
        yield from _between(axes[name], 1, 50, name)
    if len({one.get("name") for one in series}) != len(series):
        yield "two series of one name"
    yield from (problem for one in series for problem in _points(one.get("data") or [], categories))


def _points(points: list[Block], categories: list[str]) -> Problems:
    if [point.get("label") for point in points] != categories:
        yield "a series has a point for each category, in order"
    if not all(type(point.get("value")) in (int, float) for point in points):
        yield "a value must be a number"


def _rich_text(block: Block) -> Problems:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield "rich_text without elements"
        return
    if sum(map(_length, _texts(block))) > 3000:
        yield "rich_text is longer than is safe"
    for element in elements:
        yield from _rich_element(element)


def _rich_element(element: Block) -> Problems:
    kind = element.get("type")
    if not element.get("elements"):
        yield f"{kind} without elements"
    elif kind == "rich_text_list":
        if element.get("style") not in ("bullet", "ordered"):
            yield "rich_text_list without style"
        for item in element["elements"]:
            if item.get("type") != "rich_text_section":
                yield "a list holds sections"
            yield from _rich_element(item)
    elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
        for run in element["elements"]:
            yield from _run(run)
    else:
        yield f"unknown rich text element {kind}"


def _run(run: Block) -> Problems:
    if run.get("type") == "text":
        yield from _between(run.get("text"), 1, 3000, "text")
    elif run.get("type") == "link":
        yield from _between(run.get("url"), 1, 3000, "url")
    else:
        yield f"unknown run {run.get('type')}"
    if run.keys() - {"type", "text", "style", "url"}:
        yield "run with unknown fields"


def _table(block: Block) -> Problems:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:
        yield "table takes 1 to 100 rows"
        return
    if len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= 20:
        yield "table takes 1 to 20 cells in each row, as many in all"
    for cell in (cell for row in rows for cell in row):
        if cell.get("type") != "raw_text":
            yield f"unknown cell {cell.get('type')}"
        yield from _between(cell.get("text"), 1, _ALL_CELLS, "cell")
    if sum(map(_length, _texts(block))) > _ALL_CELLS:
        yield "more than 10,000 characters in cells"
    settings = block.get("column_settings", [])
    if len(settings) > 20 or any((s or {}).get("align", "left") not in ("left", "center", "right") for s in settings):
        yield "invalid column_settings"


def _text(text: Any, longest: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Problems:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"text must be one of {kinds}"
        return
    allowed = {"type", "text"} | ({"emoji"} if text["type"] == "plain_text" else {"verbatim"})
    if text.keys() - allowed:
        yield f"{text['type']} with fields {text.keys() - allowed}"
    yield from _between(text.get("text"), 1, longest, "text")


def _between(value: Any, least: int, most: int, name: str) -> Problems:
    if not isinstance(value, str):
        yield f"{name} must be text"
    elif not least <= _length(value) <= most or not value:
        yield f"{name} has {_length(value)} characters, not {least} to {most}"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("text", "alt_text", "title", "label", "name") and isinstance(value, str):
                yield value
            elif not isinstance(value, str):
                yield from _texts(value)


def _public(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.hostname not in (None, "localhost", "127.0.0.1", "::1")


_CHECKS: dict[str, Callable[[Block], Problems]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "image": _image,
    "actions": _actions,
    "rich_text": _rich_text,
    "table": _table,
    "context_actions": _context_actions,
    "data_visualization": _chart,
    "input": _input,
}
