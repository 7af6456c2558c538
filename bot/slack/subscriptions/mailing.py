"""Sends what a subscription had made to its channel; where that cannot be, pauses it and tells whoever made it."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.jobs.counter import Counter
from bot.jobs.papers import withheld_of
from bot.slack.access import Access, Audience
from bot.slack.blocks import Message, escaped
from bot.slack.failures import logged
from bot.slack.journal import paper_brought, subscription_paused
from bot.slack.outlets import Thread
from bot.slack.papers.bringing import failure_line, made_line
from bot.slack.subscriptions.words import days_date, described, reason
from bot.slack.web import GONE, api_error
from corpus.errors import SubscriptionUnknown
from kpi_store.papers import PaperView
from kpi_store.store import KpiStore
from kpi_store.subscriptions import SubscriptionView
from kpi_store.views import JobView
from prompts.wording import Language, wording


class Mailing:
    """Sends subscribed papers.

    Args:
        client: Client of the Web API.
        store: Where subscriptions and papers are.
        access: The gate.
        counter: Where jobs are asked for.
    """

    def __init__(self, client: WebClient, store: KpiStore, access: Access, counter: Counter) -> None:
        self._client = client
        self._store = store
        self._access = access
        self._counter = counter

    def send(self, job: JobView) -> None:
        """Send what came of a job.

        Raises:
            SlackClientError, OSError: If Slack is away; it may be sent again.
        """
        try:
            subscription = self._store.subscriptions.find(job.place["subscription"])
        except SubscriptionUnknown:  # ended meanwhile
            return
        if subscription.paused is not None or job.state == "cancelled":
            return
        audience = Audience(subscription.by, subscription.channel, private=False)
        if denial := self._access.denial(audience):
            self._pause(subscription, denial, job)
        elif job.state == "failed":
            self._tell_maker(job, "failed", subscription, why=failure_line(job, _language(job)))
        elif not (withheld := self._access.withheld(audience)) <= withheld_of(job.arguments):
            hidden = {"withheld": sorted(one.what for one in withheld)}
            self._counter.ask(job.kind, {**job.arguments, **hidden}, job.by, job.place)  # made anew, without these
        else:
            self._deliver(job, subscription)

    def _deliver(self, job: JobView, subscription: SubscriptionView) -> None:
        made, content = self._store.papers.content(job.outcome["paper"])
        try:
            if "ts" not in job.place:  # a message first: Slack may take a file for a channel and never show it there
                posted = self._client.chat_postMessage(
                    channel=subscription.channel, text=_announcement(job, made), unfurl_links=False
                )
                self._store.jobs.placed(job.id, {**job.place, "ts": str(posted["ts"])})
            place = self._store.jobs.find(job.id).place
            if not place.get("brought"):
                thread = Thread(self._client, subscription.channel, place["ts"])
                thread.attach(content, made.file, made_line(made, _language(job)))
                self._store.jobs.placed(job.id, {**place, "brought": True})
        except SlackApiError as error:
            if api_error(error) not in GONE:
                raise
            self._pause(subscription, api_error(error), job)
            return
        paper_brought(job)

    def _pause(self, subscription: SubscriptionView, why: str, job: JobView) -> None:
        if self._store.subscriptions.pause(subscription.id, why, "sosei"):
            subscription_paused(subscription.id, why)
            self._tell_maker(job, "paused", subscription, why=reason(why, _language(job)))

    def _tell_maker(self, job: JobView, name: str, subscription: SubscriptionView, why: str) -> None:
        """Tell whoever made a subscription; who cannot be told is in the log."""
        say = wording(_language(job)).say
        facts = {"what": escaped(described(subscription, _language(job))), "channel": f"<#{subscription.channel}>"}
        try:
            Thread(self._client, subscription.by, None).post(Message(say(f"subscription.{name}", why=why, **facts)))
        except (SlackClientError, OSError) as error:
            logged(error, f"telling the maker of subscription {subscription.id}")


def _announcement(job: JobView, made: PaperView) -> str:
    """What the channel reads above the file: why it comes, of which edition, and whether it comes late."""
    said = wording(_language(job))
    kind = "monthly" if job.place["monthly"] else "published"
    lines = [said.say(f"subscription.{kind}", title=escaped(made.title), edition=made.edition or "-")]
    if missed := job.place.get("missed"):
        lines.append(said.say("subscription.late", day=days_date(missed, _language(job))))
    return "\n".join(lines)


def _language(job: JobView) -> Language:
    return "en" if job.place.get("language") == "en" else "ja"
