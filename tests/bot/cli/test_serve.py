"""``sosei serve`` as it is run: its own process, the sample's documents, a Slack of the tests' own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from loopback_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Failure, LoopbackSlack
from loopback_slack.events import await_port, deliver, direct_message, free_port, mention

from corpus.errors import IndexCorrupt, IndexMissing
from index.file_shelf import FileShelf

from .conftest import ROOT, Run

pytestmark = pytest.mark.slow

TREND = "待機児童の推移は？"


@contextmanager
def serving(slack: LoopbackSlack, log: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process that serves; what it logs is kept in a file."""
    tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    command = [sys.executable, "-m", "bot.cli.main", "serve", *options]
    env = {**os.environ, **tokens, "SLACK_API_URL": slack.api_url}
    with log.open("wb") as told, subprocess.Popen(command, stderr=told, stdout=told, cwd=ROOT, env=env) as server:
        try:
            yield server
        finally:
            server.kill()


def test_a_mention_is_answered_from_the_published_documents(sample: Path, tmp_path: Path, run: Run) -> None:
    """Over Socket Mode: Slack draws the chart, or is sent a picture of it, and what is published next answers next."""
    log = tmp_path / "log"
    with LoopbackSlack() as slack, serving(slack, log) as server:
        slack.wait_for(lambda: slack.connections, 30)
        slack.send(mention(TREND))
        (post,) = slack.wait_for(lambda: slack.posts, 30)
        said = json.dumps(post, ensure_ascii=False)
        assert post["text"].startswith("保育所等の待機児童数は")
        assert "今後の方向性" in said
        assert "data_visualization" in [block["type"] for block in post["blocks"]]
        assert run("rollback").exit_code == 0
        slack.forget()
        slack.fail("chat.postMessage", Failure("invalid_blocks"))
        slack.send(direct_message(TREND))
        (post,) = slack.wait_for(lambda: slack.posts, 30)
        assert [file.content[:4] for file in slack.files.values()] == [b"\x89PNG"]
        assert "令和4年" in post["text"] and "令和5年" not in post["text"]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    told = log.read_text("utf-8")
    assert "Traceback" not in told
    assert TREND not in told
    assert BOT_TOKEN not in told


def test_signed_http_is_answered_too(sample: Path, tmp_path: Path) -> None:
    """With --mode http the same answer comes, and Ctrl-C ends it."""
    port = free_port()
    options = ("--mode", "http", "--host", "127.0.0.1", "--port", str(port))
    with LoopbackSlack() as slack, serving(slack, tmp_path / "log", *options) as server:
        await_port(port)
        status, _ = deliver(f"http://127.0.0.1:{port}/slack/events", mention(TREND))
        assert status == 200
        (post,) = slack.wait_for(lambda: slack.posts, 30)
        assert post["text"].startswith("保育所等の待機児童数は")
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0


def test_a_damaged_index_is_made_anew_while_words_answer(sample: Path, tmp_path: Path, run: Run) -> None:
    """The bot serves with it, says so in its log, and has the worker beside it mend it from the store."""
    state = json.loads(run("status", "--json").stdout)["index"]
    (sample / "index" / state["snapshot"] / "vectors.faiss").write_bytes(b"IxFI")
    shelf, log = FileShelf(sample), tmp_path / "log"
    with LoopbackSlack() as slack, serving(slack, log) as server:
        slack.wait_for(lambda: slack.connections, 30)
        slack.send(direct_message("保育士の家賃補助について"))
        (post,) = slack.wait_for(lambda: slack.posts, 60)
        assert "家賃" in json.dumps(post, ensure_ascii=False)
        slack.wait_for(lambda: _opens(shelf, state["snapshot"]), 60)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    assert "index_corrupt" in log.read_text("utf-8")
    assert json.loads(run("jobs", "--json").stdout.splitlines()[0])["kind"] == "reindex"


def _opens(shelf: FileShelf, snapshot: str) -> bool:
    try:
        return bool(shelf.open(snapshot).passages)
    except (IndexCorrupt, IndexMissing):
        return False


def test_a_token_that_slack_refuses_is_told_in_one_line(sample: Path) -> None:
    """Nothing is served and the line names the variable."""
    with LoopbackSlack() as slack:
        env = {"SLACK_BOT_TOKEN": "xoxb-other", "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": slack.api_url}
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", "serve"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **env},
            timeout=60,
        )
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("sosei: ") and "SLACK_BOT_TOKEN" in line]
    assert "xoxb-other" not in done.stderr
