"""Slack refuses, hurries, breaks down or goes away: an answer still arrives."""

import time
from dataclasses import replace
from typing import Any

import pytest
from answers import trend, whole
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import direct_message, kpi, mention
from slack_sdk import WebClient

from bot.rendering.picture import Picture
from bot.slack.blocks import Reference
from bot.slack.delivery import Delivery
from bot.slack.outlets import Thread
from bot.slack.upload import NotReady, upload
from prompts.wording import wording

from .conftest import draw

NO_CHART = wording("ja").say("slack.chart.failed")
REFUSED = Failure("invalid_blocks")
NOW = [0.0]


@pytest.mark.parametrize(
    ("method", "failure"),
    [
        ("files.getUploadURLExternal", Failure("missing_scope")),
        ("upload", Failure(status=500)),
        ("files.completeUploadExternal", Failure("internal_error")),
        ("files.info", Failure("file_not_found")),
    ],
)
def test_without_an_upload_the_table_answers(slack: LoopbackSlack, over_socket, method: str, failure: Failure) -> None:
    """Whichever step of the upload fails, the reply has the table and says that the chart is missing."""
    slack.fail(method, failure)
    over_socket.tell(mention("待機児童の推移は？"))
    (post,) = slack.wait_for(lambda: slack.posts)
    kinds = [block["type"] for block in post["blocks"]]
    assert "table" in kinds
    assert "image" not in kinds
    assert NO_CHART in post["text"]


def test_a_chart_that_cannot_be_drawn_costs_only_the_chart(slack: LoopbackSlack, over_socket) -> None:
    """A failure in the drawing leaves the figures, and a sentence."""
    over_socket.tell(mention("待機児童の推移は？描けない"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert NO_CHART in post["text"]
    assert not slack.called("files.getUploadURLExternal")


def test_blocks_refused_with_the_picture_are_sent_without_it(slack: LoopbackSlack, over_socket) -> None:
    """``invalid_blocks`` with the picture: the same message comes without it."""
    slack.fail("chat.postMessage", REFUSED)
    over_socket.tell(mention("待機児童の推移は？"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert NO_CHART in post["text"]
    assert any(block["type"] == "table" for block in post["blocks"])


def test_blocks_refused_altogether_become_text(slack: LoopbackSlack, over_socket) -> None:
    """``invalid_blocks`` again: the whole answer comes as text, table and quotation included."""
    slack.fail("chat.postMessage", REFUSED, times=3)
    over_socket.tell(mention("待機児童の推移は？"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert not post["blocks"]
    assert "R2(2020) | 4" in post["text"]
    assert "> 保育士の確保と施設整備を進め、待機児童ゼロを維持する。" in post["text"]


def test_private_answer_falls_through_the_same_ladder(slack: LoopbackSlack, over_http) -> None:
    """A response URL that refuses blocks gets the answer without the picture, then as text."""
    for _ in range(2):
        slack.fail("response_url", Failure("invalid_blocks", status=404))
    over_http.tell(kpi("待機児童の推移は？", slack.response_url()))
    (reply,) = slack.wait_for(lambda: slack.private)
    assert "R2(2020) | 4" in reply["text"]
    assert reply["response_type"] == "ephemeral"


@pytest.mark.parametrize("failure", [Failure("ratelimited", 429, retry_after=1), Failure(status=500)])
@pytest.mark.parametrize("method", ["chat.postMessage", "response_url"])
def test_a_busy_slack_is_waited_for(slack: LoopbackSlack, over_http, method: str, failure: Failure) -> None:
    """429 is waited out as long as Retry-After says, 500 is tried again, and the answer arrives once."""
    slack.fail(method, failure)
    event = kpi("出生率は", slack.response_url()) if method == "response_url" else mention("出生率は")
    over_http.tell(event)
    slack.wait_for(lambda: slack.posts or slack.private)
    first, second = slack.called(method)
    assert second.at - first.at >= (failure.retry_after or 0)
    assert len(slack.posts) + len(slack.private) == 1


@pytest.mark.slow
def test_a_lost_connection_comes_back(slack: LoopbackSlack, over_socket) -> None:
    """After the socket broke off, a new one is opened and questions over it are answered."""
    before = slack.connections
    slack.drop_socket()
    slack.wait_for(lambda: slack.connections > before, seconds=60)
    over_socket.tell(direct_message("出生率は"))
    assert slack.wait_for(lambda: slack.posts)


def test_a_refresh_is_followed(slack: LoopbackSlack, over_socket) -> None:
    """When Slack recycles the socket, the next question over the new one is answered."""
    before = slack.connections
    slack.refresh_socket()
    slack.wait_for(lambda: slack.connections > before)
    over_socket.tell(direct_message("出生率は"))
    assert slack.wait_for(lambda: slack.posts)


def test_upload_gives_up_on_a_file_that_never_becomes_ready(slack: LoopbackSlack, settings) -> None:
    """A file that Slack never finishes is given up, so that the answer is not held back."""
    slack.looks_until_ready = 100
    client = WebClient(settings.bot_token, base_url=settings.api_url)
    with pytest.raises(NotReady):
        upload(client, Picture(b"\x89PNG\r\n\x1a\n", "x"), pauses=(0.01, 0.01))
    assert len(slack.called("files.info")) == 3


def test_a_long_private_answer_ends_by_saying_where_the_rest_is(slack: LoopbackSlack, over_http) -> None:
    """A response URL takes few messages: what does not fit is not dropped without a word."""
    over_http.tell(kpi("長いお答え", slack.response_url()))
    slack.wait_for(lambda: len(slack.private) == 3)
    assert slack.private[-1]["text"] == wording("ja").say("slack.more")


def whole_file(slack: LoopbackSlack) -> Any:
    """The text file that was put into a thread, if it is there yet."""
    return next((file for file in slack.files.values() if file.shared and file.name.endswith(".txt")), None)


def test_a_long_answer_in_a_thread_is_whole_in_a_file(slack: LoopbackSlack, over_socket) -> None:
    """A thread gets the beginning, and a file with all of it; nothing is left out."""
    event = direct_message("長いお答え")
    over_socket.tell(event)
    file = slack.wait_for(lambda: whole_file(slack))
    assert (file.shared["channel_id"], file.shared["thread_ts"]) == ("D0DIRECT", event["event"]["ts"])
    assert file.content.decode("utf-8-sig").count("とても長い備考です。") == 12 * 300
    assert len(slack.posts) < 3


def test_a_long_answer_goes_on_in_messages_where_no_file_can_be_had(slack: LoopbackSlack, over_socket) -> None:
    """If the upload fails, the rest follows as messages; nothing is left out then either."""
    slack.fail("files.getUploadURLExternal", Failure("missing_scope"))
    over_socket.tell(direct_message("長いお答え"))
    slack.wait_for(lambda: any("11: とても" in post["text"] for post in slack.posts))
    assert sum(post["text"].count("とても長い備考です。") for post in slack.posts) == 12 * 300
    assert whole_file(slack) is None


@pytest.fixture
def new_app(loopback: LoopbackSlack, settings) -> Delivery:
    """What shows answers, knowing nothing of this workspace yet; its clock stands still."""
    return Delivery(WebClient(settings.bot_token, base_url=settings.api_url), draw, lambda: NOW[0])


def kinds(post: dict[str, Any]) -> list[str]:
    return [block["type"] for block in post["blocks"]]


def test_slacks_own_chart_needs_no_upload(slack: LoopbackSlack, new_app: Delivery) -> None:
    """A chart without gaps is a block; nothing is drawn or uploaded."""
    new_app.deliver(whole(), thread(slack), None)
    assert "data_visualization" in kinds(slack.posts[0])
    assert not slack.called("files.getUploadURLExternal")


def test_a_workspace_without_slacks_own_charts_gets_the_picture(slack: LoopbackSlack, new_app: Delivery) -> None:
    """The refusal costs one try; it is remembered for hours, and then tried again."""
    slack.native_charts = False
    new_app.deliver(whole(), thread(slack), None)
    new_app.deliver(whole(), thread(slack), None)
    assert ["image" in kinds(post) for post in slack.posts] == [True, True]
    assert len(slack.called("chat.postMessage")) == 3
    slack.native_charts = True
    NOW[0] += 7 * 60 * 60
    new_app.deliver(whole(), thread(slack), None)
    assert "data_visualization" in kinds(slack.posts[2])


def test_a_refusal_of_something_else_is_not_held_against_the_charts(slack: LoopbackSlack, new_app: Delivery) -> None:
    """Blocks that are refused without the chart too say nothing about it."""
    slack.fail("chat.postMessage", REFUSED, times=3)
    new_app.deliver(whole(), thread(slack), None)
    new_app.deliver(whole(), thread(slack), None)
    assert not slack.posts[0]["blocks"]
    assert "data_visualization" in kinds(slack.posts[1])


def test_with_both_ways_to_a_chart_closed_the_table_answers(slack: LoopbackSlack, new_app: Delivery) -> None:
    """Without Slack's own charts and without upload there are the figures, and a sentence."""
    slack.native_charts = False
    slack.fail("files.getUploadURLExternal", Failure("missing_scope"))
    new_app.deliver(whole(), thread(slack), None)
    assert "table" in kinds(slack.posts[0])
    assert NO_CHART in slack.posts[0]["text"]


def test_an_answer_does_not_wait_long_for_its_chart(slack: LoopbackSlack, new_app: Delivery) -> None:
    """A rate limit of half a minute on the upload costs the chart, not half a minute."""
    slack.fail("files.getUploadURLExternal", Failure("ratelimited", 429, retry_after=30))
    began = time.monotonic()
    new_app.deliver(trend(), thread(slack), None)
    assert time.monotonic() - began < 10
    assert NO_CHART in slack.posts[0]["text"]


def test_buttons_that_are_refused_cost_only_the_buttons(slack: LoopbackSlack, new_app: Delivery) -> None:
    """Chart and table stay where something newer in the message is not known yet."""
    slack.fail("chat.postMessage", REFUSED, times=2)
    new_app.deliver(replace(trend(), wants_chart=False), thread(slack), Reference("e1"))
    assert not slack.posts[0]["blocks"]  # no chart: with buttons, without, text
    slack.fail("chat.postMessage", REFUSED)
    new_app.deliver(replace(trend(), wants_chart=False), thread(slack), Reference("e1"))
    assert "table" in kinds(slack.posts[1])
    assert "context_actions" not in kinds(slack.posts[1])


def thread(slack: LoopbackSlack) -> Thread:
    return Thread(WebClient("xoxb-loopback", base_url=slack.api_url), "C0CHANNEL", "1710000000.000001")
