"""A full disk: each command says so in a line, leaves what was there, and does its work once there is room."""

import json
import shutil
from pathlib import Path

import pytest
from small_disk import filled_up, small_disk

from .conftest import Run

pytestmark = pytest.mark.slow

TEXT = """さくら市まち・ひと・しごと創生総合戦略　効果検証報告書
令和7年度版

基本目標２　子育てを支える
施策２－１　保育の充実
【今後の方向性】
・保育士の確保に努めます。
"""


def test_a_chart_that_cannot_be_kept_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    """No half picture is left."""
    with small_disk(tmp_path / "disk", 1) as disk, filled_up(disk):
        done = run("ask", "待機児童の推移は？", "--chart", disk / "chart.png")
        assert done.exit_code == 1
        (line,) = done.stderr.strip().splitlines()[-1:]
        assert str(disk / "chart.png") in line and "Traceback" not in done.stderr
        assert not [file for file in disk.iterdir() if file.name != "filler"]


def test_publishing_and_indexing_on_a_full_disk_change_nothing(run: Run, sample_home: Path, tmp_path: Path) -> None:
    """What answered goes on answering, and the same command completes once there is room."""
    report = tmp_path / "report-R7.txt"
    report.write_text(TEXT, "utf-8")
    with small_disk(tmp_path / "disk", 48) as disk:
        home = disk / "home"
        shutil.copytree(sample_home, home, symlinks=True)
        env = {"SOSEI_HOME": str(home)}
        before = json.loads(run("status", "--json", env=env).stdout)
        commands = (["ingest", str(report), "--edition", "R7", "--publish"], ["reindex"], ["withdraw", "R4"])
        for command in commands:
            with filled_up(disk):
                done = run(*command, env=env)
            if command != ["reindex"]:  # an index in order is left as it is
                assert done.exit_code == 1, done.output
            assert not isinstance(done.exception, OSError | AssertionError), done.exception
            assert "Traceback" not in done.output
        after = json.loads(run("status", "--json", env=env).stdout)
        assert {name: after[name] for name in ("editions", "index")} == {
            name: before[name] for name in ("editions", "index")
        }
        answer = json.loads(run("ask", "待機児童の推移は？", "--json", env=env).stdout)
        assert answer["status"] == "answered" and answer["figures"]
        done = run("ingest", report, "--edition", "R7", "--publish", env=env)
        assert done.exit_code == 0, done.output


def test_doctor_says_how_much_room_must_be_made(run: Run, tmp_path: Path) -> None:
    """A disk with little room is told before something fails on it."""
    with small_disk(tmp_path / "disk", 8) as disk:
        done = run("doctor", "--json", env={"SOSEI_HOME": str(disk / "home")})
    (room,) = [check for check in json.loads(done.stdout)["checks"] if check["name"] == "disk"]
    assert room["state"] == "broken" and "1024 MiB" in room["message"]
    assert done.exit_code == 1
