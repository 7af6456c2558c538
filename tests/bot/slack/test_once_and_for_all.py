"""What is asked is answered once, by whichever process, and in the end; a thread knows what was said in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from eventually import eventually
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import deliver, direct_message, kpi, mention
from slack_sdk import WebClient

from bot.slack.blocks import Message
from bot.slack.intake import LEASE
from bot.slack.outlets import outlet_of
from kpi_store.exchange_views import Asked, ExchangeView
from kpi_store.store import KpiStore
from prompts.wording import wording

GONE = timedelta(seconds=-1)
QUESTION = Asked(None, "U0PERSON", "C0CHANNEL", "1710000000.000001", "mention", "出生率は", "ja")


def settled(store: KpiStore, state: str, question: str) -> ExchangeView:
    """The newest exchange, once it is dealt with: the reply is seen a moment before that is kept."""

    def look() -> ExchangeView | None:
        kept = [store.exchanges.get(row.subject) for row in store.exchanges.trail() if row.action == "ask"]
        fitting = [one for one in kept if one and one.asked.question == question and one.state == state]
        return fitting[-1] if fitting else None

    return eventually(look)


def test_an_event_delivered_to_two_processes_is_answered_once(
    slack: LoopbackSlack, over_socket, events_url: str, store: KpiStore
) -> None:
    """The same event over a socket to one process and over HTTP to another gets one reply."""
    event = direct_message("二度届く出生率")
    over_socket.tell(event)
    assert deliver(events_url, event)[0] == 200
    over_socket.tell(direct_message("次の質問"))
    slack.wait_for(lambda: any("次の質問" in post["text"] for post in slack.posts))
    settled(store, "answered", "二度届く出生率")
    assert sum("二度届く" in post["text"] for post in slack.posts) == 1


def test_events_in_the_wrong_order_are_each_answered_in_their_thread(slack: LoopbackSlack, bot) -> None:
    """Questions that arrive the wrong way round, and again, get one reply each, in their own threads."""
    older, newer = direct_message("古い質問"), direct_message("新しい質問")
    for event in (newer, older, newer, older):
        bot.tell(event)
    slack.wait_for(lambda: len(slack.posts) == 2)
    threads = {post["thread_ts"]: post["text"] for post in slack.posts}
    assert "古い質問" in threads[older["event"]["ts"]] and "新しい質問" in threads[newer["event"]["ts"]]


def test_what_a_process_left_is_answered_by_another(slack: LoopbackSlack, over_socket, store: KpiStore) -> None:
    """A question that was acknowledged before its process died is answered where it was asked."""
    taken = store.exchanges.take(replace(QUESTION, question="置き去りの出生率"), GONE)
    assert taken is not None
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "置き去りの出生率" in post["text"]
    assert (post["channel"], post["thread_ts"]) == ("C0CHANNEL", "1710000000.000001")
    assert settled(store, "answered", "置き去りの出生率").tries == 2


def test_a_command_that_was_left_too_long_is_answered_in_a_direct_message(
    slack: LoopbackSlack, over_socket, store: KpiStore
) -> None:
    """When the response URL is spent, the person alone still gets the answer."""
    left = replace(QUESTION, thread_ts=None, came="command", response_url=slack.response_url("late"))
    taken = store.exchanges.take(left, LEASE)
    assert taken is not None
    _age(store, taken.id)
    (post,) = slack.wait_for(lambda: slack.posts)
    assert post["channel"] == "U0PERSON"
    assert not slack.private


def test_a_question_that_ends_every_process_is_given_up_and_told(
    slack: LoopbackSlack, over_socket, store: KpiStore
) -> None:
    """After three tries a question is not begun again, and whoever asked is told with an id."""
    taken = store.exchanges.take(replace(QUESTION, question="待機児童で終わる"), LEASE)
    assert taken is not None
    _age(store, taken.id, tries=3)
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "E-" in post["text"]
    settled(store, "failed", "待機児童で終わる")


@pytest.mark.parametrize("error", ["fatal_error", "token_revoked", "account_inactive"])
def test_what_could_not_be_told_is_answered_later(
    slack: LoopbackSlack, over_socket, store: KpiStore, error: str
) -> None:
    """While Slack takes nothing, not even the excuse, the question stays open, and is answered when Slack is back."""
    slack.fail("chat.postMessage", Failure(error), times=2)
    over_socket.tell(mention(f"あとで届く出生率 {error}"))
    slack.wait_for(lambda: len(slack.called("chat.postMessage")) == 2)
    store.exchanges.hold([settled(store, "taken", f"あとで届く出生率 {error}").id], GONE)
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "あとで届く出生率" in post["text"]
    settled(store, "answered", f"あとで届く出生率 {error}")


def test_what_was_asked_while_reconnecting_is_answered(slack: LoopbackSlack, over_socket) -> None:
    """An event that the broken connection lost is delivered again by Slack, and answered once."""
    before = slack.connections
    event = direct_message("途切れた出生率")
    slack.refresh_socket()
    slack.wait_for(lambda: slack.connections > before)
    over_socket.tell(event)
    over_socket.tell(event)
    slack.wait_for(lambda: slack.posts)
    over_socket.tell(direct_message("次の質問"))
    slack.wait_for(lambda: any("次の質問" in post["text"] for post in slack.posts))
    assert sum("途切れた" in post["text"] for post in slack.posts) == 1


def test_a_follow_up_goes_on_from_the_last_answer_of_its_thread(
    slack: LoopbackSlack, bot, store: KpiStore, request: pytest.FixtureRequest
) -> None:
    """A second question in a thread knows what the first was about; one in another thread does not."""
    question = f"続きのある質問{request.node.callspec.id}"
    first = mention(question)
    bot.tell(first)
    settled(store, "answered", question)
    bot.tell(mention("では目標は", thread_ts=first["event"]["ts"]))
    slack.wait_for(lambda: any(f"after ('{question}',)" in post["text"] for post in slack.posts))
    slack.forget()
    bot.tell(mention("では目標は"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "after" not in post["text"]


def test_the_trail_holds_what_was_asked_and_answered(slack: LoopbackSlack, over_http, store: KpiStore) -> None:
    """Question, person, place and the whole reply are kept, and the secret response URL is not."""
    over_http.tell(kpi("記録される待機児童の推移は？", slack.response_url()))
    exchange = settled(store, "answered", "記録される待機児童の推移は？")
    asked, answered = [row for row in store.exchanges.trail() if row.subject == exchange.id]
    assert (asked.by, asked.facts["channel"], asked.facts["came"]) == ("U0PERSON", "C0CHANNEL", "command")
    assert answered.facts["reply"].startswith("保育所等の待機児童数は")
    assert exchange.asked.response_url is None


def posted_and_died(store: KpiStore, **asked: object) -> ExchangeView:
    """A question that a process was about to post the reply to when it died."""
    taken = store.exchanges.take(replace(QUESTION, **asked), GONE)  # type: ignore[arg-type]
    assert taken is not None and store.exchanges.posting(taken)
    return taken


def test_a_reply_that_stands_in_direct_messages_is_not_posted_again(
    slack: LoopbackSlack, over_socket, store: KpiStore, settings
) -> None:
    """A process that dies between posting and saying so leaves a marked reply, which the next one finds and keeps."""
    at = "1710000000.000777"
    taken = store.exchanges.take(replace(QUESTION, channel="D0DIRECT", thread_ts=at, question="もう答えた"), LEASE)
    assert taken is not None and store.exchanges.posting(taken)
    client = WebClient(settings.bot_token, base_url=settings.api_url)
    outlet_of(client, taken).post(Message("お答えはもう付いています"))
    store.exchanges.hold([taken.id], GONE)
    exchange = settled(store, "answered", "もう答えた")
    assert exchange.outcome is not None and exchange.outcome.reply == "お答えはもう付いています"
    assert exchange.tries == 2 and len(slack.posts) == 1


def test_where_a_reply_cannot_be_looked_for_the_next_says_that_it_may_stand_twice(
    slack: LoopbackSlack, over_socket, store: KpiStore
) -> None:
    """In a channel the app may not read along: the answer is given, rather than none, and says so."""
    posted_and_died(store, question="待機児童は途中で")
    (post,) = slack.wait_for(lambda: slack.posts)
    settled(store, "answered", "待機児童は途中で")
    assert wording("ja").say("slack.again") in str(post["blocks"])


def test_a_reply_that_was_not_posted_is_posted(slack: LoopbackSlack, over_socket, store: KpiStore) -> None:
    """A process that died just before posting left nothing to be found: the question is answered."""
    posted_and_died(store, channel="D0DIRECT", thread_ts="1710000000.000778", question="まだ答えていない")
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "まだ答えていない" in post["text"]


def _age(store: KpiStore, id_: str, tries: int = 1) -> None:
    """Make a question look taken an hour ago by a process that is gone."""
    from sqlmodel import col, update

    from kpi_store.columns import now
    from kpi_store.tables import Exchange

    then = now() - timedelta(hours=1)
    aged = {"taken_at": then, "leased_until": then, "tries": tries}
    with store._database.noting() as session:
        session.exec(update(Exchange).where(col(Exchange.id) == id_).values(aged))
