"""Slack repeats itself, breaks off, refuses; processes die: each question is acknowledged at once and answered once."""

import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from eventually import eventually
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import deliver, direct_message, free_port, mention
from slack_bolt import Ack, BoltContext, BoltResponse
from sqlalchemy import text

from bot.slack.intake import Intake, taken_in
from bot.slack.unfinished import InHand, Leases, Unfinished
from corpus.errors import StoreUnreachable
from kpi_store.exchange_views import Asked, ExchangeView
from kpi_store.store import KpiStore

QUESTION = Asked(None, "U0PERSON", "C0CHANNEL", "1710000000.000001", "mention", "出生率は", "ja")
MINUTE = timedelta(minutes=1)
GONE = timedelta(seconds=-1)
ROOT = Path(__file__).parents[3]
EVENTS, AT_ONCE = 100, 8


def answers_to(slack: LoopbackSlack, question: str) -> int:
    return sum(question in post["text"] for post in slack.posts)


@contextmanager
def busy(store: KpiStore) -> Iterator[None]:
    """Somebody else writes to the database for as long as this lasts."""
    writing, done = threading.Event(), threading.Event()

    def write() -> None:
        with store._database.writing():
            writing.set()
            done.wait(60)

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait(60)
    try:
        yield
    finally:
        done.set()
        writer.join()


@pytest.mark.slow
@pytest.mark.parametrize("database", ["free", "busy"])
def test_acknowledgements_are_quick(slack: LoopbackSlack, bot, store: KpiStore, database: str, request) -> None:
    """A hundred events in a burst are acknowledged in Slack's three seconds, also while the database is held."""
    question = f"一斉の出生率 {request.node.callspec.id}"

    def acknowledged(nth: int) -> float:
        started = time.monotonic()
        bot.tell(mention(question, channel=f"C9{nth}"))
        return time.monotonic() - started

    with ThreadPoolExecutor(AT_ONCE) as senders:
        if database == "busy":
            with busy(store):
                took = list(senders.map(acknowledged, range(EVENTS)))
        else:
            took = list(senders.map(acknowledged, range(EVENTS)))
    assert max(took) < 3
    slack.wait_for(lambda: answers_to(slack, question) >= EVENTS, seconds=90)
    assert answers_to(slack, question) == EVENTS


@pytest.mark.parametrize("failure", [Failure("ratelimited", 429, retry_after=1), Failure(status=500)])
def test_an_answer_outlasts_rate_limits_and_outages(slack: LoopbackSlack, bot, failure: Failure) -> None:
    """429 is waited out and 500 tried again, however the question came; the answer arrives once."""
    slack.fail("chat.postMessage", failure)
    bot.tell(mention("粘り強い出生率"))
    slack.wait_for(lambda: slack.posts)
    assert answers_to(slack, "粘り強い出生率") == 1


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
def test_a_gate_that_cannot_look_tells_a_number(slack: LoopbackSlack, bot, method: str, request) -> None:
    """When Slack does not say who asks or where, nothing is answered, and that is said with an id."""
    nth = request.node.callspec.id.upper().replace(".", "").replace("-", "")
    slack.fail(method, Failure("missing_scope"), times=1)
    bot.tell(mention("待機児童の推移は？", user=f"U4{nth}", channel=f"C4{nth}"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "E-" in post["text"] and "待機児童数" not in post["text"]


def test_a_retry_over_a_socket_is_answered_once(slack: LoopbackSlack, over_socket, loopback: LoopbackSlack) -> None:
    """An envelope that comes again, since its acknowledgement was late, is acknowledged and not answered again."""
    event = mention("遅れて届く出生率")
    over_socket.tell(event)
    again = loopback.send(event, retry_attempt=1, retry_reason="timeout")
    loopback.wait_for(lambda: again in loopback.acks)
    over_socket.tell(direct_message("次の質問"))
    slack.wait_for(lambda: answers_to(slack, "次の質問"))
    eventually(lambda: answers_to(slack, "遅れて届く出生率"))
    assert answers_to(slack, "遅れて届く出生率") == 1


@pytest.mark.slow
def test_what_a_broken_socket_carried_is_answered_once(slack: LoopbackSlack, over_socket) -> None:
    """An event whose acknowledgement the broken connection swallowed comes again over the next one."""
    before = slack.connections
    event = mention("途中で切れた出生率")
    slack.send(event)
    slack.drop_socket()
    slack.wait_for(lambda: slack.connections > before, seconds=60)
    over_socket.tell(event)
    slack.wait_for(lambda: answers_to(slack, "途中で切れた出生率"), seconds=60)
    over_socket.tell(direct_message("次の質問"))
    slack.wait_for(lambda: answers_to(slack, "次の質問"))
    assert answers_to(slack, "途中で切れた出生率") == 1


SCRIPT = """
    import sys, time
    from bot.slack.app import Answering, build_app
    from bot.slack.http import serve_http
    from bot.slack.settings import SlackSettings
    from kpi_store.store import KpiStore
    def never(question, **_):
        print("asked", flush=True)
        time.sleep(60)
    api_url, database, port = sys.argv[1:]
    settings = SlackSettings("xoxb-loopback", None, "loopback-signing-secret", api_url)
    app = build_app(settings, KpiStore.open(database, create=False), Answering(never, never, lambda answer: None, None))
    serve_http(app, settings, "127.0.0.1", int(port))
"""


@pytest.mark.slow
def test_what_a_killed_process_had_in_hand_is_answered_by_the_next(
    slack: LoopbackSlack, over_socket, store: KpiStore
) -> None:
    """A process that is killed while it answers leaves the question to another, which answers it once."""
    free = free_port()
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT), slack.api_url, store._database.shown, str(free)]
    killed = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        url = f"http://127.0.0.1:{free}/slack/events"
        eventually(lambda: _delivered(url, direct_message("殺された出生率")), seconds=60)
        assert killed.stdout is not None and killed.stdout.readline() == "asked\n"
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    (left,) = [e for e in map(store.exchanges.get, _open(store)) if e and e.asked.question == "殺された出生率"]
    store.exchanges.hold([left.id], GONE)
    slack.wait_for(lambda: answers_to(slack, "殺された出生率"))
    assert answers_to(slack, "殺された出生率") == 1


def _delivered(url: str, event: dict[str, Any]) -> bool:
    try:
        return deliver(url, event)[0] == 200
    except OSError:
        return False


def _open(store: KpiStore) -> set[str]:
    return {row.subject for row in store.exchanges.trail() if row.action == "ask"}


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[KpiStore]:
    with KpiStore.open(f"sqlite:///{tmp_path / 'own.db'}", create=True) as store:
        yield store


Watch = Callable[..., Unfinished]


@pytest.fixture
def watch(own_store: KpiStore) -> Iterator[Watch]:
    """Makes watchers; what they take over is kept in ``done``."""
    with ThreadPoolExecutor(1) as executor:

        def make(in_hand: InHand, done: list[ExchangeView], kept: timedelta | None = None) -> Unfinished:
            return Unfinished(own_store.exchanges, in_hand, done.append, executor, kept, beat=0.05)

        yield make


def test_long_work_keeps_its_question(own_store: KpiStore, watch: Watch) -> None:
    """What is in hand is held however long it takes; let go, it is taken over."""
    taken = own_store.exchanges.take(QUESTION, GONE)
    assert taken is not None
    in_hand, done = InHand(), list[ExchangeView]()
    watching = watch(in_hand, done)
    with in_hand.holding(taken.id):
        for _ in range(4):
            watching.look()
            time.sleep(0.05)
    held = own_store.exchanges.get(taken.id)
    assert held is not None and held.tries == 1
    own_store.exchanges.hold([taken.id], GONE)
    (over,) = eventually(lambda: watching.look() or done)
    assert (over.id, over.tries) == (taken.id, 2)


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_worker_whose_clock_is_hours_off_keeps_its_question(own_store: KpiStore, watch: Watch, hours: int) -> None:
    """What it holds until some moment long past, or far ahead, stays its own for as long as it goes on holding."""
    taken = own_store.exchanges.take(QUESTION, timedelta(hours=hours))
    assert taken is not None
    done = list[ExchangeView]()
    watching = watch(InHand(), done)
    for beat in range(6):
        own_store.exchanges.hold([taken.id], timedelta(hours=hours, seconds=beat))
        watching.look()
        time.sleep(0.05)
    held = own_store.exchanges.get(taken.id)
    assert held is not None and held.tries == 1 and not done


def test_leases_are_told_by_seconds_that_pass_and_not_by_clocks_alone() -> None:
    """Prolonged ones never count, by however wrong a clock; those of the dead do, however far ahead they were given."""
    seconds = [0.0]
    leases = Leases(grace=20, clock=lambda: seconds[0])
    noon = datetime(2026, 4, 1, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    left = list[tuple[float, set[str]]]()
    for beat in range(11):
        seconds[0] = 10.0 * beat
        passed = timedelta(seconds=seconds[0])
        seen = {
            "dead": noon - MINUTE,
            "dead, an hour ahead": noon + hour,
            "alive, an hour back": noon - hour + passed,
            "alive, an hour ahead": noon + hour + passed,
        }
        left.append((seconds[0], set(leases.left(seen, noon + passed))))
    assert {at for at, ids in left if "dead" in ids} == {at for at, _ in left if at >= 20}
    assert {at for at, ids in left if "dead, an hour ahead" in ids} == {at for at, _ in left if at >= 80}
    assert not any(id_.startswith("alive") for _, ids in left for id_ in ids)


def test_what_is_older_than_the_retention_time_goes(own_store: KpiStore, watch: Watch) -> None:
    """Looking after the questions also forgets the old ones, and keeps the new."""
    own_store.exchanges.take(QUESTION, MINUTE)
    watch(InHand(), [], kept=timedelta(hours=1)).look()
    assert len(own_store.exchanges.trail()) == 1
    watch(InHand(), [], kept=timedelta(0)).look()
    assert [row.action for row in own_store.exchanges.trail()] == ["forget"]


def test_without_a_database_an_event_is_still_told_once(own_store: KpiStore) -> None:
    """When no row can be kept, the first delivery goes on, to be told a number, and its repeats end here."""
    _execute(own_store, "ALTER TABLE exchange RENAME TO exchange_away")
    intake, context, went_on = Intake(own_store.exchanges), BoltContext(), list[str]()
    take = intake.taking(lambda _: replace(QUESTION, event="T:Ev1"))
    for _ in range(3):
        take(body={}, context=context, ack=Ack(), next=lambda: went_on.append("on") or BoltResponse(status=200))
    assert went_on == ["on"]
    with pytest.raises(StoreUnreachable):
        taken_in(context)
    intake.close()


def test_a_database_that_is_away_is_looked_for_again(own_store: KpiStore, watch: Watch, caplog) -> None:
    """A look that fails is told in the log, and there is another one."""
    assert own_store.exchanges.take(QUESTION, GONE) is not None
    done: list[ExchangeView] = []
    _execute(own_store, "ALTER TABLE exchange RENAME TO exchange_away")
    with watch(InHand(), done).watched():
        eventually(lambda: "looking for questions" in caplog.text)
        assert not done
        _execute(own_store, "ALTER TABLE exchange_away RENAME TO exchange")
        assert eventually(lambda: done)


def _execute(store: KpiStore, statement: str) -> None:
    with store._database.altering() as connection:
        connection.execute(text(statement))
