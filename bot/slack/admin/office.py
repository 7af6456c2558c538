"""What the administrators' listeners share: the store, the counter where jobs are asked for, and the gate."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.jobs.counter import Counter
from bot.rendering.text_errors import recorded_line
from bot.slack.admin.parts import Block, person
from bot.slack.blocks import escaped
from bot.slack.failures import logged
from corpus.errors import SoseiError
from index.snapshot import SnapshotFacts
from kpi_store.store import KpiStore
from prompts.wording import Language, Wording, wording

Payload = Mapping[str, Any]
Facts = Callable[[str], SnapshotFacts | None]
"""What is known of an index snapshot, by its id."""


@dataclass(frozen=True, slots=True)
class Office:
    """What administrators work with.

    Attributes:
        may_administer: Whether a user may; asked at every step, button and modal.
        token: For downloads of what is dropped; it goes nowhere but to Slack.
        api_url: Base of the Web API.
        facts: What is known of an index snapshot.
    """

    client: WebClient
    store: KpiStore
    counter: Counter
    may_administer: Callable[[str], bool]
    token: str
    api_url: str
    facts: Facts
    language: Language = "ja"

    @property
    def said(self) -> Wording:
        """The words of the administrators' messages."""
        return wording(self.language)

    def say(self, name: str, /, **fields: object) -> str:
        """A line of ``prompts/*/admin.toml``."""
        return self.said.say(f"admin.{name}", **fields)

    def told(self, error: SoseiError) -> str:
        """An error's line, as mrkdwn."""
        return self.recorded(error.code, error.facts)

    def recorded(self, code: str, facts: Mapping[str, object]) -> str:
        """As ``told``, of an error that was recorded. What there is to do is said in Slack's terms."""
        line = escaped(recorded_line(code, facts, self.language, instead="admin.error"))
        by = str(facts.get("by") or "")
        return line.replace(by, person(by)) if by else line

    def post(self, channel: str, thread_ts: str | None, text: str, blocks: Sequence[Block] = ()) -> str:
        """Post a message and give its time stamp."""
        response = self.client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            text=text,
            blocks=list(blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(response["ts"])

    def update(self, channel: str, ts: str, text: str, blocks: Sequence[Block] = ()) -> None:
        """Put another message in the place of one."""
        self.client.chat_update(channel=channel, ts=ts, text=text, blocks=list(blocks))

    def whisper(self, channel: str, user: str, text: str, thread_ts: str | None = None) -> None:
        """Tell one person something where they are; in a direct message, which has nobody else, as a message."""
        if channel.startswith("D"):
            self.post(channel, thread_ts, text)
        else:
            self.client.chat_postEphemeral(channel=channel, user=user, text=text, thread_ts=thread_ts)


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a button of one of our messages.

    Attributes:
        value: What the button carries.
        channel: Where the message is, with its ``ts`` and the ``thread`` that it is in or begins.
        trigger: Lets a modal be opened, for three seconds.
    """

    user: str
    value: str
    channel: str
    ts: str
    thread: str
    trigger: str

    def carried(self) -> dict[str, Any]:
        """The value as JSON."""
        found: dict[str, Any] = json.loads(self.value)
        return found


def click_of(body: Payload) -> Click:
    """The click in a ``block_actions`` payload."""
    message = body.get("message") or {}
    container = body.get("container") or {}
    ts = str(message.get("ts") or container.get("message_ts") or "")
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Click(
        user=body["user"]["id"],
        value=str(body["actions"][0].get("value") or ""),
        channel=str(channel),
        ts=ts,
        thread=str(message.get("thread_ts") or ts),
        trigger=str(body.get("trigger_id") or ""),
    )


def clicking(office: Office, handle: Callable[[Click], None]) -> Callable[..., None]:
    """A listener for a button: acknowledged first, then only for administrators; whatever goes wrong is told."""

    def listener(body: dict[str, Any], ack: Ack) -> None:
        ack()
        click = click_of(body)
        if not office.may_administer(click.user):
            office.whisper(click.channel, click.user, office.say("denied"), click.thread)
            return
        with_care(office, click.channel, click.user, click.thread, lambda: handle(click))

    return listener


def with_care(office: Office, channel: str, user: str, thread: str | None, work: Callable[[], None]) -> None:
    """Do something and tell whoever asked for it what went wrong, if anything did. Never raises."""
    try:
        try:
            work()
        except SoseiError as error:
            office.whisper(channel, user, office.told(error), thread)
        except Exception as error:
            error_id = logged(error, "administering")
            office.whisper(channel, user, office.say("failed", error_id=error_id), thread)
    except (SlackClientError, OSError) as error:
        logged(error, "telling an administrator")


def refuses_view(office: Office, body: Payload, ack: Ack) -> bool:
    """Whether a submitted modal is refused, since whoever submits it may not administer; they are told."""
    if office.may_administer(body["user"]["id"]):
        return False
    denied: Block = {"type": "section", "text": {"type": "mrkdwn", "text": office.say("denied")}}
    title: Block = {"type": "plain_text", "text": "sosei"}
    ack(response_action="update", view={"type": "modal", "title": title, "blocks": [denied]})
    return True


def carried(**facts: object) -> str:
    """What a button or modal carries, as JSON."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def carried_by(view: Payload) -> dict[str, Any]:
    """What a submitted modal carries."""
    facts: dict[str, Any] = json.loads(view["private_metadata"])
    return facts
