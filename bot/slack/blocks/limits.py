"""How much Slack takes (docs.slack.dev/reference/block-kit), and how much of it is used here.

Sizes are in UTF-16 code units, the widest way in which Slack may count a character.
"""

from typing import Any

Block = dict[str, Any]
"""One block as the JSON that goes to Slack."""

MESSAGE_BLOCKS = 50
MESSAGE_SIZE = 10_000
"""All text of one message. Slack says nowhere where it stops; it was seen to refuse some 13,000 (bolt-js#2509)."""

TEXT_SIZE = 3_000
"""A text object; nothing is documented for rich text, so that is kept to it too."""

PIECE = TEXT_SIZE // 2
"""Characters in one piece of a long text: none of them takes more than two code units."""

CONTEXT_ELEMENTS = 10
TABLE_ROWS = 100
TABLE_ROOM = 8_000
"""All cells of a table. Slack takes 10,000 in a message; the rest is left to what stands beside the table."""

ALT_SIZE = 2_000

BUTTON_TEXT = 75
"""Of a button, and of an option in a list."""

CHART_TITLE = 50
CHART_LABEL = 20
"""Of a category, and of a series' name."""

CHART_SERIES = 6
CHART_POINTS = 20
MESSAGE_CHARTS = 2


def size(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
