"""The shortcut 「この発言について調べる」 on anybody's message: the answer is for whoever chose it alone."""

from slack_bolt import Ack, App, BoltContext

from bot.slack.intake import Intake
from bot.slack.questions import of_shortcut
from bot.slack.replies import Replies


def register(app: App, intake: Intake, replies: Replies) -> None:
    """Listen for the shortcut."""

    def look_up(context: BoltContext, ack: Ack) -> None:
        ack()
        replies.answer(context)

    app.shortcut("look_up", middleware=[intake.taking(of_shortcut)])(look_up)
