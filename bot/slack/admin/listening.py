"""All of the administrators' listeners, registered in one go."""

from slack_bolt import App

from bot.slack.admin import command, figures, jobs, publishing, review, uploads
from bot.slack.admin.office import Office


def register(app: App, office: Office) -> None:
    """Listen; to be called before the listeners for questions, since a dropped file is none."""
    uploads.register(app, office)
    jobs.register(app, office)
    figures.register(app, office)
    review.register(app, office)
    publishing.register(app, office)
    command.register(app, office)
