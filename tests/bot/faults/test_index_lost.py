"""Files of the index are cut or gone while the bot serves: it answers on, tells it, and has the index made anew."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from eventually import eventually
from loopback_slack import LoopbackSlack
from served_bot import ServedBot

from index.file_shelf import FileShelf
from kpi_store.store import KpiStore

pytestmark = pytest.mark.slow

SEARCHED = "保育士を確保するために何をしますか"
"""Answered from passages alone."""


@pytest.fixture(scope="module")
def bot(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    with LoopbackSlack() as slack, ServedBot(home, slack) as served:
        yield served


def snapshot_files(bot: ServedBot) -> list[Path]:
    """All files of the snapshot that answers."""
    with KpiStore.open(f"sqlite:///{bot.home}/sosei.db", create=False) as store:
        current = store.current()
    assert current is not None and current.snapshot is not None
    return [file for file in (bot.home / "index" / current.snapshot).rglob("*") if file.is_file()]


def whole_again(bot: ServedBot) -> bool:
    """Whether the index that answers can be opened, and is the one that it should be."""
    with KpiStore.open(f"sqlite:///{bot.home}/sosei.db", create=False) as store:
        current = store.current()
        assert current is not None
        try:
            FileShelf(bot.home).open(current.snapshot or "")
        except Exception:
            return False
        return not store.jobs.newest(1) or store.jobs.newest(1)[0].state == "done"


def test_files_that_are_cut_under_a_serving_bot_cost_no_answer(bot: ServedBot) -> None:
    """What was opened is in memory: questions of all kinds are answered from it, and the process lives."""
    assert "保育士" in bot.ask(SEARCHED)
    for file in snapshot_files(bot):
        with file.open("r+b") as cut:
            cut.truncate(file.stat().st_size // 2)
    assert "保育士" in bot.ask("保育士の確保のために、何をしていますか")
    assert "待機児童" in bot.ask("待機児童の推移は？")
    assert bot.alive


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_bot_that_starts_without_its_index_answers_and_has_it_made(bot: ServedBot, damage: str) -> None:
    """Words answer at once, the log says what is wrong, and the worker makes the index anew."""
    bot.kill()
    files = snapshot_files(bot)
    if damage == "gone":
        shutil.rmtree(bot.home / "index")
    else:
        for file in files:
            file.write_bytes(file.read_bytes()[:7])
    before = len(bot.log.read_text())
    bot.start()
    assert "保育士" in bot.ask(SEARCHED)
    assert "index" in bot.log.read_text()[before:]
    eventually(lambda: whole_again(bot), 120)
    assert "保育士" in bot.ask("保育士の確保のために、何をしていますか")
