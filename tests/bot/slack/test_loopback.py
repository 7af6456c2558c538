"""The judge is judged: the loopback Slack refuses what Slack refuses, and takes what it takes."""

from typing import Any

import pytest
from loopback_slack import Failure, LoopbackSlack, problems
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

FILE = {"id": "F0CHART000"}


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def quote(text: str) -> dict[str, Any]:
    element = {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [element]}


def table(rows: int, cells: int, text: str = "1") -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells] * rows}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text)}


def button(text: str = "共有", nth: int = 0) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": f"share:{nth}", "value": "1"}


def chooser(options: int, value: str = "{}") -> dict[str, Any]:
    listed = [{"text": plain("a" * 75), "value": value.format(n)} for n in range(options)]
    return {"type": "static_select", "action_id": "c", "placeholder": plain("a" * 150), "options": listed}


def feedback(text: str = "良い") -> dict[str, Any]:
    thumb = {"text": plain(text), "value": "up"}
    element = {"type": "feedback_buttons", "action_id": "f", "positive_button": thumb, "negative_button": thumb}
    return {"type": "context_actions", "elements": [element]}


def chart(points: int = 3, series: int = 1, **facts: Any) -> dict[str, Any]:
    columns = [f"R{n}" for n in range(points)]
    data = [{"label": column, "value": 1.5} for column in columns]
    lines = [{"name": f"s{n}", "data": data} for n in range(series)]
    held = {"type": "bar", "series": lines, "axis_config": {"categories": columns}} | facts
    return {"type": "data_visualization", "title": "a" * 50, "chart": held}


TAKEN = {
    "section": [section("あ" * 3000)],
    "fields": [{"type": "section", "fields": [mrkdwn("a" * 2000)] * 5}],
    "header": [{"type": "header", "text": plain("a" * 150)}],
    "context": [{"type": "context", "elements": [plain("a")] * 10}],
    "image": [{"type": "image", "slack_file": FILE, "alt_text": "a" * 2000}],
    "actions": [{"type": "actions", "elements": [button("a" * 75, n) for n in range(25)]}],
    "chooser": [{"type": "actions", "elements": [chooser(100)]}],
    "feedback": [feedback()],
    "chart": [chart(20, 6)] * 2,
    "quote": [quote("a" * 3000)],
    "table": [table(100, 20)],
    "fifty": [{"type": "divider"}] * 50,
}
REFUSED = {
    "no blocks": [],
    "fifty-one": [{"type": "divider"}] * 51,
    "unknown type": [{"type": "chart"}],
    "unknown field": [section("a") | {"alt_text": "a"}],
    "empty section": [section("")],
    "long section": [section("a" * 3001)],
    "long in UTF-16": [section("😀" * 1501)],
    "eleven fields": [{"type": "section", "fields": [mrkdwn("a")] * 11}],
    "long field": [{"type": "section", "fields": [mrkdwn("a" * 2001)]}],
    "section of nothing": [{"type": "section"}],
    "long header": [{"type": "header", "text": plain("a" * 151)}],
    "header in mrkdwn": [{"type": "header", "text": mrkdwn("a")}],
    "eleven in context": [{"type": "context", "elements": [plain("a")] * 11}],
    "image without alt_text": [{"type": "image", "slack_file": FILE}],
    "image with empty alt_text": [{"type": "image", "slack_file": FILE, "alt_text": ""}],
    "long alt_text": [{"type": "image", "slack_file": FILE, "alt_text": "a" * 2001}],
    "image of nothing": [{"type": "image", "alt_text": "a"}],
    "image of two": [{"type": "image", "alt_text": "a", "slack_file": FILE, "image_url": "https://e.jp/a.png"}],
    "image on this machine": [{"type": "image", "alt_text": "a", "image_url": "http://127.0.0.1/a.png"}],
    "bad file id": [{"type": "image", "alt_text": "a", "slack_file": {"id": "f1"}}],
    "twenty-six buttons": [{"type": "actions", "elements": [button(nth=n) for n in range(26)]}],
    "action_id twice": [{"type": "actions", "elements": [button()] * 2}],
    "options of one value": [{"type": "actions", "elements": [chooser(2, "x")]}],
    "a hundred and one options": [{"type": "actions", "elements": [chooser(101)]}],
    "feedback among buttons": [{"type": "actions", "elements": feedback()["elements"]}],
    "long feedback": [feedback("a" * 76)],
    "three charts": [chart()] * 3,
    "seven series": [chart(series=7)],
    "twenty-one points": [chart(21)],
    "long title of a chart": [chart() | {"title": "a" * 51}],
    "a gap in a series": [chart(axis_config={"categories": ["R0", "R1", "R2", "R3"]})],
    "unknown chart": [chart(type="radar")],
    "long button": [{"type": "actions", "elements": [button("a" * 76)]}],
    "rich text of nothing": [{"type": "rich_text", "elements": []}],
    "empty run": [quote("")],
    "long quote": [quote("a" * 3001)],
    "a hundred and one rows": [table(101, 1)],
    "twenty-one cells": [table(1, 21)],
    "two tables": [table(1, 1), table(1, 1)],
    "empty cell": [table(1, 1, "")],
    "large table": [table(100, 1, "a" * 101)],
    "ragged table": [{"type": "table", "rows": [*table(1, 2)["rows"], *table(1, 3)["rows"]]}],
    "bad alignment": [table(1, 1) | {"column_settings": [{"align": "end"}]}],
    "long block_id": [section("a") | {"block_id": "b" * 256}],
    "block_id twice": [section("a") | {"block_id": "b"}] * 2,
    "too much text": [section("a" * 3000)] * 5,
    "emoji in mrkdwn": [{"type": "section", "text": mrkdwn("a") | {"emoji": True}}],
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_slack_takes_is_taken(name: str) -> None:
    """Each block at its limits has no problem."""
    assert problems(TAKEN[name]) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_slack_refuses_is_refused(name: str) -> None:
    """Each block beyond a limit, or without what it needs, has a problem."""
    assert problems(REFUSED[name])


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xapp-loopback", "auth.test", "not_allowed_token_type"),
        ("xoxb-loopback", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-loopback", "files.upload", "unknown_method"),
    ],
)
def test_tokens_and_methods_are_checked(slack: LoopbackSlack, token: str, method: str, error: str) -> None:
    """A wrong token, a token of the other kind, and a method that is gone are refused by name."""
    with pytest.raises(SlackApiError, match=error):
        WebClient(token, base_url=slack.api_url).api_call(method)


def test_a_file_that_is_not_ready_makes_blocks_invalid(slack: LoopbackSlack) -> None:
    """An image block posted straight after the upload is refused, as on Slack; after looking it is taken."""
    client = WebClient("xoxb-loopback", base_url=slack.api_url)
    file = client.files_upload_v2(file=b"\x89PNG\r\n\x1a\n", filename="a.png")["file"]["id"]
    image = [{"type": "image", "slack_file": {"id": file}, "alt_text": "a"}]
    with pytest.raises(SlackApiError, match="invalid slack file"):
        client.chat_postMessage(channel="C0CHANNEL", text="a", blocks=image)
    client.files_info(file=file)
    assert client.chat_postMessage(channel="C0CHANNEL", text="a", blocks=image)["ok"]


def test_a_workspace_may_not_know_the_new_charts_yet(slack: LoopbackSlack) -> None:
    """Where they are not rolled out, a message with one is refused as a whole."""
    client = WebClient("xoxb-loopback", base_url=slack.api_url)
    slack.native_charts = False
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        client.chat_postMessage(channel="C0CHANNEL", text="a", blocks=[chart()])


def test_an_upload_with_alt_text_is_lost(slack: LoopbackSlack) -> None:
    """Alternative text at the upload is taken without a word, and the file never becomes usable."""
    client = WebClient("xoxb-loopback", base_url=slack.api_url)
    file = client.files_upload_v2(file=b"\x89PNG\r\n\x1a\n", filename="a.png", alt_txt="a")["file"]["id"]
    assert not any(client.files_info(file=file)["file"]["mimetype"] for _ in range(5))


def test_an_ordered_failure_happens_once(slack: LoopbackSlack) -> None:
    """A failure is used up by one call."""
    client = WebClient("xoxb-loopback", base_url=slack.api_url)
    slack.fail("auth.test", Failure("fatal_error"))
    with pytest.raises(SlackApiError, match="fatal_error"):
        client.auth_test()
    assert client.auth_test()["ok"]
