"""``sosei brief`` on the sample's documents."""

import json
from pathlib import Path

import pytest

from .conftest import Run

MEASURE = ("--measure", "2-2")


@pytest.mark.slow
def test_a_paper_is_made_and_had_again_after_a_rollback(run: Run, sample: Path, tmp_path: Path) -> None:
    """The id in the line gives the same bytes, whatever answers by then."""
    first, again = tmp_path / "first.pptx", tmp_path / "again.pptx"
    made = run("brief", *MEASURE, "--out", first, "--json")
    assert made.exit_code == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["edition"] == "R5"
    assert told["indicators"] == ["保育所等の待機児童数", "放課後児童クラブの登録児童数"]
    assert run("rollback").exit_code == 0
    assert run("brief", "show", told["id"], "--out", again).exit_code == 0
    assert again.read_bytes() == first.read_bytes()
    listed = run("brief", "list")
    assert told["id"] in listed.stdout and "R5" in listed.stdout
    newer = json.loads(run("brief", *MEASURE, "--out", tmp_path / "newer.pptx", "--json").stdout)
    assert newer["edition"] == "R4"


def test_wrong_usage_is_told_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    """No scope, two scopes, no file, a measure without its goal: usage errors, exit code 2."""
    out = tmp_path / "x.docx"
    for arguments in ((), ("--goal", "1", "--all"), ("--measure", "二")):
        refused = run("brief", *arguments, "--out", out)
        assert refused.exit_code == 2, refused.output
    assert run("brief", "--all").exit_code == 2
    assert not out.exists()


def test_what_cannot_be_written_is_refused_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    """Another kind of file and a folder that is not there: one line, exit code 1, no paper."""
    for out in (tmp_path / "x.pdf", tmp_path / "nowhere" / "x.docx"):
        refused = run("brief", "--all", "--out", out)
        assert refused.exit_code == 1
        assert refused.stderr.count("\n") == 1
    assert run("brief", "list").stdout.strip() == "作成した資料はありません。"
    assert run("brief", "show", "B-0").exit_code == 1
