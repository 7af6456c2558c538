"""What comes back for a mention, a direct message and a command, over Socket Mode and over signed HTTP."""

import json
import logging

import pytest
from answers import DIRECTION
from loopback_slack import LoopbackSlack
from loopback_slack.block_kit import texts
from loopback_slack.events import direct_message, kpi, mention, own_message

from prompts.wording import wording


def test_mention_is_answered_in_its_thread_with_chart_table_and_direction(slack: LoopbackSlack, bot) -> None:
    """A mention in a channel gets one reply in its thread: chart, figures and the direction word for word."""
    event = mention("待機児童の推移は？")
    bot.tell(event)
    (post,) = slack.wait_for(lambda: slack.posts)
    assert (post["channel"], post["thread_ts"]) == ("C0CHANNEL", event["event"]["ts"])
    said = list(texts(post["blocks"]))
    assert DIRECTION in said
    kinds = [block["type"] for block in post["blocks"]]
    assert kinds.index("image") < kinds.index("table")
    assert post["text"].startswith("保育所等の待機児童数は")


def test_chart_is_shown_by_an_image_block_once_slack_is_done_with_the_file(slack: LoopbackSlack, bot) -> None:
    """The picture goes up in three steps without alt text, is looked at until ready, and stands in a block."""
    slack.looks_until_ready = 2
    bot.tell(mention("待機児童の推移は？"))
    (post,) = slack.wait_for(lambda: slack.posts)
    (image,) = [block for block in post["blocks"] if block["type"] == "image"]
    assert slack.files[image["slack_file"]["id"]].content.startswith(b"\x89PNG")
    assert image["alt_text"].startswith("グラフ：保育所等の待機児童数")
    assert len(slack.called("files.info")) == 3
    assert not any("alt_txt" in call.params for call in slack.calls)


def test_direct_message_is_answered_in_its_thread(slack: LoopbackSlack, bot) -> None:
    """A direct message is answered under itself, a follow-up under the same thread."""
    bot.tell(direct_message("出生率は", thread_ts="1710000000.000042"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert (post["channel"], post["thread_ts"]) == ("D0DIRECT", "1710000000.000042")


def test_command_is_acknowledged_and_answered_to_the_person_alone(slack: LoopbackSlack, bot) -> None:
    """A command is acknowledged with what was asked, then answered through its response URL, both ephemerally."""
    ack = bot.tell(kpi("待機児童の推移は？", slack.response_url()))
    said = json.loads(ack) if isinstance(ack, str) else ack
    assert said["response_type"] == "ephemeral"
    assert "待機児童の推移は？" in said["text"]
    (reply,) = slack.wait_for(lambda: slack.private)
    assert reply["response_type"] == "ephemeral"
    assert {"image", "table"} <= {block["type"] for block in reply["blocks"]}
    assert not slack.posts


@pytest.mark.parametrize("text", ["", "  ", "help"])
def test_command_without_a_question_gets_help(slack: LoopbackSlack, over_http, text: str) -> None:
    """A bare command explains itself, to the person alone."""
    said = json.loads(over_http.tell(kpi(text, slack.response_url())))
    assert said["response_type"] == "ephemeral"
    assert "/kpi" in said["text"]


@pytest.mark.parametrize("event", [mention(""), direct_message("")])
def test_empty_question_gets_help(slack: LoopbackSlack, over_socket, event) -> None:
    """A mention or message without words explains how to ask."""
    over_socket.tell(event)
    (post,) = slack.wait_for(lambda: slack.posts)
    assert post["text"] == wording("ja").say("slack.help")


def test_question_reaches_the_answer_as_it_was_typed(slack: LoopbackSlack, over_socket) -> None:
    """Mention and mark-up are taken off, and entities become the characters that were typed."""
    over_socket.tell(mention("A&amp;B は <https://example.jp|資料> と <#C1|企画> のどれ"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "「A&amp;B は 資料 と #企画 のどれ」" in post["text"]
    assert any("「A&B は 資料 と #企画 のどれ」" in said for said in texts(post["blocks"]))


def test_too_long_a_question_is_told_so(slack: LoopbackSlack, over_socket) -> None:
    """A question over the limit gets the line that names its length and the limit."""
    over_socket.tell(direct_message("あ" * 3000))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert post["text"] == wording("ja").say("errors.question_too_long", length="3000", limit="1000")


@pytest.mark.parametrize(
    ("question", "sorry"), [("壊れる質問", "申し訳ありません"), ("is the database up", "Sorry, something went wrong")]
)
def test_failure_is_told_in_one_sentence_with_an_id_that_is_in_the_log(
    slack: LoopbackSlack, over_socket, caplog: pytest.LogCaptureFixture, question: str, sorry: str
) -> None:
    """An error tells the person an id and no internals; the log holds the id and never the question."""
    with caplog.at_level(logging.DEBUG):
        over_socket.tell(mention(question))
        (post,) = slack.wait_for(lambda: slack.posts)
    assert post["text"].startswith(sorry)
    (error_id,) = [word.strip("。.") for word in post["text"].split() if word.startswith("E-")]
    assert error_id in caplog.text
    assert "Traceback" not in post["text"]
    assert "postgresql" not in post["text"]
    assert question not in caplog.text
    assert "s3cret" not in caplog.text + post["text"]


def test_what_documents_say_cannot_ping(slack: LoopbackSlack, over_socket) -> None:
    """A mention of everybody in a document's text, name, unit, heading or address is shown, and pings nobody."""
    over_socket.tell(direct_message("&lt;!channel&gt; &lt;@U0PERSON&gt; *A* &amp;amp;"))
    (post,) = slack.wait_for(lambda: slack.posts)
    sent = json.dumps(post, ensure_ascii=False)
    assert "<!" not in sent
    assert "<@" not in sent
    assert "&lt;" in post["text"]


@pytest.mark.parametrize(
    "event",
    [
        own_message("待機児童は？"),
        mention("待機児童は？", bot_id="B0OTHER"),
        direct_message("待機児童は？", user="USLACKBOT"),
        direct_message("待機児童は？", subtype="message_changed", message={"text": "待機児童は？"}),
        direct_message("待機児童は？", subtype="message_deleted"),
        direct_message("待機児童は？", subtype="channel_join"),
        mention("待機児童は？", edited={"user": "U0PERSON", "ts": "1710000001.000000"}),
        direct_message("待機児童は？", channel="C0CHANNEL", channel_type="channel"),
    ],
    ids=["self", "bot", "slackbot", "edit", "deletion", "notice", "edited mention", "channel"],
)
def test_what_no_person_asks_is_left_alone(slack: LoopbackSlack, over_socket, event) -> None:
    """Bots, edits, deletions, notices and messages elsewhere are acknowledged, and get no reply."""
    over_socket.tell(event)
    over_socket.tell(direct_message("次の質問"))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert "次の質問" in post["text"]


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_a_question_beside_a_file_is_still_a_question(slack: LoopbackSlack, over_socket, subtype: str) -> None:
    """What a person wrote is answered though a file hangs on it or the channel sees it too."""
    over_socket.tell(direct_message("出生率は", subtype=subtype))
    assert slack.wait_for(lambda: slack.posts)


def test_a_repeated_event_is_answered_once(slack: LoopbackSlack, bot) -> None:
    """An event that Slack delivers again is acknowledged again and answered once."""
    event = direct_message("出生率は")
    bot.tell(event)
    bot.tell(event)
    bot.tell(direct_message("次の質問"))
    slack.wait_for(lambda: len(slack.posts) > 1 and any("次の質問" in post["text"] for post in slack.posts))
    assert sum("出生率は" in post["text"] for post in slack.posts) == 1
