"""``sosei kpi set``: what no document says of an indicator."""

from typing import Any

import click

from bot.cli.output import emit, say

_UNSET = "unset"


@click.command("set", epilog="Example: sosei kpi set 保育所等の待機児童数 --desired down")
@click.argument("indicator")
@click.option(
    "--desired",
    type=click.Choice(["up", "down", "keep", _UNSET]),
    help="Which way is better; unset leaves it to target and baseline.",
)
@click.option("--definition", metavar="TEXT", help="What the indicator counts; empty takes it back.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def set_(indicator: str, desired: Any, definition: str | None, as_json: bool) -> None:
    """Say what no document says of an INDICATOR.

    It holds from the next question on, and who said it stands in the audit trail.
    """
    from bot.rendering.json import indicator_object
    from bot.wiring import wired

    if desired is None and definition is None:
        raise click.UsageError("Say what to set: --desired or --definition.")
    desk = wired().desk()
    view = desk.store.find(indicator)
    if desired is not None:
        desk.store.set_desired(view.id, None if desired == _UNSET else desired, desk.by)
    if definition is not None:
        desk.store.set_definition(view.id, definition, desk.by)
    now = desk.store.find(indicator)
    if as_json:
        emit(indicator_object(now))
    else:
        way = say(f"kpi.desired_{now.desired or _UNSET}")
        click.echo(say("kpi.set", indicator=now.name, desired=way, definition=now.definition or say("nothing")))
