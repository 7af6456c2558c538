"""``sosei search``: the passages that a query finds."""

from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import complain_of, emit, interface_language, say

if TYPE_CHECKING:
    from bot.wiring import Sosei
    from index.search import Hit, Mode


@click.command(epilog='Example: sosei search "保育士の確保" --k 3 --mode lexical')
@click.argument("query", nargs=-1)
@click.option("--k", "many", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many passages.")
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "dense", "lexical"]),
    default="hybrid",
    show_default=True,
    help="By meaning (dense), by word (lexical), or both.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON array of hits a query.")
def search(query: tuple[str, ...], many: int, mode: Any, as_json: bool) -> None:
    """Find passages of the published documents, best first.

    With --json and no QUERY, queries are read from standard input, one a line, and answered in order, one JSON array
    a line; one that cannot be asked gives an empty array, and a line on standard error.
    """
    from bot.cli.ask import lines_of_input
    from bot.cli.progress import steps
    from bot.rendering.json import hit_object
    from bot.wiring import wired

    if not query and not as_json:
        raise click.UsageError("Missing argument 'QUERY'.", click.get_current_context())
    sosei = wired(steps(), complain_of)
    if not query:
        for line in lines_of_input():
            emit([hit_object(hit) for hit in _hits_or_complaint(sosei, line, many, mode)])
        return
    hits = _hits(sosei, " ".join(query), many, mode)
    if as_json:
        emit([hit_object(hit) for hit in hits])
        return
    for nth, hit in enumerate(hits, 1):
        _print(nth, hit)
    if not hits:
        click.echo(say("search.none"))


def _hits(sosei: "Sosei", query: str, many: int, mode: "Mode") -> "list[Hit]":
    from bot.answering.questions.question import asked

    asked(query)
    return list(sosei.finder.find(query, many, mode).hits)


def _hits_or_complaint(sosei: "Sosei", query: str, many: int, mode: "Mode") -> "list[Hit]":
    """The hits; none of a query that cannot be asked, which is said and does not stop the rest."""
    from corpus.errors import QuestionError

    try:
        return _hits(sosei, query, many, mode)
    except QuestionError as error:
        complain_of(error)
        return []


def _print(nth: int, hit: "Hit") -> None:
    from bot.answering.library import excerpt
    from bot.rendering.text_numbers import source_line

    passage = hit.passage
    place = source_line(excerpt(passage).source, interface_language())
    click.echo(click.style(f"{nth}. {place}", bold=True) + f"  {hit.score:.3f}")
    if passage.heading:
        click.echo(f"   {' ＞ '.join(passage.heading)}")
    for line in passage.text.splitlines():
        click.echo(f"   {line}")
