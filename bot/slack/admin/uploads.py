"""Documents dropped into a direct message are read, by administrators' leave; files of figures are imported."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from slack_bolt import App

from bot.slack.admin import figures
from bot.slack.admin.download import Dropped, download, dropped_in
from bot.slack.admin.office import Office, with_care
from bot.slack.intake import Seen, event_key
from bot.slack.people import spoken_by_person, thread_of


def register(app: App, office: Office) -> None:
    """Listen for direct messages with files. To be registered before the listener for questions."""
    seen = Seen()

    def dropped(body: dict[str, Any], event: dict[str, Any]) -> None:
        key = event_key(body)
        if key is not None and seen.before(key):
            return
        user, channel, thread = event["user"], event["channel"], thread_of(event)
        if not office.may_administer(user):
            office.whisper(channel, user, office.say("denied_upload"), thread)
            return
        with_care(office, channel, user, thread, lambda: _take(office, dropped_in(event), user, channel, thread, key))

    app.event("message", matchers=[_with_documents])(dropped)


def _with_documents(event: dict[str, Any]) -> bool:
    """Whether a person dropped a file here that could be a document; a picture beside a question is none."""
    named = any(PurePath(file.name).suffix and not _is_picture(file) for file in dropped_in(event))
    return event.get("channel_type") == "im" and named and spoken_by_person(event)


def _is_picture(file: Dropped) -> bool:
    return file.suffix in ("png", "jpg", "jpeg", "gif", "heic", "webp", "mp4", "mov")


def _take(office: Office, files: Sequence[Dropped], user: str, channel: str, thread: str, event: str | None) -> None:
    """Fetch all files before anything is begun: either all of them are taken or none."""
    contents = [(file.name, download(file, office.token, office.api_url)) for file in files]
    tables = [(name, content) for name, content in contents if figures.are_figures(name, content)]
    documents = [one for one in contents if one not in tables]
    for name, content in tables:
        figures.offer_import(office, name, content, channel, thread)
    if not documents:
        return
    place = {"channel": channel, "thread": thread, "user": user, "event": event}
    if any(job.place.get("event") == event for job in office.store.jobs.newest()):
        return  # Slack delivered it again, maybe to another process
    job, new = office.counter.ask_to_read(documents, user, place)
    if not new:
        office.post(channel, thread, office.say("upload.already", job=job.id))
