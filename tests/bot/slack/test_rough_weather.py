"""Slack refuses, hurries, breaks down or goes away: an answer still arrives."""

import pytest
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import direct_message, kpi, mention
from slack_sdk import WebClient

from bot.rendering.picture import Picture
from bot.slack.upload import NotReady, upload
from prompts.wording import wording

NO_CHART = wording("ja").say("slack.chart.failed")
REFUSED = Failure("invalid_blocks")


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
    slack.fail("chat.postMessage", REFUSED, times=2)
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
    slack.wait_for(lambda: slack.connections > before, seconds=30)
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


def test_a_long_answer_in_a_thread_goes_on_in_further_messages(slack: LoopbackSlack, over_socket) -> None:
    """In a thread nothing of a long answer is left out."""
    over_socket.tell(direct_message("長いお答え"))
    slack.wait_for(lambda: any("11: とても" in post["text"] for post in slack.posts))
    assert sum(post["text"].count("とても長い備考です。") for post in slack.posts) == 12 * 300
