"""The store's disk is full, or another program holds it: whoever asks is told, and served after."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from eventually import eventually
from loopback_slack import LoopbackSlack
from loopback_slack.events import deliver, mention
from small_disk import filled_up, small_disk
from sqlalchemy import text

from bot.slack.app import Answering, build_app
from bot.slack.settings import SlackSettings
from kpi_store.store import KpiStore

from .conftest import NoPapers, draw, respond, served_over_http, tell_about

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
held.execute("ROLLBACK")
"""


@contextmanager
def serving(file: Path, settings: SlackSettings) -> Iterator[tuple[str, KpiStore]]:
    """An app over HTTP on a store of its own."""
    with (
        KpiStore.open(f"sqlite:///{file}", create=True) as store,
        served_over_http(build_app(settings, store, Answering(respond, tell_about, draw, NoPapers())), settings) as url,
    ):
        yield url, store


def hold(file: Path) -> Callable[[], object]:
    """Let another program hold a database; what is given makes it let go."""
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holding.stdout is not None and holding.stdout.readline() == "held\n"
    return lambda: holding.communicate("")


def text_of(slack: LoopbackSlack, event: dict) -> Callable[[], str | None]:  # type: ignore[type-arg]
    """What was posted into the thread of an event."""
    thread = event["event"]["ts"]
    return lambda: next((post["text"] for post in slack.posts if post["thread_ts"] == thread), None)


@pytest.mark.slow
def test_a_full_disk_is_told_and_questions_after_it_are_answered(
    slack: LoopbackSlack, settings: SlackSettings, tmp_path: Path
) -> None:
    """Each question gets an answer or a number, none of it lost, and the database is whole."""
    with (
        small_disk(tmp_path / "disk", 4) as disk,
        serving(disk / "sosei.db", settings) as (url, store),
    ):
        during = [mention(f"いっぱいの出生率 {nth}") for nth in range(3)]
        with filled_up(disk):
            assert [deliver(url, event)[0] for event in during] == [200] * 3
            told = [slack.wait_for(text_of(slack, event), 60) for event in during]
        assert all("E-" in said or "いっぱいの出生率" in said for said in told)
        assert any("E-" in said for said in told), "the disk was not full"
        after = mention("空いた後の出生率")
        assert deliver(url, after)[0] == 200
        assert "空いた後の出生率" in slack.wait_for(text_of(slack, after), 60)
        eventually(lambda: not store.exchanges.leases(), 60)
        with store._database.reading() as session:
            assert session.connection().execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.slow
def test_a_database_that_another_program_holds_is_waited_for(
    slack: LoopbackSlack, settings: SlackSettings, tmp_path: Path
) -> None:
    """Events are acknowledged meanwhile; a question is answered once the other program lets go."""
    file = tmp_path / "sosei.db"
    with serving(file, settings) as (url, store):
        let_go = hold(file)
        event = mention("待たされた出生率")
        assert deliver(url, event)[0] == 200
        threading.Timer(3, let_go).start()
        assert text_of(slack, event)() is None
        assert "待たされた出生率" in slack.wait_for(text_of(slack, event), 30)
        eventually(lambda: not store.exchanges.leases(), 60)
    assert len(slack.posts) == 1


@pytest.mark.slow
def test_a_database_that_is_held_too_long_is_told(
    slack: LoopbackSlack, settings: SlackSettings, tmp_path: Path
) -> None:
    """After some seconds whoever asked gets a number rather than nothing."""
    file = tmp_path / "sosei.db"
    with serving(file, settings) as (url, _):
        let_go = hold(file)
        event = mention("長く待たされた出生率")
        assert deliver(url, event)[0] == 200
        assert "E-" in slack.wait_for(text_of(slack, event), 40)
        let_go()
