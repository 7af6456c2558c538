"""Three processes on one database serve one workspace: each question is answered once, whatever goes away meanwhile."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from eventually import eventually
from link import Link
from loopback_slack import LoopbackSlack
from loopback_slack.events import mention
from postgres import admitted, database, needs_server, url_of
from served_bot import ServedBot
from sqlalchemy import make_url

from kpi_store.exchange_views import Asked
from kpi_store.store import KpiStore

from ..conftest import MODELS

pytestmark = [needs_server, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
QUESTIONS = ("待機児童の推移は？", "出生数の目標は？", "子育て支援の今後の方向性は？", "What is the trend of births?")
GONE = timedelta(seconds=-1)


@dataclass(frozen=True)
class Stage:
    """Three bots, the database that they share, the way to it, and their Slack."""

    bots: list[ServedBot]
    link: Link
    slack: LoopbackSlack
    url: str

    def replies(self) -> Counter[str]:
        """Number of replies by thread."""
        return Counter(str(post["thread_ts"]) for post in self.slack.posts)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The sample, published on a database by a fourth machine, and three bots that have nothing but that database."""
    homes = [tmp_path_factory.mktemp("machine") / "home" for _ in range(4)]
    for home in homes:
        home.mkdir()
        (home / "models").symlink_to(MODELS)
    with admitted() as admin, database(admin) as name, LoopbackSlack() as slack, ExitStack() as open_:
        url = url_of(name)
        for command in (["db", "upgrade"], ["sample"]):
            _sosei(homes[0], url, *command)
        link = open_.enter_context(Link(make_url(url).port or 5432))
        over_link = make_url(url).set(port=link.port).render_as_string(hide_password=False)
        bots = [ServedBot(home, slack, DATABASE_URL=over_link) for home in homes[1:]]
        with ThreadPoolExecutor(3) as starting:
            list(starting.map(open_.enter_context, bots))
        yield Stage(bots, link, slack, url)
        link.mend()


def _sosei(home: Path, url: str, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOSEI_HOME": str(home), "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "bot.cli.main", *arguments], env=environment, cwd=ROOT, check=True)


def test_each_event_is_answered_once_by_whichever_workers_it_reaches(stage: Stage) -> None:
    """Events to one worker, to all three at once, and again to another later, as Slack does when it doubts."""
    events = [mention(f"{QUESTIONS[nth % 4]}", ts=f"1730000000.{nth:06d}") for nth in range(48)]
    ways = [(nth, bot) for nth in range(48) for bot in (range(3) if nth % 3 == 0 else (nth % 3, (nth + 1) % 3))]
    with ThreadPoolExecutor(12) as senders:
        list(senders.map(lambda way: stage.bots[way[1]].tell(events[way[0]]), ways))
    threads = {event["event"]["ts"] for event in events}
    stage.slack.wait_for(lambda: threads <= set(stage.replies()), 120)
    with KpiStore.open(stage.url, create=False) as store:
        eventually(lambda: not store.exchanges.leases(), 60)
        answers = [row for row in store.exchanges.trail() if row.action == "answer"]
    assert len(answers) == len(events)
    assert {thread: stage.replies()[thread] for thread in threads} == dict.fromkeys(threads, 1)
    assert all("answered" in bot.log.read_text() for bot in stage.bots)
    assert not any((bot.home / "index").exists() for bot in stage.bots)


def test_a_database_that_goes_and_comes_back_costs_no_question(stage: Stage) -> None:
    """While it is away, events are acknowledged in time and told of; what was owed before is answered after."""
    with KpiStore.open(stage.url, create=False) as store:
        store.exchanges.take(
            Asked(None, "U0PERSON", "C0CHANNEL", "1730000001.000001", "mention", QUESTIONS[0], "ja"), GONE
        )
        stage.link.cut()
        during = mention(QUESTIONS[1], ts="1730000001.000002")
        began = time.monotonic()
        stage.bots[0].tell(during)
        assert time.monotonic() - began < 3
        stage.slack.wait_for(lambda: stage.replies()["1730000001.000002"], 60)
        assert "E-" in next(p["text"] for p in stage.slack.posts if p["thread_ts"] == "1730000001.000002")
        assert not stage.replies()["1730000001.000001"]
        stage.link.mend()
        for nth, bot in enumerate(stage.bots):
            bot.tell(mention(QUESTIONS[2], ts=f"1730000002.{nth:06d}"))
        after = {f"1730000002.{nth:06d}" for nth in range(3)} | {"1730000001.000001"}
        stage.slack.wait_for(lambda: after <= set(stage.replies()), 120)
        eventually(lambda: not store.exchanges.leases(), 60)
    assert {thread: stage.replies()[thread] for thread in after} == dict.fromkeys(after, 1)
    assert not any("E-" in post["text"] for post in stage.slack.posts if post["thread_ts"] in after)
    assert all(bot.alive for bot in stage.bots)


def test_a_database_that_hangs_holds_up_no_acknowledgement(stage: Stage) -> None:
    """Where it takes connections and says nothing, an event is acknowledged all the same, and answered or told of."""
    stage.link.hang()
    event = mention(QUESTIONS[3], ts="1730000003.000001")
    began = time.monotonic()
    stage.bots[1].tell(event)
    assert time.monotonic() - began < 3
    stage.link.mend()
    stage.slack.wait_for(lambda: stage.replies()["1730000003.000001"], 60)
    assert all(bot.alive for bot in stage.bots)


def test_a_killed_worker_leaves_its_questions_to_the_others(stage: Stage) -> None:
    """Of questions that a worker has just acknowledged as it is killed, each is answered once by those that live."""
    threads = {f"1730000004.{nth:06d}" for nth in range(6)}
    with ThreadPoolExecutor(6) as senders:
        list(senders.map(lambda ts: stage.bots[2].tell(mention(QUESTIONS[0], ts=ts)), sorted(threads)))
    stage.bots[2].kill()
    with KpiStore.open(stage.url, create=False) as store:
        store.exchanges.hold(list(store.exchanges.leases()), GONE)  # rather than wait for a minute
        eventually(lambda: not store.exchanges.leases(), 90)
    stage.slack.wait_for(lambda: threads <= set(stage.replies()), 30)
    again = [post for post in stage.slack.posts if post["thread_ts"] in threads]
    assert all(stage.replies()[thread] == 1 or "重なる" in str(again) for thread in threads)
