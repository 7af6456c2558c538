"""Answers as Block Kit: pure functions that keep to Slack's limits whatever the lengths."""

from bot.slack.blocks.answer import answer_messages, picture_block
from bot.slack.blocks.buttons import Reference
from bot.slack.blocks.chart import native_charts
from bot.slack.blocks.limits import Block
from bot.slack.blocks.literal import clipped, escaped, fitted, one_line
from bot.slack.blocks.messages import Message
from bot.slack.blocks.page import page_messages
from bot.slack.blocks.rich_text import paragraphs

__all__ = [
    "Block",
    "Message",
    "Reference",
    "answer_messages",
    "clipped",
    "escaped",
    "fitted",
    "native_charts",
    "one_line",
    "page_messages",
    "paragraphs",
    "picture_block",
]
