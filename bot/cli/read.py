"""``sosei read``: what the reader sees in a document."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import complain, emit, interface_language, say

if TYPE_CHECKING:
    from corpus.reading import Reading


@click.command(epilog="Example: sosei read kensho-R5.pdf --json > kensho.json")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def read(files: tuple[Path, ...], as_json: bool) -> None:
    """Show what is read in documents, storing nothing.

    With --json: title, edition, charts with every value's place, tables, sections, indicators, warnings. A file that
    cannot be read is told on standard error; the others are still shown, and the exit code is 1.
    """
    from bot.cli.progress import steps
    from bot.rendering.json import reading_object
    from bot.rendering.text_errors import error_line
    from corpus.errors import DocumentError
    from corpus.read import read as read_document

    report, failed = steps(), False
    for file in files:
        try:
            reading = read_document(file, partial(report, "read"))
        except DocumentError as error:
            complain(error_line(error, interface_language()))
            failed = True
            continue
        if as_json:
            emit(reading_object(reading))
        else:
            _print(reading)
    if failed:
        click.get_current_context().exit(1)


def _print(reading: "Reading") -> None:
    from bot.rendering.text_table import aligned

    edition, published = reading.edition or say("nothing"), reading.published or say("nothing")
    click.echo(click.style(reading.title, bold=True))
    click.echo(say("read.facts", file=reading.file, pages=reading.pages, edition=edition, published=published))
    rows = [
        (
            f"p.{min((value.page for value in indicator.observations), default=0)}" if indicator.observations else "",
            indicator.name,
            indicator.unit,
            say("read.values", count=len(indicator.observations)),
            say("read.review") if any(value.needs_review for value in indicator.observations) else "",
        )
        for indicator in reading.indicators
    ]
    for line in aligned(rows, numeric=[0, 3]) if rows else []:
        click.echo(f"  {line}")
    counts = {"charts": len(reading.charts), "tables": len(reading.tables), "sections": len(reading.sections)}
    click.echo(say("read.counts", **counts))
    for warning in reading.warnings:
        click.echo(f"  {say('read.warning', page=warning.page or '-', message=warning.message)}")
