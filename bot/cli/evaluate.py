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


@evaluate.command(epilog="Example: sosei eval answers questions.jsonl --corpus sample --json")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--corpus", metavar="NAME", help="Ask only the questions meant for these documents.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def answers(file: Path, corpus: str | None, as_json: bool) -> None:
    """Ask a golden set of what is published, and grade the answers.

    FILE.jsonl holds a question a line with what its answer must hold: q, after (earlier questions of the same
    conversation), status, indicator, points, excerpt, section, page, text_has, text_lacks, candidates.
    """
    import json

    from bot.answering.golden import Golden, ask, golden
    from bot.answering.grading import grade, report
    from bot.rendering.json import answer_object, dumps
    from bot.rendering.text import plain_text
    from bot.wiring import wired

    try:
        questions = [one for one in golden(file) if corpus in (None, one.corpus)]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if not questions:
        raise click.BadParameter(f"{file.name} holds no question" + (f" for {corpus}" if corpus else ""))
    sosei = wired()

    def asked(wanted: Golden) -> dict[str, Any]:
        answer = ask(wanted, lambda question, after: sosei.answer(question, after=after))
        plain: dict[str, Any] = json.loads(dumps(answer_object(answer, plain_text(answer), None)))
        return plain

    found = report(grade(questions, asked))
    if as_json:
        emit(found)
        return
    for name, value in found.items():
        if name != "wrong":
            click.echo(f"{name:>20}  {value}")
    for one in found["wrong"]:
        click.echo(f"{one['id']}  {one['q']}  {'; '.join(one['mistakes'])}")
