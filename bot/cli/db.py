"""``sosei db``: the release step of the database."""

import click

from bot.cli.output import emit, say


@click.group()
def db() -> None:
    """Look after the database."""


@db.command(epilog="Example: DATABASE_URL=postgresql://sosei@db/sosei sosei db upgrade")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def upgrade(as_json: bool) -> None:
    """Bring the database schema to the newest revision; nothing happens where it is there already.

    SQLite under SOSEI_HOME needs no such step; a database server is never changed without it. Where the server has
    pgvector, the search index is to lie in the database too, so that any number of machines can answer from it.
    """
    from bot.settings import load_settings
    from index.pgvector.schema import prepare
    from kpi_store.schema import upgrade as bring_up
    from kpi_store.store import KpiStore

    url = load_settings().database_url
    state = bring_up(url)
    with KpiStore.open(url, create=False) as store:
        pgvector = prepare(store.server) if store.server else None
    if as_json:
        emit({"found": state.found, "needed": state.needed, "pgvector": pgvector})
        return
    click.echo(say("db.upgraded", revision=state.found))
    if pgvector is not None:
        click.echo(say(f"status.pgvector_{pgvector}"))
