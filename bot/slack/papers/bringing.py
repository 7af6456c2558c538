"""A paper's job as staff see it: how far it is, in one message, and the file once it is made.

Bringing a file takes as long as Slack takes, so it is done beside the telling of jobs, by whoever kept the job to
itself: several bots on one database bring each file once.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from datetime import timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.jobs.papers import withheld_of
from bot.rendering.text_errors import recorded_line
from bot.slack.access import Access, Audience, is_direct
from bot.slack.blocks import Message, escaped
from bot.slack.failures import logged
from bot.slack.journal import paper_brought
from bot.slack.outlets import Thread
from bot.slack.web import api_error
from corpus.errors import SoseiError
from kpi_store.papers import PaperView
from kpi_store.store import KpiStore
from kpi_store.views import JobView
from prompts.wording import Language, wording

_LEASE = timedelta(minutes=5)
"""How long a file may be on its way before another bot brings it: rate limits are waited out."""

_PAUSES = tuple(timedelta(seconds=4**n) for n in range(6))
"""Before a file is brought again that Slack did not take; after the last it is given up, some twenty minutes on."""

_ASKERS_TO_MEND = frozenset({"place_unknown", "indicator_unknown", "edition_unknown", "publication_moved"})


class Bringing:
    """Tells of papers' jobs.

    Args:
        client: Client of the Web API.
        store: Where jobs and papers are.
        access: The gate.
        executor: Where files are brought.
        subscribed: Brings what a subscription had made.
    """

    def __init__(
        self,
        client: WebClient,
        store: KpiStore,
        access: Access,
        executor: Executor,
        subscribed: Callable[[JobView], None],
    ) -> None:
        self._client = client
        self._store, self._jobs = store, store.jobs
        self._access = access
        self._executor = executor
        self._subscribed = subscribed

    def tell(self, job: JobView) -> bool:
        """Tell of a job that changed; whether it has been told, or somebody is at it still.

        Raises:
            SlackApiError, OSError: If its message cannot be brought up to date.
        """
        if "subscription" in job.place and not job.over:
            return True  # nobody waits for it
        if job.state in ("waiting", "running"):
            self._show(job, self._under_way(job))
            return True
        if self._jobs.keep_telling(job, _LEASE):
            self._executor.submit(self._finish, job)
        return False

    def _finish(self, job: JobView) -> None:
        """Bring what came of a job; never raises."""
        try:
            if "subscription" in job.place:
                self._subscribed(job)
            elif job.state == "done":
                self._bring(job)
            else:
                self._show(job, self._failed(job))
        except Exception as error:
            error_id = logged(error, "bringing a paper")
            if (tried := self._tried(job)) <= len(_PAUSES):
                self._jobs.tell_again(job.id, _PAUSES[tried - 1])
                return
            self._give_up(job, error_id)
        self._jobs.told(job)

    def _bring(self, job: JobView) -> None:
        """Put the file where it was asked for, and say so in the message that told how far it was."""
        place, say = job.place, wording(_language(job)).say
        alone = place["thread"] is None or is_direct(place["channel"])
        audience = Audience(place["user"], place["channel"], private=alone)
        if not self._access.withheld(audience) <= withheld_of(job.arguments):
            self._show(job, say("slack.paper.hidden"))
            return
        made, content = self._store.papers.content(job.outcome["paper"])
        channel, _ = self._show(job, say("slack.paper.sending", title=escaped(made.title)))
        if not place.get("brought"):
            Thread(self._client, channel, place["thread"]).attach(content, made.file, made_line(made, _language(job)))
            self._jobs.placed(job.id, {**self._jobs.find(job.id).place, "brought": True})
        self._show(job, made_line(made, _language(job)))
        paper_brought(job)

    def _show(self, job: JobView, text: str) -> tuple[str, str]:
        """Put a text into the job's one message; where that stands, as channel and time stamp."""
        place = self._jobs.find(job.id).place
        if "ts" in place and self._put(place, text):
            return place["channel"], place["ts"]
        posted = self._client.chat_postMessage(
            channel=place["channel"], thread_ts=place["thread"], text=text, unfurl_links=False
        )
        # What was posted to a person stands in a channel of its own.
        place = {**place, "channel": str(posted["channel"]), "ts": str(posted["ts"])}
        self._jobs.placed(job.id, place)
        return place["channel"], place["ts"]

    def _put(self, place: Mapping[str, str], text: str) -> bool:
        """Change the message; whether it is there still: people delete messages."""
        try:
            self._client.chat_update(channel=place["channel"], ts=place["ts"], text=text)
        except SlackApiError as error:
            if api_error(error) != "message_not_found":
                raise
            return False
        return True

    def _under_way(self, job: JobView) -> str:
        say, seen = wording(_language(job)).say, job.progress
        text = say("slack.paper.making", title=escaped(job.place["title"]))
        if seen.get("step") == "gather":
            return text + say("slack.paper.gathering", done=seen["done"], total=seen["total"])
        return text + (say("slack.paper.setting") if seen.get("step") == "set" else "")

    def _failed(self, job: JobView) -> str:
        say = wording(_language(job)).say
        if job.state == "cancelled":
            return say("slack.paper.cancelled", title=escaped(job.place["title"]))
        return failure_line(job, _language(job))

    def _tried(self, job: JobView) -> int:
        place = self._jobs.find(job.id).place
        tries = int(place.get("tries", 0)) + 1
        self._jobs.placed(job.id, {**place, "tries": tries})
        return tries

    def _give_up(self, job: JobView, error_id: str) -> None:
        try:
            text = wording(_language(job)).say("slack.failed", error_id=error_id)
            Thread(self._client, job.place["user"], None).post(Message(text))
        except (SlackApiError, SoseiError, OSError) as error:
            logged(error, "telling that a paper cannot be brought: " + _reason(error))


def made_line(made: PaperView, language: Language) -> str:
    """The sentence beside a paper's file, as mrkdwn."""
    return wording(language).say("slack.paper.made", title=escaped(made.title), id=made.id)


def failure_line(job: JobView, language: Language) -> str:
    """Why a paper was not made, as mrkdwn: what whoever wants it can mend, else a number for the administrators."""
    code, facts = job.outcome["error"], job.outcome["facts"]
    if code in _ASKERS_TO_MEND:
        return escaped(recorded_line(code, facts, language))
    error_id = facts.get("error_id") or f"job {job.id}"
    return wording(language).say("slack.failed", error_id=error_id)


def _language(job: JobView) -> Language:
    return "en" if job.place.get("language") == "en" else "ja"


def _reason(error: Exception) -> str:
    return api_error(error) if isinstance(error, SlackApiError) else type(error).__name__
