"""Nothing leaves the machine: every golden question is answered without one connection."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from loopback_slack import LoopbackSlack
from served_bot import ServedBot

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "sample.jsonl"

_PROGRAM = """
import sys
reached = []
def watch(event, arguments):
    if event == "socket.connect" and not isinstance(arguments[1], (str, bytes)):
        reached.append(arguments[1])
    if event == "socket.getaddrinfo":
        reached.append(arguments[0])
    if reached:
        raise PermissionError("no connection is allowed here")
sys.addaudithook(watch)
from bot.cli.main import cli
try:
    cli(["ask", "--json"])
except SystemExit as left:
    print(reached, file=sys.stderr)
    sys.exit(left.code)
"""


@pytest.mark.slow
def test_questions_are_answered_without_any_connection(sample_home: Path) -> None:
    """The hook sees every connection and every look-up of a name that Python makes, and lets none through."""
    questions = [json.loads(line)["q"] for line in GOLDEN.read_text("utf-8").splitlines()]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input="\n".join(questions),
        capture_output=True,
        text=True,
        env={"SOSEI_HOME": str(sample_home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stderr.splitlines()[-1] == "[]", done.stderr
    assert len(done.stdout.splitlines()) == len(questions)
    assert done.returncode == 0


def test_the_watch_sees_a_connection() -> None:
    """The same program that tries to reach something is stopped, so the test above could fail."""
    program = _PROGRAM.replace(
        "from bot.cli.main import cli", "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "PermissionError" in done.stderr


_WATCH = """
import os, sys
def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        reached = "%s:%s" % arguments[1][:2]
    elif event == "socket.getaddrinfo" and arguments[0] not in (None, "127.0.0.1"):
        reached = "%s:%s" % arguments[:2]
    else:
        return
    if reached != os.environ["ALLOWED"]:
        with open(os.environ["REACHED"], "a") as told:
            told.write(reached + "\\n")
        raise PermissionError("no connection is allowed here")
sys.addaudithook(watch)
"""


@pytest.mark.slow
def test_a_serving_bot_reaches_slack_alone(sample_home: Path, tmp_path: Path) -> None:
    """Bot and worker are watched from their first line on: while questions are answered, nothing else is looked for."""
    home, reached = tmp_path / "home", tmp_path / "reached"
    shutil.copytree(sample_home, home, symlinks=True)
    (tmp_path / "sitecustomize.py").write_text(_WATCH)
    with LoopbackSlack() as slack:
        environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "REACHED": str(reached)}
        with ServedBot(home, slack, ALLOWED=slack.origin, **environment) as bot:
            for question in (
                "待機児童の推移は？",
                "保育士を確保するために何をしますか",
                "人口密度の推移をグラフで",
                "明日の天気は？",
            ):
                assert "E-" not in bot.ask(question)
    assert not reached.exists(), reached.read_text()
    assert slack.called("chat.postMessage")
