"""The real Bolt app, served over Socket Mode or signed HTTP, against the loopback Slack."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from answers import about, hostile, long, trend, whole
from beside_worker import worker_of
from loopback_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, LoopbackSlack
from loopback_slack.events import await_port, deliver, free_port, kind_of

from bot.answering.answer import Answer, Intent
from bot.answering.said import Said
from bot.briefs.making import Press
from bot.rendering.picture import Picture
from bot.settings import Settings
from bot.slack.app import Answering, SlackApp, build_app
from bot.slack.http import serve_http
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from bot.slack.socket import serve_socket
from bot.wiring import Sosei
from corpus.errors import QuestionEmpty, QuestionTooLong, StoreUnreachable
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cf00000003000100018d3a3a000000000049454e44ae426082"
)
PASSWORD = "s3cret-database-password"


_MADE = {"長い": long, "欠けない": whole, "待機児童": trend}
"""Answers by a word of the question."""


def respond(question: str, *, edition: str | None, after: Said | None, withheld: frozenset[Restriction]) -> Answer:
    """Answer as a question's words ask it to."""
    if "素案" in question:
        return about(f"{question} without {sorted(one.what for one in withheld)}")
    if not question:
        raise QuestionEmpty
    if len(question) > 1000:
        raise QuestionTooLong(length=len(question), limit=1000)
    if "database" in question or "データベース" in question:
        raise StoreUnreachable(url="postgresql://db/sosei", detail="refused")
    if "壊れる" in question:
        raise RuntimeError(f"{PASSWORD}: {question}")
    if after is not None:
        return replace(about(f"{question} after {after.subject}"), said=Said("ja", subject=(question,)))
    if "続き" in question:
        return replace(about(question), said=Said("ja", subject=(question,)))
    for cue, made in _MADE.items():
        if cue in question:
            return made(question)
    return hostile(question) if "<" in question else about(question)


def tell_about(name: str, intent: Intent, **facts: Any) -> Answer:
    """Tell of an indicator whatever was asked."""
    return trend(f"{name}の推移は？")


def draw(answer: Answer) -> Picture | None:
    """Draw a picture; its alternative text says the headline."""
    if "描けない" in answer.question:
        raise RuntimeError("no glyphs")
    return Picture(PNG, alt=f"グラフ：{answer.headline}")


class NoPapers:
    """Prepares nothing: papers are tested where the sample answers."""

    def press(self, withheld: frozenset[Restriction]) -> Press:
        raise StoreUnreachable(url="", detail="no papers here")

    def beside(self, *_: object) -> Answer:
        raise StoreUnreachable(url="", detail="no papers here")


def behind(sosei: Sosei) -> Answering:
    """A home folder answers behind the app."""
    return Answering(sosei.answer, sosei.about, sosei.draw, sosei)


@dataclass(frozen=True)
class Bot:
    """A served app. ``tell`` delivers a payload as Slack would, and returns what it is acknowledged with."""

    tell: Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="session")
def loopback() -> Iterator[LoopbackSlack]:
    """One Slack for all tests: opening and closing a WebSocket takes seconds."""
    with LoopbackSlack() as loopback:
        loopback.groups |= {"S0ADMINS": ["U0CHIEF"], "S0COMMITTEE": ["U0MEMBER"]}
        yield loopback


@pytest.fixture
def slack(loopback: LoopbackSlack) -> LoopbackSlack:
    """The Slack, with nothing left of earlier tests."""
    loopback.forget()
    return loopback


@pytest.fixture(scope="session")
def settings(loopback: LoopbackSlack) -> SlackSettings:
    rules = Rules(
        admins=frozenset({"U0ADMIN", "S0ADMINS"}),
        shared=frozenset({"C0PARTNERS"}),
        restricted={Restriction("素案*.pdf"): frozenset({"S0COMMITTEE", "C0COMMITTEE"})},
    )
    return SlackSettings(BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, loopback.api_url, rules=rules, beat=0.2)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KpiStore]:
    """The store of all served apps: they share it as processes would."""
    with KpiStore.open(f"sqlite:///{tmp_path_factory.mktemp('slack') / 'sosei.db'}", create=True) as store:
        yield store


@pytest.fixture(scope="session")
def over_socket(loopback: LoopbackSlack, settings: SlackSettings, store: KpiStore) -> Iterator[Bot]:
    """The app over Socket Mode."""
    with served_over_socket(
        build_app(settings, store, Answering(respond, tell_about, draw, NoPapers())), loopback, settings
    ) as bot:
        yield bot


@pytest.fixture(scope="session")
def events_url(settings: SlackSettings, store: KpiStore) -> Iterator[str]:
    """Where the app listens over signed HTTP."""
    with served_over_http(
        build_app(settings, store, Answering(respond, tell_about, draw, NoPapers())), settings
    ) as url:
        yield url


@pytest.fixture(scope="session")
def over_http(events_url: str) -> Bot:
    """The app over signed HTTP."""
    return Bot(partial(_delivered, events_url))


@pytest.fixture(scope="module")
def sosei(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Sosei:
    """The sample answers here, and what is asked, and papers, may be kept beside it."""
    home = tmp_path_factory.mktemp("papers") / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    return Sosei(Settings(SOSEI_HOME=home))


@pytest.fixture(scope="module")
def prepared_bot(sosei: Sosei, settings: SlackSettings) -> Iterator[Bot]:
    """A bot that answers from the sample, with a worker beside it."""
    app = build_app(settings, sosei.store, behind(sosei))
    with worker_of(sosei), served_over_http(app, settings) as url:
        yield Bot(lambda payload: _delivered(url, payload))


@pytest.fixture(params=["socket", "http"])
def bot(request: pytest.FixtureRequest) -> Bot:
    """The app over each transport in turn."""
    served: Bot = request.getfixturevalue(f"over_{request.param}")
    return served


@contextmanager
def served_over_socket(app: SlackApp, loopback: LoopbackSlack, settings: SlackSettings) -> Iterator[Bot]:
    """An app connected to the loopback Slack."""

    def tell(payload: dict[str, Any]) -> Any:
        envelope = loopback.send(payload, kind=kind_of(payload))
        loopback.wait_for(lambda: envelope in loopback.acks)
        return loopback.acks[envelope]

    before = loopback.connections
    with _served(app, serve_socket, settings):
        loopback.wait_for(lambda: loopback.connections > before)
        yield Bot(tell)


@contextmanager
def served_over_http(app: SlackApp, settings: SlackSettings) -> Iterator[str]:
    """An app that listens; the address is given."""
    port = free_port()
    with _served(app, serve_http, settings, "127.0.0.1", port):
        await_port(port)
        yield f"http://127.0.0.1:{port}/slack/events"


def _delivered(url: str, payload: dict[str, Any]) -> Any:
    status, body = deliver(url, payload)
    assert status == 200
    return body


@contextmanager
def _served(app: SlackApp, serve: Callable[..., None], *args: object) -> Iterator[None]:
    stop = threading.Event()
    serving = threading.Thread(target=serve, args=(app, *args), kwargs={"stop": stop})
    serving.start()
    try:
        yield
    finally:  # else a test that fails would leave a thread behind that never ends
        stop.set()
        serving.join(15)
    assert not serving.is_alive()
