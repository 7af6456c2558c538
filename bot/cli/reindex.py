"""``sosei reindex``: the search index made anew from the store."""

import click

from bot.cli.output import emit, say


@click.command(epilog="Example: EMBEDDING_MODEL=cl-nagoya/ruri-v3-310m sosei reindex")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def reindex(as_json: bool) -> None:
    """Make the search index anew where it cannot serve.

    That is where it is gone, damaged, of another model than EMBEDDING_MODEL, made by an older sosei, or not yet where
    indexes are kept. It is built aside from the passages in the store; what answers now goes on answering until it is
    whole. Where the index is in order, nothing happens. `sosei serve` does the same by itself.
    """
    from bot.cli.progress import steps
    from bot.publishing.reindex import reindex as make_anew
    from bot.wiring import wired

    done = make_anew(wired(steps()).desk())
    snapshot = done.publication.snapshot if done else None
    if as_json:
        emit({"snapshot": snapshot, "made": bool(done and done.made)})
    elif snapshot is None:
        click.echo(say("reindex.nothing"))
    else:
        click.echo(say("reindex.made" if done and done.made else "reindex.in_order", snapshot=snapshot))
