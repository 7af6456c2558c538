"""Where it can be asked, beside mentions, messages and the command: the shortcut and the agent's window."""

import pytest
from loopback_slack import Failure, LoopbackSlack
from loopback_slack.events import direct_message, look_up, mention, opened
from readings import BIRTHS, WAITING, indicator, reading, target
from stores import published

from kpi_store.store import KpiStore


@pytest.fixture(scope="module", autouse=True)
def _documents(store: KpiStore) -> None:
    """Something is published, so that there is something to suggest; and a draft that few may see."""
    listed = indicator(numbers={2021: 7, 2022: 5, 2023: 4}, marks=(target(2024, 0),))
    published(store, reading(listed, title="検証"), edition="R5")
    published(store, reading(indicator(BIRTHS, numbers={2021: 1, 2022: 2, 2023: 3}), title="素案"), edition="R6")


def test_a_message_is_looked_into_for_whoever_asks(slack: LoopbackSlack, bot) -> None:
    """The shortcut answers the words of the message, to the person alone."""
    bot.tell(look_up("<@U0X> 待機児童の推移は？", slack.response_url()))
    (reply,) = slack.wait_for(lambda: slack.private)
    assert reply["response_type"] == "ephemeral"
    assert reply["text"].startswith("保育所等の待機児童数は")
    assert not slack.posts


def test_a_message_in_a_shared_channel_is_not_looked_into(slack: LoopbackSlack, bot) -> None:
    """The gate stands before the shortcut too."""
    slack.channels["C2SHARED"] = {"is_ext_shared": True}
    bot.tell(look_up("待機児童の推移は？", slack.response_url(), channel={"id": "C2SHARED"}))
    (reply,) = slack.wait_for(lambda: slack.private)
    assert "ほかの組織" in reply["text"]


def test_the_window_suggests_what_the_documents_can_answer(slack: LoopbackSlack, bot) -> None:
    """Opening the messages suggests questions on published indicators, without a thread, which would undo it."""
    bot.tell(opened("messages"))
    (prompts,) = slack.wait_for(lambda: slack.prompts)
    assert f"{WAITING}の推移は？" in [prompt["message"] for prompt in prompts]
    assert not any(BIRTHS in prompt["message"] for prompt in prompts)


def test_the_window_suggests_to_each_what_they_may_see(slack: LoopbackSlack, bot) -> None:
    """The committee is offered its draft; a foreigner nothing at all."""
    slack.people["U2FOREIGN"] = {"team_id": "T0OTHER"}
    bot.tell(opened("messages", user="U2FOREIGN"))
    bot.tell(opened("messages", user="U0MEMBER", channel="D0MEMBER"))
    (prompts,) = slack.wait_for(lambda: slack.prompts)
    assert any(BIRTHS in prompt["message"] for prompt in prompts)


def test_work_is_shown_in_the_window_and_not_in_channels(slack: LoopbackSlack, bot) -> None:
    """A direct message shows a sign with steps before its answer; a channel's thread shows none."""
    event = direct_message("出生率は")
    bot.tell(event)
    slack.wait_for(lambda: slack.posts)
    (status,) = slack.called("assistant.threads.setStatus")
    assert status.params["thread_ts"] == event["event"]["ts"]
    assert status.params["loading_messages"]
    bot.tell(mention("出生率は"))
    slack.wait_for(lambda: len(slack.posts) == 2)
    assert len(slack.called("assistant.threads.setStatus")) == 1


@pytest.mark.parametrize("failure", [Failure("missing_scope"), Failure(status=500), Failure("x", 429, retry_after=30)])
def test_a_sign_that_fails_costs_no_answer(slack: LoopbackSlack, over_http, failure: Failure) -> None:
    """Where Slack does not show the sign, the answer comes all the same, and soon."""
    slack.fail("assistant.threads.setStatus", failure, times=3)
    over_http.tell(direct_message("出生率は"))
    assert slack.wait_for(lambda: slack.posts, seconds=20)
