"""``sosei audit``: what was asked, answered and done."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from bot.cli.output import emit, say

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def audit() -> None:
    """Show who asked what, what was answered, and what was done."""


@audit.command(epilog="Example: sosei audit export trail.csv --since 2026-04-01 --until 2026-04-30")
@click.argument("file", metavar="FILE.csv|.jsonl", type=click.Path(path_type=Path))
@click.option("--since", type=_DAY, metavar="DAY", help="First day (2026-04-01), in this machine's time zone.")
@click.option("--until", type=_DAY, metavar="DAY", help="Last day, likewise.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def export(file: Path, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """Write the audit trail to a file.

    A row for each question asked in Slack, answer, refusal, failure and rating, and for each thing done to the store,
    the oldest first. It holds what people asked: keep the file as carefully. Questions and answers are kept for
    SOSEI_RETENTION_DAYS.
    """
    from bot.cli.replies import write_whole
    from bot.rendering.trail_file import trail_file
    from bot.wiring import wired

    after = until + timedelta(days=1) if until else None
    rows = wired().held.exchanges.trail(since and since.astimezone(), after and after.astimezone())
    write_whole(file, trail_file(file, rows))
    if as_json:
        emit({"file": str(file), "rows": len(rows)})
    else:
        click.echo(say("audit.exported", file=file, rows=len(rows)))
