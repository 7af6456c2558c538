"""The buttons of a job's message that are about the job itself: end it, and give it what it asks for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.slack.admin.job_message import ASK, CANCEL
from bot.slack.admin.office import Click, Office, carried, carried_by, clicking, refuses_view, with_care
from bot.slack.admin.parts import Block, context, date_input, entered, modal, text_input
from bot.slack.blocks import escaped
from corpus.errors import JobOver
from corpus.years import era_label, parse_year

_COVER = "admin_cover_entered"


def register(app: App, office: Office) -> None:
    """Listen for the buttons and the modal."""

    def covered(body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        _entered(office, body, view, ack)

    app.action(CANCEL)(clicking(office, lambda click: _cancel(office, click)))
    app.action(ASK)(clicking(office, lambda click: _ask(office, click)))
    app.view(_COVER)(covered)


def _cancel(office: Office, click: Click) -> None:
    office.counter.cancel(int(click.value), click.user)


def _ask(office: Office, click: Click) -> None:
    job = office.store.jobs.find(int(click.value))
    if job.state != "asking":
        raise JobOver(job=job.id, state=job.state)
    blocks = [block for nth, file in enumerate(job.outcome["files"]) for block in _fields(office, nth, file)]
    facts = carried(job=job.id, files=[file["sha256"] for file in job.outcome["files"]], channel=click.channel)
    words = (office.say("cover.title"), office.say("cover.submit"), office.say("cover.close"))
    office.client.views_open(trigger_id=click.trigger, view=modal(_COVER, *words, blocks, facts))


def _fields(office: Office, nth: int, file: dict[str, Any]) -> Iterator[Block]:
    """Of one file: what it does not say, and what it does, all of it with the best guess."""
    yield context(office.say("cover.file", file=escaped(file["file"])))
    yield text_input(f"edition{nth}", office.say("cover.edition"), file["edition"], office.say("cover.edition_hint"))
    yield text_input(f"title{nth}", office.say("cover.document"), file["title"])
    yield date_input(f"published{nth}", office.say("cover.published"), file["published"])


def _entered(office: Office, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    if refuses_view(office, body, ack):
        return
    facts, user = carried_by(view), body["user"]["id"]
    covers: dict[str, dict[str, str | None]] = {}
    wrong: dict[str, str] = {}
    for nth, sha256 in enumerate(facts["files"]):
        year = parse_year(entered(view, f"edition{nth}") or "")
        if year is None:
            wrong[f"edition{nth}"] = office.say("cover.no_year")
            continue
        published = entered(view, f"published{nth}")
        covers[sha256] = {
            "edition": era_label(year.year),
            "title": entered(view, f"title{nth}"),
            "published": date.fromisoformat(published).isoformat() if published else None,
        }
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack()
    channel = facts["channel"]
    with_care(office, channel, user, None, lambda: _answer(office, facts["job"], covers, user))


def _answer(office: Office, job: int, covers: dict[str, dict[str, str | None]], user: str) -> None:
    before = office.store.jobs.find(job).arguments.get("covers", {})
    office.counter.answer(job, {"covers": {**before, **covers}}, user)
