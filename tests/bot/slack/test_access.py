"""Who may ask where, who sees which documents, who may administer: looked up in Slack, and told by every entry."""

from collections.abc import Callable, Mapping

import pytest
from eventually import eventually
from loopback_slack import BOT_TOKEN, Failure, LoopbackSlack
from loopback_slack.events import direct_message, kpi, mention
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.access import Access, Audience, Denial
from bot.slack.directory import Directory
from bot.slack.rules import Rules
from kpi_store.columns import now
from kpi_store.store import KpiStore
from kpi_store.withholding import Restriction
from prompts.wording import wording

DRAFT = Restriction("R6")
OUTSIDE = {"is_ext_shared": True}


@pytest.fixture
def gate(slack: LoopbackSlack) -> Callable[..., Access]:
    """Makes gates that remember nothing of each other."""
    client = WebClient(BOT_TOKEN, base_url=slack.api_url)

    def make(restricted: Mapping[Restriction, frozenset[str]] | None = None, **listed: set[str]) -> Access:
        rules = Rules(restricted=restricted or {}, **{name: frozenset(ids) for name, ids in listed.items()})
        return Access(rules, Directory(client))

    return make


def public(user: str = "U0PERSON", channel: str = "C0CHANNEL") -> Audience:
    return Audience(user, channel, private=False)


def private(user: str = "U0PERSON", channel: str | None = "C0CHANNEL") -> Audience:
    return Audience(user, channel, private=True)


@pytest.mark.parametrize(
    ("facts", "denial"),
    [
        ({}, None),
        ({"team_id": "T0OTHER"}, "outsider"),
        ({"is_stranger": True}, "outsider"),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}}, "outsider"),
        ({"is_restricted": True}, "guest"),
        ({"is_ultra_restricted": True, "is_restricted": True}, "guest"),
    ],
)
def test_people_of_other_organisations_and_guests_are_denied(
    slack: LoopbackSlack, gate: Callable[..., Access], facts: dict[str, object], denial: Denial | None
) -> None:
    """Unless rules say otherwise, everybody of the workspace may ask, and nobody else, in public or in private."""
    slack.people["U0SOMEBODY"] = facts
    access = gate()
    assert access.denial(public("U0SOMEBODY")) == access.denial(private("U0SOMEBODY", None)) == denial


@pytest.mark.parametrize("facts", [OUTSIDE, {"is_pending_ext_shared": True}, {"is_org_shared": True}])
def test_channels_shared_with_others_are_denied(
    slack: LoopbackSlack, gate: Callable[..., Access], facts: dict[str, object]
) -> None:
    """A channel that another organisation sees, or will, is denied, for private replies too, unless it is allowed."""
    slack.channels["C0SHARED"] = facts
    assert gate().denial(public(channel="C0SHARED")) == gate().denial(private(channel="C0SHARED")) == "shared"
    assert gate(channels={"C0SHARED"}).denial(public(channel="C0SHARED")) == "shared"
    assert gate(shared={"C0SHARED"}).denial(public(channel="C0SHARED")) is None


def test_an_outsider_is_denied_where_a_shared_channel_is_allowed(
    slack: LoopbackSlack, gate: Callable[..., Access]
) -> None:
    """Allowing a shared channel does not make its foreign members people who may ask."""
    slack.people["U0FOREIGN"] = {"team_id": "T0OTHER"}
    slack.channels["C0SHARED"] = OUTSIDE
    assert gate(shared={"C0SHARED"}).denial(public("U0FOREIGN", "C0SHARED")) == "outsider"
    assert gate(users={"U0FOREIGN"}).denial(private("U0FOREIGN")) == "outsider"


def test_workspaces_of_one_organisation_are_kin(slack: LoopbackSlack, gate: Callable[..., Access]) -> None:
    """In an organisation of several workspaces, people and channels of its other workspaces are its own."""
    slack.team |= {"enterprise_id": "E0OURS"}
    slack.people["U0KIN"] = {"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OURS"}}
    slack.people["U0ALIEN"] = {"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}}
    slack.channels["C0WIDE"] = {"is_org_shared": True}
    assert gate().denial(public("U0KIN", "C0WIDE")) is None
    assert gate().denial(public("U0ALIEN", "C0WIDE")) == "outsider"


def test_listed_users_and_groups_may_ask_and_others_may_not(slack: LoopbackSlack, gate: Callable[..., Access]) -> None:
    """With a list, its people, its groups' members and the administrators may ask, listed guests too."""
    slack.groups["S0PLANNING"] = ["U0PLANNER"]
    slack.people["U0GUEST"] = {"is_restricted": True}
    access = gate(users={"U0LISTED", "S0PLANNING", "U0GUEST"}, admins={"U0ADMIN"})
    assert [access.denial(private(u)) for u in ("U0LISTED", "U0PLANNER", "U0GUEST", "U0ADMIN")] == [None] * 4
    assert access.denial(private("U0PERSON")) == "user"


def test_listed_channels_are_where_it_may_be_asked_in_public(slack: LoopbackSlack, gate: Callable[..., Access]) -> None:
    """With a list, other channels are denied; direct messages and private replies are not public."""
    access = gate(channels={"C0LISTED"})
    assert access.denial(public(channel="C0LISTED")) is None
    assert access.denial(public(channel="C0CHANNEL")) == "channel"
    assert access.denial(public(channel="D0DIRECT")) is access.denial(private(channel="C0CHANNEL")) is None


def test_a_channel_that_cannot_be_seen(slack: LoopbackSlack, gate: Callable[..., Access]) -> None:
    """Where Slack does not show the channel, nothing is said in it; a private reply to one's own people is."""
    slack.channels["C0HIDDEN"] = None
    assert gate().denial(public(channel="C0HIDDEN")) == "channel"
    assert gate().denial(private(channel="C0HIDDEN")) is None


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
def test_what_slack_does_not_say_is_not_taken_for_yes(
    slack: LoopbackSlack, gate: Callable[..., Access], method: str
) -> None:
    """When a look-up fails, the gate raises rather than opens, and is asked anew next time."""
    access = gate()
    slack.fail(method, Failure("missing_scope"))
    with pytest.raises(SlackApiError, match="missing_scope"):
        access.denial(public())
    assert access.denial(public()) is None


def test_a_group_that_is_gone_lets_nobody_in_and_keeps_nobody_out(
    slack: LoopbackSlack, gate: Callable[..., Access], caplog: pytest.LogCaptureFixture
) -> None:
    """A deleted user group in the settings is told in the log; others are answered, without what it alone may see."""
    access = gate(restricted={DRAFT: frozenset({"S0GONE"})}, admins={"S0GONE"})
    assert access.denial(private()) is None
    assert access.withheld(private()) == frozenset({DRAFT})
    assert not access.may_administer("U0PERSON")
    assert "S0GONE" in caplog.text


def test_look_ups_are_remembered(slack: LoopbackSlack, gate: Callable[..., Access]) -> None:
    """A second question costs no look-up."""
    access = gate(users={"S0COMMITTEE"}, admins={"S0ADMINS"})
    for _ in range(3):
        access.denial(public("U0MEMBER"))
        access.may_administer("U0MEMBER")
    asked = [call.method for call in slack.calls]
    assert sorted(asked) == ["auth.test", "conversations.info", *["usergroups.users.list"] * 2, "users.info"]


def test_administrators_are_listed_people_and_members_of_listed_groups(
    slack: LoopbackSlack, gate: Callable[..., Access]
) -> None:
    """Nobody else administers; a foreigner never does, and nobody while Slack does not say."""
    slack.people["U0FOREIGN"] = {"team_id": "T0OTHER"}
    access = gate(admins={"U0ADMIN", "S0ADMINS", "U0FOREIGN"})
    allowed = {user: access.may_administer(user) for user in ("U0ADMIN", "U0CHIEF", "U0PERSON", "U0FOREIGN")}
    assert allowed == {"U0ADMIN": True, "U0CHIEF": True, "U0PERSON": False, "U0FOREIGN": False}
    slack.fail("usergroups.users.list", Failure("ratelimited"))
    assert not gate(admins={"S0ADMINS"}).may_administer("U0CHIEF")
    assert not gate().may_administer("U0ADMIN")


def test_restricted_documents_are_for_people_in_private_and_for_channels_in_public(
    slack: LoopbackSlack, gate: Callable[..., Access]
) -> None:
    """A member of the committee sees its draft alone and in its channel, not where others would see it too."""
    access = gate(restricted={DRAFT: frozenset({"S0COMMITTEE", "U0LISTED", "C0COMMITTEE"})})
    seen = [private("U0MEMBER"), private("U0LISTED", None), public("U0PERSON", "C0COMMITTEE")]
    hidden = [private("U0PERSON"), public("U0MEMBER"), private("U0PERSON", "C0COMMITTEE")]
    assert [access.withheld(audience) for audience in seen] == [frozenset()] * 3
    assert [access.withheld(audience) for audience in hidden] == [frozenset({DRAFT})] * 3


@pytest.mark.parametrize(
    ("people", "channels", "user", "channel", "denial"),
    [
        ({"U1ABROAD": {"team_id": "T0OTHER"}}, {}, "U1ABROAD", "C0CHANNEL", "outsider"),
        ({"U1GUEST": {"is_restricted": True}}, {}, "U1GUEST", "C0CHANNEL", "guest"),
        ({}, {"C1SHARED": OUTSIDE}, "U0PERSON", "C1SHARED", "shared"),
    ],
)
def test_a_refusal_says_so_and_is_kept(
    slack: LoopbackSlack, bot, store: KpiStore, people, channels, user: str, channel: str, denial: Denial
) -> None:
    """Whoever may not ask gets one sentence in the thread, no answer, and the refusal is in the trail."""
    since = now()
    slack.people |= people
    slack.channels |= channels
    bot.tell(mention("待機児童の推移は？", user=user, channel=channel))
    (post,) = slack.wait_for(lambda: slack.posts)
    assert post["text"] == wording("ja").say(f"slack.denied.{denial}")
    assert not slack.called("files.getUploadURLExternal")
    bot.tell(kpi("待機児童の推移は？", slack.response_url(), user_id=user, channel_id=channel))
    (reply,) = slack.wait_for(lambda: slack.private)
    assert reply["text"] == post["text"]
    kept = eventually(lambda: [r.facts for r in store.exchanges.trail(since) if r.action == "refuse"][1:])
    assert kept == [{"reason": denial}]


def test_an_event_that_says_shared_is_believed_at_once(slack: LoopbackSlack, bot, request) -> None:
    """A channel that was its own a moment ago is denied as soon as an event says that it is shared."""
    channel = f"C1{request.node.callspec.id.upper()}"
    bot.tell(mention("出生率は", channel=channel))
    slack.wait_for(lambda: len(slack.posts) == 1)
    bot.tell(mention("出生率は", channel=channel) | {"is_ext_shared_channel": True})
    slack.wait_for(lambda: len(slack.posts) == 2)
    assert slack.posts[1]["text"] == wording("ja").say("slack.denied.shared")


def test_documents_are_withheld_from_those_who_may_not_see_them(slack: LoopbackSlack, bot) -> None:
    """What answers is told what to leave out: nothing for the committee, its draft for everybody else."""
    bot.tell(direct_message("素案は", user="U0MEMBER", channel="D0MEMBER"))
    bot.tell(direct_message("素案は", user="U0PERSON"))
    bot.tell(mention("素案は", user="U0MEMBER"))
    bot.tell(mention("素案は", channel="C0COMMITTEE"))
    slack.wait_for(lambda: len(slack.posts) == 4)
    without = {(post["channel"]): "without []" in post["text"] for post in slack.posts}
    assert without == {"D0MEMBER": True, "D0DIRECT": False, "C0CHANNEL": False, "C0COMMITTEE": True}
