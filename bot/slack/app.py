"""The Bolt app: every feature registered, nothing of it known to the answering."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_hex

from slack_bolt import App

from bot.jobs.counter import Counter
from bot.slack import actions, commands, direct_messages, mentions, sharing, shortcuts
from bot.slack.access import Access
from bot.slack.actions.clicks import Clicks, TellAbout
from bot.slack.admin import listening
from bot.slack.admin.office import Facts, Office
from bot.slack.admin.telling import Telling
from bot.slack.agent import Agent
from bot.slack.delivery import Delivery, Draw
from bot.slack.directory import Directory
from bot.slack.failures import logged
from bot.slack.home import listening as home
from bot.slack.intake import Intake
from bot.slack.papers import modal
from bot.slack.papers.bringing import Bringing
from bot.slack.papers.desk import PaperDesk, Preparing
from bot.slack.replies import Replies, Respond
from bot.slack.settings import SlackSettings
from bot.slack.subscriptions.desk import SubscriptionDesk
from bot.slack.subscriptions.listening import Listening
from bot.slack.subscriptions.mailing import Mailing
from bot.slack.unfinished import InHand, Unfinished
from bot.slack.web import QUIET, checked_client, told_as_setting
from kpi_store.figures import Published
from kpi_store.jobs import PAPER
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction, Views

_THREADS = 32
"""A command is acknowledged from one of these too, within three seconds: so many that one is always free."""


@dataclass(frozen=True, slots=True)
class SlackApp:
    """What is served, over Socket Mode or HTTP.

    Attributes:
        bolt: Listens.
        intake: Takes questions.
        unfinished: Watches over those that were taken.
        telling: Tells whoever asked for a job how it stands.
    """

    bolt: App
    intake: Intake
    unfinished: Unfinished
    telling: Telling


@dataclass(frozen=True, slots=True)
class Answering:
    """What is behind the app, and knows nothing of Slack.

    Attributes:
        respond: Answers a question.
        tell_about: Tells of indicators where nobody typed a question.
        draw: Draws an answer's chart.
        preparing: Makes committee papers.
        facts: What is known of an index snapshot.
    """

    respond: Respond
    tell_about: TellAbout
    draw: Draw
    preparing: Preparing
    facts: Facts = lambda _: None


def build_app(settings: SlackSettings, store: KpiStore, answering: Answering) -> SlackApp:
    """Make the app. Slack is asked whether it takes the bot token; nothing is served yet.

    Args:
        settings: Tokens, addresses and rules.
        store: Keeps what is asked and answered.
        answering: What is behind the app.

    Raises:
        SettingMissing: If there is no bot token.
        SettingInvalid: If Slack refuses it, or cannot be reached.
    """
    client = checked_client(settings)
    executor = ThreadPoolExecutor(_THREADS, thread_name_prefix="slack")
    with told_as_setting("SLACK_BOT_TOKEN"):
        app = App(
            name="bolt",  # Bolt sets the level of the logger of this name: ours must not be called so
            logger=QUIET,
            client=client,
            # An empty secret would let anybody sign; one that nobody knows refuses every HTTP request.
            signing_secret=settings.signing_secret or token_hex(32),
            listener_executor=executor,
        )
    in_hand, intake = InHand(), Intake(store.exchanges)
    directory = Directory(client)
    access = Access(settings.rules, directory)
    views = Views(store)

    def view(withheld: frozenset[Restriction]) -> Published:
        return views.without(withheld).published()

    agent = Agent(client, access, view)
    delivery = Delivery(client, answering.draw)
    counter = Counter(store)
    desk = PaperDesk(client, answering.preparing, counter, directory.person)
    replies = Replies(client, store.exchanges, in_hand, access, agent, views, answering.respond, delivery, desk)
    subscriptions = SubscriptionDesk(client, store, access, view)
    office = Office(
        client, store, counter, access.may_administer, settings.bot_token, settings.api_url, answering.facts
    )
    listening.register(app, office)
    sharing.register(app, directory)
    mentions.register(app, intake, replies)
    direct_messages.register(app, intake, replies)
    modal.register(app, intake, replies, access, view, directory.person)
    homes = home.Home(client, store, access, directory, view, subscriptions)
    Listening(client, subscriptions, access, view, directory.person, homes.refresh).register(app)
    commands.register(app, intake, replies)
    shortcuts.register(app, intake, replies)
    home.register(app, intake, replies, agent, directory, homes)
    actions.register(app, Clicks(store, access, replies, delivery, views, answering.respond, answering.tell_about))
    app.error(_log)
    unfinished = Unfinished(store.exchanges, in_hand, replies.work, executor, settings.kept, settings.beat)
    bringing = Bringing(client, store, access, executor, Mailing(client, store, access, counter).send)
    return SlackApp(app, intake, unfinished, Telling(office, {PAPER: bringing.tell}))


def _log(error: Exception) -> None:
    logged(error, "handling an event")
