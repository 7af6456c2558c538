"""Where the command writes: results to standard output, everything else to standard error."""

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from corpus.errors import SoseiError
    from prompts.wording import Language


def interface_language() -> "Language":
    """Language of the command's own lines: English where the locale is English, else Japanese."""
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "ja"


def say(name: str, **fields: object) -> str:
    """One of the command's own lines, ``cli.NAME`` of the prompts, filled."""
    from prompts.wording import wording

    return wording(interface_language()).say(f"cli.{name}", **fields)


def note(name: str, **fields: object) -> None:
    """Tell something beside the result, on standard error."""
    click.echo(say(name, **fields), err=True)


def complain(line: str) -> None:
    """Say on standard error, on one line, what went wrong."""
    click.echo(f"sosei: {' '.join(line.split())}", err=True)


def complain_of(error: "SoseiError") -> None:
    """Say on standard error what an error says to a person."""
    from bot.rendering.text_errors import error_line

    complain(error_line(error, interface_language()))


def emit(value: object) -> None:
    """Write one JSON object on one line of standard output, at once."""
    from bot.rendering.json import dumps

    click.echo(dumps(value))
