"""``sosei eval``: how good the parts are, measured by the code that serves answers."""

from pathlib import Path
from typing import Any

import click

from bot.cli.output import emit


@click.group("eval")
def evaluate() -> None:
    """Measure how good the parts are."""


@evaluate.command(epilog="Example: sosei eval retrieval jaquad/ --mode hybrid --json")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "dense", "lexical"]),
    default="hybrid",
    show_default=True,
    help="How passages are found.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def retrieval(directory: Path, mode: Any, as_json: bool) -> None:
    """Measure search on a set in BEIR layout: DIR holds corpus.jsonl, queries.jsonl and qrels/test.tsv.

    The set is indexed in a temporary place; what is published is not touched.
    """
    from bot.cli.progress import steps
    from bot.wiring import wired
    from index.evaluate import evaluate as measure

    report = steps()
    found = measure(directory, wired(report).embedder, mode, report)
    if as_json:
        emit(found)
        return
    for name, value in found.items():
        click.echo(f"{name:>15}  {value}")
