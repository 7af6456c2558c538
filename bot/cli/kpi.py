"""``sosei kpi``: the figures themselves."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.kpi_compare import compare
from bot.cli.kpi_history import history, restated_line, restated_object
from bot.cli.kpi_list import list_
from bot.cli.kpi_set import set_
from bot.cli.output import emit, interface_language, note, say

if TYPE_CHECKING:
    from kpi_store.figures import Published


@click.group()
def kpi() -> None:
    """Show, export and import the figures that answer."""


@kpi.command(epilog="Example: sosei kpi show 保育所等の待機児童数 --edition R4")
@click.argument("indicator")
@click.option("--edition", metavar="R4", help="As that edition gives them, not what is in force.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(indicator: str, edition: str | None, as_json: bool) -> None:
    """Show every value of an INDICATOR with its source.

    Its target and baseline too, and which values a later edition restated.
    """
    from bot.answering.library import figure_of
    from bot.rendering.json import figure_object, indicator_object

    published = _published()
    view = published.find(indicator)
    figure = figure_of(published.series(view.id, edition))
    restated = published.restatements(view.id)
    if as_json:
        changes = [restated_object(change) for change in restated]
        emit({**indicator_object(view), **figure_object(figure), "restated": changes})
        return
    from bot.rendering.text import figure_text

    click.echo(figure_text(figure, interface_language()))
    for change in restated:
        click.echo(restated_line(change))


kpi.add_command(list_)
kpi.add_command(history)
kpi.add_command(set_)
kpi.add_command(compare)


@kpi.command(epilog="Example: sosei kpi export kpi.xlsx")
@click.argument("file", metavar="FILE.csv|.xlsx", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def export(file: Path, as_json: bool) -> None:
    """Write the figures that answer to a CSV or XLSX file.

    The columns are those that import takes.
    """
    from bot.wiring import wired

    rows = wired().held.export_figures(file)
    if as_json:
        emit({"file": str(file), "rows": rows})
    else:
        click.echo(say("kpi.exported", file=file, rows=rows))


@kpi.command("import", epilog="Example: sosei kpi import figures.csv")
@click.argument("file", metavar="FILE.csv|.xlsx", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def import_(file: Path, as_json: bool) -> None:
    """Take in figures that stand in no document.

    They answer at once, wherever no document gives a value. Columns: indicator, unit, period, year, label, value, kind
    (actual, baseline, target), source_url, note; only indicator, year and value are needed. If one row is wrong,
    nothing is taken.
    """
    from bot.wiring import wired

    desk = wired().desk()
    done = desk.store.import_figures(file, desk.by)
    if not done.changed:
        note("kpi.imported_already", file=file)
    if as_json:
        emit({"file": str(file), "figures": done.figures, "unchanged": not done.changed, "new": done.new})
    elif done.changed:
        click.echo(say("kpi.imported", file=file, figures=done.figures))
        if done.new:
            names = say("comma").join(done.new)
            click.echo(f"  {say('difference.new', count=len(done.new), names=names)}")


def _published() -> "Published":
    from bot.wiring import wired

    return wired().held.published()
