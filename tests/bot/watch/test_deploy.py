"""The files that others start the service with name what is there."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from corpus.sample import sample_files

ROOT = Path(__file__).parents[3]
VARIABLES = {str(field.validation_alias) for field in Settings.model_fields.values()}


def unit() -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "deploy" / "sosei.service", "utf-8")
    return parser


def test_the_service_runs_as_nobody_special_and_sets_known_variables() -> None:
    """The unit gives no rights, migrates first, and names only variables that are read."""
    service = unit()["Service"]
    assert service["User"] == "sosei"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ExecStartPre"].endswith("sosei db upgrade")
    assert set(re.findall(r"(\w+)=", service["Environment"])) <= VARIABLES


def test_the_container_copies_what_there_is_and_leaves_root() -> None:
    """Each path that it copies exists, and its last user is not root."""
    lines = (ROOT / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert copied
    for path in copied:
        assert (ROOT / path).exists(), path
    assert [line for line in lines if line.startswith("USER ")] == ["USER sosei"]
    named = {word for line in lines if line.startswith("ENV ") for word in re.findall(r"(SOSEI_\w+)=", line)}
    assert named <= VARIABLES


@pytest.mark.slow
def test_what_the_container_copies_is_the_whole_program(tmp_path: Path) -> None:
    """Installed from those paths alone, in a place of its own, it answers from its documents, prompts and manifest."""
    lines = (ROOT / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    source, target = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    for path in (word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]):
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
        copy(ROOT / path, source / path)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", str(target)]
    subprocess.run([*pip, str(source)], check=True)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(target), "SOSEI_HOME": str(tmp_path / "home")}
    program = "import bot.cli.main as main, bot.slack; print(main.__file__); main.main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "read", str(sample_files()[0]), "--json"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(target)) and "汐見野市" in done.stdout
    for part in ("corpus/sample", "prompts/ja", "kpi_store/migrations/versions", "bot/slack/manifest.yaml"):
        kept = {file.name for file in (source / part).glob("*") if file.is_file()} or {Path(part).name}
        there = {file.name for file in (target / part).glob("*")} or {(target / part).name}
        assert (target / part).exists() and kept <= there, part


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_unit() -> None:
    """No line of the unit is unknown to systemd."""
    file = str(ROOT / "deploy" / "sosei.service")
    told = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True)
    assert "Unknown" not in told.stderr
