"""Answers as Block Kit, in plain dicts: pure functions that keep to Slack's limits whatever the lengths."""

from bot.rendering.blocks.answer import answer_messages
from bot.rendering.blocks.literal import clipped, escaped, one_line
from bot.rendering.blocks.messages import Message

__all__ = ["Message", "answer_messages", "clipped", "escaped", "one_line"]
