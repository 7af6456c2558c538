"""What happens when something under an answer is pressed: one file a kind of button."""

from slack_bolt import App

from bot.slack.actions import csv_files, feedback, next_steps, options, pages, share
from bot.slack.actions.clicks import Clicks


def register(app: App, clicks: Clicks) -> None:
    """Listen to every button and list that stands under an answer."""
    for feature in (next_steps, options, pages, csv_files, share, feedback):
        feature.register(app, clicks)
