"""``sosei kpi history``: what each edition says of an indicator."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import emit, interface_language, say

if TYPE_CHECKING:
    from kpi_store.views import Lineage, MilestoneView, ObservationView, Restatement, SeriesView


@click.command(epilog="Example: sosei kpi history 保育所等の待機児童数")
@click.argument("indicator")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def history(indicator: str, as_json: bool) -> None:
    """Show what each edition says of an INDICATOR.

    Its values by edition, the names it went by, what was restated, and who looked at which value.
    """
    from bot.wiring import wired

    store = wired().held
    published = store.published()
    view = published.find(indicator)
    told, restated = published.history(view.id), published.restatements(view.id)
    lineage = store.lineage(view.id)
    if as_json:
        from bot.rendering.json import indicator_object

        emit(
            {
                **indicator_object(view),
                "editions": [_edition_object(series) for series in told],
                "restated": [restated_object(change) for change in restated],
                "lineage": list(lineage),
            }
        )
        return
    click.echo(f"{view.name}（{view.unit}）" if view.unit else view.name)
    for line in [*_table(told), *_renames(told), *_restated(restated), *_reviewed(told), *_kin(lineage)]:
        click.echo(line)


def restated_object(change: "Restatement") -> dict[str, Any]:
    """A year that two editions give differently."""
    return {
        "year": change.year,
        "old": {"edition": change.old.document.edition, "value": change.old.value},
        "new": {"edition": change.new.document.edition, "value": change.new.value},
    }


def restated_line(change: "Restatement") -> str:
    """The same for a person."""
    from bot.rendering.text_numbers import number, year_label

    return say(
        "kpi.restated",
        year=year_label(change.year, interface_language()),
        old=number(change.old.value),
        old_edition=change.old.document.edition,
        new=number(change.new.value),
        new_edition=change.new.document.edition,
    )


def _edition_object(series: "SeriesView") -> dict[str, Any]:
    from bot.answering.library import figure_of
    from bot.rendering.json import figure_object

    reviewed = [
        {
            "year": held.year,
            "by": held.reviewed_by,
            "at": held.reviewed_at,
            "read": held.read_value,
            "value": held.value,
        }
        for held in _looked_at(series)
    ]
    return {**figure_object(figure_of(series)), "reviewed": reviewed}


def _looked_at(series: "SeriesView") -> "list[ObservationView | MilestoneView]":
    given: list[ObservationView | MilestoneView] = [*series.observations]
    given += [mark for mark in (series.target, series.baseline) if mark]
    return [held for held in given if held.reviewed_by is not None]


def _table(told: "Sequence[SeriesView]") -> list[str]:
    """Years down, editions across."""
    from bot.rendering.text_numbers import number, shown, year_label
    from bot.rendering.text_table import aligned

    values = [{held.year: shown(held.value, held.status) for held in series.observations} for series in told]
    heads = ("", *(series.edition or say("kpi.imports") for series in told))
    years = sorted({year for column in values for year in column})
    rows = [(year_label(year, interface_language()), *(column.get(year, "-") for column in values)) for year in years]
    for name in ("target", "baseline"):
        marks = [getattr(series, name) for series in told]
        if any(marks):
            cells = (f"{mark.label} {number(mark.value)}".strip() if mark else "-" for mark in marks)
            rows.append((say(f"difference.{name}"), *cells))
    return aligned([heads, *rows], numeric=list(range(1, len(heads))))


def _renames(told: "Sequence[SeriesView]") -> Iterator[str]:
    names = list(dict.fromkeys(series.indicator.name for series in told))
    if len(names) > 1:
        yield say("difference.renamed", old=" → ".join(names[:-1]), new=names[-1])


def _restated(changes: "Sequence[Restatement]") -> Iterator[str]:
    return (restated_line(change) for change in changes)


def _reviewed(told: "Sequence[SeriesView]") -> Iterator[str]:
    from bot.rendering.text_numbers import number, year_label

    for series in told:
        for held in _looked_at(series):
            facts = {
                "edition": held.document.edition,
                "year": year_label(held.year, interface_language()) if held.year else held.label,
                "value": number(held.value),
                "by": held.reviewed_by,
                "at": f"{held.reviewed_at:%Y-%m-%d}",
            }
            if held.read_value is None:
                yield say("kpi.accepted", **facts)
            else:
                yield say("kpi.edited", **facts, read=number(held.read_value))


def _kin(lineage: "Sequence[Lineage]") -> Iterator[str]:
    comma = say("comma")
    for one in lineage:
        yield say(f"kpi.{one.kind}", edition=one.edition, old=comma.join(one.old), new=comma.join(one.new), by=one.by)
