"""``sosei backup`` and ``sosei restore``: all that the store holds, in one file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import emit, note, say

if TYPE_CHECKING:
    from kpi_store.backup import BackupView

_FILE = click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.command(epilog="Example: sosei backup sosei-2026-11-24.zip")
@_FILE
@_AS_JSON
def backup(file: Path, as_json: bool) -> None:
    """Save all documents, figures, reviews and papers to a file.

    It is of one moment, however much goes on meanwhile. The search index and the model are not in it: both are made
    anew from what is.
    """
    from bot.wiring import wired

    _tell("saved", file, wired().store.back_up(file), as_json)


@click.command(epilog="Example: sosei restore sosei-2026-11-24.zip")
@_FILE
@_AS_JSON
def restore(file: Path, as_json: bool) -> None:
    """Fill an empty database from a backup.

    All of it or nothing. It may be another kind of database than the one that was saved: this is also the way from
    SQLite to PostgreSQL.
    """
    from bot.wiring import wired

    _tell("restored", file, wired().store.restore(file), as_json)
    note("backup.index")


def _tell(what: str, file: Path, view: "BackupView", as_json: bool) -> None:
    if as_json:
        emit({"file": str(file), "made_at": view.made_at, "revision": view.revision, "rows": view.rows})
    else:
        click.echo(say(f"backup.{what}", file=file, rows=sum(view.rows.values())))
