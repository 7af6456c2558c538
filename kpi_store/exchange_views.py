"""A question that came from Slack, and what became of it, as frozen data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Came = Literal["mention", "dm", "command", "shortcut", "button", "agent"]
ExchangeState = Literal["taken", "answered", "failed", "refused"]
Feedback = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came.

    Attributes:
        event: Slack's key of what brought it (team and event id, or a trigger id); None where nothing brings it twice.
        user: Who asked: Slack's id.
        channel: Where the reply goes, or, for a command, where it was typed.
        thread_ts: Thread that the reply goes into; None for a reply to one person.
        came: How it came.
        edition: Label of the edition to answer from, where it was asked for apart from the question.
        language: Of the reply.
        follows: Id of the exchange that it goes on from.
        response_url: Where the reply to one person goes.
    """

    event: str | None
    user: str
    channel: str
    thread_ts: str | None
    came: Came
    question: str
    language: str
    edition: str | None = None
    follows: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered.

    Attributes:
        status: Of the answer: ``answered``, ``clarify`` or ``not_found``.
        indicators: Names of the indicators whose figures it shows.
        snapshot: Id of the index snapshot, and thereby the publication, that answered.
        reply: The whole reply as text.
        said: What a follow-up question needs to know of the answer, as plain JSON.
    """

    status: str
    intent: str
    reply: str
    indicators: tuple[str, ...] = ()
    snapshot: str | None = None
    said: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """A question that was taken.

    Attributes:
        asked: As it came; its ``response_url`` is forgotten once the question is dealt with.
        tries: How often work on it began.
        posting_at: When a worker was about to post the reply; None while none was.
        outcome: What was answered; None while nothing was.
        feedback: What somebody thought of the answer, with ``feedback_reason`` and ``feedback_by``.
    """

    id: str
    asked: Asked
    taken_at: datetime
    state: ExchangeState
    tries: int
    posting_at: datetime | None = None
    done_at: datetime | None = None
    outcome: Outcome | None = None
    feedback: Feedback | None = None
    feedback_reason: str = ""
    feedback_by: str | None = None
