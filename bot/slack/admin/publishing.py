"""Publishing from Slack: a look ahead, the switch, the announcement, and the way back."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.slack.admin.job_message import PREPARE, PUBLISH, ROLLBACK, back_button
from bot.slack.admin.office import Click, Office, carried, carried_by, clicking, refuses_view, with_care
from bot.slack.admin.parts import actions, button, channel_input, entered, modal, section
from bot.slack.blocks import escaped
from bot.slack.failures import logged
from corpus.errors import PublicationMoved, ReviewPending
from kpi_store.editions import plain_edition
from kpi_store.views import JobView

_PUBLISHED, _WITHDRAW = "admin_publish_entered", "admin_withdraw"


def register(app: App, office: Office) -> None:
    """Listen for the buttons and the modal."""

    def entered_(body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
        _entered(office, body, view, ack)

    app.action(PREPARE)(clicking(office, lambda click: _prepare(office, click)))
    app.action(PUBLISH)(clicking(office, lambda click: _ask(office, click)))
    app.action(ROLLBACK)(clicking(office, lambda click: _rollback(office, click)))
    app.action(_WITHDRAW)(clicking(office, lambda click: _withdraw(office, click)))
    app.view(_PUBLISHED)(entered_)


def prepare(office: Office, edition: str, user: str, channel: str, thread: str | None) -> None:
    """Have typical questions answered as they would be.

    Raises:
        EditionUnknown: If nothing of that edition is drafted or published.
    """
    label = plain_edition(edition)
    office.store.plan_publication(label, accept_unreviewed=True)
    place = {"channel": channel, "thread": thread, "user": user}
    office.counter.ask("preview", {"edition": label, "language": office.language}, user, place)


def rollback(office: Office, user: str, channel: str, thread: str | None, publication: int) -> None:
    """Have the publication before the newest answer again.

    Args:
        office: As everywhere.
        user: Who asks.
        channel: Where it is told, with ``thread``.
        thread: See ``channel``.
        publication: The newest when the button was shown.

    Raises:
        NothingToRollBack: If there is none before it.
        PublicationMoved: If another is the newest now.
    """
    current = office.store.current()
    if current is not None and publication != current.id:
        raise PublicationMoved()
    office.store.plan_rollback()
    office.counter.ask(
        "rollback", {"publication": publication}, user, {"channel": channel, "thread": thread, "user": user}
    )


def offer_rollback(office: Office, channel: str) -> None:
    """Show the button that goes back, for the publication that is the newest now.

    Raises:
        NothingToRollBack: If there is none before it.
    """
    before, current = office.store.plan_rollback(), office.store.current()
    assert current is not None, "something is before it"
    labels = dict.fromkeys(document.edition for document in before.documents if document.edition)
    editions = office.said.say("text.comma").join(labels) or office.said.say("text.none")
    text = office.say("rollback.ask", editions=editions)
    office.post(channel, None, text, [section(text), back_button(office, current.id)])


def offer_withdrawal(office: Office, name: str, channel: str) -> None:
    """Ask whether an edition or a document is to be withdrawn."""
    text = office.say("withdraw.ask", name=escaped(name))
    sure = (office.say("withdraw.sure"), office.say("withdraw.yes"), office.say("job.no"))
    ask = button(office.say("withdraw.button"), _WITHDRAW, carried(name=name), "danger", sure)
    office.post(channel, None, text, [section(text), actions(ask)])


def office_channel(office: Office, channel: str, user: str) -> str:
    """Where administrators' messages go: the direct messages with whoever asked."""
    return channel if channel.startswith("D") else str(office.client.conversations_open(users=user)["channel"]["id"])


def announce(office: Office, job: JobView) -> None:
    """Tell a channel of a publication, if that was wished and not done yet."""
    channel = job.arguments.get("announce")
    if not channel or job.place.get("announced") or not job.outcome["changed"]:
        return
    facts = {"edition": job.outcome["edition"], **job.outcome["difference"]}
    try:
        office.post(channel, None, office.say("publish.announcement", **facts))
    except SlackApiError as error:
        logged(error, "announcing a publication")
        text = office.say("publish.not_announced", channel=f"<#{channel}>")
        office.post(job.place["channel"], job.place.get("thread"), text)
    now = office.store.jobs.find(job.id)
    office.store.jobs.placed(job.id, {**now.place, "announced": True})


def _prepare(office: Office, click: Click) -> None:
    prepare(office, click.carried()["edition"], click.user, click.channel, click.thread)


def _ask(office: Office, click: Click) -> None:
    """Ask once more, and where it is to be announced."""
    asked = click.carried()
    facts = carried(**asked, channel=click.channel, thread=click.thread)
    words = (office.say("publish.title"), office.say("publish.submit"), office.say("cover.close"))
    blocks = [
        section(office.say("publish.sure", edition=asked["edition"])),
        channel_input("announce", office.say("publish.where")),
    ]
    office.client.views_open(trigger_id=click.trigger, view=modal(_PUBLISHED, *words, blocks, facts))


def _entered(office: Office, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    if refuses_view(office, body, ack):
        return
    ack()
    facts, user = carried_by(view), body["user"]["id"]
    announce_in = entered(view, "announce")
    channel, thread = facts["channel"], facts["thread"]

    def publish() -> None:
        drafts = [d.id for d in office.store.documents("draft") if d.edition == facts["edition"]]
        if sorted(drafts) != facts["documents"]:
            raise PublicationMoved()
        pending = len(office.store.reviews.pending(facts["edition"]))
        if pending:
            raise ReviewPending(edition=facts["edition"], count=pending)
        arguments = {"edition": facts["edition"], "documents": facts["documents"]}
        arguments |= {"announce": announce_in} if announce_in else {}
        office.counter.ask("publish", arguments, user, {"channel": channel, "thread": thread, "user": user})

    with_care(office, channel, user, thread, publish)


def _rollback(office: Office, click: Click) -> None:
    rollback(office, click.user, click.channel, click.thread, click.carried()["publication"])


def _withdraw(office: Office, click: Click) -> None:
    place = {"channel": click.channel, "thread": click.thread, "user": click.user}
    office.counter.ask("withdraw", {"name": click.carried()["name"]}, click.user, place)
    office.update(click.channel, click.ts, office.say("withdraw.begun", name=escaped(click.carried()["name"])))
