"""Every command explains itself, is documented, and does so at once."""

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from bot.cli.main import COMMANDS, cli

from .conftest import ROOT, Run

HEAVY = (
    "alembic",
    "bm25s",
    "faiss",
    "matplotlib",
    "numpy",
    "onnxruntime",
    "pydantic",
    "pypdf",
    "rich",
    "sentence_transformers",
    "slack_bolt",
    "slack_sdk",
    "sqlmodel",
    "sudachipy",
    "torch",
    "transformers",
)


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that can be called, groups aside."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, (*path, name))
    else:
        yield path, command


ALL = dict(walk(cli))
NAMES = [" ".join(path) for path in ALL]


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_every_command_has_help_with_an_example_and_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    """Nobody has to read the code to use a command."""
    command = ALL[path]
    assert command.help and command.help.split("\n")[0].endswith(".")
    assert command.epilog and f"sosei {' '.join(path)}" in command.epilog
    assert all(param.help for param in command.params if isinstance(param, click.Option))


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_every_command_shows_its_help(run: Run, path: tuple[str, ...]) -> None:
    """--help and -h print it and do nothing else."""
    for flag in ("--help", "-h"):
        shown = run(*path, flag)
        assert shown.exit_code == 0
        assert f"sosei {' '.join(path)}" in shown.stdout.split("Example: ")[1]
        assert shown.stderr == ""


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    """The page of commands has an entry for each, and says so if it gives JSON."""
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"### `sosei {' '.join(path)}" in page
    if any(param.name == "as_json" for param in ALL[path].params):
        entry = page.split(f"### `sosei {' '.join(path)}")[1].split("###")[0]
        assert "--json" in entry


def test_the_summary_of_each_command_fits_on_its_line(run: Run) -> None:
    """The list of commands is not cut off."""
    shown = run("--help")
    assert list(COMMANDS) == [line.split()[0] for line in shown.stdout.split("Commands:\n")[1].splitlines()]
    assert "..." not in shown.stdout.split("Commands:\n")[1]


def test_help_and_version_import_nothing_heavy() -> None:
    """What takes time to import waits until it is needed."""
    code = (
        "import sys\n"
        "from bot.cli.main import cli\n"
        "for arguments in (['--help'], ['ask', '--help'], ['kpi', 'list', '--help'], ['--version'], ['nothing']):\n"
        "    try: cli(arguments)\n"
        "    except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.splitlines()[-1] == "[]"


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    """A newcomer who types sosei alone sees what there is."""
    shown = run()
    assert "To begin:" in shown.output


def test_the_version_is_the_packages(run: Run) -> None:
    """Who reports a fault can say which version it was."""
    from importlib.metadata import version

    assert run("--version").stdout.strip() == version("sosei")
