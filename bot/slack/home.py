"""Somebody opens the app: its home, or its messages, where questions to begin with are offered."""

from typing import Any

from slack_bolt import App

from bot.slack.agent import Agent
from bot.slack.directory import Directory


def register(app: App, directory: Directory, agent: Agent) -> None:
    """Listen for ``app_home_opened``."""

    def opened(event: dict[str, Any]) -> None:
        language = directory.person(event["user"]).language
        if event.get("tab") == "messages":
            agent.suggest(event["user"], event["channel"], language)

    app.event("app_home_opened")(opened)
