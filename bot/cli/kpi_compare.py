"""``sosei kpi compare``: indicators, years or editions side by side."""

from typing import Any

import click

from bot.cli.output import interface_language


@click.command(epilog="Example: sosei kpi compare 出生数 保育所等の待機児童数 --base H27 --chart both.png")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@click.option(
    "--edition", "editions", multiple=True, metavar="R4", help="As that edition gives them; several times to compare."
)
@click.option("--from", "first", metavar="H30", help="First year shown.")
@click.option("--to", "last", metavar="R5", help="Last year shown.")
@click.option("--base", metavar="H27", help="Tell each value as an index to that year's.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the answer.")
@click.option("--chart", metavar="FILE.png", help="Where to write the chart; else under SOSEI_HOME/charts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as ask.")
def compare(
    indicators: tuple[str, ...],
    editions: tuple[str, ...],
    first: str | None,
    last: str | None,
    base: str | None,
    lang: Any,
    chart: str | None,
    as_json: bool,
) -> None:
    """Set INDICATORs, or the editions of one, side by side.

    Years are aligned; units and definitions that differ are told. Different units go on separate axes, or with --base
    become an index.
    """
    if base and len(editions) > 1:
        raise click.UsageError("--base goes with at most one --edition.", click.get_current_context())
    from bot.answering.figures.side_by_side import Sides
    from bot.cli.replies import Asking
    from bot.wiring import wired

    sides = Sides(tuple(dict.fromkeys(editions)), _year("--from", first), _year("--to", last), _year("--base", base))
    sosei = wired()
    asking = Asking(sosei, None, None, chart)
    answer = sosei.beside(indicators, sides, lang or interface_language())
    asking.tell(answer, as_json)


def _year(option: str, text: str | None) -> int | None:
    from corpus.years import parse_year

    if text is None:
        return None
    found = parse_year(text)
    if found is None:
        raise click.BadParameter("must be a year such as H30, 令和5年度 or 2018", param_hint=option)
    return found.year
