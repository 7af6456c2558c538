"""``sosei kpi list``: every indicator at a glance, on the screen or as a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language, say
from corpus.errors import DocumentMissing

if TYPE_CHECKING:
    from bot.answering.lists.overview import Overview
    from bot.briefs.wanted import Wanted
    from bot.wiring import Sosei

_STATUSES = ("reached", "on_track", "behind", "undecided")
_ORDERS = ("place", "name", "status", "change", "attainment")


@click.command("list", epilog="Example: sosei kpi list --goal 2 --status behind --sort change")
@click.option("--goal", type=int, metavar="N", help="Only indicators of that 基本目標.")
@click.option("--status", type=click.Choice(_STATUSES), help="Only those of that status (達成, 順調, 遅れ, 判定不可).")
@click.option(
    "--sort", "order", type=click.Choice(_ORDERS), default="place", help="Order; the policy tree's if not given."
)
@click.option("--edition", metavar="R4", help="As that edition gives them, not what is in force.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write a .csv or .xlsx file instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an indicator.")
def list_(goal: int | None, status: Any, order: Any, edition: str | None, out: Path | None, as_json: bool) -> None:
    """List all indicators with newest value, change and status.

    The rule of the status stands below the list.
    """
    from bot.answering.lists.overview import overview, sorted_by
    from bot.briefs.scope import Scope
    from bot.briefs.wanted import Wanted
    from bot.wiring import wired

    sosei = wired()
    if out is not None and out.suffix.lower() == ".xlsx":
        _write_paper(sosei, Wanted(Scope(goal), "list", edition, interface_language(), status, order), out)
        return
    published = sosei.held.published()
    views = [view for view in published.indicators() if goal is None or view.goal == goal]
    rows = [row for row in overview(published, views, edition) if status in (None, row.standing)]
    _show(sorted_by(order, rows), out, as_json)


def _write_paper(sosei: "Sosei", wanted: "Wanted", out: Path) -> None:
    """Write the list as a workbook that can be sorted, filtered and printed; it is kept as all papers are."""
    from bot.cli.replies import write_whole

    if not out.absolute().parent.is_dir():
        raise DocumentMissing(file=str(out.parent))
    paper, _, content = sosei.press().list(wanted, by=sosei.user)
    write_whole(out, content)
    click.echo(say("kpi.exported", file=out, rows=len(paper.rows)))


def _show(rows: "Sequence[Overview]", out: Path | None, as_json: bool) -> None:
    if out is not None:
        from bot.briefs.listed import write_list

        write_list(out, rows, interface_language())
        click.echo(say("kpi.exported", file=out, rows=len(rows)))
    elif as_json:
        for row in rows:
            emit(_object(row))
    else:
        for line in _table(rows):
            click.echo(line)


def _object(row: "Overview") -> dict[str, object]:
    from bot.rendering.json import indicator_object, plain_number

    points = row.figure.points
    return {
        **indicator_object(row.indicator),
        "years": [point.year for point in points],
        "latest": {"year": points[-1].year, "value": plain_number(points[-1].value)} if points else None,
        "change": plain_number(row.change.value) if row.change else None,
        "change_percent": plain_number(row.rate.value) if row.rate else None,
        "attainment": plain_number(row.attainment.value) if row.attainment else None,
        "status": row.standing,
    }


def _table(rows: "Sequence[Overview]") -> Iterable[str]:
    """Indicators with newest value, change, target and status, and the rule of the status below."""
    from bot.briefs.listed import change_text
    from bot.rendering.text_table import aligned, overview_rows

    if not rows:
        return [say("kpi.none")]
    shown = overview_rows([row.figure for row in rows], interface_language(), lambda _: "")
    cells = [
        (_place(row), *texts[:-2], change_text(row, interface_language()), texts[-2], _word(f"standing.{row.standing}"))
        for row, texts in zip(rows, shown, strict=True)
    ]
    return [*aligned(cells, numeric=[3, 5]), "", _word("rule.standing")]


def _place(row: "Overview") -> str:
    return "-".join(str(number) for number in (row.indicator.goal, row.indicator.measure) if number) or "-"


def _word(name: str) -> str:
    from prompts.wording import wording

    return wording(interface_language()).say(f"brief.{name}")
