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

    SQLite under SOSEI_HOME needs no such step; a database server is never changed without it.
    """
    from bot.settings import load_settings
    from kpi_store.schema import upgrade as bring_up

    state = bring_up(load_settings().database_url)
    if as_json:
        emit({"found": state.found, "needed": state.needed})
    else:
        click.echo(say("db.upgraded", revision=state.found))
