"""Progress of long steps on standard error: a bar in a terminal, a line a step elsewhere."""

import sys
from typing import TYPE_CHECKING

import click

from bot.cli.output import interface_language
from prompts.wording import wording

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def steps() -> "Steps":
    """A listener to long steps that stops when the command ends."""
    made = Steps()
    click.get_current_context().call_on_close(made.stop)
    return made


class Steps:
    """Hears of long steps, by their stable names, and shows those that have a name for people.

    Called with the step (``model.weights`` is one of the stage ``model``), how much of it is done, and of how much.
    Nothing is shown, or imported, before the first.
    """

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show where a step stands."""
        said = wording(interface_language())
        stage = step.partition(".")[0]
        name = f"cli.progress.{stage}"
        if name not in said.names:  # a step too short to be worth a line
            return
        if sys.stderr.isatty():
            self._draw(stage, said.say(name), done, total)
        elif stage not in self._told:
            self._told.add(stage)
            click.echo(said.say(name), err=True)

    def stop(self) -> None:
        """Leave the bars as they are."""
        if self._bars is not None:
            self._bars.stop()
            self._bars = None

    def _draw(self, step: str, name: str, done: int, total: int) -> None:
        """Keep the bars up while a step is under way and no longer, so that results print below them."""
        if self._bars is None:
            self._bars, self._tasks = _bars(), {}
            self._bars.start()
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)
        if self._bars.finished:
            self.stop()


def _bars() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))
