"""The files that others start the service with name what is there."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings

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


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_unit() -> None:
    """No line of the unit is unknown to systemd."""
    file = str(ROOT / "deploy" / "sosei.service")
    told = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True)
    assert "Unknown" not in told.stderr
