"""The edge of the command: what nobody foresaw, interruptions, readers that go away, terminals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from answers import trend
from click.testing import CliRunner

from bot.cli.progress import Steps
from bot.cli.root import Root
from bot.cli.terminal import shown, wrapped

from .conftest import ROOT, Run

TYPED = "a question nobody may read in a log"


class Failing(Root):
    """A command line with one command that fails as nobody foresaw."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        def fail() -> None:
            raise RuntimeError(TYPED)

        return click.Command(cmd_name, callback=fail)


def test_what_nobody_foresaw_is_one_line_with_a_number_and_frames_in_a_file(home: Path) -> None:
    """The person gets a number; the file has the frames under it, and no word of what was typed."""
    result = CliRunner().invoke(Failing("sosei"), ["fail"])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "RuntimeError" in line
    assert TYPED not in line
    kept = (home / "log" / "errors.log").read_text("utf-8")
    number = kept.split()[1]
    assert number.startswith("E-") and number in line
    assert "in fail" in kept
    assert TYPED not in kept


def test_debugging_shows_all_of_it() -> None:
    """With SOSEI_DEBUG the traceback is on the terminal, message and all."""
    result = CliRunner().invoke(Failing("sosei"), ["fail"], env={"SOSEI_DEBUG": "1"})
    assert "Traceback" in result.stderr
    assert TYPED in result.stderr


def test_an_error_is_told_even_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """A home that cannot be written keeps nobody from being told."""
    (tmp_path / "home").write_text("in the way")
    result = CliRunner().invoke(Failing("sosei"), ["fail"])
    assert result.exit_code == 1
    assert "E-" in result.stderr


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    """Piped into head, the command ends quietly."""
    many = "\n".join(["？"] * 5_000)
    command = f"{sys.executable} -m bot.cli.main ask --json | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], input=many, capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_an_interruption_ends_without_a_traceback() -> None:
    """Ctrl-C during a chat ends it with the exit code that shells expect."""
    chat = subprocess.Popen(
        [sys.executable, "-m", "bot.cli.main", "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Whatever runs the tests in the background may have them ignore Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert chat.stderr is not None
    assert "exit" in chat.stderr.readline()
    time.sleep(0.2)
    chat.send_signal(signal.SIGINT)
    _, told = chat.communicate(timeout=60)
    assert chat.returncode == 130
    assert "Traceback" not in told


def test_chat_answers_until_exit(run: Run) -> None:
    """Empty lines are passed over, a question that cannot be asked is told, exit ends it."""
    result = run("chat", input="\n？！\n待機児童の推移は？\nexit\n出生数は？\n")
    assert result.exit_code == 0
    assert result.stderr.count("質問が空") == 1
    assert result.stdout.count("まだ資料が登録されていません") == 1


def test_progress_is_a_line_a_step_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log file gets each step once, and nothing of steps without a name."""
    steps = Steps()
    for done in range(3):
        steps("read", done, 3)
        steps("lexical", done, 3)
    steps("model.weights", 0, 3)
    steps("model.int8", 3, 3)
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 2


def test_a_terminal_sets_the_headline_off_and_keeps_control_characters_out() -> None:
    """A document's text cannot steer the terminal it is shown in."""
    from dataclasses import replace

    lines = [click.unstyle(line) for line in shown(replace(trend(), headline="頭\x1b[2J文\x07"))]
    assert lines[0] == "頭[2J文"
    assert any(line.startswith("│ 「保育士の") for line in lines)


def test_a_wrapped_line_does_not_begin_with_a_closing_sign() -> None:
    """Quotations are broken as Japanese is, and nothing is lost."""
    text = "保育士の確保に努める。" * 9
    lines = wrapped(text, 24)
    assert "".join(lines) == text
    assert not any(line[0] in "。、」" for line in lines)
