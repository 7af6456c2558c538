"""The command itself, run in a home folder of its own."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from bot.settings import Settings

Run = Callable[..., Result]

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the developer's own, Japanese lines, and a home folder that is not there yet."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("SOSEI_HOME", str(tmp_path / "home"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run() -> Run:
    """Calls ``sosei`` with arguments, and perhaps input and environment."""

    def call(*arguments: str | Path, input: str | bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=input, env=env)

    return call


@pytest.fixture
def sample(sample_home: Path, home: Path) -> Path:
    """A copy of the home folder with the sample, for tests that change it."""
    shutil.copytree(sample_home, home, symlinks=True)
    return home


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, with their content, to see that nothing changed."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
