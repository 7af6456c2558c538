"""Subscriptions of channels over the loopback Slack, on the sample: made, seen, sent, paused and ended."""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from beside_worker import worker_of
from eventually import eventually
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st
from loopback_slack import LoopbackSlack
from loopback_slack.block_kit import problems, view_problems
from loopback_slack.events import click, home_click, kpi, opened, submitted
from loopback_slack.state import Failure

from bot.briefs.scope import Scope
from bot.briefs.wanted import Wanted
from bot.jobs.counter import Counter
from bot.jobs.queueing import JobQueue
from bot.jobs.rounds import Rounds
from bot.publishing.publish import rollback
from bot.settings import Settings
from bot.slack.app import build_app
from bot.slack.papers.request import ListRequest, PaperRequest
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from bot.slack.subscriptions.asking import OpenWindow, ShowAll, Subscribe, Unsubscribe, wish_of
from bot.slack.subscriptions.listing import listed
from bot.slack.subscriptions.window import window
from bot.wiring import Sosei
from kpi_store.subscriptions import LAST_DAY, ON_PUBLISH, SubscriptionView
from kpi_store.views import IndicatorView
from kpi_store.withholding import Restriction

from .conftest import Bot, behind, served_over_http
from .conftest import _delivered as delivered
from .test_papers import Tree

# What the words mean


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("subscribe 2-2", Subscribe(PaperRequest(Scope(2, 2)), ON_PUBLISH)),
        ("subscribe 2-2 docx monthly=15", Subscribe(PaperRequest(Scope(2, 2), "docx"), 15)),
        ("定期配信 基本目標2 エクセル 毎月1日", Subscribe(PaperRequest(Scope(2), "xlsx"), 1)),
        ("定期配信 一覧 遅れ 毎月末日", Subscribe(ListRequest(Scope(), "behind"), LAST_DAY)),
        ("定期配信 全部 公開時", Subscribe(PaperRequest(Scope()), ON_PUBLISH)),
        ("定期配信 出生数、待機児童数 毎月", Subscribe(PaperRequest(Scope(names=("出生数", "待機児童数"))), 1)),
        ("subscribe list all monthly=last", Subscribe(ListRequest(Scope()), LAST_DAY)),
        ("定期配信", OpenWindow()),
        ("subscribe 2-2 monthly=32", OpenWindow()),
        ("定期配信一覧", ShowAll()),
        ("subscriptions", ShowAll()),
        ("unsubscribe 3", Unsubscribe(3)),
        ("定期配信解除", Unsubscribe(None)),
        ("待機児童の推移は？", None),
        ("brief 2-2", None),
        ("", None),
    ],
)
def test_a_few_words_say_what_is_wished(words: str, meant: object) -> None:
    """What is sent, when, and in which form are told by the form of the words, in either language."""
    assert wish_of(words) == meant


@settings_(max_examples=20, deadline=None)
@given(st.integers(1, 130), st.sampled_from(["ja", "en"]))
def test_the_window_is_within_slacks_limits(measures: int, language: Any) -> None:
    """Whatever the number of goals and measures."""
    held = tuple(
        IndicatorView(
            n, "名" * n, "人", None, ("名",), goal=n % 7, goal_title="題" * n, measure=n, measure_title="策" * n
        )
        for n in range(1, measures + 1)
    )
    assert view_problems(window(Tree(held), language, "C0CHANNEL").to_dict()) == []  # type: ignore[arg-type]


@settings_(max_examples=20, deadline=None)
@given(st.integers(0, 60), st.text(min_size=1, max_size=300), st.sampled_from(["ja", "en"]))
def test_a_list_of_subscriptions_is_within_slacks_limits(many: int, name: str, language: Any) -> None:
    """Whatever their number and what they are of; one that is paused says why."""
    wanted = Wanted(Scope(names=(name,) * 50), "pptx").as_json()
    made = datetime(2026, 11, 24, tzinfo=UTC)
    found = [
        SubscriptionView(n, "C0CHANNEL", wanted, n % 32, "U0PERSON", made, "is_archived" if n % 2 else None, made)
        for n in range(many)
    ]
    assert problems(listed(found, 20, lambda _: True, language)) == []


# End to end


def texts(slack: LoopbackSlack, channel: str) -> str:
    """All that a channel's messages say now."""
    return "\n".join(str(message["text"]) for (where, _), message in slack.messages.items() if where == channel)


def told(slack: LoopbackSlack) -> str:
    """All that commands and buttons were answered with."""
    return "\n".join(str(message.get("text")) for message in slack.private)


@pytest.fixture
def own(sample_home: Path, tmp_path: Path) -> Sosei:
    """The sample answers here; it may be published and rolled back."""
    shutil.copytree(sample_home, tmp_path / "home", symlinks=True)
    return Sosei(Settings(SOSEI_HOME=tmp_path / "home", SOSEI_RESTRICTED="R5=C0COMMITTEE"))


@pytest.fixture
def rules(settings: SlackSettings) -> SlackSettings:
    """The newest edition is for the committee alone."""
    restricted = {Restriction("R5"): frozenset({"C0COMMITTEE"})}
    return replace(settings, rules=Rules(admins=frozenset({"U0ADMIN"}), restricted=restricted))


@pytest.fixture
def own_bot(own: Sosei, rules: SlackSettings, slack: LoopbackSlack) -> Iterator[Bot]:
    """A bot over it, with a worker that goes no rounds of its own."""
    app = build_app(rules, own.store, behind(own))
    slack.channels.clear()
    with worker_of(own), served_over_http(app, rules) as url:
        yield Bot(lambda payload: delivered(url, payload))
    slack.channels.clear()


def look(own: Sosei, at: datetime | None = None) -> None:
    """Go a round as a worker does once a minute, at a moment."""
    clock = (lambda: at) if at else (lambda: datetime.now(UTC))
    Rounds(own.store, JobQueue(own.store.queue), own.withheld_in, clock).go()


def subscribe(slack: LoopbackSlack, bot: Bot, words: str, **facts: str) -> None:
    """Type a command, and wait until it is answered."""
    before = len(slack.private)
    bot.tell(kpi(words, slack.response_url(f"subscribing{before}"), **facts))
    slack.wait_for(lambda: len(slack.private) > before)


@pytest.mark.slow
def test_publishing_brings_each_channel_what_it_may_see(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """From a switch in another process on, by the next round: the committee gets its paper, the others get theirs."""
    subscribe(slack, own_bot, "定期配信 2-2 pptx", channel_id="C0COMMITTEE")
    subscribe(slack, own_bot, "定期配信 2-2 pptx", channel_id="C0CHANNEL")
    assert "定期配信を設定しました" in told(slack) and "施策2-2（PowerPoint）" in texts(slack, "C0CHANNEL")
    rollback(own.desk())  # as a command line does; only the restricted edition goes
    look(own), look(own)
    slack.wait_for(lambda: any(file.shared for file in slack.files.values()), 30)
    (file,) = slack.files.values()
    assert file.shared["channel_id"] == "C0COMMITTEE"
    assert "公開されている内容が変わった" in texts(slack, "C0COMMITTEE")
    assert "R4版" in texts(slack, "C0COMMITTEE")
    assert len(pptx.Presentation(BytesIO(file.content)).slides) > 3
    assert "変わった" not in texts(slack, "C0CHANNEL")  # what it sees has not changed


@pytest.mark.slow
def test_a_papers_restricted_edition_stays_out_of_other_channels(
    slack: LoopbackSlack, own_bot: Bot, own: Sosei
) -> None:
    """A monthly paper of an open channel tells what the channel may see, even where more is published."""
    subscribe(slack, own_bot, "定期配信 2-2 xlsx 毎月1日", channel_id="C0CHANNEL")
    (made,) = own.store.subscriptions.all()
    assert made.due_at is not None
    look(own, made.due_at + timedelta(hours=1))
    slack.wait_for(lambda: any(file.shared for file in slack.files.values()), 30)
    (file,) = slack.files.values()
    cells = "".join(str(c.value) for s in openpyxl.load_workbook(BytesIO(file.content)) for r in s for c in r)
    assert "R4版" in cells and "R5版" not in cells
    assert "R4版" in texts(slack, "C0CHANNEL")


@pytest.mark.slow
def test_a_missed_month_comes_once_and_says_that_it_is_late(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """After downtime of three months one list comes, with the day on which it was due."""
    subscribe(slack, own_bot, "subscribe list all monthly=1", channel_id="C0COMMITTEE")
    (made,) = own.store.subscriptions.all()
    assert made.due_at is not None
    back = made.due_at + timedelta(days=80)
    look(own, back), look(own, back + timedelta(minutes=1))
    slack.wait_for(lambda: any(file.shared for file in slack.files.values()), 30)
    (file,) = slack.files.values()
    assert openpyxl.load_workbook(BytesIO(file.content)).active["B1"].value == "指標"  # type: ignore[index]
    assert "遅れてのお届け" in texts(slack, "C0COMMITTEE")
    assert len(own.store.papers.newest()) == 1


@pytest.mark.slow
def test_a_window_subscribes_and_tells_what_is_wrong(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """Opened by the bare command; a channel without the app is refused in the window, then taken once it is in."""
    own_bot.tell(kpi("定期配信", slack.response_url()))
    slack.wait_for(lambda: slack.views)
    (view,) = slack.views
    values = {
        "channel": {"channel": {"selected_conversation": "C0PLANNING"}},
        "rhythm": {"rhythm": {"selected_option": {"value": "31"}}},
        "scope": {"scope": {"selected_option": {"value": "2-2"}}},
        "indicators": {"paper_indicators": {"selected_options": []}},
        "format": {"format": {"selected_option": {"value": "docx"}}},
        "language": {"language": {"selected_option": {"value": "en"}}},
    }
    slack.channels["C0PLANNING"] = {"is_member": False}
    refused = json.loads(own_bot.tell(submitted(view, values)))
    assert "招待" in refused["errors"]["channel"]
    assert own.store.subscriptions.all() == ()
    slack.channels["C0PLANNING"] = {"is_member": True}
    assert own_bot.tell(submitted(view, values)) == ""
    slack.wait_for(lambda: texts(slack, "D0PERSON"))
    (made,) = own.store.subscriptions.all()
    assert (made.channel, made.day, made.by) == ("C0PLANNING", LAST_DAY, "U0PERSON")
    assert Wanted.read(made.wanted) == Wanted(Scope(2, 2), "docx", language="en")


@pytest.mark.slow
def test_the_home_and_the_list_show_subscriptions_and_end_them(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """Whoever made one, and administrators, can end it; others see those of their channel and are refused."""
    subscribe(slack, own_bot, "定期配信 2-2", channel_id="C0CHANNEL")
    subscribe(slack, own_bot, "定期配信 2-3 毎月5日", channel_id="C0CHANNEL")
    first, second = own.store.subscriptions.all()
    own_bot.tell(opened())
    slack.wait_for(lambda: slack.homes)
    assert "施策2-2（PowerPoint）" in str(slack.homes[-1]) and "subscription_remove" in str(slack.homes[-1])
    subscribe(slack, own_bot, "subscriptions", user_id="U0OTHER", channel_id="C0CHANNEL")
    assert "施策2-3" in str(slack.private[-1]) and "subscription_remove" not in str(slack.private[-1])
    subscribe(slack, own_bot, f"定期配信解除 {first.id}", user_id="U0OTHER")
    assert "管理者だけ" in told(slack) and len(own.store.subscriptions.all()) == 2
    before = len(slack.homes)
    own_bot.tell(home_click("subscription_remove", str(first.id)))
    slack.wait_for(lambda: len(slack.homes) > before)
    assert own.store.subscriptions.all() == (second,)
    assert "施策2-2（PowerPoint）" not in str(slack.homes[-1])
    button = {"action_id": "subscription_remove", "type": "button", "value": str(second.id)}
    facts = {"user": {"id": "U0ADMIN", "team_id": "T0LOOPBACK"}, "response_url": slack.response_url("admin")}
    own_bot.tell(click(button, "C0CHANNEL", **facts))
    eventually(lambda: own.store.subscriptions.all() == ())


@pytest.mark.slow
@pytest.mark.parametrize("error", ["not_in_channel", "is_archived"])
def test_a_channel_that_cannot_be_reached_pauses_its_subscription(
    slack: LoopbackSlack, own_bot: Bot, own: Sosei, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    """The maker learns of it in a direct message, the log and the trail say it, and it can be resumed."""
    caplog.set_level(logging.WARNING, "sosei.slack")
    subscribe(slack, own_bot, "定期配信 2-3 xlsx", channel_id="C0COMMITTEE")
    (made,) = own.store.subscriptions.all()
    slack.fail("chat.postMessage", Failure(error))
    rollback(own.desk())
    look(own)
    eventually(lambda: own.store.subscriptions.find(made.id).paused)
    slack.wait_for(lambda: "一時停止" in texts(slack, "D0PERSON"))
    assert not slack.files
    assert any(f"subscription {made.id} paused: {error}" in record.getMessage() for record in caplog.records)
    assert own.store.audit()[0].action == "pause_subscription"
    subscribe(slack, own_bot, "subscriptions", channel_id="C0COMMITTEE")
    assert "subscription_resume" in str(slack.private[-1])
    button = {"action_id": "subscription_resume", "type": "button", "value": str(made.id)}
    own_bot.tell(click(button, "C0COMMITTEE", response_url=slack.response_url("resume")))
    eventually(lambda: own.store.subscriptions.find(made.id).paused is None)


@pytest.mark.slow
def test_only_those_subscribe_who_may_ask_in_the_channel(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """A guest, a channel shared with others, direct messages and a place without indicators are refused in a line."""
    slack.people["U0GUEST"] = {"is_restricted": True}
    slack.channels["C0SHARED"] = {"is_ext_shared": True}
    for words, facts, why in (
        ("定期配信 2-2", {"user_id": "U0GUEST"}, "ゲスト"),
        ("定期配信 2-2", {"channel_id": "C0SHARED"}, "ほかの組織"),
        ("定期配信 2-2", {"channel_id": "D0DIRECT"}, "チャンネルを選んで"),
        ("定期配信 9", {"channel_id": "C0CHANNEL"}, "指標はありません"),
    ):
        subscribe(slack, own_bot, words, **facts)
        assert why in str(slack.private[-1]["text"])
    assert own.store.subscriptions.all() == ()
    slack.people.clear()


@pytest.mark.slow
def test_a_paper_that_cannot_be_made_is_told_to_its_maker(slack: LoopbackSlack, own_bot: Bot, own: Sosei) -> None:
    """When its measure is in no document any more, the channel is not bothered, and the maker knows why."""
    channel = {"channel": "C0COMMITTEE", "user": "U0PERSON", "language": "ja", "monthly": True, "missed": None}
    made, _ = own.store.subscriptions.add(
        "C0COMMITTEE", Wanted(Scope(9), "pptx").as_json(), ON_PUBLISH, "U0PERSON", frozenset()
    )
    place = channel | {"subscription": made.id}
    Counter(own.store).ask("paper", made.wanted | {"subscription": made.id}, "U0PERSON", place)
    slack.wait_for(lambda: "作成できませんでした" in texts(slack, "D0PERSON"), 30)
    assert "指標はありません" in texts(slack, "D0PERSON")
    assert texts(slack, "C0COMMITTEE") == ""


@pytest.mark.slow
def test_a_paper_made_under_older_rules_is_made_anew_without_what_is_hidden_now(
    slack: LoopbackSlack, own_bot: Bot, own: Sosei
) -> None:
    """What was ordered before a restart with stricter rules never reaches the channel as it was ordered."""
    wanted = Wanted(Scope(2, 2), "xlsx").as_json()
    made, _ = own.store.subscriptions.add("C0CHANNEL", wanted, ON_PUBLISH, "U0PERSON", frozenset())
    place = {"channel": "C0CHANNEL", "user": "U0PERSON", "language": "ja", "monthly": False, "missed": None}
    arguments = wanted | {"withheld": [], "subscription": made.id, "occasion": "before"}
    Counter(own.store).ask("paper", arguments, "U0PERSON", place | {"subscription": made.id})
    slack.wait_for(lambda: any(file.shared for file in slack.files.values()), 30)
    (file,) = slack.files.values()
    cells = "".join(str(c.value) for s in openpyxl.load_workbook(BytesIO(file.content)) for r in s for c in r)
    assert "R4版" in cells and "R5版" not in cells
    assert texts(slack, "C0CHANNEL").count("定期配信：") == 1
