"""Answers as Block Kit: pure functions that keep to Slack's limits whatever the lengths."""

from bot.slack.blocks.answer import answer_messages
from bot.slack.blocks.literal import clipped, escaped, one_line
from bot.slack.blocks.messages import Message

__all__ = ["Message", "answer_messages", "clipped", "escaped", "one_line"]
