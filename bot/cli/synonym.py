"""``sosei synonym``: what staff call things and no document writes."""

from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, note, say

if TYPE_CHECKING:
    from kpi_store.views import SynonymView


@click.group()
def synonym() -> None:
    """Say which official word an everyday word means."""


@synonym.command("list", epilog="Example: sosei synonym list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a synonym.")
def list_(as_json: bool) -> None:
    """List the words that were added, and what each means."""
    from bot.wiring import wired

    kept = wired().held.synonyms.all()
    for one in kept:
        if as_json:
            emit(_object(one))
        else:
            click.echo(say("synonym.line", said=one.said, means=one.means, by=one.by, date=one.at.date()))
    if not kept and not as_json:
        click.echo(say("synonym.none"))


@synonym.command(epilog="Example: sosei synonym add 学童 放課後児童クラブ")
@click.argument("said")
@click.argument("means")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def add(said: str, means: str, as_json: bool) -> None:
    """Read SAID as MEANS, from the next question on.

    What SAID meant before is replaced. The name of an indicator cannot be made to mean something else.
    """
    from bot.wiring import wired

    desk = wired().desk()
    one, changed = desk.store.synonyms.add(said, means, desk.by)
    if as_json:
        emit({**_object(one), "unchanged": not changed})
    elif changed:
        click.echo(say("synonym.added", said=one.said, means=one.means))
    else:
        note("synonym.unchanged", said=one.said, means=one.means)


@synonym.command(epilog="Example: sosei synonym remove 学童")
@click.argument("said")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def remove(said: str, as_json: bool) -> None:
    """No longer read SAID as something else."""
    from bot.wiring import wired

    desk = wired().desk()
    one = desk.store.synonyms.remove(said, desk.by)
    if as_json:
        emit(_object(one))
    else:
        click.echo(say("synonym.removed", said=one.said, means=one.means))


def _object(one: "SynonymView") -> dict[str, Any]:
    return {"said": one.said, "means": one.means, "by": one.by, "at": one.at.isoformat()}
