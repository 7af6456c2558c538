"""A chart goes up to Slack in three steps, and is shown only once Slack is done with it."""

import time
from collections.abc import Sequence

from slack_sdk import WebClient

from bot.rendering.picture import Picture
from bot.slack.web import SlackRefusal

_PAUSES = (0.2, 0.3, 0.5, 1.0, 2.0, 2.0, 3.0)
"""Seconds between looks at the file. Slack works on it after the upload has ended, mostly for under two seconds."""


class NotReady(SlackRefusal):
    """Slack still works on the file after the longest wait."""


def upload(client: WebClient, picture: Picture, pauses: Sequence[float] = _PAUSES) -> str:
    """Upload a picture, share it with nobody, and wait until an image block may show it.

    The alternative text is left out: given at the upload it can make Slack drop the file (python-slack-sdk#1818).
    It belongs on the block.

    Returns:
        Slack's id of the file.

    Raises:
        NotReady: If the file does not become ready.
        SlackClientError: If Slack refuses one of the steps.
        OSError: If the connection breaks.
    """
    response = client.files_upload_v2(file=picture.png, filename="chart.png", title="chart.png")
    file_id = str(response["file"]["id"])
    for pause in pauses:
        if _ready(client, file_id):
            return file_id
        time.sleep(pause)
    if _ready(client, file_id):
        return file_id
    raise NotReady(file_id)


def _ready(client: WebClient, file_id: str) -> bool:
    """Whether Slack knows what the file is: until then an image block of it is refused (python-slack-sdk#1521)."""
    return bool(client.files_info(file=file_id)["file"].get("mimetype"))
