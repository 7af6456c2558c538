"""The edge of the command: whatever goes wrong inside becomes one line on standard error and an exit code."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from bot.cli.lazy import LazyGroup
from bot.cli.output import complain, interface_language
from corpus.errors import SoseiError

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Root(LazyGroup):
    """The outermost group. No traceback leaves it unless SOSEI_DEBUG asks for one."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command line and exit."""
        extra["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # what a terminal cannot show must not end the work
                stream.reconfigure(errors="backslashreplace")
        sys.exit(self._code(args, prog_name or "sosei", extra))

    def _code(self, args: Sequence[str] | None, prog_name: str, extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, prog_name, **extra)
        except SoseiError as error:
            from bot.rendering.text_errors import error_line

            complain(error_line(error, interface_language()))
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            return WRONG_USAGE
        except click.UsageError as error:
            complain(_usage_line(error, prog_name))
            return WRONG_USAGE
        except click.ClickException as error:
            complain(error.format_message())
        except click.Abort:
            click.echo(err=True)
            return INTERRUPTED
        except Exception as error:
            from bot.cli.failures import unexpected

            complain(unexpected(error))
        else:
            return code if isinstance(code, int) else DONE
        return REFUSED

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that has seen enough and closed the pipe is no failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(DONE)
        return result


def _usage_line(error: click.UsageError, prog_name: str) -> str:
    from prompts.wording import wording

    command = error.ctx.command_path if error.ctx else prog_name
    said = " ".join(error.format_message().split())
    return wording(interface_language()).say("cli.usage", message=said, command=command)
