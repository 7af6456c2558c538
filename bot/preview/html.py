"""Blocks as HTML: near enough to Slack's looks to see what is long, crowded or missing. All text is escaped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from bot.preview.charts import chart_svg
from bot.slack.blocks import Block, Message

Pictures = Mapping[str, str]
"""Data address of a picture by the id of its file."""


def message_html(message: Message, pictures: Pictures) -> str:
    """One message of the app."""
    body = "".join(block_html(block, pictures) for block in message.blocks) or f"<p>{_lines(message.text)}</p>"
    return f'<article class="message"><div class="avatar">創</div><div class="body"><b>sosei</b>{body}</div></article>'


def question_html(question: str) -> str:
    """What somebody asked."""
    return (
        '<article class="message asked"><div class="avatar">人</div>'
        f'<div class="body"><b>職員</b><p>{_lines(question)}</p></div></article>'
    )


def home_html(blocks: Iterable[Block]) -> str:
    """The app's home, on a pane of its own."""
    return f'<article class="home">{"".join(block_html(block, {}) for block in blocks)}</article>'


def block_html(block: Block, pictures: Pictures) -> str:
    """One block.

    Raises:
        KeyError: If a block has a kind that this page does not show yet.
    """
    if block["type"] == "image":
        return _image(block, pictures)
    return _KINDS[block["type"]](block)


def _rich_text(block: Block) -> str:
    return "".join(_rich(element) for element in block["elements"])


def _rich(element: Block) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        return "<ul>" + "".join(f"<li>{_runs(item['elements'])}</li>" for item in element["elements"]) + "</ul>"
    tag = "blockquote" if kind == "rich_text_quote" else "p"
    return f"<{tag}>{_runs(element['elements'])}</{tag}>"


def _runs(runs: Iterable[Block]) -> str:
    return "".join(
        f"<strong>{_lines(run['text'])}</strong>" if run.get("style", {}).get("bold") else _lines(run["text"])
        for run in runs
    )


def _image(block: Block, pictures: Pictures) -> str:
    alt = escape(block["alt_text"])
    source = pictures[block["slack_file"]["id"]]
    return f'<figure><img src="{escape(source)}" alt="{alt}"><figcaption>{alt}</figcaption></figure>'


def _table(block: Block) -> str:
    columns = block["column_settings"]
    header, *rows = block["rows"]
    body = "".join(f"<tr>{_cells('td', row, columns)}</tr>" for row in rows)
    return f"<table><thead><tr>{_cells('th', header, columns)}</tr></thead><tbody>{body}</tbody></table>"


def _cells(tag: str, row: Sequence[Block], columns: Sequence[Block]) -> str:
    return "".join(
        f'<{tag} class="{column["align"]}">{_lines(cell["text"])}</{tag}>'
        for cell, column in zip(row, columns, strict=True)
    )


def _context(block: Block) -> str:
    return "".join(f"<small>{_linked(element)}</small>" for element in block["elements"])


def _linked(element: Block) -> str:
    """Plain text, or mrkdwn that the blocks write: at most one link around an escaped label."""
    text = element["text"]
    if element["type"] == "mrkdwn" and text.startswith("<http") and "|" in text:
        address, _, label = text[1:-1].partition("|")
        return f'<a href="{address.replace(chr(34), "")}">{label}</a>'
    return text if element["type"] == "mrkdwn" else _lines(text)


def _actions(block: Block) -> str:
    return '<div class="row">' + "".join(map(_element, block["elements"])) + "</div>"


def _element(element: Block) -> str:
    kind = element["type"]
    if kind == "button":
        return f"<button>{escape(element['text']['text'])}</button>"
    if kind == "feedback_buttons":
        said = [element[name]["text"]["text"] for name in ("positive_button", "negative_button")]
        return "".join(f'<button class="quiet">{escape(one)}</button>' for one in said)
    options = "".join(f"<option>{escape(option['text']['text'])}</option>" for option in element.get("options", []))
    return f"<select><option>{escape(element['placeholder']['text'])}</option>{options}</select>"


def _header(block: Block) -> str:
    return f"<h2>{_lines(block['text']['text'])}</h2>"


def _divider(_: Block) -> str:
    return "<hr>"


def _section(block: Block) -> str:
    """Lines of mrkdwn as the home writes them, escaped already: one in bold is bold as a whole."""
    lines = block["text"]["text"].split("\n")
    said = "<br>".join(f"<strong>{one[1:-1]}</strong>" if one[:1] == one[-1:] == "*" else one for one in lines)
    beside = _element(block["accessory"]) if "accessory" in block else ""
    return f'<div class="section"><p>{said}</p>{beside}</div>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


_KINDS: dict[str, Callable[[Block], str]] = {
    "header": _header,
    "divider": _divider,
    "section": _section,
    "rich_text": _rich_text,
    "table": _table,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "data_visualization": chart_svg,
}
