"""An administrator who has never seen a terminal publishes the next edition, whatever is killed on the way."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_slack import LoopbackSlack
from made_reports import Drawn, report
from served_bot import Message, ServedBot, spacing

from kpi_store.store import KpiStore

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

WAITING, SICK = "保育所等の待機児童数", "病児保育の延べ利用者数"
OLD_NAME, NEW_NAME = "子育て相談件数", "子育て世帯の相談件数"


def old_report(folder: Path) -> Path:
    """The edition that answers before."""
    return report(
        folder / "kensho-R5.pdf",
        5,
        [
            Drawn(WAITING, "人", {"R1": 63, "R2": 41, "R3": 22, "R4": 9, "R5": 5}, "保育士の確保に努めます。"),
            Drawn(SICK, "人", {"R1": 310, "R2": 180, "R3": 240, "R4": 356, "R5": 402}, "実施施設を増やします。"),
            Drawn(OLD_NAME, "件", {"R1": 820, "R2": 790, "R3": 905, "R4": 960, "R5": 1010}, "相談窓口を広げます。"),
        ],
    )


def new_report(folder: Path) -> Path:
    """The next one: a value restated, a chart without figures on it, an indicator renamed."""
    return report(
        folder / "kensho-R6.pdf",
        6,
        [
            Drawn(WAITING, "人", {"R2": 41, "R3": 22, "R4": 9, "R5": 4, "R6": 2}, "定員を増やします。"),
            Drawn(SICK, "人", {"R3": 240, "R4": 356, "R5": 402, "R6": 450}, "施設を増やします。", labelled=False),
            Drawn(NEW_NAME, "件", {"R4": 960, "R5": 1010, "R6": 1100}, "相談窓口を広げます。"),
        ],
    )


@pytest.fixture
def served(filled, tmp_path: Path, slack: LoopbackSlack) -> Iterator[ServedBot]:  # type: ignore[no-untyped-def]
    """The bot, with the old edition published."""
    home = tmp_path / "home"
    shutil.copytree(filled(["ingest", str(old_report(tmp_path)), "--publish"]), home, symlinks=True)
    with ServedBot(home, slack) as served:
        yield served


def test_the_next_edition_is_published_and_taken_back(served: ServedBot, tmp_path: Path) -> None:
    """Upload, progress, review with a rename and an edit, publication, another answer; and back to the old one."""
    assert "5人です" in served.ask("待機児童数の推移は？")
    read = taken_in(served, tmp_path)
    served.kill_and_restart()
    over = reviewed(served, read)
    served.click(over, "admin_prepare")
    seen = served.message("公開すると", "今：", "後：")
    assert "5人です" in str(seen["blocks"]) and "2人です" in str(seen["blocks"])
    served.kill_and_restart()
    asking = served.window(lambda: served.click(seen, "admin_publish"))
    served.submit(asking, announce={"type": "conversations_select", "selected_conversation": "C0CHANNEL"})
    published = served.message("R6版* を公開しました")
    assert served.message("資料で答えられるように")["channel"] == "C0CHANNEL"
    assert "2人です" in served.ask("待機児童数の推移は？")
    assert "455人" in served.ask(f"{SICK}の令和6年度の値は？")

    served.kill_and_restart()
    back = served.click(published, "admin_rollback")
    served.message("前の公開に戻しました")
    assert "5人です" in served.ask("待機児童数の推移は？")
    served.tell(back)
    served.message("別の公開があった")
    with KpiStore.open(f"sqlite:///{served.home}/sosei.db", create=False) as store:
        done = {line.action for line in store.audit() if line.by == "U0ADMIN"}
        assert {"draft", "review", "rule", "publish", "rollback"} <= done
        assert store.editions() == ("R5",)


def taken_in(served: ServedBot, folder: Path) -> Message:
    """The new report is dropped and read, though all is killed amid it; the message that tells what was read."""
    slack = served.slack
    served.drop(new_report(folder))
    job = served.message("kensho-R6.pdf")
    slack.wait_for(lambda: slack.called("chat.update"))
    served.kill_and_restart()
    read = served.message("R6版の下書き")
    assert read["ts"] == job["ts"], "one message from beginning to end"
    assert min(spacing(slack, job["ts"]), default=1) > 0.9
    shown = json.dumps(read["blocks"], ensure_ascii=False)
    assert f"{WAITING} R5(2023)：5 → 4" in shown and "確認が要る値" in shown
    return read


def reviewed(served: ServedBot, read: Message) -> Message:
    """The rename is confirmed and a value edited, with kills between; the message that ends the review."""
    served.click(read, "admin_review")
    asked = served.message(OLD_NAME, NEW_NAME, "同じ指標ですか")
    served.kill_and_restart()
    served.click(asked, "admin_rule_accept")
    card = served.message(SICK, "読み取りどおり認める")
    assert any(block["type"] == "image" for block in card["blocks"]), "the chart cut from the page"
    assert served.message(OLD_NAME, "同じ指標としました")["ts"] == asked["ts"]

    served.kill_and_restart()
    window = served.window(lambda: served.click(card, "admin_edit"))
    fields = {block["label"]["text"]: block["block_id"] for block in window["blocks"] if block["type"] == "input"}
    latest = next(field for label, field in fields.items() if label.startswith("R6"))
    assert "errors" in served.submit(window, **{latest: {"value": "四百"}})
    served.submit(window, **{latest: {"value": "455"}})
    over = served.message("確認はすべて済みました")
    assert served.message(SICK, "450人 を 455人 に直しました")["ts"] == card["ts"]
    served.click(card, "admin_accept")
    served.message("すでに処理済み", "U0ADMIN")
    return over
