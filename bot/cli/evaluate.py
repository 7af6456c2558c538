"""``sosei eval``: how good the parts are, measured by the code that serves answers."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.passages import Passage
    from index.evaluate import RetrievalSet
    from index.progress import Progress


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
@click.option("--parts", is_flag=True, help="Every mode, and the plain sum of both parts, side by side.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def retrieval(directory: Path, mode: Any, parts: bool, as_json: bool) -> None:
    """Measure search on a set in BEIR layout: DIR holds corpus.jsonl, queries.jsonl and qrels/test.tsv.

    The set is indexed in a temporary place; what is published is not touched.
    """
    from bot.cli.progress import steps
    from bot.wiring import wired
    from index.evaluate import evaluate as measure
    from index.evaluate import read_set

    report = steps()
    if parts:
        _compare([read_set(directory)], report, as_json)
        return
    sosei = wired(report)
    found = measure(directory, sosei.embedder, mode, report, sosei.reranker)
    if as_json:
        emit(found)
        return
    for name, value in found.items():
        click.echo(f"{name:>15}  {value}")


@evaluate.command(epilog="Example: sosei eval passages questions.jsonl sample=shiomino-strategy.pdf --split held")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@click.argument("documents", metavar="CORPUS=DOCUMENT...", nargs=-1, required=True)
@click.option("--split", type=click.Choice(["dev", "held"]), help="Ask only these: looked at in tuning, or held out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def passages(file: Path, documents: tuple[str, ...], split: str | None, as_json: bool) -> None:
    """Measure search on questions of your own over documents of your own, every mode side by side.

    FILE.jsonl holds a question a line: id, corpus, split, kind, q and relevant, a list of what makes a passage right
    (edition, section, place, holds). Each CORPUS is read from its documents and indexed in a temporary place.
    """
    from bot.cli.progress import steps
    from corpus.passages import passages as cut
    from corpus.read import read
    from index.questions import read_questions, retrieval_set

    report = steps()
    corpora: dict[str, list[Passage]] = {}
    for name, _, document in (one.partition("=") for one in documents):
        if not document:
            raise click.BadParameter(f"{name} is not CORPUS=DOCUMENT", param_hint="CORPUS=DOCUMENT")
        reading = read(Path(document), partial(report, "read"))
        corpora.setdefault(name, []).extend(cut(reading, reading.edition or ""))
    questions = [one for one in read_questions(file) if split in (None, one.split)]
    try:
        sets = [retrieval_set([q for q in questions if q.corpus == name], held) for name, held in corpora.items()]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=file.name) from error
    if any(not one.judgements for one in sets):
        raise click.BadParameter(f"{file.name} holds no question for one of {', '.join(corpora)}")
    _compare(sets, report, as_json)


def _compare(sets: "Sequence[RetrievalSet]", report: "Progress", as_json: bool) -> None:
    """Measure search beside its parts, and show it."""
    from bot.rendering.text_table import aligned
    from bot.wiring import wired
    from index.comparison import PARTS, compare

    sosei = wired(report)
    parts, kinds = compare(sets, sosei.embedder, report, sosei.reranker)
    asked = {"queries": sum(len(one.judgements) for one in sets), "passages": sum(len(one.passages) for one in sets)}
    if as_json:
        emit({"parts": parts, "kinds": kinds, **asked})
        return
    click.echo("  ".join(f"{name} {value}" for name, value in asked.items()))
    names = list(parts["hybrid"])
    table = [("", *names), *((part, *(_cell(name, found[name]) for name in names)) for part, found in parts.items())]
    if kinds:
        table += [("ndcg@10", *("",) * len(names)), ("", *PARTS, "queries", *("",) * (len(names) - len(PARTS) - 1))]
    for kind, found in kinds.items():
        cells = [*(_cell("ndcg@10", found[part]) for part in PARTS), str(found["queries"])]
        table.append((kind, *cells, *("",) * (len(names) - len(cells))))
    for line in aligned(table, numeric=range(1, len(names) + 1)):
        click.echo(line)


def _cell(name: str, value: float) -> str:
    """A measure as the papers print it: shares in percent, times in milliseconds."""
    return f"{value:.1f}" if name.startswith("query_ms") else f"{100 * value:.1f}"


def _rates(found: dict[str, Any]) -> "Iterator[str]":
    """A line for each number, the groups below their name."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield f"{name:>20}"
            yield from (f"{part:>20}  {rate}" for part, rate in value.items())
        elif name != "wrong":
            yield f"{name:>20}  {value}"


@evaluate.command(epilog="Example: sosei eval answers questions.jsonl --corpus sample --json")
@click.argument(
    "files",
    metavar="FILE.jsonl...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--corpus", metavar="NAME", help="Ask only the questions meant for these documents.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def answers(files: tuple[Path, ...], corpus: str | None, as_json: bool) -> None:
    """Ask golden sets of what is published, and grade the answers.

    A FILE.jsonl holds a question a line with what its answer must hold: q, after (earlier questions of the same
    conversation), status, indicator, points, excerpt, section, page, text_has, text_lacks, candidates.
    """
    import json

    from bot.answering.golden import Golden, ask, golden
    from bot.answering.grading import Asked, grade, report
    from bot.answering.proofs.faithful import Evidence, unfounded_in
    from bot.rendering.json import answer_object, dumps
    from bot.rendering.text import own_words, plain_text
    from bot.wiring import wired

    try:
        questions = [one for file in files for one in golden(file) if corpus in (None, one.corpus)]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if not questions:
        names = ", ".join(file.name for file in files)
        raise click.BadParameter(f"no question in {names}" + (f" for {corpus}" if corpus else ""))
    sosei = wired()

    def asked(wanted: Golden) -> Asked:
        answer = ask(wanted, lambda question, after: sosei.answer(question, after=after))
        reply = json.loads(dumps(answer_object(answer, plain_text(answer), None)))
        return Asked(reply, not unfounded_in(own_words(answer), Evidence.of(answer), tabled=True))

    found = report(grade(questions, asked))
    if as_json:
        emit(found)
        return
    for line in _rates(found):
        click.echo(line)
    for one in found["wrong"]:
        click.echo(f"{one['id']}  {one['q']}  {'; '.join(one['mistakes'])}")
