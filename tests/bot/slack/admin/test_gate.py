"""Nobody but an administrator gets through, whatever step, button, window or replayed payload they come by."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback_slack import BOT_TOKEN, SIGNING_SECRET, LoopbackSlack
from loopback_slack.events import clicked, direct_message, dropped, filled_in, kpi_admin
from readings import indicator, reading, value
from slack_bolt import BoltRequest
from slack_bolt.app.app import App
from stores import drafted

from bot.slack.app import Answering, build_app
from bot.slack.rules import Rules
from bot.slack.settings import SlackSettings
from kpi_store.store import KpiStore

STRANGER = "U0PERSON"


class Door:
    """The app without a server: payloads go in as Bolt gets them."""

    def __init__(self, app: App, slack: LoopbackSlack, store: KpiStore) -> None:
        self._app = app
        self.slack = slack
        self.store = store

    def tell(self, payload: dict[str, Any]) -> Any:
        """Hand a payload in, and wait until all that comes of it is done."""
        response = self._app.dispatch(BoltRequest(body=payload, mode="socket_mode"))
        assert response.status == 200, response.body
        self._app.listener_runner.listener_executor.submit(lambda: None).result()
        return response.body

    def state(self) -> tuple[object, ...]:
        """All that a click could change."""
        return self.store.audit(), self.store.jobs.newest(), self.store.reviews.values(), self.store.documents()

    @property
    def told(self) -> str:
        """All that was said to anybody."""
        said = [*self.slack.posts, *self.slack.whispers, *self.slack.private]
        return "\n".join(str(one.get("text")) for one in said)


@pytest.fixture
def door(tmp_path: Path, slack: LoopbackSlack) -> Iterator[Door]:
    """An app with a draft that waits for review."""
    settings = SlackSettings(
        BOT_TOKEN, None, SIGNING_SECRET, slack.api_url, rules=Rules(admins=frozenset({"U0ADMIN", "S0ADMINS"}))
    )
    with KpiStore.open(f"sqlite:///{tmp_path}/sosei.db", create=True) as store:
        drafted(store, reading(indicator(observations=(value(2022, 5, needs_review=True, page=7), value(2023, 40)))))
        app = build_app(settings, store, Answering(None, None, None, None))  # type: ignore[arg-type]
        yield Door(app.bolt, slack, store)


def pressed(action: str, carried: str) -> dict[str, str]:
    """A button as a click sends it back."""
    return {"type": "button", "action_id": action, "value": carried}


def buttons(door: Door) -> dict[str, str]:
    """Each button there is, with what it would carry."""
    (card,) = {held.listing for held in door.store.reviews.values()}
    listing = f'{{"edition":"R5","listing":{card}}}'
    edition, documents = '{"edition":"R5"}', '{"edition":"R5","documents":[1]}'
    proposal = '{"edition":"R5","proposal":"12345678"}'
    return {
        "admin_cancel": "1",
        "admin_cover": "1",
        "admin_review": edition,
        "admin_certain": edition,
        "admin_accept": listing,
        "admin_edit": listing,
        "admin_reject": listing,
        "admin_later": listing,
        "admin_rule_accept": proposal,
        "admin_rule_reject": proposal,
        "admin_rule_later": proposal,
        "admin_prepare": edition,
        "admin_publish": documents,
        "admin_rollback": '{"publication":1}',
        "admin_withdraw": '{"name":"R5"}',
        "admin_reread": edition,
        "admin_import": '{"name":"a.csv","sha256":"00"}',
        "admin_import_drop": '{"name":"a.csv","sha256":"00"}',
        "admin_panel_status": "status",
        "admin_panel_jobs": "jobs",
        "admin_panel_unanswered": "unanswered",
        "admin_panel_audit": "audit",
        "admin_panel_export": "export",
        "admin_panel_synonym": "synonym",
    }


WINDOWS = (
    "admin_cover_entered",
    "admin_edited",
    "admin_publish_entered",
    "admin_indicator_entered",
    "admin_synonym_entered",
)
TS = "1700000000.000001"
COMMANDS = (
    "|reindex|review R5|publish R5|rollback|withdraw R5|export|synonym a b|indicator a|unanswered|status|jobs|audit"
)
CARRIED = (
    '{"job":1,"files":[],"channel":"D0DIRECT","thread":null,"ts":"1700000000.000001","edition":"R5","listing":1,'
    '"documents":[1],"indicator":1,"name":"x"}'
)


def listened_to(door: Door) -> set[str]:
    """Action and callback ids that the program names itself."""
    sources = Path("bot/slack/admin").resolve()
    return {
        word.strip('",()')
        for file in sources.glob("*.py")
        for word in file.read_text("utf-8").split()
        if word.startswith('"admin_')
    }


def test_every_button_and_window_is_tried_here(door: Door) -> None:
    """A new one that this file does not know makes it fail."""
    assert listened_to(door) - {"admin_panel_"} <= {*buttons(door), *WINDOWS}


def test_no_button_works_for_others(door: Door) -> None:
    """Each is refused in words, nothing is shown and nothing changes."""
    before = door.state()
    for action, carried in buttons(door).items():
        door.slack.whispers.clear()
        door.slack.posts.clear()
        payload = clicked(pressed(action, carried), "D0DIRECT", TS, STRANGER)
        payload["response_url"] = door.slack.response_url(action)
        door.tell(payload)
        assert "管理者だけ" in door.slack.wait_for(lambda: door.told), action
        door.slack.private.clear()
    assert door.state() == before
    assert door.slack.views == []


def test_no_window_works_for_others(door: Door) -> None:
    """A window that was opened by an administrator cannot be filled_in by anybody else."""
    before = door.state()
    for callback in WINDOWS:
        view = {"type": "modal", "callback_id": callback, "private_metadata": CARRIED, "blocks": []}
        answered = door.tell(filled_in(view, {}, STRANGER))
        assert "管理者だけ" in str(json.loads(answered)), callback
    assert door.state() == before


@pytest.mark.parametrize("words", COMMANDS.split("|"))
def test_no_command_works_for_others(door: Door, words: str) -> None:
    """Whatever stands after the command."""
    before = door.state()
    door.tell(kpi_admin(words, door.slack.response_url(), user_id=STRANGER))
    assert "管理者だけ" in door.slack.wait_for(lambda: door.told)
    assert door.state() == before and door.slack.posts == []


def test_a_file_of_others_is_not_even_fetched(door: Door) -> None:
    """The refusal says what to do; the token goes nowhere."""
    door.slack.dropped["a.pdf"] = b"%PDF-1.7"
    door.tell(dropped(door.slack.origin, ("a.pdf", 8), user=STRANGER))
    assert "管理者だけ" in door.slack.wait_for(lambda: door.told)
    assert not door.slack.called("download") and door.store.jobs.newest() == ()


def test_members_of_a_group_that_is_listed_are_administrators(door: Door) -> None:
    """SOSEI_ADMINS may name user groups."""
    door.slack.groups["S0ADMINS"] = ["U0CHIEF"]
    door.tell(kpi_admin("status", door.slack.response_url(), user_id="U0CHIEF"))
    assert "下書きの版" in door.slack.wait_for(lambda: door.told)


def test_a_replayed_click_is_told_what_became_of_it(door: Door) -> None:
    """The first click decides; the same payload again changes nothing and says who did it."""
    payload = clicked(pressed("admin_accept", buttons(door)["admin_accept"]), "D0DIRECT", TS, "U0ADMIN")
    door.slack.messages["D0DIRECT", TS] = {"text": "x"}
    door.tell(payload)
    door.slack.wait_for(lambda: "すべて済みました" in door.told)
    before = door.state()
    door.tell(payload)
    assert door.slack.wait_for(lambda: "すでに処理済みです（<@U0ADMIN>" in door.told)
    assert door.state() == before
    assert [held.verdict.by for held in door.store.reviews.values() if held.verdict] == ["U0ADMIN"]


def test_a_button_of_a_draft_that_is_gone_says_so(door: Door) -> None:
    """An old message's card is no longer in any draft."""
    click = pressed("admin_accept", '{"edition":"R5","listing":999}')
    door.tell(clicked(click, "D0DIRECT", TS, "U0ADMIN"))
    assert door.slack.wait_for(lambda: "この下書きはもうありません" in door.told)


def test_a_question_with_a_picture_is_still_a_question(door: Door) -> None:
    """Only what could be a document is kept from being asked about."""
    picture = [{"name": "a.png", "size": 1, "url_private_download": ""}]
    door.tell(direct_message("", user=STRANGER, files=picture, subtype="file_share"))
    door.slack.wait_for(lambda: door.slack.posts)
    assert "管理者だけ" not in door.told
