"""The figures of an answer as a file."""

from slack_bolt import App

from bot.rendering.figures_csv import figures_csv
from bot.slack.actions.clicks import Click, Clicks
from bot.slack.blocks import Message
from bot.slack.blocks.buttons import CSV
from bot.slack.outlets import Thread
from prompts.wording import wording


def register(app: App, clicks: Clicks) -> None:
    """Listen for the CSV button."""
    app.action(CSV)(clicks.handled(lambda click: _attach(clicks, click)))


def _attach(clicks: Clicks, click: Click) -> None:
    """Put the file beside the answer; of a private one into the direct messages, since files cannot be ephemeral."""
    say = wording(click.language).say
    content = figures_csv(clicks.again(click, click.audience))
    name, said = say("buttons.csv_file.name"), say("buttons.csv_file.said")
    said = "\n".join(line for line in (said, clicks.since(click)) if line)
    if click.thread_ts is not None:
        clicks.outlet(click).attach(content, name, said)
        return
    direct = Thread(clicks.client, click.audience.user, None)
    direct.post(Message(say("buttons.csv_file.ahead")))
    direct.attach(content, name, said)
    clicks.outlet(click).post(Message(say("buttons.csv_file.sent")))
